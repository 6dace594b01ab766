"""The small components and the words of numbers and dates, for every template."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Protocol

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from binakon.core import words
from binakon.core.escape import filled

register = template.Library()

register.filter("number", words.number)
register.filter("rupiah", words.rupiah)
register.filter("spelled", words.spelled)


@register.filter
def day(value: date | None) -> str:
    """27 Januari 2026."""
    return words.day(value)


@register.filter
def weekday(value: date) -> str:
    """Selasa."""
    return words.weekday(value)


@register.filter
def moment(value: datetime | None) -> str:
    """27 Januari 2026, 09.00 WITA."""
    return words.moment(value)


@register.filter
def date_of(value: datetime | None) -> str:
    """27 Januari 2026: the day of a moment, in the installation's time zone."""
    return words.day(value and timezone.localdate(value))


@register.filter
def joined(values: Sequence[str]) -> str:
    """a, b, dan c."""
    return words.joined(list(values))


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite; always beside a word, so hidden from screen readers."""
    return filled(_ICON, _sprite(), name)


_ICON = '<svg class="i" aria-hidden="true"><use href="{}#i-{}"/></svg>'


@cache
def _sprite() -> str:
    # Asked by every icon of every page; it is another one only in another installation.
    return static("icons.svg")


@register.simple_tag
def fig(value: int | None, href: str) -> SafeString:
    """A number that opens; unknown is said in words, never 0."""
    if value is None:
        return format_html('<a class="fig unset" href="{}">{}</a>', href, words.unknown())
    return format_html('<a class="fig" href="{}">{}</a>', href, words.number(value))


class Opened(Protocol):
    """A counted number that knows where the desk opens it."""

    @property
    def value(self) -> int | None: ...

    @property
    def desk_href(self) -> str: ...


@register.simple_tag
def money(figure: Opened) -> SafeString:
    """Rupiah that open; unknown is said in words, never 0."""
    if figure.value is None:
        return format_html(
            '<a class="fig unset" href="{}">{}</a>', figure.desk_href, words.unknown()
        )
    return format_html(
        '<a class="fig" href="{}">{}</a>', figure.desk_href, words.rupiah(figure.value)
    )


@register.simple_tag
def badge(text: str, tone: str = "") -> SafeString:
    """The state of one thing; the tone comes with the state."""
    if tone:
        return format_html('<span class="badge" data-tone="{}">{}</span>', tone, text)
    return format_html('<span class="badge">{}</span>', text)
