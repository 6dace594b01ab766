"""Triggers that keep ratified versions byte-equal, whatever code or hand writes to the tables."""

from django.db.backends.base.base import BaseDatabaseWrapper

_VERSION_COLUMNS = ("programme_id", "stage", "number", "dated", "ceiling", "note", "is_total_about")
# The number of the paper may be learnt later, but not changed once it is known.
_DOCUMENT_GUARD = "OLD.state IN {} AND OLD.document <> '' AND NEW.document <> OLD.document"
_TARGET_COLUMNS = ("version_id", "indicator_id", "sub_activity_id", "people", "value", "unit")
_CEILING_COLUMNS = ("version_id", "sub_activity_id", "amount")
_FROZEN = "('ratified', 'superseded')"
_MESSAGE = "a ratified plan version is immutable"

# The state may still go from ratified to superseded, and the counters of commitments may move.
_VERSION_GUARD = f"OLD.state IN {_FROZEN}"
_STATE_GUARD = "OLD.state = 'superseded' AND NEW.state <> 'superseded' OR OLD.state = 'ratified' AND NEW.state NOT IN {}"


def _content_guard(row: str) -> str:
    state = f"(SELECT state FROM planning_planversion WHERE id = {row}.version_id)"  # noqa: S608 - our own words
    return f"{state} IN {_FROZEN}"


def _guards() -> list[tuple[str, str, str, str]]:
    """Name, table, event and condition of each trigger."""
    version = "planning_planversion"
    return [
        (
            "version_frozen_update",
            version,
            f"UPDATE OF {', '.join(_VERSION_COLUMNS)}",
            _VERSION_GUARD,
        ),
        ("version_frozen_state", version, "UPDATE OF state", _STATE_GUARD.format(_FROZEN)),
        (
            "version_frozen_document",
            version,
            "UPDATE OF document",
            _DOCUMENT_GUARD.format(_FROZEN),
        ),
        ("version_frozen_delete", version, "DELETE", _VERSION_GUARD),
        *_content_guards("target", "planning_target", f" OF {', '.join(_TARGET_COLUMNS)}"),
        *_content_guards("ceiling", "planning_ceiling", f" OF {', '.join(_CEILING_COLUMNS)}"),
        *_content_guards("activity", "planning_versionactivity", ""),
    ]


def _content_guards(name: str, table: str, columns: str) -> list[tuple[str, str, str, str]]:
    """What belongs to a version may neither come into a ratified one, nor change in it, nor leave it."""
    old, new = _content_guard("OLD"), _content_guard("NEW")
    return [
        (f"{name}_frozen_insert", table, "INSERT", new),
        (f"{name}_frozen_update", table, f"UPDATE{columns}", f"{old} OR {new}"),
        (f"{name}_frozen_delete", table, "DELETE", old),
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers anew; run after every migration because rebuilding a SQLite table drops them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION planning_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
        for name, table, event, condition in _guards():
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(_postgresql(name, table, event, condition))
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
                )


def _postgresql(name: str, table: str, event: str, condition: str) -> str:
    # A subquery is not allowed in PostgreSQL's WHEN, so targets go through a function of their own.
    if "SELECT" not in condition:
        return (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition}) "
            "EXECUTE FUNCTION planning_refuse_frozen()"
        )
    # What a BEFORE trigger returns is what is written: an UPDATE that returned OLD would change nothing.
    row = "OLD" if event == "DELETE" else "NEW"
    return (
        f"CREATE OR REPLACE FUNCTION planning_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {row}; END $$; "
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION planning_{name}()"
    )
