"""The workflow of a press brief: every state with every step, from the table and through the actions."""

from collections.abc import Callable

import pytest

from binakon.core.problems import IllegalMove
from binakon.reports import actions
from binakon.reports.models import PressBrief
from binakon.reports.states import BRIEF, BriefState
from tests.reports import briefs

STATES: dict[str, Callable[[], PressBrief]] = {
    BriefState.DRAFT: briefs.drafted,
    BriefState.APPROVED: briefs.approved,
    BriefState.PUBLISHED: briefs.published,
    BriefState.WITHDRAWN: briefs.withdrawn,
}
STEPS: dict[str, Callable[[PressBrief], object]] = {
    "edit": lambda b: actions.edit_brief(b, by=briefs.kasi(), quotation="Siap", quoted="Kadis"),
    "approve": lambda b: actions.approve_brief(b, by=briefs.kabid(), at=briefs.TOLD),
    "return": lambda b: actions.return_brief(b, by=briefs.kabid(), reason="Kurang jelas"),
    "publish": lambda b: actions.publish_brief(b, by=briefs.kabid(), at=briefs.LATER),
    "correct": lambda b: actions.correct_brief(
        b,
        by=briefs.kabid(),
        reason="Salah kutip",
        quotation="Siap",
        quoted="Kadis",
        at=briefs.LATER,
    ),
    "withdraw": lambda b: actions.withdraw_brief(b, by=briefs.kabid(), reason="Batal"),
}
TABLE = {
    (BriefState.DRAFT, "edit"): BriefState.DRAFT,
    (BriefState.DRAFT, "approve"): BriefState.APPROVED,
    (BriefState.DRAFT, "withdraw"): BriefState.WITHDRAWN,
    (BriefState.APPROVED, "return"): BriefState.DRAFT,
    (BriefState.APPROVED, "publish"): BriefState.PUBLISHED,
    (BriefState.APPROVED, "withdraw"): BriefState.WITHDRAWN,
    (BriefState.PUBLISHED, "correct"): BriefState.PUBLISHED,
}
PAIRS = [pytest.param(state, step, id=f"{state}-{step}") for state in STATES for step in STEPS]


def test_the_table_is_the_whole_workflow() -> None:
    declared = {
        (state, name): target
        for name, (sources, target) in BRIEF.moves.items()
        for state in sources
    }
    assert declared == TABLE
    assert set(STEPS) == set(BRIEF.moves)
    assert set(STATES) == set(BriefState)


@pytest.mark.parametrize(("state", "step"), PAIRS)
def test_a_step_starts_only_where_the_table_says(state: BriefState, step: str) -> None:
    if (state, step) in TABLE:
        assert BRIEF.target(step, state) == TABLE[state, step]
    else:
        with pytest.raises(IllegalMove):
            BRIEF.target(step, state)


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.usefixtures("kalsel")
@pytest.mark.parametrize(("state", "step"), PAIRS)
def test_an_action_moves_as_the_table_says_and_no_other_way(state: BriefState, step: str) -> None:
    brief = STATES[state]()
    if (state, step) in TABLE:
        STEPS[step](brief)
        assert PressBrief.objects.get().state == TABLE[state, step]
        assert PressBrief.objects.get().revision == brief.revision
    else:
        before = PressBrief.objects.values().get()
        with pytest.raises(IllegalMove):
            STEPS[step](brief)
        assert PressBrief.objects.values().get() == before
