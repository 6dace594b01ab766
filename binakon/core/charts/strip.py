"""One horizontal bar: what happened, what is planned, what waits, what is asked for."""

from dataclasses import dataclass

from binakon.core.charts.geometry import per_cent

# Two tick labels closer than this collide on a phone of 360 px.
NEAREST_TICK = 7.0


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
