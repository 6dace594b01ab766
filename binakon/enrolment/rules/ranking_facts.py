"""What a ranking is about: weights, what is known of applicants, points and ranks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from binakon.enrolment.rules.canonical import plain


class Criterion(StrEnum):
    """What gives points, in the order in which it is shown."""

    NEVER_TRAINED = "never_trained"
    CERTIFICATE = "certificate"
    NEED = "need"
    ARRIVAL = "arrival"


class Finding(StrEnum):
    """What was found on a criterion, which is what the sentence says."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NO_CERTIFICATE = "no_certificate"
    ENDS_SOON = "ends_soon"
    VALID = "valid"
    PART = "part"


class Certificate(StrEnum):
    """What is known of an SKK."""

    NONE = "none"
    HELD = "held"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Weights:
    """The most points that each criterion gives, and within how many months an SKK ends "soon"."""

    never_trained: int = 40
    certificate: int = 30
    need: int = 20
    arrival: int = 10
    months: int = 6

    def of(self, criterion: Criterion) -> int:
        """The most points of a criterion."""
        return {
            Criterion.NEVER_TRAINED: self.never_trained,
            Criterion.CERTIFICATE: self.certificate,
            Criterion.NEED: self.need,
            Criterion.ARRIVAL: self.arrival,
        }[criterion]


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of somebody. `sequence` is the place in the order of arrival, given by the database.

    `was_trained` None is not known, and gives no points. `certificate_until` is the last day of an SKK that is held.
    """

    key: str
    sequence: int
    office: str
    was_trained: bool | None
    certificate: Certificate
    certificate_until: date | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """The points of one person on one criterion, of at most `most`, and what they stand on.

    `part` of `whole`: of NEED the need of the region and the greatest need; of ARRIVAL the place and how many came.
    `until` is the last day of the SKK.
    """

    criterion: Criterion
    points: int
    most: int
    finding: Finding
    part: int = 0
    whole: int = 0
    until: date | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The points that were stored."""
        until = date.fromisoformat(data["until"]) if data["until"] else None
        criterion, finding = Criterion(data["criterion"]), Finding(data["finding"])
        return cls(**(dict(data) | {"criterion": criterion, "finding": finding, "until": until}))


@dataclass(frozen=True, slots=True)
class Ranked:
    """One person's rank (from 1) with the points behind it; `is_tied`: others have the same total."""

    key: str
    rank: int
    total: int
    sequence: int
    is_tied: bool
    points: tuple[Points, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The rank that was stored."""
        return cls(**(dict(data) | {"points": tuple(map(Points.from_json, data["points"]))}))


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody in the order of rank, with the weights, the day and the needs that it was made with."""

    day: date
    weights: Weights
    needs: Mapping[str, int] = field(default_factory=dict)
    people: tuple[Ranked, ...] = ()

    def as_json(self) -> object:
        """The record as JSON stores it."""
        return plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The record that was stored."""
        people = tuple(map(Ranked.from_json, data["people"]))
        day = date.fromisoformat(data["day"])
        return cls(day, Weights(**data["weights"]), dict(data["needs"]), people)
