"""The geometry of charts: x in per cent, y in pixels, so that type keeps its size from a phone to paper."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date

from binakon.core.calendar import Precision, Window

# Two tick labels closer than this collide on a phone of 360 px.
NEAREST_TICK = 7.0
# The y of a bar chart's axis and of its highest line, in pixels.
FLOOR, TOP = 210, 20


def per_cent(value: float) -> str:
    """A length in per cent, with a dot whatever the language."""
    return f"{value:.2f}%"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a strip: `kind` is done, plan, waiting or ask; None is unknown and is not drawn."""

    kind: str
    value: int | None
    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn part with its geometry."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the strip."""

    x: str
    text: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One horizontal bar from 0 to the whole, its parts side by side."""

    label: str
    segments: tuple[Segment, ...]
    columns: tuple[str, str, str]

    @property
    def whole(self) -> int:
        """The length of the strip."""
        return sum(segment.value or 0 for segment in self.segments)

    @property
    def bars(self) -> list[Bar]:
        """The parts that are known and not empty, from left to right."""
        drawn, at = [], 0
        for segment in self.segments:
            if segment.value:
                x, width = 100 * at / self.whole, 100 * segment.value / self.whole
                drawn.append(Bar(segment.kind, per_cent(x), per_cent(width)))
                at += segment.value
        return drawn

    @property
    def ticks(self) -> list[Tick]:
        """The running totals, without those that would collide on a phone; the whole is always there."""
        totals, at = [0], 0
        for segment in self.segments:
            if segment.value:
                at += segment.value
                totals.append(at)
        kept: list[int] = []
        for total in totals[:-1]:
            far = not kept or 100 * (total - kept[-1]) / self.whole >= NEAREST_TICK
            if far and 100 * (self.whole - total) / self.whole >= NEAREST_TICK:
                kept.append(total)
        return [
            Tick(
                per_cent(100 * total / (self.whole or 1)),
                total,
                "t-end" if total == self.whole else "t-mid" if total else "",
            )
            for total in [*kept, totals[-1]]
        ]


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


@dataclass(frozen=True, slots=True)
class Tile:
    """One region: `done` of `places`; None is unknown."""

    code: str
    name: str
    label: str
    href: str
    done: int | None
    places: int | None
    is_late: bool = False

    @property
    def css(self) -> str:
        """The class that places the tile."""
        return f"r-{self.code.replace('.', '')}"

    @property
    def level(self) -> float:
        """How far it is dyed, 0 to 100."""
        return min(100.0, 100 * (self.done or 0) / self.places) if self.places else 0.0

    @property
    def height(self) -> str:
        """The dyed height."""
        return per_cent(self.level)

    @property
    def top(self) -> str:
        """Where the dye begins."""
        return per_cent(100 - self.level)


@dataclass(frozen=True, slots=True)
class TileMap:
    """The regions, placed as on the map and listed north to south."""

    caption: str
    note: str
    tiles: tuple[Tile, ...]
    columns: tuple[str, str, str]

    @property
    def by_code(self) -> list[Tile]:
        """The tiles in the order of the table behind them."""
        return sorted(self.tiles, key=lambda tile: tile.code)


@dataclass(frozen=True, slots=True)
class Column:
    """One category: the plan outside, the result inside; None is unknown and not drawn."""

    label: str
    plan: int | None
    done: int | None
    plan_href: str = ""
    done_href: str = ""
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column with its geometry in per cent and pixels."""

    column: Column
    x: str
    inner_x: str
    middle: str
    plan_y: float
    plan_height: float
    done_y: float
    done_height: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Columns from 0 on one axis; height in pixels, widths in per cent."""

    caption: str
    note: str
    label: str
    columns: tuple[Column, ...]
    headings: tuple[str, str, str]

    @property
    def highest(self) -> int:
        """The top of the axis: a round number not below any value."""
        top = max([*(c.plan or 0 for c in self.columns), *(c.done or 0 for c in self.columns), 1])
        for unit in (1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400, 500, 1000, 2000, 5000, 10_000, 50_000):
            if unit * 4 >= top:
                return unit * 4
        return top

    @property
    def grid(self) -> list[tuple[int, float, float]]:
        """The value of each line, its y and the y of its label."""
        values = [self.highest * quarter // 4 for quarter in range(5)]
        return [(value, self._y(value), self._y(value) + 4) for value in values]

    @property
    def drawn(self) -> list[DrawnColumn]:
        """The columns with their geometry."""
        step = 90 / max(len(self.columns), 1)
        width = min(15.0, step * 0.7)
        found = []
        for number, column in enumerate(self.columns):
            x = 10 + step * number + (step - width) / 2
            plan_y, done_y = self._y(column.plan or 0), self._y(column.done or 0)
            found.append(
                DrawnColumn(
                    column,
                    per_cent(x),
                    per_cent(x + width * 0.13),
                    per_cent(x + width / 2),
                    plan_y,
                    FLOOR - plan_y,
                    done_y,
                    FLOOR - done_y,
                )
            )
        return found

    @property
    def width(self) -> str:
        """The width of a column."""
        return per_cent(min(15.0, 90 / max(len(self.columns), 1) * 0.7))

    @property
    def inner_width(self) -> str:
        """The width of the result inside the plan."""
        return per_cent(min(15.0, 90 / max(len(self.columns), 1) * 0.7) * 0.74)

    def _y(self, value: int) -> float:
        return round(FLOOR - (FLOOR - TOP) * value / self.highest, 1)
