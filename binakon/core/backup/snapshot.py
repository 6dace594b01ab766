"""What a backup learns from the database at one moment, asked in the words that both databases understand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from binakon.core.backup.manifest import TableSum
from binakon.core.models import Installation

Ask = Callable[[str], list[tuple[Any, ...]]]
_STORED_TABLE = "core_storedfile"
_STORED = "SELECT key FROM core_storedfile WHERE erased_at IS NULL"


def file_name(key: str) -> str:
    """The name below `files/` of the stored file with this key: `ab/abcdef….bin`."""
    return f"{key[:2]}/{key}.bin"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked beside the rows: `wanted_files` are the names that rows hold under `files/`."""

    kind: str
    newest_history: Mapping[str, Any]
    unsent_messages: int
    migrations: tuple[tuple[str, str], ...]
    wanted_files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The facts and the tables of one moment; the copy holds exactly these rows."""

    vendor: str
    vendor_version: str
    facts: Facts
    tables: dict[str, TableSum]
    sequences: dict[str, int]


def facts(ask: Ask, tables: Mapping[str, TableSum]) -> Facts:
    """Ask inside the snapshot that is copied and whose tables were summed up."""
    kinds = ask("SELECT kind FROM core_installation")
    history = ask("SELECT id, at FROM core_auditevent ORDER BY id DESC LIMIT 1")
    unsent = ask("SELECT count(*) FROM core_message WHERE sent_at IS NULL")
    migrations = ask("SELECT app, name FROM django_migrations ORDER BY id")
    # A program newer than its database may ask for a table that is not there yet.
    keys = ask(_STORED) if _STORED_TABLE in tables else []
    return Facts(
        kind=str(kinds[0][0]) if kinds else Installation.Kind.REAL.value,
        newest_history={"id": history[0][0], "at": str(history[0][1])} if history else {},
        unsent_messages=int(unsent[0][0]),
        migrations=tuple((str(app), str(name)) for app, name in migrations),
        wanted_files=tuple(sorted(file_name(str(key)) for (key,) in keys)),
    )
