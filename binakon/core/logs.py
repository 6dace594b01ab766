"""Lines of the log: whatever is logged, a number as long as a NIK is hidden before the line is written.

A path, a message of an exception or a value in a traceback may carry one; the log is read by more people than the register.
"""

import logging
import re

# Sixteen digits or more in a row, also in groups; a longer run of digits may hold one.
_LONG = re.compile(r"\d(?:[ .\-]?\d){15,}")
HIDDEN = "••••"


class MaskingFormatter(logging.Formatter):
    """A formatter that hides long numbers in the whole line, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return _LONG.sub(HIDDEN, super().format(record))
