"""What a case in some state still has ahead of it until it is recorded, as stretches with their estimated days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from binakon.certification.states import CaseState, StretchKey
from binakon.core.stretches import Finish, Stretch, earliest_finish

_ORDER = (
    StretchKey.DECREE,
    StretchKey.APPLICATION,
    StretchKey.REVIEW,
    StretchKey.PAYMENT,
    StretchKey.SCHEDULE,
    StretchKey.ASSESSMENT,
    StretchKey.RECORDING,
)
_FIRST: Mapping[CaseState, StretchKey] = {
    CaseState.PROPOSED: StretchKey.DECREE,
    CaseState.ELIGIBLE: StretchKey.DECREE,
    CaseState.DETERMINED: StretchKey.APPLICATION,
    CaseState.LAPSED: StretchKey.APPLICATION,
    CaseState.APPLIED: StretchKey.REVIEW,
    CaseState.REVIEWING: StretchKey.REVIEW,
    CaseState.CORRECTION: StretchKey.REVIEW,
    CaseState.AWAITING_PAYMENT: StretchKey.PAYMENT,
    CaseState.PAID: StretchKey.SCHEDULE,
    CaseState.ABSENT: StretchKey.SCHEDULE,
    CaseState.NOT_YET_COMPETENT: StretchKey.SCHEDULE,
    CaseState.SCHEDULED: StretchKey.ASSESSMENT,
    CaseState.TESTED: StretchKey.ASSESSMENT,
    CaseState.COMPETENT: StretchKey.RECORDING,
}
_BEFORE_DECREE = frozenset({CaseState.PROPOSED, CaseState.ELIGIBLE})


@dataclass(frozen=True, slots=True)
class Standing:
    """Cases that stand alike: their state, the latest decree among them, the day of their test; None is unknown."""

    state: CaseState
    determined_on: date | None = None
    test_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is still ahead of some cases. `is_whole_chain`: only the length of the whole chain is known."""

    stretches: tuple[Stretch, ...]
    start: date
    is_whole_chain: bool = False


def ahead_of(standing: Standing, known: Mapping[str, Stretch], *, today: date) -> Ahead | None:
    """The stretches that follow, and from which day they are counted; None when no length is known for them.

    A day fixed for the test is not estimated again. Where only the whole chain is known it is counted from the decree.
    """
    first = _FIRST.get(standing.state)
    if first is None:
        return Ahead((), today)
    keys = _ORDER[_ORDER.index(first) :]
    start = today
    if standing.state == CaseState.SCHEDULED and standing.test_on is not None:
        start = max(today, standing.test_on)
    if all(key in known for key in keys):
        return Ahead(tuple(known[key] for key in keys), start)
    if StretchKey.CHAIN not in known:
        return None
    begun = None if standing.state in _BEFORE_DECREE else standing.determined_on
    return Ahead((known[StretchKey.CHAIN],), begun or today, is_whole_chain=True)


def finish_of(ahead: Ahead, *, today: date, by: date) -> Finish:
    """When the cases can be recorded at the earliest; never before today, however long ago their chain began."""
    found = earliest_finish(ahead.stretches, start=ahead.start, by=by)
    return found if found.earliest >= today else earliest_finish((), start=today, by=by)


def worst(finishes: list[Finish]) -> Finish | None:
    """The last of several, because a batch is over when its last case is."""
    return max(finishes, key=lambda each: each.earliest, default=None)
