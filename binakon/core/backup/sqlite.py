"""The embedded database: an online copy by SQLite's own backup, never by copying the file."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from binakon.core.backup.manifest import Manifest, TableSum
from binakon.core.backup.rows import RowSum, differences, left_empty
from binakon.core.backup.snapshot import Snapshot, facts
from binakon.core.backup.tree import sync_folder
from binakon.core.problems import Blocked, Problem

FILE = "database.sqlite3"
VENDOR = "sqlite"
_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_PATIENCE = 20.0


def copy_out(folder: Path) -> Snapshot:
    """Copy the database into the folder, online, with the sums of its tables read in the same snapshot.

    A read transaction on a WAL database keeps its moment while others write, and the backup copies that moment.
    """
    with closing(_open(_path())) as source, closing(sqlite3.connect(folder / FILE)) as copy:
        source.execute("BEGIN")
        tables = table_sums(source)
        asked = facts(lambda question: source.execute(question).fetchall(), tables)
        found = Snapshot(VENDOR, sqlite3.sqlite_version, asked, tables, {})
        source.backup(copy)
        source.execute("ROLLBACK")
        _finish(copy)
        _check_copy(copy, found.tables)
    descriptor = os.open(folder / FILE, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return found


def _path() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _open(path: Path) -> sqlite3.Connection:
    """An existing database; a name that is not there is an error, not a new and empty database."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE, isolation_level=None
    )


def _finish(copy: sqlite3.Connection) -> None:
    """Empty what does not come back, and rewrite the file so that deleted rows are not in its free pages either."""
    copy.isolation_level = None
    present = _names(copy)
    for name in left_empty():
        if name in present:
            copy.execute(f'DELETE FROM "{name}"')  # noqa: S608 - our own words
    copy.execute("PRAGMA journal_mode=DELETE")
    copy.execute("VACUUM")


def _check_copy(copy: sqlite3.Connection, wanted: dict[str, TableSum]) -> None:
    verdict = copy.execute("PRAGMA integrity_check").fetchall()
    sentences = [str(row[0]) for row in verdict if row[0] != "ok"]
    sentences += [
        f"tabel {row[0]}: kunci asing putus" for row in copy.execute("PRAGMA foreign_key_check")
    ]
    sentences += differences(wanted, table_sums(copy))
    if sentences:
        raise Blocked(
            [Problem("broken_database", f"Basis data rusak: {text}.") for text in sentences[:20]]
        )


def _names(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [str(row[0]) for row in found if not str(row[0]).startswith("sqlite_")]


def table_sums(database: sqlite3.Connection) -> dict[str, TableSum]:
    """Every table but those left empty; a canonical row is the ASCII text of its values as SQLite stores them."""
    emptied = left_empty()
    sums = {}
    for name in _names(database):
        if name not in emptied:
            columns = tuple(
                str(row[1]) for row in database.execute(f'PRAGMA table_info("{name}")').fetchall()
            )
            listed = ", ".join(f'"{column}"' for column in columns)
            found = RowSum()
            for row in database.execute(f'SELECT {listed} FROM "{name}"'):  # noqa: S608 - names of the schema
                found.add(ascii(row).encode())
            sums[name] = found.table(columns)
    return sums


def has_tables() -> bool:
    """Whether the configured database holds anything; raises `DatabaseError` when it cannot be read."""
    path = _path()
    if not path.exists() or not path.stat().st_size:
        return False
    with closing(_open(path)) as database:
        return bool(_names(database))


@contextmanager
def restored(folder: Path, manifest: Manifest, stamp: str) -> Iterator[str]:
    """Let the default connection stand on the restored database; in place only when the block ends well.

    Yields where the present database will be kept, or nothing. It is linked there before the new file takes its
    name in one step, so a database stands at the path at every moment.
    """
    path = _path()
    staged = path.with_name(f"{path.name}.memulihkan-{stamp}")
    aside = path.with_name(f"{path.name}.sebelum-{stamp}")
    is_there = path.exists() and path.stat().st_size > 0
    path.parent.mkdir(parents=True, exist_ok=True)
    connection.close()
    try:
        shutil.copyfile(folder / "database" / FILE, staged)
        connection.settings_dict["NAME"] = str(staged)
        yield str(aside) if is_there else ""
        connection.close()
        _fold(staged)
        if is_there:
            _keep_aside(path, aside)
        staged.replace(path)
        sync_folder(path.parent)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(path)
        for tail in ("", "-wal", "-shm", "-journal"):
            staged.with_name(staged.name + tail).unlink(missing_ok=True)


def restored_sums(_manifest: Manifest) -> dict[str, TableSum]:
    """The tables of the database that the default connection stands on."""
    with closing(_open(_path())) as database:
        return table_sums(database)


def _fold(path: Path) -> None:
    """Bring the write-ahead log into the file and close the log; refuses while anybody else has it open."""
    try:
        with closing(_open(path)) as database:
            database.execute("PRAGMA busy_timeout=2000")
            database.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _IN_USE:
            raise Blocked(
                [
                    Problem(
                        "in_use",
                        f"{path} masih dipakai. Hentikan layanan Binakon dulu, lalu ulangi; belum ada yang diganti.",
                    )
                ]
            ) from error
        raise


def _keep_aside(path: Path, aside: Path) -> None:
    try:
        _fold(path)
    except sqlite3.DatabaseError:
        # It is damaged: perhaps why somebody restores. Its log is kept beside it, as it is.
        for tail in ("-wal", "-shm"):
            log = path.with_name(path.name + tail)
            if log.exists():
                log.rename(aside.with_name(aside.name + tail))
    os.link(path, aside)
