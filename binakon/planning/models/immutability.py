"""The guards of ratified versions and of what was bound on a budget line, whatever code or hand writes."""

from binakon.core import guards
from binakon.core.guards import Guard

_VERSION_COLUMNS = ("programme_id", "stage", "number", "dated", "ceiling", "note", "is_total_about")
_TARGET_COLUMNS = ("version_id", "indicator_id", "sub_activity_id", "people", "value", "unit")
_CEILING_COLUMNS = ("version_id", "sub_activity_id", "amount")
_FROZEN = "('ratified', 'superseded')"
_MESSAGE = "a ratified plan version is immutable"

# The state may still go from ratified to superseded, and the counters of commitments may move.
_VERSION_GUARD = f"OLD.state IN {_FROZEN}"
_STATE_GUARD = (
    "OLD.state = 'superseded' AND NEW.state <> 'superseded' "
    f"OR OLD.state = 'ratified' AND NEW.state NOT IN {_FROZEN}"
)
# The number of the paper may be learnt later, but not changed once it is known.
_DOCUMENT_GUARD = f"OLD.state IN {_FROZEN} AND OLD.document <> '' AND NEW.document <> OLD.document"
# Money stays on the line where it was bound; a line may only be named where none was known.
_LINE_GUARD = (
    "OLD.sub_activity_id IS NOT NULL AND "
    "(NEW.sub_activity_id IS NULL OR NEW.sub_activity_id <> OLD.sub_activity_id)"
)


def _content_guard(row: str) -> str:
    state = f"(SELECT state FROM planning_planversion WHERE id = {row}.version_id)"  # noqa: S608 - our own words
    return f"{state} IN {_FROZEN}"


def _guard(name: str, table: str, event: str, condition: str) -> Guard:
    return Guard(name, f"planning_{table}", event, condition, _MESSAGE)


def _content_guards(name: str, table: str, columns: str) -> list[Guard]:
    """What belongs to a version may neither come into a ratified one, nor change in it, nor leave it."""
    old, new = _content_guard("OLD"), _content_guard("NEW")
    return [
        _guard(f"{name}_frozen_insert", table, "INSERT", new),
        _guard(f"{name}_frozen_update", table, f"UPDATE{columns}", f"{old} OR {new}"),
        _guard(f"{name}_frozen_delete", table, "DELETE", old),
    ]


guards.register(
    [
        _guard(
            "version_frozen_update",
            "planversion",
            f"UPDATE OF {', '.join(_VERSION_COLUMNS)}",
            _VERSION_GUARD,
        ),
        _guard("version_frozen_state", "planversion", "UPDATE OF state", _STATE_GUARD),
        _guard("version_frozen_document", "planversion", "UPDATE OF document", _DOCUMENT_GUARD),
        _guard("version_frozen_delete", "planversion", "DELETE", _VERSION_GUARD),
        *_content_guards("target", "target", f" OF {', '.join(_TARGET_COLUMNS)}"),
        *_content_guards("ceiling", "ceiling", f" OF {', '.join(_CEILING_COLUMNS)}"),
        *_content_guards("activity", "versionactivity", ""),
        *_content_guards("cost_line", "costline", ""),
        *_content_guards("terms", "termsofreference", ""),
        Guard(
            "commitment_line_kept",
            "planning_commitment",
            "UPDATE OF sub_activity_id",
            _LINE_GUARD,
            "the budget line of bound money is immutable",
        ),
    ]
)
