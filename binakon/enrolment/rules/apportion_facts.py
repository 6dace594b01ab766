"""What sharing seats is about: what each office brings, the steps of the calculation, and its result."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Self

from binakon.enrolment.rules.canonical import plain


class Basis(StrEnum):
    """What the proportion is taken from; the rule itself knows only weights."""

    EQUAL = "equal"
    POPULATION = "population"
    NEED = "need"
    SHORTFALL = "shortfall"


class StepKind(StrEnum):
    """What one line of the calculation says."""

    START = "start"
    FLOOR = "floor"
    ROUND = "round"
    CAPPED = "capped"
    SHARE = "share"
    ORDER = "order"
    EXTRA = "extra"
    RESULT = "result"
    POOL = "pool"


class Decided(StrEnum):
    """What decided an extra seat, or why seats stay in the pool."""

    REMAINDER = "remainder"
    WEIGHT = "weight"
    CODE = "code"
    CAPS = "caps"
    NO_WEIGHT = "no_weight"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, slots=True)
class Share:
    """What an office brings: its Kemendagri code, weight on the basis, and its least and most seats.

    `weight` None is not filled in, which is refused and never read as 0; `cap` None is no limit.
    """

    office: str
    weight: int | Fraction | None
    floor: int = 0
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation; `kind` says which of the facts are used.

    `seats` given or to give; `floor` the seats of the floors; `round` counts sharings from 1; `quota` is the
    exact share, `remainder` what is over its whole part; `place` is the place in the order of remainders;
    `offices` that order itself; `decided` why.
    """

    kind: StepKind
    office: str = ""
    seats: int = 0
    floor: int = 0
    round: int = 0
    weight: Fraction = Fraction(0)
    total_weight: Fraction = Fraction(0)
    quota: Fraction = Fraction(0)
    remainder: Fraction = Fraction(0)
    place: int = 0
    offices: tuple[str, ...] = ()
    basis: str = ""
    decided: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The step that was stored."""
        exact = {
            name: Fraction(data[name]) for name in ("weight", "total_weight", "quota", "remainder")
        }
        kind, offices = StepKind(data["kind"]), tuple(data["offices"])
        return cls(**(dict(data) | exact | {"kind": kind, "offices": offices}))


@dataclass(frozen=True, slots=True)
class Apportionment:
    """Who got how many seats, what stays in the pool, and the whole calculation."""

    basis: str
    total: int
    places: tuple[tuple[str, int], ...]
    pool: int
    steps: tuple[Step, ...]

    @property
    def by_office(self) -> dict[str, int]:
        """Seats by office, in the order of codes."""
        return dict(self.places)

    def as_json(self) -> object:
        """The record as JSON stores it."""
        return plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The record that was stored, equal to the one that was calculated."""
        places = tuple((office, seats) for office, seats in data["places"])
        steps = tuple(Step.from_json(step) for step in data["steps"])
        return cls(data["basis"], data["total"], places, data["pool"], steps)
