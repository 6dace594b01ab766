"""Making a backup: database first, then files, then the manifest; it takes its name only when it is whole."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from binakon.core.backup import postgresql, sqlite
from binakon.core.backup.keys import check_values
from binakon.core.backup.manifest import Entry, Manifest, is_backup, write
from binakon.core.backup.rows import left_empty
from binakon.core.backup.snapshot import Snapshot
from binakon.core.backup.tree import copy_tree, entry_of, sync_folder, sync_folders
from binakon.core.problems import Blocked, Problem

FILES = "files"
DATABASE = "database"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def make(folder: Path) -> Manifest:
    """Back up rows and files into `folder`, online; raises `Blocked`, and then nothing of it is left.

    It is written beside `folder` and renamed at the end, so a backup that was killed is never taken for one. A
    finished backup that stands there already is replaced when the new one is whole. `problems` of the manifest name
    the files that rows hold and nobody found; the backup stands all the same.
    """
    _refuse_place(folder)
    draft = folder.with_name(f"{folder.name}.sementara-{os.getpid()}")
    with _worded(folder), _gone_unless_renamed(draft):
        for part in (draft, draft / DATABASE, draft / FILES):
            part.mkdir(mode=0o700)
        snapshot = _copy_database(draft / DATABASE)
        # After the database, so that every row has its file.
        files = copy_tree(settings.DATA_DIR / FILES, draft / FILES)
        manifest = _manifest(snapshot, draft, files).sealed()
        write(manifest, draft)
        sync_folders(draft)
        _take_name(draft, folder)
    return manifest


def _copy_database(folder: Path) -> Snapshot:
    vendor = postgresql if connection.vendor == postgresql.VENDOR else sqlite
    snapshot: Snapshot = vendor.copy_out(folder)
    return snapshot


def _manifest(snapshot: Snapshot, draft: Path, files: tuple[Entry, ...]) -> Manifest:
    present = {entry.name for entry in files}
    facts = snapshot.facts
    return Manifest(
        binakon=settings.VERSION,
        kind=facts.kind,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        vendor=snapshot.vendor,
        vendor_version=snapshot.vendor_version,
        newest_history=facts.newest_history,
        unsent_messages=facts.unsent_messages,
        migrations=facts.migrations,
        tables=snapshot.tables,
        left_empty=left_empty(),
        sequences=snapshot.sequences,
        database=tuple(entry_of(path, path.name) for path in sorted((draft / DATABASE).iterdir())),
        files=files,
        keys=check_values(),
        problems=tuple(
            f"Berkas {name} disebut basis data, tetapi tidak ada di {settings.DATA_DIR / FILES}."
            for name in facts.wanted_files
            if name not in present
        ),
    )


def _refuse_place(folder: Path) -> None:
    """Every reason why a backup cannot stand there."""
    sentences = []
    if not folder.parent.is_dir():
        sentences.append(
            f"Folder {folder.parent} belum ada. Buat dulu, atau periksa apakah disknya sudah terpasang."
        )
    elif folder.is_mount():
        sentences.append(f"{folder} adalah pangkal sebuah disk. Pilih folder baru di dalamnya.")
    elif folder.exists() and not folder.is_dir():
        sentences.append(f"{folder} bukan folder. Pilih nama lain.")
    elif folder.is_dir() and not is_backup(folder) and any(folder.iterdir()):
        sentences.append(
            f"{folder} sudah berisi hal lain, bukan cadangan Binakon. Pilih folder baru."
        )
    sentences += [
        f"Cadangan tidak boleh berada di dalam {inside}. Pilih folder lain."
        for inside in (settings.DATA_DIR / FILES, settings.KEYS_DIR)
        if folder.resolve().is_relative_to(inside.resolve())
    ]
    if sentences:
        raise Blocked([Problem("bad_place", sentence) for sentence in sentences])


@contextmanager
def _gone_unless_renamed(draft: Path) -> Iterator[None]:
    try:
        yield
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _take_name(draft: Path, folder: Path) -> None:
    """Give the finished draft its name; an older backup of that name goes only when the new one stands."""
    if not is_backup(folder):
        draft.rename(folder)
        sync_folder(folder.parent)
        return
    older = folder.with_name(f"{folder.name}.lama-{os.getpid()}")
    folder.rename(older)
    draft.rename(folder)
    sync_folder(folder.parent)
    shutil.rmtree(older)


@contextmanager
def _worded(folder: Path) -> Iterator[None]:
    """Turn what the disk or the database refuses into one sentence."""
    try:
        yield
    except OSError as error:
        raise Blocked(
            [Problem("disk", disk_sentence(error, folder, "Cadangan tidak jadi"))]
        ) from error
    except (sqlite3.Error, DatabaseError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _SQLITE_FULL:
            sentence = full_sentence(folder, "Cadangan tidak jadi")
        else:
            reason = str(error).strip().splitlines()[0]
            sentence = (
                f"Cadangan tidak jadi: basis data tidak dapat dibaca ({reason}). "
                "Periksa BINAKON_DATABASE_URL; bila basis datanya baru, jalankan: binakon migrate"
            )
        raise Blocked([Problem("database", sentence)]) from error


def full_sentence(folder: Path, result: str) -> str:
    """What is said when a disk has no room left."""
    return f"{result}: disk di {folder.parent} penuh. Kosongkan ruang atau pilih disk lain, lalu ulangi."


def disk_sentence(error: OSError, folder: Path, result: str) -> str:
    """What is said when a disk refuses."""
    if error.errno in _FULL:
        return full_sentence(folder, result)
    place = error.filename or folder
    return f"{result}: {place} tidak dapat dibaca atau ditulis ({error.strerror}). Periksa hak aksesnya, lalu ulangi."
