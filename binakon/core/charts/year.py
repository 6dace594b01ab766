"""The calendar of one year, each activity as exact as it was stated."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date

from binakon.core.calendar import Precision, Window
from binakon.core.charts.geometry import per_cent


@dataclass(frozen=True, slots=True)
class YearRow:
    """One activity in the year: what, when in words, and how its time is drawn."""

    title: str
    href: str
    note: str
    window: Window
    is_approximate: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class YearMark:
    """How one row is drawn: `shape` is done, exact, stitched, any or waiting."""

    shape: str
    x: str
    width: str
    end: str
    middle: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month's line and label."""

    x: str
    text_x: str
    long: str
    short: str


@dataclass(frozen=True, slots=True)
class YearChart:
    """The calendar of one year, a row an activity."""

    year: int
    rows: tuple[YearRow, ...]
    today: date
    month_names: tuple[str, ...]

    @property
    def days(self) -> int:
        """The days of the year."""
        return 366 if isleap(self.year) else 365

    def position(self, day: date) -> float:
        """Where a day begins, in per cent of the year."""
        return 100 * (day - date(self.year, 1, 1)).days / self.days

    @property
    def months(self) -> list[Month]:
        """Where the twelve months begin."""
        found = []
        for number, name in enumerate(self.month_names, start=1):
            x = self.position(date(self.year, number, 1))
            found.append(Month(per_cent(x), per_cent(x + 0.5), name, name[:1]))
        return found

    @property
    def today_x(self) -> str:
        """Where today's line stands; "" outside the year."""
        return per_cent(self.position(self.today)) if self.today.year == self.year else ""

    @property
    def marks(self) -> list[tuple[YearRow, YearMark]]:
        """Each row with its drawing; a guess is never drawn as a date."""
        return [(row, self._mark(row)) for row in self.rows]

    def _mark(self, row: YearRow) -> YearMark:
        window = row.window
        if window.start is None or window.end is None:
            # Waiting for an event: hatched over the last months, where a revised budget usually lands.
            return self._span("waiting", self.position(date(self.year, 9, 1)), 100.0)
        start = self.position(window.start)
        end = self.position(window.end) + 100 / self.days
        if row.is_done:
            return self._span("done", start, end)
        if window.precision == Precision.YEAR:
            return self._span("any", start, end)
        is_exact = window.is_exact and not row.is_approximate
        return self._span("exact" if is_exact else "stitched", start, end)

    def _span(self, shape: str, start: float, end: float) -> YearMark:
        width = max(end - start, 0.8)
        middle = (start + end) / 2
        return YearMark(shape, per_cent(start), per_cent(width), per_cent(end), per_cent(middle))
