"""What a broken workbook makes the library that reads it raise, as one refusal of the reader's own."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from python_calamine import CalamineError, PasswordError

_BROKEN = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    KeyError,
    NotImplementedError,
)


@contextmanager
def refusing(*, locked: Callable[[], Exception], broken: Callable[[], Exception]) -> Iterator[None]:
    """Raise what `locked` or `broken` makes instead of whatever the library raises at a bad file."""
    try:
        yield
    except PasswordError:
        raise locked()
    except _BROKEN:
        raise broken()
    except BaseException as error:
        # On some broken files the library panics; what a panic raises is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise broken()
