"""Windows of stated precision: a day, months, a quarter or a year, never more exact than stated."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

WITA = ZoneInfo("Asia/Makassar")
SHAPES = "2026-02-10, 2026-02-10/2026-02-12, 2026-02, 2026-03/2026-04, 2026-Q2, 2026"
QUARTERS = ("I", "II", "III", "IV")

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-Q([0-9])")
_YEAR = re.compile(r"[0-9]{4}")


class Precision(StrEnum):
    """How exactly a time was stated."""

    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    YEAR = "year"
    AFTER_EVENT = "after-event"


class BadWindow(ValueError):
    """The text is no window; the message says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days as precise as it was stated; open (no days) when it waits for an event."""

    precision: Precision
    start: date | None
    end: date | None
    text: str

    @property
    def is_exact(self) -> bool:
        """Whether the days themselves were stated, not just a month or longer."""
        return self.precision in (Precision.DAY, Precision.RANGE)

    def contains(self, day: date) -> bool:
        """Whether the day lies in the window; an open window holds no known day."""
        return self.start is not None and self.end is not None and self.start <= day <= self.end

    def overlaps(self, other: "Window") -> bool:
        """Whether both windows share a day; nothing is known of an open one."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return False
        return self.start <= other.end and other.start <= self.end

    def is_past(self, day: date) -> bool:
        """Whether the window had ended before the day; an open one never has."""
        return self.end is not None and self.end < day


_NO_WORDS: Mapping[str, Precision] = {}


def parse_window(text: str, open_words: Mapping[str, Precision] = _NO_WORDS) -> Window:
    """Read the source form of a window, or raise `BadWindow` with a sentence for the reader."""
    if text in open_words:
        return Window(open_words[text], None, None, text)
    first, slash, last = text.partition("/")
    if not slash:
        return _single(first, text)
    begin, finish = _single(first, text), _single(last, text)
    joined = _JOINED.get(begin.precision)
    if joined is None or begin.precision is not finish.precision:
        raise BadWindow(_shape_sentence(text))
    if begin.start is None or finish.end is None or begin.start > finish.end:
        raise BadWindow(
            _("%(text)s berakhir sebelum dimulai; tulis waktu yang lebih awal lebih dahulu")
            % {"text": text}
        )
    return Window(joined, begin.start, finish.end, text)


_JOINED = {Precision.DAY: Precision.RANGE, Precision.MONTH: Precision.MONTHS}


def _single(part: str, text: str) -> Window:
    if match := _DAY.fullmatch(part):
        day = _existing_day(*(int(number) for number in match.groups()), text=text)
        return Window(Precision.DAY, day, day, text)
    if match := _MONTH.fullmatch(part):
        return _months(Precision.MONTH, int(match[1]), int(match[2]), int(match[2]), text)
    if match := _QUARTER.fullmatch(part):
        last_month = int(match[2]) * 3
        return _months(Precision.QUARTER, int(match[1]), last_month - 2, last_month, text)
    if _YEAR.fullmatch(part):
        return _months(Precision.YEAR, int(part), 1, 12, text)
    raise BadWindow(_shape_sentence(text))


def _months(precision: Precision, year: int, first: int, last: int, text: str) -> Window:
    _check_year(year, text)
    if precision is Precision.QUARTER and not 1 <= last <= 12:
        raise BadWindow(
            _("Triwulan pada %(text)s tidak ada; triwulan ditulis Q1 sampai Q4") % {"text": text}
        )
    _check_month(last, text)
    return Window(
        precision, date(year, first, 1), date(year, last, monthrange(year, last)[1]), text
    )


def _existing_day(year: int, month: int, day: int, *, text: str) -> date:
    _check_year(year, text)
    _check_month(month, text)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise BadWindow(
            _("%(day)d %(month)s tidak ada di kalender")
            % {"day": day, "month": _format(date(year, month, 1), "MMMM y")}
        )
    return date(year, month, day)


def _check_year(year: int, text: str) -> None:
    if year < 1:
        raise BadWindow(_shape_sentence(text))


def _check_month(month: int, text: str) -> None:
    if not 1 <= month <= 12:
        raise BadWindow(
            _("Bulan pada %(text)s tidak ada; bulan ditulis 01 sampai 12") % {"text": text}
        )


def _shape_sentence(text: str) -> str:
    shown = text if len(text) <= 40 else text[:40] + "…"
    return _("Waktu “%(text)s” tidak dikenali; tulis seperti salah satu contoh ini: %(shapes)s") % {
        "text": shown,
        "shapes": SHAPES,
    }


def describe(window: Window) -> str:
    """The window in words of the active language; empty for an open one, which its owner words."""
    if window.start is None or window.end is None:
        return ""
    if window.precision is Precision.YEAR:
        return f"{window.start.year:04d}"
    if window.precision is Precision.QUARTER:
        return _("Triwulan %(quarter)s %(year)s") % {
            "quarter": QUARTERS[(window.start.month - 1) // 3],
            "year": window.start.year,
        }
    if window.is_exact:
        return _span(window.start, window.end, ("d", "d MMMM", "d MMMM y"))
    return _span(window.start, window.end, ("", "MMMM", "MMMM y"))


def _span(start: date, end: date, patterns: tuple[str, str, str]) -> str:
    """Both ends joined by a dash, the first without whatever it shares with the second."""
    within_month, within_year, full = patterns
    last = _format(end, full)
    if _format(start, full) == last:
        return last
    if start.year != end.year:
        return f"{_format(start, full)}–{last}"
    shared = within_month if start.month == end.month else within_year
    return f"{_format(start, shared)}–{last}"


def format_day(day: date) -> str:
    """A day in words of the active language: 27 Januari 2026."""
    return _format(day, "d MMMM y")


def today() -> date:
    """The present day where the office is."""
    return timezone.localdate()


def _format(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=_locale(get_language() or "id"))


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale("id")
