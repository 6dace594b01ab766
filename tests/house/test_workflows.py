"""Every workflow: all states and all moves, from the table itself."""

import pytest

from binakon.core.problems import IllegalMove
from binakon.core.workflow import Workflow
from tests.house.workflows import WORKFLOWS

PAIRS = [
    pytest.param(workflow, state, move, id=f"{name}-{state.value}-{move}")
    for name, workflow in WORKFLOWS.items()
    for state in workflow.states
    for move in workflow.moves
]


@pytest.mark.parametrize(("workflow", "state", "move"), PAIRS)
def test_a_move_starts_only_where_the_table_says(workflow: Workflow, state: str, move: str) -> None:
    sources, target = workflow.moves[move]
    if state in sources:
        assert workflow.target(move, state) == target
        assert move in workflow.moves_from(state)
    else:
        assert move not in workflow.moves_from(state)
        with pytest.raises(IllegalMove):
            workflow.target(move, state)


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS.keys())
def test_every_state_is_born_or_reached(workflow: Workflow) -> None:
    reached = {target for _sources, target in workflow.moves.values()}
    assert {workflow.start, *reached} == set(workflow.states)
