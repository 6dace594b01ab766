"""A line that rises from point to point: x in per cent, y in pixels, both from 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from binakon.core.charts.geometry import per_cent

FLOOR, TOP = 210, 20
LEFT, RIGHT = 8.0, 96.0


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
class Rise:
    """Points (across, up) in the order of across; the caption names both units."""

    caption: str
    note: str
    label: str
    points: Sequence[tuple[int, int]]

    @property
    def dots(self) -> list[Dot]:
        """The points with their places; only the first and the last are labelled, so that none overlap."""
        ends = {0, len(self.points) - 1}
        return [
            Dot(per_cent(self._x(across)), self._y(up), f"{across}" if number in ends else "")
            for number, (across, up) in enumerate(self.points)
        ]

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
