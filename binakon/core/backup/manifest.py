"""The manifest of a backup: what is in it, proven by hashes and sealed with the installation's data key."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from binakon.core.problems import Blocked, Problem

NAME = "manifest.json"
FORMAT = 1
_SEAL = "binakon.core.backup.manifest"


@dataclass(frozen=True, slots=True)
class TableSum:
    """What one table held: its columns, how many rows, and the sum of the SHA-256 of each (see `RowSum`)."""

    columns: tuple[str, ...]
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a backup: its name below its folder, its size in bytes and its SHA-256."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a backup says of itself.

    `database` are the files below `database/`, `files` those below `files/`; `keys` are check values that name a key
    without telling it; `problems` are sentences about what was already missing when the backup was made.
    """

    binakon: str
    kind: str
    made_at: str
    vendor: str
    vendor_version: str
    newest_history: Mapping[str, Any]
    unsent_messages: int
    migrations: tuple[tuple[str, str], ...]
    tables: Mapping[str, TableSum]
    left_empty: tuple[str, ...]
    sequences: Mapping[str, int]
    database: tuple[Entry, ...] = ()
    files: tuple[Entry, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    format: int = FORMAT
    seal: str = ""

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    def sealed(self) -> "Manifest":
        """The same manifest under its seal: an HMAC over all the rest, by the data key."""
        return replace(self, seal=_seal_of(self))

    def is_genuine(self) -> bool:
        """Whether the seal is ours and nothing was changed under it; meaningful only where the keys agree."""
        return constant_time_compare(self.seal, _seal_of(self))


def write(manifest: Manifest, folder: Path) -> None:
    """Write `manifest.json` into the folder."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read the manifest of a backup; raises `Blocked` when there is none, or none that this version understands."""
    path = folder / NAME
    try:
        data = json.loads(path.read_bytes())
        if isinstance(data, dict) and data.get("format") != FORMAT:
            _refuse(
                "unknown_format",
                f"{path}: format {data.get('format')!r} tidak dikenal. "
                "Cadangan ini dibuat oleh versi Binakon yang lain; pulihkan dengan versi itu atau yang lebih baru.",
            )
        return _built(data)
    except FileNotFoundError:
        _refuse("no_backup", f"{folder} bukan cadangan Binakon: {NAME} tidak ada di dalamnya.")
    except OSError as error:
        _refuse(
            "unreadable", f"{path} tidak dapat dibaca ({error.strerror}). Periksa hak aksesnya."
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        _refuse("broken_manifest", f"{path} rusak atau terpotong. Pakai cadangan yang lain.")


def is_backup(folder: Path) -> bool:
    """Whether the folder looks like a finished backup."""
    return (folder / NAME).is_file()


def _built(data: Any) -> Manifest:
    tables = {
        name: TableSum(tuple(table["columns"]), int(table["rows"]), table["digest"])
        for name, table in data["tables"].items()
    }
    return Manifest(
        **data
        | {
            "tables": tables,
            "migrations": tuple((app, name) for app, name in data["migrations"]),
            "left_empty": tuple(data["left_empty"]),
            "problems": tuple(data["problems"]),
            "database": tuple(_entry(entry) for entry in data["database"]),
            "files": tuple(_entry(entry) for entry in data["files"]),
            "sequences": dict(data["sequences"]),
            "keys": dict(data["keys"]),
        }
    )


def _entry(data: Mapping[str, Any]) -> Entry:
    entry = Entry(data["name"], int(data["size"]), data["digest"])
    path = PurePosixPath(entry.name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(entry.name)
    return entry


def _seal_of(manifest: Manifest) -> str:
    content = asdict(replace(manifest, seal=""))
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return salted_hmac(_SEAL, text, secret=settings.DATA_KEY, algorithm="sha256").hexdigest()


def _refuse(code: str, sentence: str) -> NoReturn:
    raise Blocked([Problem(code, sentence)])
