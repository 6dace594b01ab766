"""PostgreSQL: one COPY per table inside one REPEATABLE READ transaction; a restore is one transaction too."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from binakon.core.backup.manifest import Manifest, TableSum
from binakon.core.backup.rows import RowSum, left_empty
from binakon.core.backup.snapshot import Snapshot, facts
from binakon.core.problems import Blocked, Problem

VENDOR = "postgresql"
_BLOCK = 1 << 16
# The same value must give the same text whatever the server, the role or the client prefers.
_CANONICAL = (
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
)
# What has just ended may still be leaving.
_PATIENCE = 3.0


def copy_out(folder: Path) -> Snapshot:
    """Write every table into the folder as `<table>.copy`, all of one moment, while others write."""
    with transaction.atomic():
        _do("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        _make_canonical()
        tables = {
            name: _copy_table(name, columns, folder / f"{name}.copy")
            for name, columns in _tables().items()
        }
        version = str(_ask("SHOW server_version")[0][0])
        return Snapshot(VENDOR, version, facts(_ask, tables), tables, _sequences())


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _ask(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _make_canonical() -> None:
    for statement in _CANONICAL:
        _do(statement)


def _tables() -> dict[str, tuple[str, ...]]:
    """The columns of every table of our schema that a backup holds."""
    found = _ask(
        "SELECT c.table_name, c.column_name FROM information_schema.columns c "
        "JOIN information_schema.tables t USING (table_schema, table_name) "
        "WHERE table_schema = current_schema() AND t.table_type = 'BASE TABLE' "
        "AND c.is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position"
    )
    tables: dict[str, list[str]] = {}
    for name, column in found:
        if name not in left_empty():
            tables.setdefault(str(name), []).append(str(column))
    return {name: tuple(columns) for name, columns in tables.items()}


def _sequences() -> dict[str, int]:
    """The last number that each sequence gave: a number given once is not given to another row later."""
    found = _ask(
        "SELECT sequencename, last_value FROM pg_sequences "
        "WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY sequencename"
    )
    return {str(name): int(last) for name, last in found}


def _copy_table(name: str, columns: tuple[str, ...], path: Path | None) -> TableSum:
    """Sum up a table, and write it into a file unless there is none; libpq hands over one row at a time."""
    found = RowSum()
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_listed(name, columns)} TO STDOUT") as out,
    ):
        if path is None:
            for row in out:
                found.add(bytes(row))
        else:
            with path.open("wb", buffering=_BLOCK) as file:
                for row in out:
                    data = bytes(row)
                    found.add(data)
                    file.write(data)
                file.flush()
                os.fsync(file.fileno())
    return found.table(columns)


def _listed(name: str, columns: tuple[str, ...]) -> str:
    return f"{_quoted(name)} ({', '.join(_quoted(column) for column in columns)})"


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def has_tables() -> bool:
    """Whether our schema holds anything."""
    return bool(connection.introspection.table_names())


@contextmanager
def restored(folder: Path, manifest: Manifest, stamp: str) -> Iterator[str]:
    """Build the restored database in one transaction; it stands only when the block ends well.

    The present schema is renamed and kept; yields its new name, or nothing where the database was empty.
    """
    _refuse_in_use()
    aside = f"sebelum_{stamp.replace('-', '_')}" if has_tables() else ""
    try:
        with transaction.atomic():
            if aside:
                schema = _quoted(str(_ask("SELECT current_schema()")[0][0]))
                _do(f"ALTER SCHEMA {schema} RENAME TO {aside}")
                _do(f"CREATE SCHEMA {schema}")
            _migrate_to(manifest.migrations)
            _fill(folder / "database", manifest)
            yield aside
            _do("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        reason = str(error).strip().splitlines()[0]
        raise Blocked(
            [Problem("broken_rows", f"Isi cadangan melanggar aturan basis data: {reason}.")]
        ) from error


def _refuse_in_use() -> None:
    deadline = time.monotonic() + _PATIENCE
    while others := _others():
        if time.monotonic() > deadline:
            raise Blocked(
                [
                    Problem(
                        "in_use",
                        f"Masih ada {others} sambungan lain ke basis data. "
                        "Hentikan layanan Binakon dulu, lalu ulangi; belum ada yang diganti.",
                    )
                ]
            )
        time.sleep(0.1)


def _others() -> int:
    counted = _ask(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    return int(counted[0][0])


def _migrate_to(migrations: tuple[tuple[str, str], ...]) -> None:
    """The schema exactly as it was when the backup was made; no signal is sent, so no trigger stands yet."""
    executor = MigrationExecutor(connection)
    graph, known = executor.loader.graph, set(migrations)
    newest = [
        node
        for node in migrations
        if not any(
            child.key in known and child.key[0] == node[0]
            for child in graph.node_map[node].children
        )
    ]
    executor.migrate(newest)


def _fill(folder: Path, manifest: Manifest) -> None:
    """Load every table into the empty schema; foreign keys are judged when all rows are there."""
    _do("SET CONSTRAINTS ALL IMMEDIATE")
    tables = _tables()
    if tables.keys() != manifest.tables.keys():
        return
    _do(f"TRUNCATE {', '.join(_quoted(name) for name in tables)}")
    _do("SET CONSTRAINTS ALL DEFERRED")
    _make_canonical()
    for name, table in manifest.tables.items():
        with (
            (folder / f"{name}.copy").open("rb") as file,
            connection.cursor() as cursor,
            cursor.copy(f"COPY {_listed(name, table.columns)} FROM STDIN") as into,
        ):
            while block := file.read(_BLOCK):
                into.write(block)
    _do("SET CONSTRAINTS ALL IMMEDIATE")
    for name, last in manifest.sequences.items():
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(%s::regclass, %s)", [_quoted(name), last])


def restored_sums(manifest: Manifest) -> dict[str, TableSum]:
    """The tables of the database under restoration, with the columns in the manifest's order."""
    _make_canonical()
    sums = {}
    for name, columns in _tables().items():
        wanted = manifest.tables.get(name)
        is_same = wanted is not None and set(wanted.columns) == set(columns)
        sums[name] = _copy_table(name, wanted.columns if wanted and is_same else columns, None)
    return sums
