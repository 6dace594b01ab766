"""The quick escaping gives what Django's own does."""

from typing import Any

import pytest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from binakon.core.escape import escaped, filled

VALUES: list[Any] = [
    "",
    "Noor",
    "<script>alert('x')</script>",
    "a & b \"c\" 'd'",
    "sudah &amp; sah",
    mark_safe("<b>sah</b>"),
    gettext_lazy("Kegiatan"),
    gettext_lazy("<i>"),
    7,
    0,
    None,
    True,
    1.5,
    ["<"],
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_is_escaped_as_django_would(value: Any) -> None:
    assert escaped(value) == conditional_escape(value)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_pattern_is_filled_as_django_would(value: Any) -> None:
    drawn = filled('<a href="{}">{}</a>', value, value)
    assert drawn == format_html('<a href="{}">{}</a>', value, value)
    assert type(drawn) is SafeString


def test_what_is_filled_in_is_never_filled_again() -> None:
    assert filled("<p>{}</p>", "{0}{}") == "<p>{0}{}</p>"
