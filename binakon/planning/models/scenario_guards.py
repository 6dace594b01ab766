"""The guards of shared scenarios and computed answers, whatever code or hand writes."""

from binakon.core import guards
from binakon.core.guards import Guard

_SHARED = "a shared scenario is kept"
_ANSWERED = "the answer of a scenario is immutable"
_SHARED_PARENT = "(SELECT shared_at FROM planning_scenario WHERE id = OLD.scenario_id) IS NOT NULL"

guards.register(
    [
        Guard(
            "scenario_shared_delete",
            "planning_scenario",
            "DELETE",
            "OLD.shared_at IS NOT NULL",
            _SHARED,
        ),
        Guard(
            "scenario_shared_update",
            "planning_scenario",
            "UPDATE OF shared_at, programme_id, inputs, name, note",
            "OLD.shared_at IS NOT NULL",
            _SHARED,
        ),
        Guard(
            "scenario_answer_frozen",
            "planning_scenarioanswer",
            "UPDATE",
            "OLD.answered_at IS NOT NULL",
            _ANSWERED,
        ),
        Guard(
            "scenario_question_frozen",
            "planning_scenarioanswer",
            "UPDATE OF question, digest, scenario_id, asked_at, asked_by",
            "1 = 1",
            _ANSWERED,
        ),
        Guard(
            "scenario_answer_delete",
            "planning_scenarioanswer",
            "DELETE",
            _SHARED_PARENT,
            _SHARED,
        ),
    ]
)
