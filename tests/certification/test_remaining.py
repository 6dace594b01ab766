"""What is ahead of a case in each state, and from which day it is counted."""

from datetime import date

import pytest

from binakon.certification.rules.remaining import Ahead, Standing, ahead_of, finish_of, worst
from binakon.certification.states import CaseState, StretchKey
from binakon.core.stretches import Stretch

DAY = date(2026, 10, 12)
KEYS = ("decree", "application", "review", "payment", "schedule", "assessment", "recording")
KNOWN = {key: Stretch(key, 5) for key in KEYS}
CHAIN = {"chain": Stretch("chain", 50)}


@pytest.mark.parametrize(
    ("state", "first"),
    [
        (CaseState.PROPOSED, "decree"),
        (CaseState.ELIGIBLE, "decree"),
        (CaseState.DETERMINED, "application"),
        (CaseState.APPLIED, "review"),
        (CaseState.REVIEWING, "review"),
        (CaseState.CORRECTION, "review"),
        (CaseState.AWAITING_PAYMENT, "payment"),
        (CaseState.LAPSED, "application"),
        (CaseState.PAID, "schedule"),
        (CaseState.SCHEDULED, "assessment"),
        (CaseState.ABSENT, "schedule"),
        (CaseState.TESTED, "assessment"),
        (CaseState.NOT_YET_COMPETENT, "schedule"),
        (CaseState.COMPETENT, "recording"),
        (CaseState.RECORDED, None),
        (CaseState.ISSUED, None),
        (CaseState.EXPIRED, None),
        (CaseState.WITHDRAWN, None),
    ],
)
def test_every_state_has_its_stretches_ahead(state: CaseState, first: str | None) -> None:
    told = ahead_of(Standing(state), KNOWN, today=DAY)
    assert told is not None
    expected = KEYS[KEYS.index(first) :] if first else ()
    assert tuple(each.key for each in told.stretches) == expected


def test_every_state_of_a_case_is_in_the_table_above() -> None:
    marks = test_every_state_has_its_stretches_ahead.pytestmark  # type: ignore[attr-defined]
    assert [state for state, _first in marks[0].args[1]] == list(CaseState)


def test_a_fixed_day_of_the_test_is_not_estimated_again() -> None:
    later = date(2026, 11, 2)
    told = ahead_of(Standing(CaseState.SCHEDULED, test_on=later), KNOWN, today=DAY)
    assert told == Ahead((KNOWN["assessment"], KNOWN["recording"]), later)
    past = ahead_of(Standing(CaseState.SCHEDULED, test_on=date(2026, 10, 1)), KNOWN, today=DAY)
    assert past == Ahead((KNOWN["assessment"], KNOWN["recording"]), DAY)


def test_where_only_the_whole_chain_is_known_it_is_counted_from_the_decree() -> None:
    decree = date(2026, 9, 21)
    told = ahead_of(Standing(CaseState.PAID, determined_on=decree), CHAIN, today=DAY)
    assert told == Ahead((CHAIN["chain"],), decree, is_whole_chain=True)
    before = ahead_of(Standing(CaseState.ELIGIBLE), CHAIN, today=DAY)
    assert before == Ahead((CHAIN["chain"],), DAY, is_whole_chain=True)


def test_a_missing_stretch_falls_back_on_the_chain_and_without_it_nothing_is_told() -> None:
    partial = {key: KNOWN[key] for key in KEYS if key != "review"}
    told = ahead_of(Standing(CaseState.DETERMINED), partial | CHAIN, today=DAY)
    assert told == Ahead((CHAIN["chain"],), DAY, is_whole_chain=True)
    assert ahead_of(Standing(CaseState.DETERMINED), partial, today=DAY) is None
    # What is behind does not matter: the review is over once it is paid.
    paid = ahead_of(Standing(CaseState.PAID), partial, today=DAY)
    assert paid == Ahead((KNOWN["schedule"], KNOWN["assessment"], KNOWN["recording"]), DAY)


def test_nothing_is_recorded_before_today_however_long_ago_its_chain_began() -> None:
    by = date(2026, 12, 31)
    long_ago = Ahead((Stretch(StretchKey.CHAIN, 50),), date(2026, 3, 2), is_whole_chain=True)
    assert finish_of(long_ago, today=DAY, by=by).earliest == DAY
    soon = finish_of(Ahead((Stretch("review", 7),), DAY), today=DAY, by=by)
    late = finish_of(Ahead((Stretch("review", 60),), DAY), today=DAY, by=by)
    assert worst([soon, late]) == late
    assert worst([]) is None
