"""What decides the words of an applicant's page, and what a repeated registration looks like.

A registration that says an earlier one again (the same NIK, the same class) must read like a fresh one, so that nobody
learns from the answer that somebody is registered: `as_fresh` gives it the state and place a fresh one would have.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from binakon.enrolment.states import PlaceState, RegistrationState, TrainingState

# What `Registration.step` says of a repeated one: what became of it would have become of a fresh one.
AS_SEATED = "as_seated"
AS_WAITING = "as_waiting"


class Action(StrEnum):
    """What the person may do on their page."""

    CONTINUE = "continue"
    DISCARD = "discard"
    ACCEPT = "accept"
    DECLINE = "decline"
    CORRECT = "correct"
    OBJECT = "object"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """Everything that decides the words.

    `place` "" is no place; `result` is the sentence of an announced selection; `seated_in` is the other class, wished
    together with this one, where the person has a seat. `ends_at` is when the last session of the class ends, `ends_on`
    its day. `moment` is now; deadlines are compared with it, because a job needs minutes to notice that one has passed.
    """

    state: str
    training_state: str
    policy: str
    moment: datetime
    opens_at: datetime
    closes_at: datetime
    place: str = ""
    waiting_number: int | None = None
    region: str = ""
    offered_until: datetime | None = None
    correction_due_at: datetime | None = None
    decision_reason: str = ""
    place_reason: str = ""
    result: str = ""
    objections_until: datetime | None = None
    has_objected: bool = False
    decree: str = ""
    papers_to_replace: int = 0
    has_documents: bool = False
    seated_in: str = ""
    ends_at: datetime | None = None
    ends_on: date | None = None

    @property
    def is_held(self) -> bool:
        """Whether the last session of the class is over."""
        return self.ends_at is not None and self.ends_at <= self.moment

    @property
    def is_open(self) -> bool:
        """Whether the class takes registrations now."""
        return (
            self.training_state == TrainingState.OPEN
            and self.opens_at <= self.moment < self.closes_at
        )


@dataclass(frozen=True, slots=True)
class Status:
    """The answer: one sentence, the reason ("" where there is none to give), what comes next, a tone, what may be done."""

    heading: str
    why: str
    following: str
    tone: str
    actions: frozenset[Action]


def as_fresh(facts: StatusFacts, step: str) -> StatusFacts:
    """The facts of a repeated registration as those of a fresh one; any other stays what it is."""
    if facts.state != RegistrationState.REPEATED:
        return facts
    if facts.decision_reason:
        return replace(facts, state=RegistrationState.WITHDRAWN)
    places = {AS_SEATED: PlaceState.ACCEPTED, AS_WAITING: PlaceState.WAITING}
    place = places[step].value if step in places else ""
    return replace(facts, state=RegistrationState.SUBMITTED, place=place)
