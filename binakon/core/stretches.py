"""By when each stretch of a chain must start so that the last is over before a day, and whether it still can.

Working days follow the Indonesian calendar; a stretch of calendar days that ends on a day off ends on the next
working day, because nobody records on a day off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from binakon.core.holidays import add_working_days, is_working_day, working_days_between

# With fewer working days to spare than this, one correction or one missed test is too many.
NARROW = 5


class Hold(StrEnum):
    """Whether a plan still holds."""

    GOOD = "good"
    NARROW = "narrow"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the chain: `days` of the calendar, or working days."""

    key: str
    days: int
    is_working: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """The last day on which a stretch may start, and the day on which it must then be over."""

    stretch: Stretch
    latest: date
    over_by: date


@dataclass(frozen=True, slots=True)
class Finish:
    """The earliest day on which the last stretch can be over, and the working days that are then to spare (below 0: late)."""

    earliest: date
    by: date
    spare: int

    @property
    def hold(self) -> Hold:
        """Whether the plan holds."""
        if self.spare < 0:
            return Hold.LOST
        return Hold.NARROW if self.spare < NARROW else Hold.GOOD


def latest_starts(stretches: Sequence[Stretch], *, by: date) -> list[Start]:
    """The last day for each stretch, counted back from `by` (a day off moves to the working day before)."""
    over = _on_or_before(by)
    found = []
    for stretch in reversed(stretches):
        latest = _back(over, stretch)
        found.append(Start(stretch, latest, over))
        over = latest
    return found[::-1]


def earliest_finish(stretches: Sequence[Stretch], *, start: date, by: date) -> Finish:
    """When stretches that start on `start`, one after the other, can be over, against `by`."""
    day = start
    for stretch in stretches:
        day = _forth(day, stretch)
    limit = _on_or_before(by)
    late = day > limit
    spare = -working_days_between(limit, day) if late else working_days_between(day, limit)
    return Finish(day, limit, spare)


def _forth(day: date, stretch: Stretch) -> date:
    if stretch.is_working:
        return add_working_days(day, stretch.days)
    over = day + timedelta(days=stretch.days)
    return over if is_working_day(over) or not stretch.days else add_working_days(over, 1)


def _back(over: date, stretch: Stretch) -> date:
    if stretch.is_working:
        return add_working_days(over, -stretch.days)
    return _on_or_before(over - timedelta(days=stretch.days)) if stretch.days else over


def _on_or_before(day: date) -> date:
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
