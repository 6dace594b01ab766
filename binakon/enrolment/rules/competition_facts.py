"""What a selection starts from and what it says: classes, entries, competitors, and one result for each registration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from binakon.enrolment.rules.canonical import fingerprint, plain
from binakon.enrolment.rules.ranking_facts import Certificate, Weights
from binakon.enrolment.rules.seating_facts import Bucket
from binakon.enrolment.states import Policy


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """One class as the selection knows it: `free` seats are those that nobody holds yet."""

    training: int
    slug: str
    title: str
    free: int
    has_waiting_list: bool
    policy: str
    weights: Mapping[str, int]
    seed: str = ""
    seed_hash: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One registration that competes. `person` groups the registrations of one worker and goes no further."""

    person: int
    code: str
    training: int
    wish: int
    arrival: int
    submitted_at: datetime
    office: str
    groups: frozenset[str]
    was_trained: bool
    certificate: Certificate
    certificate_until: date | None = None
    # Under another of the person's merged rows.
    has_place: bool = False


@dataclass(frozen=True, slots=True)
class Competitor:
    """One person in a run: `key` is the code of the first wish, `codes` those of all wishes, best first.

    `sequence` is the place in the order of arrival.
    """

    key: str
    sequence: int
    office: str
    groups: frozenset[str]
    wishes: tuple[int, ...]
    codes: tuple[str, ...]
    was_trained: bool
    certificate: Certificate
    certificate_until: date | None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The competitor that was stored."""
        until = data["certificate_until"]
        typed = {
            "groups": frozenset(data["groups"]),
            "wishes": tuple(data["wishes"]),
            "codes": tuple(data["codes"]),
            "certificate": Certificate(data["certificate"]),
            "certificate_until": date.fromisoformat(until) if until else None,
        }
        return cls(**(dict(data) | typed))


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that decides a run; equal inputs have equal fingerprints and give equal results.

    `day` is the day on which SKK are judged; `needs` are people still needed, by office code, None where nobody
    filled it in. `seed_hash` stands for the seed, which stays a secret until the result is announced.
    """

    policy: Policy
    day: date
    weights: Weights
    needs: Mapping[str, int | None]
    seed_hash: str
    classes: tuple[tuple[int, str, bool], ...]
    competitors: tuple[Competitor, ...]
    buckets: tuple[Bucket, ...]

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical text."""
        return fingerprint(self)

    def as_json(self) -> Any:
        """The inputs as JSON stores them; people stand in them by public codes only."""
        return plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inputs that were stored, with the same fingerprint."""
        return cls(
            policy=Policy(data["policy"]),
            day=date.fromisoformat(data["day"]),
            weights=Weights(**data["weights"]),
            needs=dict(data["needs"]),
            seed_hash=data["seed_hash"],
            classes=tuple((pk, slug, has_list) for pk, slug, has_list in data["classes"]),
            competitors=tuple(map(Competitor.from_json, data["competitors"])),
            buckets=tuple(Bucket(**bucket) for bucket in data["buckets"]),
        )


@dataclass(frozen=True, slots=True)
class Given:
    """What a run says of one registration; `facts` fill its one sentence (see `result_words`)."""

    code: str
    training: int
    outcome: str
    rank: int
    reason: str
    bucket: str = ""
    points: int | None = None
    waiting_number: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All results in the order of ranks, and the record of how they came about as JSON."""

    results: tuple[Given, ...]
    steps: Mapping[str, Any]
