"""The chain of a certification case, as its table declares it."""

import pytest

from binakon.certification.states import CASE, CaseState
from binakon.core.problems import IllegalMove

CHAIN = [
    ("find_eligible", "eligible"),
    ("determine", "determined"),
    ("apply", "applied"),
    ("review", "reviewing"),
    ("ask_correction", "correction"),
    ("review", "reviewing"),
    ("bill", "unpaid"),
    ("lapse", "lapsed"),
    ("apply", "applied"),
    ("review", "reviewing"),
    ("bill", "unpaid"),
    ("pay", "paid"),
    ("schedule", "scheduled"),
    ("miss", "absent"),
    ("schedule", "scheduled"),
    ("test", "tested"),
    ("fail", "not_competent"),
    ("schedule", "scheduled"),
    ("test", "tested"),
    ("pass", "competent"),
    ("record", "recorded"),
    ("issue", "issued"),
    ("expire", "expired"),
]


def test_the_longest_way_leads_from_a_proposal_to_an_expired_skk() -> None:
    state: str = CASE.start
    for move, reached in CHAIN:
        state = CASE.target(move, state)
        assert state == reached
    assert CASE.moves_from(state) == []


@pytest.mark.parametrize("state", [state for state in CaseState if state != "eligible"])
def test_nobody_is_determined_who_was_not_found_eligible(state: str) -> None:
    with pytest.raises(IllegalMove):
        CASE.target("determine", state)


@pytest.mark.parametrize(
    "state", ["tested", "competent", "recorded", "issued", "expired", "withdrawn"]
)
def test_a_tested_case_is_not_withdrawn(state: str) -> None:
    with pytest.raises(IllegalMove):
        CASE.target("withdraw", state)
