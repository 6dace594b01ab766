"""The guards of what certification has proved: steps, checks, recorded numbers, numbered papers, settled tests."""

from binakon.core import guards
from binakon.core.guards import ALWAYS, Guard

_STEP = "a step of a case is append-only"
_CHECK = "a check of the rules is append-only"
_RECORDED = "a recorded SKK is frozen"
_RECORDED_COLUMNS = (
    "worker_id, activity_id, occupation_name, level, determined_on, tested_on, competent_on, recorded_on, "
    "blank_number, certificate_number, bnsp_number, lpjk_number"
)
_PAPER = "a numbered paper is immutable"
_PAPER_COLUMNS = "number, dated, place, signatory_id, head, activity_id, batch_id, kind, body, content, issued_at"
_ASSESSMENT = "a settled assessment is frozen"


def _guard(name: str, table: str, event: str, condition: str, message: str) -> Guard:
    return Guard(f"certification_{name}", f"certification_{table}", event, condition, message)


guards.register(
    [
        _guard("step_update", "casestep", "UPDATE", ALWAYS, _STEP),
        _guard("step_delete", "casestep", "DELETE", ALWAYS, _STEP),
        _guard("check_update", "eligibilitycheck", "UPDATE", ALWAYS, _CHECK),
        _guard("check_delete", "eligibilitycheck", "DELETE", ALWAYS, _CHECK),
        _guard("case_delete", "case", "DELETE", ALWAYS, "a case is withdrawn, not deleted"),
        _guard(
            "case_recorded",
            "case",
            f"UPDATE OF {_RECORDED_COLUMNS}",
            "OLD.state IN ('recorded', 'issued', 'expired')",
            _RECORDED,
        ),
        _guard(
            "paper_update",
            "casepaper",
            f"UPDATE OF {_PAPER_COLUMNS}",
            "OLD.state <> 'draft'",
            _PAPER,
        ),
        _guard("paper_delete", "casepaper", "DELETE", "OLD.state <> 'draft'", _PAPER),
        _guard(
            "assessment_update",
            "assessment",
            "UPDATE OF case_id, number, outcome, tested_on, decided_on",
            "OLD.outcome <> 'pending'",
            _ASSESSMENT,
        ),
        _guard(
            "assessment_delete", "assessment", "DELETE", "OLD.outcome <> 'pending'", _ASSESSMENT
        ),
        _guard(
            "override_update",
            "caseoverride",
            "UPDATE",
            "OLD.state <> 'asked'",
            "a decided exception is frozen",
        ),
        _guard("override_delete", "caseoverride", "DELETE", ALWAYS, "an exception is kept"),
    ]
)
