"""What seating is about: buckets of seats, candidates in their order, seats given, and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from binakon.enrolment.rules.canonical import fingerprint, plain


class BucketKind(StrEnum):
    """Whom the seats of a bucket are for; the order here is the order in which a person takes them."""

    OFFICE_GROUP = "office_group"
    OFFICE = "office"
    GROUP = "group"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class Bucket:
    """Seats of one class (`training`) for one office, one group, one group of one office, or everybody."""

    key: str
    training: int
    places: int
    office: str = ""
    group: str = ""

    @property
    def kind(self) -> BucketKind:
        """Whom the seats are for."""
        if self.office:
            return BucketKind.OFFICE_GROUP if self.group else BucketKind.OFFICE
        return BucketKind.GROUP if self.group else BucketKind.POOL

    def admits(self, office: str, groups: frozenset[str]) -> bool:
        """Whether somebody of this office and these groups may sit here, if the class was wished."""
        return self.office in {"", office} and (not self.group or self.group in groups)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who asks for one seat; the lower `order`, the sooner. `wishes` are classes, best first."""

    key: str
    order: int
    office: str
    groups: frozenset[str]
    wishes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SeatGiven:
    """The class and the bucket that somebody got, and which of the wishes it is, from 1."""

    training: int
    bucket: str
    choice: int


class ReasonCode(StrEnum):
    """Why somebody has no seat, or not that of the first wish.

    Without a seat: no seat was ever open to this person; or all that were are full: those of the region,
    those of a group, those of everybody, several kinds. `OTHER_CHOICE` has a seat, of a later wish.
    """

    NO_SEATS = "no_seats"
    OFFICE_FULL = "office_full"
    GROUP_FULL = "group_full"
    POOL_FULL = "pool_full"
    ALL_FULL = "all_full"
    OTHER_CHOICE = "other_choice"


@dataclass(frozen=True, slots=True)
class BucketSeen:
    """A bucket as its seats were given: `last_order` is the order of the last one in it, None if empty."""

    bucket: str
    kind: BucketKind
    group: str
    places: int
    last_order: int | None


@dataclass(frozen=True, slots=True)
class ChoiceSeen:
    """A wish that was not met: the buckets that were open to this person, and the place in the waiting list.

    `waiting` counts all who wait for the class, `waiting_office` those of the same office; both from 1, and 0 for
    somebody who has another seat and does not wait.
    """

    training: int
    buckets: tuple[BucketSeen, ...]
    waiting: int = 0
    waiting_office: int = 0

    @property
    def places(self) -> int:
        """Seats of this class that were open to this person."""
        return sum(bucket.places for bucket in self.buckets)

    @property
    def last_order(self) -> int | None:
        """The order of the last one who got one of those seats; None where there are none."""
        orders = [bucket.last_order for bucket in self.buckets if bucket.last_order is not None]
        return max(orders, default=None)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, with the numbers: the own order and each wish that was not met, in the order of wishes."""

    code: ReasonCode
    order: int
    office: str
    choices: tuple[ChoiceSeen, ...]


class SeatingStepKind(StrEnum):
    """What one line of the record of a seating says."""

    START = "start"
    GIVEN = "given"
    BUCKET = "bucket"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class SeatingStep:
    """One line of the record; `kind` says which of the facts are used.

    START: `places`, `seated`, `waiting` of the whole run. GIVEN, in order: who, where, which wish. BUCKET:
    `places`, `seated`, and the last `order` in it. TRAINING: `places`, `seated`, `waiting`.
    """

    kind: SeatingStepKind
    training: int = 0
    bucket: str = ""
    key: str = ""
    order: int | None = None
    choice: int = 0
    places: int = 0
    seated: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where, who waits for what in which order, why, and the record of the run."""

    places: Mapping[str, SeatGiven]
    waiting: Mapping[int, tuple[str, ...]]
    reasons: Mapping[str, Reason]
    steps: tuple[SeatingStep, ...]

    def steps_as_json(self) -> object:
        """The record as JSON stores it."""
        return plain(self.steps)


def seating_fingerprint(candidates: list[Candidate], buckets: list[Bucket]) -> str:
    """The fingerprint of what a run starts from, whatever the order in which the rows were read."""
    return fingerprint(
        {
            "candidates": sorted(candidates, key=lambda candidate: candidate.order),
            "buckets": sorted(buckets, key=lambda bucket: bucket.key),
        }
    )
