"""What a scenario answers: picks, the curve, cuts, days, and what must give way; rupiah and places, no people."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binakon.core.stretches import Hold
from binakon.planning.rules.scenarios.facts import Assumption, Indicator


@dataclass(frozen=True, slots=True)
class Share:
    """People of a region."""

    region: str
    people: int


@dataclass(frozen=True, slots=True)
class IndicatorShare:
    """People and rupiah of an indicator."""

    indicator: Indicator
    people: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class Begin:
    """How many people begin on a day: a whole class, or those of a week with an LSP."""

    day: date
    people: int


@dataclass(frozen=True, slots=True)
class Pick:
    """A class that is held: the `number`th of its candidate, when it begins, when its last result is over, and for whom."""

    code: str
    number: int
    people: int
    rupiah: int
    begins: tuple[Begin, ...]
    over_on: date
    regions: tuple[Share, ...]

    @property
    def day(self) -> date:
        """The first day."""
        return self.begins[0].day


@dataclass(frozen=True, slots=True)
class Answer:
    """What to hold. `is_proven` says that no better answer exists; the assumptions stand in the order of the question.

    `next_person` are the rupiah by which one more place would be dearer at the least (None: no more place is possible).
    """

    people: int
    rupiah: int
    classes: int
    is_proven: bool
    picks: tuple[Pick, ...]
    by_indicator: tuple[IndicatorShare, ...]
    by_region: tuple[Share, ...]
    assumptions: tuple[Assumption, ...]
    next_person: int | None = None


class GiveWay(StrEnum):
    """A kind of assumption that can give way, in the order in which they are named when sets of equal size would do."""

    FINISH = "finish"
    CHANGE = "change"
    WINDOW = "window"
    CLASSES = "classes"
    CASES = "cases"
    FLOOR = "floor"
    PROMISE = "promise"
    GOAL = "goal"
    CEILING = "ceiling"


@dataclass(frozen=True, slots=True)
class Giving:
    """An assumption that must give way: which (partner, region, candidate, indicator or sub-activity; empty: the only one)."""

    kind: GiveWay
    of: str = ""


@dataclass(frozen=True, slots=True)
class Infeasible:
    """The smallest set of assumptions without which the rest can be had together, in the order of their kinds."""

    givings: tuple[Giving, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Classes of a candidate more (or, below 0, fewer) than before."""

    code: str
    classes: int
    people: int


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The least rupiah for at least so many people. `marginal` is the rupiah per person since the point before, rounded up."""

    people: int
    rupiah: int
    classes: int
    marginal: int | None


@dataclass(frozen=True, slots=True)
class Kink:
    """Where the classes change between two points of the curve: what is added or left out at the point of so many people."""

    people: int
    rupiah: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """From what must be held to the most that can be had, with its kinks."""

    points: tuple[CurvePoint, ...]
    kinks: tuple[Kink, ...]


@dataclass(frozen=True, slots=True)
class CutAnswer:
    """What a cut of the ceilings by so many percent costs, and whom; regions with nothing lost are left out.

    `left` is None where what is left cannot even hold what is promised; `gives_way` then says what must yield.
    """

    percent: int
    people_lost: int
    rupiah_saved: int
    indicators_lost: tuple[IndicatorShare, ...]
    regions_lost: tuple[Share, ...]
    changes: tuple[Change, ...]
    left: Answer | None
    gives_way: Infeasible | None = None


@dataclass(frozen=True, slots=True)
class FinishRow:
    """Whether a candidate can still finish: the first day it can be held, when it is then over, and the days to spare.

    `last_day` is the last day on which it may begin; `people` are those who can begin in between, by its own limits.
    """

    code: str
    first_day: date
    over_on: date
    last_day: date
    spare: int
    hold: Hold
    people: int


@dataclass(frozen=True, slots=True)
class FinishAnswer:
    """Every candidate when the perubahan is in force on a day, and the most people that all together still reach.

    `most` says what must give way where what is promised can no longer finish.
    """

    change_on: date
    rows: tuple[FinishRow, ...]
    most: Answer | Infeasible


@dataclass(frozen=True, slots=True)
class Solution:
    """All answers to a question. `most` holds the ceilings, `least` the goals; both hold floors, limits and dates.

    `together` is what must give way so that goals and ceilings hold at once; None when they do.
    """

    most: Answer | Infeasible
    least: Answer | Infeasible
    together: Infeasible | None
    curve: Curve
    cuts: tuple[CutAnswer, ...]
    finishes: tuple[FinishAnswer, ...]
