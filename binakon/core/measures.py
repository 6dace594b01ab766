"""One registry of measures and one counting function: every number anyone sees comes from here."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: one office's year as of the end of a day, perhaps one part of it.

    `part` narrows a measure that has parts (an indicator, a kind of activity); "" is the whole.
    """

    office: str
    year: int
    as_of: date
    part: str = ""
    # The code of one region whose people alone are counted; "" is everybody's. Only measures of people know regions.
    region: str = ""
    # Read by anybody: then a figure must not move so finely that it tells of one person.
    is_public: bool = False
    # What counters of one page have already read, so that twenty figures cost the queries of one.
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def of(self, part: str) -> "Scope":
        """The same scope narrowed to one part."""
        return replace(self, part=part)

    def once(self, key: str, read: Callable[[], T]) -> T:
        """Read something once for every figure that is counted in this scope."""
        if key not in self.memo:
            self.memo[key] = read()
        value: T = self.memo[key]
        return value


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a number counts, with the amount it adds and where it can be seen."""

    label: str
    amount: int | None
    detail: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and what it stands on. None means unknown, never 0.

    `services` counts deeds (layanan), `people` counts unique persons; where a measure counts things that
    are neither (activities, rupiah, offices) only `services` is filled.
    `note` is a decision of the office that the number stands on, or why it cannot be told; shown beside it.
    """

    services: int | None = None
    people: int | None = None
    rows: tuple[Row, ...] = field(default=())
    version: str = ""
    is_about: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A definition and the one function that counts it; `counter` is None until its chapter exists."""

    key: str
    label: "str | StrPromise"
    unit: "str | StrPromise"
    definition: "str | StrPromise"
    source: "str | StrPromise"
    counter: Callable[[Scope], Counted] | None = None
    is_money: bool = False
    # Counted from records of people: without any record it is unknown, and its page says why.
    is_of_people: bool = False


_registry: dict[str, Measure] = {}


def register(measure: Measure) -> Measure:
    """Take a measure into the registry; a key is taken once."""
    if measure.key in _registry:
        raise ValueError(f"measure {measure.key} is registered twice")
    _registry[measure.key] = measure
    return measure


def measure(key: str) -> Measure:
    """The definition of one measure; KeyError when there is none."""
    return _registry[key]


def all_measures() -> list[Measure]:
    """Every measure in the order of the year."""
    return list(_registry.values())


def count(key: str, scope: Scope) -> Counted:
    """Count one measure in one scope; unknown (None) while nobody can count it yet."""
    counter = _registry[key].counter
    if counter is None:
        return Counted()
    asked = f"count:{key}:{scope.part}:{scope.office}:{scope.year}:{scope.as_of}:{scope.region}"
    return scope.once(asked, lambda: counter(scope))
