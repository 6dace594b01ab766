"""The guards of ratified versions: nothing in them changes any more, whatever code or hand writes."""

from binakon.core import guards
from binakon.core.guards import Guard

_VERSION_COLUMNS = ("programme_id", "stage", "number", "dated", "ceiling", "note", "is_total_about")
_TARGET_COLUMNS = ("version_id", "indicator_id", "sub_activity_id", "people", "value", "unit")
_FROZEN = "('ratified', 'superseded')"
_MESSAGE = "a ratified plan version is immutable"

# The state may still go from ratified to superseded, and the counters of commitments may move.
_VERSION_GUARD = f"OLD.state IN {_FROZEN}"
_STATE_GUARD = (
    "OLD.state = 'superseded' AND NEW.state <> 'superseded' "
    f"OR OLD.state = 'ratified' AND NEW.state NOT IN {_FROZEN}"
)


def _target_guard(row: str) -> str:
    state = f"(SELECT state FROM planning_planversion WHERE id = {row}.version_id)"  # noqa: S608 - our own words
    return f"{state} IN {_FROZEN}"


def _guard(name: str, table: str, event: str, condition: str) -> Guard:
    return Guard(name, f"planning_{table}", event, condition, _MESSAGE)


guards.register(
    [
        _guard(
            "version_frozen_update",
            "planversion",
            f"UPDATE OF {', '.join(_VERSION_COLUMNS)}",
            _VERSION_GUARD,
        ),
        _guard("version_frozen_state", "planversion", "UPDATE OF state", _STATE_GUARD),
        _guard("version_frozen_delete", "planversion", "DELETE", _VERSION_GUARD),
        _guard("target_frozen_insert", "target", "INSERT", _target_guard("NEW")),
        _guard(
            "target_frozen_update",
            "target",
            f"UPDATE OF {', '.join(_TARGET_COLUMNS)}",
            # A target may neither leave a ratified version nor come into one.
            f"{_target_guard('OLD')} OR {_target_guard('NEW')}",
        ),
        _guard("target_frozen_delete", "target", "DELETE", _target_guard("OLD")),
    ]
)
