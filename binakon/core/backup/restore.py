"""Restoring a backup: verify all of it, then build, compare with the manifest, and only then put it in place."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from binakon.core import ledger, outbox
from binakon.core.actor import SET_UP, Actor
from binakon.core.backup import postgresql, sqlite
from binakon.core.backup.keys import is_secret_changed, missing_keys
from binakon.core.backup.make import DATABASE, FILES, disk_sentence
from binakon.core.backup.manifest import Manifest, read
from binakon.core.backup.rows import differences
from binakon.core.backup.tree import copy_tree, faults, holds_files, sync_folder, sync_folders
from binakon.core.models import AuditEvent, Installation
from binakon.core.problems import Blocked, Problem

_MOST_SENTENCES = 50


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands now, where the former installation is kept, and how many messages wait for a person.

    `has_other_secret`: links signed by the former secret key are dead.
    """

    manifest: Manifest
    kept_database: str
    kept_files: str
    held_messages: int
    has_other_secret: bool


def check(folder: Path) -> Manifest:
    """Verify a backup without touching anything: manifest, seal, keys, every file. Raises `Blocked` with all faults."""
    manifest = read(folder)
    if missing := missing_keys(manifest.keys):
        _refuse(
            "other_keys",
            [
                f"Kunci {', '.join(missing)} di {settings.KEYS_DIR} bukan kunci cadangan ini. Kembalikan dulu salinan "
                "kunci instalasi asalnya ke folder itu (atau BINAKON_DATA_KEY), lalu ulangi."
            ],
        )
    if not manifest.is_genuine():
        _refuse(
            "edited_manifest", [f"{folder}: manifesnya telah diubah. Pakai cadangan yang lain."]
        )
    _refuse(
        "edited_backup",
        [
            *faults(folder / DATABASE, manifest.database),
            *faults(folder / FILES, manifest.files),
            *_unknown_migrations(manifest),
        ],
    )
    return manifest


def restore(folder: Path, *, by: Actor, is_replacing: bool, is_sending: bool) -> Restored:
    """Bring rows and files back and prove it; raises `Blocked`, and then the present installation stands as it was.

    With `is_replacing` an installation that holds data is kept aside, never deleted. Messages that were unsent when
    the backup was made may have gone out since: they are held for a person unless `is_sending`.
    """
    manifest = check(folder)
    _refuse("refused", _place_faults(manifest, is_replacing=is_replacing))
    stamp = stamp_of(timezone.localtime())
    staged = settings.DATA_DIR / f"{FILES}.memulihkan-{stamp}"
    with _worded(staged):
        _stage_files(folder, manifest, staged)
        with _vendor().restored(folder, manifest, stamp) as kept_database:
            found = _vendor().restored_sums(manifest)
            _refuse("not_proven", differences(dict(manifest.tables), found))
            held = _bring_up_to_date(manifest, by=by, is_sending=is_sending)
    # The database first: the former files hold all that it needs, should the last step fail.
    kept_files = _place_files(staged, manifest, stamp)
    return Restored(manifest, kept_database, kept_files, held, is_secret_changed(manifest.keys))


def stamp_of(moment: datetime) -> str:
    """What is kept aside and staged is named by: to the microsecond, so that a second try meets nothing of the first."""
    return f"{moment:%Y%m%d-%H%M%S-%f}"


@contextmanager
def _worded(staged: Path) -> Iterator[None]:
    """Turn what the disk or the database refuses into one sentence, and leave no half-copied files."""
    try:
        yield
    except BaseException as error:
        shutil.rmtree(staged, ignore_errors=True)
        if isinstance(error, OSError):
            sentence = disk_sentence(error, staged, "Pemulihan tidak jadi")
            raise Blocked([Problem("disk", sentence)]) from error
        if isinstance(error, sqlite3.Error | DatabaseError):
            reason = str(error).strip().splitlines()[0]
            sentence = (
                f"Pemulihan tidak jadi: basis data menolak ({reason}). Belum ada yang diganti."
            )
            raise Blocked([Problem("database", sentence)]) from error
        raise


def _vendor() -> ModuleType:
    return postgresql if connection.vendor == postgresql.VENDOR else sqlite


def _refuse(code: str, sentences: list[str]) -> None:
    if sentences:
        raise Blocked([Problem(code, sentence) for sentence in sentences[:_MOST_SENTENCES]])


def _unknown_migrations(manifest: Manifest) -> list[str]:
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    unknown = [".".join(node) for node in manifest.migrations if node not in known]
    if not unknown:
        return []
    return [
        f"Cadangan ini dari Binakon {manifest.binakon}, lebih baru daripada yang terpasang di sini "
        f"(mengenal {unknown[0]}). Pasang versi itu atau yang lebih baru, lalu ulangi."
    ]


def _place_faults(manifest: Manifest, *, is_replacing: bool) -> list[str]:
    """Why this backup may not come here."""
    sentences = []
    if manifest.vendor != connection.vendor:
        sentences.append(
            f"Cadangan ini dari {manifest.vendor}, sedangkan BINAKON_DATABASE_URL menunjuk {connection.vendor}. "
            "Pulihkan ke jenis basis data yang sama."
        )
        return sentences
    holds, kind = _present()
    is_demo = manifest.kind == Installation.Kind.DEMO.value
    if is_demo and (settings.MODE == "production" or kind == Installation.Kind.REAL.value):
        sentences.append("Cadangan peragaan tidak boleh dipulihkan sebagai instalasi sungguhan.")
    if not is_demo and (settings.MODE == "demo" or kind == Installation.Kind.DEMO.value):
        sentences.append("Cadangan sungguhan tidak boleh dipulihkan ke dalam peragaan.")
    if holds and not is_replacing:
        sentences.append(
            "Instalasi ini sudah berisi data. Pulihkan ke instalasi kosong, atau tambahkan --replace: "
            "isi yang lama disisihkan, tidak dihapus."
        )
    return sentences


def _present() -> tuple[bool, str]:
    """Whether this installation holds data, and its kind where it does; a database nobody can read may hold some."""
    try:
        if not _vendor().has_tables():
            return holds_files(settings.DATA_DIR / FILES), ""
        if Installation.objects.filter(kind=Installation.Kind.DEMO).exists():
            return True, Installation.Kind.DEMO.value
        # Every write leaves a line of history; what only `binakon migrate` has written is reference data.
        worked = AuditEvent.objects.exclude(actor_label=SET_UP.label).exists()
        holds = worked or get_user_model().objects.exists()
    except (sqlite3.DatabaseError, DatabaseError) as error:
        if connection.vendor == postgresql.VENDOR and isinstance(error, OperationalError):
            raise  # it does not answer at all
        return True, ""
    holds = holds or holds_files(settings.DATA_DIR / FILES)
    return holds, Installation.Kind.REAL.value if holds else ""


def _stage_files(folder: Path, manifest: Manifest, staged: Path) -> None:
    """Copy the files beside their place and read back what was written."""
    staged.mkdir(mode=0o700, parents=True)
    copy_tree(folder / FILES, staged)
    _refuse("not_proven", faults(staged, manifest.files))
    sync_folders(staged)


def _place_files(staged: Path, manifest: Manifest, stamp: str) -> str:
    """Put the files in place; returns where the former ones are kept, or nothing."""
    present, kept = settings.DATA_DIR / FILES, ""
    try:
        if present.exists():
            aside = settings.DATA_DIR / f"{FILES}.sebelum-{stamp}"
            present.rename(aside)
            kept = str(aside)
        if manifest.files:
            staged.rename(present)
        else:
            staged.rmdir()
        sync_folder(settings.DATA_DIR)
    except OSError as error:
        sentence = (
            f"Basis data sudah dipulihkan, tetapi berkasnya belum berada di tempatnya ({error.strerror}): "
            f"pindahkan {staged} menjadi {present}."
        )
        raise Blocked([Problem("files_not_placed", sentence)]) from error
    return kept


def _bring_up_to_date(manifest: Manifest, *, by: Actor, is_sending: bool) -> int:
    """Later migrations, triggers and the cache; then hold the unsent messages and write the line of history.

    Migrating installs the guards of frozen rows again, which a bare copy of rows would leave out.
    """
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    made = datetime.fromisoformat(manifest.made_at)
    with transaction.atomic():
        held = 0 if is_sending else outbox.hold_unsent()
        ledger.record(
            Installation(kind=manifest.kind),
            "installation:restore",
            by=by,
            sentence=f"Dipulihkan dari cadangan {timezone.localtime(made):%d-%m-%Y %H.%M %Z}",
            after={"rows": manifest.rows, "files": len(manifest.files), "held_messages": held},
        )
    return held
