"""Escaping for what is drawn a thousand times a page: the cells of a list, the options of a form."""

import html
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString


def escaped(value: Any) -> str:
    """What `conditional_escape` gives, in a third of the time: that one looks each time whether it may stay lazy."""
    text = str(value) if isinstance(value, Promise) else value
    safe: str = text.__html__() if hasattr(text, "__html__") else html.escape(str(text))
    return safe


def filled(pattern: str, *values: Any) -> SafeString:
    """What `format_html` gives for a pattern with `{}` for each value."""
    return SafeString(pattern.format(*map(escaped, values)))
