"""Triggers that keep frozen rows byte-equal on both databases, whatever code or hand writes to the tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

ALWAYS = "1 = 1"


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: before `event` on `table`, where `condition` holds for OLD or NEW, refuse with `message`.

    `event` is INSERT, DELETE, UPDATE or UPDATE OF columns; all words are our own, never a user's.
    """

    name: str
    table: str
    event: str
    condition: str
    message: str


_registry: dict[str, Guard] = {}


def register(guards: Iterable[Guard]) -> None:
    """Take guards into the registry; call it beside the models whose rows they keep."""
    for guard in guards:
        _registry[guard.name] = guard


def install_all(*, using: str, **_signal: Any) -> None:
    """Create every trigger anew; run after every migration because rebuilding a SQLite table drops them."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    install(connection, [guard for guard in _registry.values() if guard.table in tables])


def install(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Create these triggers on one database."""
    with connection.cursor() as cursor:
        for guard in guards:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}")
                cursor.execute(_postgresql(guard))
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}")
                cursor.execute(
                    f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
                    f"WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
                )


def _postgresql(guard: Guard) -> str:
    # PostgreSQL allows no subquery in WHEN, so each guard asks its question in a function of its own.
    # What a BEFORE trigger returns is what is written: an UPDATE that returned OLD would change nothing.
    row = "OLD" if guard.event == "DELETE" else "NEW"
    return (
        f"CREATE OR REPLACE FUNCTION guard_{guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {guard.condition} THEN RAISE EXCEPTION '{guard.message}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$; "
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION guard_{guard.name}()"
    )
