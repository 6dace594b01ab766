"""Triggers that keep ratified versions byte-equal, whatever code or hand writes to the tables."""

from django.db.backends.base.base import BaseDatabaseWrapper

_VERSION_COLUMNS = ("programme_id", "stage", "number", "dated", "ceiling", "note", "is_total_about")
_TARGET_COLUMNS = ("version_id", "indicator_id", "sub_activity_id", "people", "value", "unit")
_FROZEN = "('ratified', 'superseded')"
_MESSAGE = "a ratified plan version is immutable"

# The state may still go from ratified to superseded, and the counters of commitments may move.
_VERSION_GUARD = f"OLD.state IN {_FROZEN}"
_STATE_GUARD = "OLD.state = 'superseded' AND NEW.state <> 'superseded' OR OLD.state = 'ratified' AND NEW.state NOT IN {}"


def _target_guard(row: str) -> str:
    state = f"(SELECT state FROM planning_planversion WHERE id = {row}.version_id)"  # noqa: S608 - our own words
    return f"{state} IN {_FROZEN}"


def _guards() -> list[tuple[str, str, str, str]]:
    """Name, table, event and condition of each trigger."""
    version, target = "planning_planversion", "planning_target"
    return [
        (
            "version_frozen_update",
            version,
            f"UPDATE OF {', '.join(_VERSION_COLUMNS)}",
            _VERSION_GUARD,
        ),
        ("version_frozen_state", version, "UPDATE OF state", _STATE_GUARD.format(_FROZEN)),
        ("version_frozen_delete", version, "DELETE", _VERSION_GUARD),
        ("target_frozen_insert", target, "INSERT", _target_guard("NEW")),
        (
            "target_frozen_update",
            target,
            f"UPDATE OF {', '.join(_TARGET_COLUMNS)}",
            # A target may neither leave a ratified version nor come into one.
            f"{_target_guard('OLD')} OR {_target_guard('NEW')}",
        ),
        ("target_frozen_delete", target, "DELETE", _target_guard("OLD")),
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
