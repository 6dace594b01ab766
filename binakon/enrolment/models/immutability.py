"""The guards of what enrolment has decided: calculations, selections, verdicts, numbered lists, sent letters."""

from binakon.core import guards
from binakon.core.guards import ALWAYS, Guard

_RUN_COLUMNS = "policy, weights, seed, inputs, inputs_hash, steps, made_by_id, made_at"
_VERDICT_COLUMNS = "document_id, word, reason, note, user_id, at"
_DECREE_COLUMNS = (
    "number, dated, place, signatory_id, training_id, amends_id, head, considering, recalling"
)


def _state_of(row: str, table: str, key: str) -> str:
    return f"(SELECT state FROM enrolment_{table} WHERE id = {row}.{key})"  # noqa: S608 - our own words


def _numbered(row: str) -> str:
    return f"{_state_of(row, 'decree', 'decree_id')} <> 'draft'"


def _sent(row: str) -> str:
    return f"(SELECT sent_at FROM enrolment_letter WHERE id = {row}.letter_id) IS NOT NULL"  # noqa: S608 - our own words


def _guard(name: str, table: str, event: str, condition: str, message: str) -> Guard:
    return Guard(f"enrolment_{name}", f"enrolment_{table}", event, condition, message)


_RUN = "a selection run is a frozen record"
_LIST = "the list of a numbered decree is immutable"
_LETTER = "a letter that was sent is immutable"

guards.register(
    [
        _guard("run_update", "selectionrun", f"UPDATE OF {_RUN_COLUMNS}", ALWAYS, _RUN),
        _guard("run_delete", "selectionrun", "DELETE", ALWAYS, _RUN),
        _guard("result_update", "selectionresult", "UPDATE", ALWAYS, _RUN),
        _guard("result_delete", "selectionresult", "DELETE", ALWAYS, _RUN),
        _guard(
            "result_insert",
            "selectionresult",
            "INSERT",
            f"{_state_of('NEW', 'selectionrun', 'run_id')} <> 'proposed'",
            _RUN,
        ),
        _guard("sum_update", "quotacalculation", "UPDATE", ALWAYS, "a calculation is frozen"),
        _guard("sum_delete", "quotacalculation", "DELETE", ALWAYS, "a calculation is frozen"),
        _guard(
            "verdict_update",
            "verdict",
            f"UPDATE OF {_VERDICT_COLUMNS}",
            ALWAYS,
            "a verdict is append-only",
        ),
        _guard("verdict_delete", "verdict", "DELETE", ALWAYS, "a verdict is append-only"),
        _guard("entry_insert", "decreeentry", "INSERT", _numbered("NEW"), _LIST),
        _guard("entry_update", "decreeentry", "UPDATE", _numbered("OLD"), _LIST),
        _guard("entry_delete", "decreeentry", "DELETE", _numbered("OLD"), _LIST),
        _guard(
            "decree_update",
            "decree",
            f"UPDATE OF {_DECREE_COLUMNS}",
            "OLD.state <> 'draft'",
            "a numbered decree is immutable",
        ),
        _guard(
            "decree_delete",
            "decree",
            "DELETE",
            "OLD.state <> 'draft'",
            "a numbered decree is immutable",
        ),
        _guard("letter_update", "letter", "UPDATE", "OLD.sent_at IS NOT NULL", _LETTER),
        _guard("letter_delete", "letter", "DELETE", "OLD.sent_at IS NOT NULL", _LETTER),
        _guard("recipient_insert", "letterrecipient", "INSERT", _sent("NEW"), _LETTER),
        _guard("recipient_update", "letterrecipient", "UPDATE", _sent("OLD"), _LETTER),
        _guard("recipient_delete", "letterrecipient", "DELETE", _sent("OLD"), _LETTER),
    ]
)
