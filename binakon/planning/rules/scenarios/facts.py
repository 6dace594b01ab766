"""What a scenario asks: candidate activities, limits, floors, ceilings and assumptions, all aggregate, no people.

Money is whole rupiah everywhere; people are service places (somebody trained and facilitated counts twice).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binakon.core.stretches import Stretch


class Indicator(StrEnum):
    """What a place counts for: trained (sub-activity 0011) or facilitated to the certificate (0014)."""

    TRAINED = "trained"
    FACILITATED = "facilitated"


class Rupiah(StrEnum):
    """The three prices of a candidate; an assumption states one under `price_key`."""

    FIXED = "fixed_cost"
    PERSON = "cost_per_person"
    TRAVEL = "travel_per_person"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An activity that may be held up to `most_times` and must be held `least_times` (already promised or held).

    Each class has `least` to `most` people and costs `fixed_cost` rupiah plus `cost_per_person`, plus `travel_per_person` where
    the question pays travel. None is a price that is not known: the question must state it as an assumption.
    `lead_days` are the working days from the day the money is there to the class; `chain` is what follows the day of the class
    until the result is recorded and paid. `regions` are the codes whose people may come; empty means all.
    For what is facilitated a class is a batch, whose people begin with the LSP one by one, week by week.
    `is_held` is a fact and no choice: the class was held, or its people are determined. It is in every answer with its people
    and its rupiah, whatever the day of the question, the lead time, the chain and the perubahan; it never gives way.
    """

    code: str
    title: str
    indicator: Indicator
    kind: str
    sub_activity: str
    fixed_cost: int | None
    cost_per_person: int | None
    travel_per_person: int | None
    least: int
    most: int
    most_times: int
    earliest: date
    latest: date
    least_times: int = 0
    lead_days: int = 0
    partner: str = ""
    waits_for_change: bool = False
    chain: tuple[Stretch, ...] = ()
    regions: tuple[str, ...] = ()
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class PartnerLimit:
    """What a partner can take: classes that begin in a month (trained), people who begin in a week (LSP); None is no limit."""

    partner: str
    classes_per_month: int | None = None
    cases_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class RegionFloor:
    """The places, of both indicators, that a region must have at the least."""

    region: str
    people: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The rupiah that may be spent, for a sub-activity or (empty) for all; `version` names the paper it stands in."""

    sub_activity: str
    rupiah: int
    version: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """An activity of the plan in force that is no candidate. Its rupiah (None: nobody has said) are in no ceiling twice.

    `has_people`: people count for it, who are in no answer and in no goal of the question.
    """

    title: str
    sub_activity: str
    rupiah: int | None
    has_people: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """The places that are wanted, of one indicator or (None) of both together."""

    people: int
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that somebody stated because no paper does; it is printed with every answer.

    `key` is free, or `price_key(...)` when it stands for a missing price. `value` None: asked for and not yet stated.
    `source` says where it comes from; empty means that it is nothing but an assumption.
    """

    key: str
    label: str
    value: int | None
    unit: str
    source: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether somebody has given the figure."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Question:
    """A whole question: the same facts always have the same answer.

    `asked_on` is the day from which the lead times of what does not wait are counted, `change_on` the day on which the
    perubahan is in force (None: not this year), `finish_by` the last day on which the last result must be recorded and paid.
    `regions` are all regions among which places are spread, in the order of their codes.
    `cuts` are percents of the ceilings to be tried, `change_days` other days of the perubahan to be tried.
    `others` are the activities of the plan that are no candidates: they keep what they cost, out of the same ceilings.
    """

    year: int
    asked_on: date
    finish_by: date
    candidates: tuple[Candidate, ...]
    change_on: date | None = None
    pays_travel: bool = True
    regions: tuple[str, ...] = ()
    limits: tuple[PartnerLimit, ...] = ()
    floors: tuple[RegionFloor, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    goals: tuple[Goal, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    cuts: tuple[int, ...] = ()
    change_days: tuple[date, ...] = ()
    curve_points: int = 30
    others: tuple[Other, ...] = ()


def free_of(question: Question, ceiling: Ceiling) -> int:
    """What the candidates may spend of a ceiling; below 0 where the others cost more than all of it."""
    return ceiling.rupiah - sum(
        other.rupiah or 0
        for other in question.others
        if ceiling.sub_activity in ("", other.sub_activity)
    )


def price_key(price: Rupiah, code: str = "") -> str:
    """The key of the assumption that states a price: for one candidate, or (empty code) for all whose price is missing."""
    return f"{price}:{code}" if code else str(price)


@dataclass(frozen=True, slots=True)
class Prices:
    """What a class and a person of a candidate cost in this question, travel included when it is paid."""

    fixed: int
    person: int


def assumption_for(question: Question, candidate: Candidate, price: Rupiah) -> Assumption | None:
    """The assumption that stands for a price of a candidate: its own, else the one for all; None when there is none."""
    stated = {assumption.key: assumption for assumption in question.assumptions}
    return stated.get(price_key(price, candidate.code)) or stated.get(price_key(price))


def price_of(question: Question, candidate: Candidate, price: Rupiah) -> int | None:
    """A price from the candidate, else from the assumption that stands for it; None when nobody stated it."""
    known: int | None = getattr(candidate, price.value)
    if known is not None:
        return known
    found = assumption_for(question, candidate, price)
    return found.value if found else None


def needed_prices(question: Question) -> tuple[Rupiah, ...]:
    """The prices that the question counts with: travel only when it is paid."""
    return tuple(Rupiah) if question.pays_travel else (Rupiah.FIXED, Rupiah.PERSON)


def prices_of(question: Question, candidate: Candidate) -> Prices:
    """What a class and a person cost. Raises ValueError where a price is neither known nor stated."""
    found = {price: price_of(question, candidate, price) for price in needed_prices(question)}
    missing = [price for price, value in found.items() if value is None]
    if missing:
        raise ValueError(f"{candidate.code}: {', '.join(missing)}")
    fixed = found.pop(Rupiah.FIXED) or 0
    return Prices(fixed, sum(value or 0 for value in found.values()))
