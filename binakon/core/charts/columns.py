"""Columns from 0 on one axis: the plan outside, the result inside."""

from dataclasses import dataclass

from binakon.core.charts.geometry import per_cent

# The y of the axis and of the highest line, in pixels.
FLOOR, TOP = 210, 20


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
        for unit in (
            1,
            2,
            4,
            5,
            10,
            20,
            40,
            50,
            100,
            200,
            400,
            500,
            1000,
            2000,
            5000,
            10_000,
            50_000,
        ):
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
