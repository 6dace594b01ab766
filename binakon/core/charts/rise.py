"""A line that rises from point to point: x in per cent, y in pixels, both from 0."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from binakon.core.charts.geometry import per_cent

FLOOR, TOP = 210, 20
LEFT, RIGHT = 4.0, 94.0
# So many heights are named at the most, and every so many points; a phone has room for no more.
MOST_HEIGHTS, LABELLED = 4, 4


@dataclass(frozen=True, slots=True)
class Stroke:
    """One straight piece of the line."""

    x1: str
    y1: float
    x2: str
    y2: float


@dataclass(frozen=True, slots=True)
class Dot:
    """One point with what it says."""

    x: str
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Height:
    """A round figure of the upright axis with its place."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Rise:
    """Points (across, up) in the order of across; the caption names both units, `told` words a height."""

    caption: str
    note: str
    label: str
    points: Sequence[tuple[int, int]]
    told: Callable[[int], str] = str

    @property
    def dots(self) -> list[Dot]:
        """The points with their places; a few are labelled, the first and the last among them, so that none overlap."""
        last = len(self.points) - 1
        step = max(1, -(-last // LABELLED))
        shown = {last, *range(0, last - step + 1, step)}
        return [
            Dot(per_cent(self._x(across)), self._y(up), f"{across}" if number in shown else "")
            for number, (across, up) in enumerate(self.points)
        ]

    @property
    def heights(self) -> list[Height]:
        """Round figures from above nought to the highest point."""
        most = max((point[1] for point in self.points), default=0)
        step = _round_step(most)
        return [Height(self._y(up), self.told(up)) for up in range(step, most + 1, step)]

    @property
    def strokes(self) -> list[Stroke]:
        """The pieces between the points."""
        dots = self.dots
        return [Stroke(one.x, one.y, other.x, other.y) for one, other in pairwise(dots)]

    def _x(self, across: int) -> float:
        most = max((point[0] for point in self.points), default=0) or 1
        return LEFT + (RIGHT - LEFT) * across / most

    def _y(self, up: int) -> float:
        most = max((point[1] for point in self.points), default=0) or 1
        return round(FLOOR - (FLOOR - TOP) * up / most, 1)


def _round_step(most: int) -> int:
    """The smallest of 1, 2 or 5 times a power of ten that names no more than `MOST_HEIGHTS` heights."""
    power = 1
    while True:
        for times in (1, 2, 5):
            if most <= times * power * MOST_HEIGHTS:
                return times * power
        power *= 10
