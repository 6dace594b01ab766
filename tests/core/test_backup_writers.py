"""Backups while others write, and backups that do not come to their end."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from binakon.core import backup
from binakon.core.backup import manifest as manifests
from binakon.core.backup.restore import stamp_of
from binakon.core.backup.tree import copy_tree, entry_of, faults
from binakon.core.problems import Blocked
from tests.core.backups import COMMANDS, Kept, answers, asked, on_postgresql, with_keys_of
from tests.factories import sentences
from tests.installation import PLAN, PROJECT, Installation, command
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

# Two bind people, each with a stored file, a counter, a fact and a line of history, until the third has made two backups.
# The activity has 200 places: each may bind 45 before the first backup stands and 45 after it, however fast the machine is.
WRITE_AND_KEEP = """
from pathlib import Path
from django.conf import settings
from django.db import transaction
from binakon.core import backup
from binakon.core.models import StoredFile
folder = Path({folder!r})
files = settings.DATA_DIR / "files"
first, stop = folder / "satu-selesai", folder / "berhenti"
done = 0
if me == "cadangan":
    before = 0
    for name, through in ("satu", first), ("dua", stop):
        while Commitment.objects.count() < before + 5:
            time.sleep(0.01)
        done += len(backup.make(folder / name).problems)
        before = Commitment.objects.count()
        through.touch()
else:
    activity = Activity.objects.get(code="bimtek-jalan")
    while not stop.exists():
        if done == (90 if first.exists() else 45):
            time.sleep(0.01)
            continue
        try:
            address = f"{{me}}{{done}}"
            (files / address[:2]).mkdir(parents=True, exist_ok=True)
            (files / address[:2] / f"{{address}}.bin").write_text(address)
            with transaction.atomic():
                StoredFile.objects.create(key=address, media_type="image/jpeg", size=1, wrapped_key=b"x")
                actions.commit(activity, unit=Commitment.Unit.PEOPLE, amount=1, label=address, by=by)
            done += 1
        except StaleState:
            pass
print(done)
"""


def test_backups_made_while_two_processes_write_are_each_consistent(
    installation: Installation, empty_installation: Installation, tmp_path: Path
) -> None:
    installation.binakon("load-plan", PLAN)
    code = WRITE_AND_KEEP.format(folder=str(tmp_path))
    written = at_once(installation, code, ["satu", "dua", "cadangan"])
    total, missing_files = int(written[0]) + int(written[1]), int(written[2])
    assert missing_files == 0
    counts = [rows(tmp_path / name, "planning_commitment") for name in ("satu", "dua")]
    assert 5 <= counts[0] < counts[1] <= total
    with_keys_of(installation, empty_installation)
    restored = answers(
        empty_installation,
        *(
            words
            for name in ("satu", "dua")
            for words in (["restore", tmp_path / name, "--replace"], ["check-figures"])
        ),
    )
    assert [answer.err for answer in restored] == [""] * 4
    assert restored[1].out == restored[3].out == "Semua penghitung sama dengan baris-barisnya.\n"
    # Every fact came with its line of history, and with its part of the counter.
    assert asked(empty_installation, COUNT) == [(counts[1], counts[1], counts[1])]


COUNT = """
SELECT (SELECT count(*) FROM planning_commitment),
       (SELECT count(*) FROM core_auditevent WHERE subject_type = 'planning.commitment'),
       (SELECT sum(committed) FROM planning_target)
"""


def rows(folder: Path, table: str) -> int:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return int(manifest["tables"][table]["rows"])


def test_a_copied_file_of_a_live_database_has_lost_what_the_online_backup_has(
    migrated: Installation, tmp_path: Path
) -> None:
    """The control of the method: why `cp` is never used."""
    if on_postgresql():
        pytest.skip("a cluster is not one file")
    path = tmp_path / "hidup" / "data" / "binakon.sqlite3"
    path.parent.mkdir(parents=True)
    shutil.copy(migrated.folder / "data" / "binakon.sqlite3", path)
    live = Installation(tmp_path / "hidup", f"sqlite:///{path}")
    with closing(sqlite3.connect(path, isolation_level=None)) as serving:
        serving.execute("PRAGMA journal_mode=WAL")
        before = count_in(path)
        serving.execute("BEGIN IMMEDIATE")
        for number in range(200):
            serving.execute("INSERT INTO auth_group (name) VALUES (?)", [f"contoh {number}"])
        serving.execute("COMMIT")
        copy = tmp_path / "cp.sqlite3"
        shutil.copy(path, copy)
        live.binakon("backup", tmp_path / "daring")
        assert count_in(copy) == before
        assert rows(tmp_path / "daring", "auth_group") == before + 200
        assert count_in(tmp_path / "daring" / "database" / "database.sqlite3") == before + 200


def count_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("SELECT count(*) FROM auth_group").fetchone()[0])


def test_deleted_rows_are_not_in_the_free_pages_of_a_backup(
    installation: Installation, tmp_path: Path
) -> None:
    code = """
from django.db import connection
from binakon.core.models import Message
if connection.vendor == "sqlite":
    # Some builds overwrite what is deleted; the promise must not depend on the build.
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = OFF").fetchall()
for number in range(50):
    Message.objects.create(name="tes", to="a@contoh.example", subject="s", body_text="kenari-" * 300)
Message.objects.all().delete()
"""
    in_process(installation, f"{COMMANDS}{code}run('backup', {str(tmp_path / 'c')!r})")
    if not on_postgresql():
        source = installation.folder / "data" / "binakon.sqlite3"
        assert b"kenari-" in source.read_bytes()
    holding = [
        path for path in (tmp_path / "c" / "database").iterdir() if b"kenari-" in path.read_bytes()
    ]
    assert holding == []


def test_files_that_come_and_go_during_the_copy_do_not_break_it(tmp_path: Path) -> None:
    source = tmp_path / "files"
    names = [f"{number:02x}/{number:02x}.bin" for number in range(200)]
    for name in names:
        (source / name).parent.mkdir(parents=True)
        (source / name).write_bytes(name.encode() * 50)
    (source / "00" / ".sedang-ditulis").write_bytes(b"setengah")
    os.mkfifo(source / "00" / "pipa")
    stop = threading.Event()

    def come_and_go() -> None:
        while not stop.is_set():
            for name in names[50:]:
                (source / name).unlink()
            for name in names[50:]:
                (source / name).write_bytes(name.encode() * 50)

    worker = threading.Thread(target=come_and_go)
    worker.start()
    try:
        for turn in range(200):
            entries = copy_tree(source, tmp_path / f"salinan-{turn}")
            assert faults(tmp_path / f"salinan-{turn}", entries) == []
            assert {entry.name for entry in entries} >= set(names[:50])
            assert {entry.name for entry in entries} <= set(names)
            if len(entries) < len(names):
                break
        else:
            pytest.fail("nothing ever vanished, so nothing was tested")
    finally:
        stop.set()
        worker.join()


def test_a_missing_folder_is_no_files(tmp_path: Path) -> None:
    assert copy_tree(tmp_path / "tidak-ada", tmp_path / "salinan") == ()


STORED = """
from binakon.core import clock
from binakon.core.models import StoredFile
for key, erased_at in (("ab0", None), ("ab1", None), ("ab2", clock.now())):
    StoredFile.objects.create(key=key, media_type="image/jpeg", size=1, wrapped_key=b"x", erased_at=erased_at)
"""


def test_a_file_that_a_row_names_and_nobody_found_is_told_and_the_backup_stands(
    installation: Installation, tmp_path: Path
) -> None:
    (installation.folder / "data" / "files" / "ab").mkdir(parents=True)
    (installation.folder / "data" / "files" / "ab" / "ab1.bin").write_bytes(b"ada")
    place = str(tmp_path / "c")
    sentence = f"Berkas ab/ab0.bin disebut basis data, tetapi tidak ada di {installation.folder}/data/files."
    code = f"{COMMANDS}{STORED}print(json.dumps([run('backup', {place!r}), run('restore', {place!r}, '--check')]))"
    made, checked = json.loads(in_process(installation, code))
    assert (made[0], made[2]) == (1, f"{sentence}\n")
    assert made[1].startswith(f"Cadangan selesai di {place}: ")
    assert (checked[0], checked[2]) == (0, f"{sentence}\n")


def test_a_killed_backup_is_no_backup(kept: Kept, tmp_path: Path) -> None:
    folder = tmp_path / "c"
    big = kept.installation.folder / "data" / "files" / "0a" / "besar.bin"
    with big.open("wb") as file:
        file.truncate(400_000_000)
    try:
        with (tmp_path / "log").open("wb") as log:
            running = subprocess.Popen(
                command("backup", folder),
                env=kept.installation.environment,
                cwd=PROJECT,
                stdout=log,
                stderr=log,
            )
        copied = f"{folder.name}.sementara-{running.pid}/files/0a/besar.bin"
        deadline = time.monotonic() + 60
        while not (tmp_path / copied).exists() and time.monotonic() < deadline:
            time.sleep(0.002)
        running.send_signal(signal.SIGKILL)
        assert running.wait() == -signal.SIGKILL
    finally:
        big.unlink()
    assert not folder.exists()
    left = tmp_path / f"{folder.name}.sementara-{running.pid}"
    assert (left / "files" / "0a" / "besar.bin").stat().st_size < 400_000_000
    with pytest.raises(Blocked) as refusal:
        backup.check(left)
    assert sentences(refusal.value.problems) == [
        f"{left} bukan cadangan Binakon: manifest.json tidak ada di dalamnya."
    ]


@pytest.mark.usefixtures("at_home")
def test_a_killed_restore_leaves_the_former_installation_and_can_be_done_again(
    kept: Kept, copied: Path, installation: Installation, tmp_path: Path
) -> None:
    with_keys_of(kept.installation, installation)
    big = copied / "files" / "0a" / "besar.bin"
    with big.open("wb") as file:
        file.truncate(200_000_000)
    whole = manifests.read(copied)
    files = (*whole.files, entry_of(big, "0a/besar.bin"))
    manifests.write(replace(whole, files=files).sealed(), copied)
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(
            command("restore", copied),
            env=installation.environment,
            cwd=PROJECT,
            stdout=log,
            stderr=log,
        )
    data = installation.folder / "data"
    deadline = time.monotonic() + 60
    while not list(data.glob("files.memulihkan-*/0a/besar.bin")) and time.monotonic() < deadline:
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    assert not (data / "files").exists()
    activities = "SELECT count(*) FROM planning_activity"
    assert asked(installation, activities) == [(0,)]
    said = installation.binakon("restore", kept.folder).stdout
    assert said.startswith("Pemulihan terbukti: ")
    assert asked(installation, activities) == asked(kept.installation, activities)


def test_two_restores_of_one_second_keep_their_things_apart() -> None:
    first = datetime(2026, 11, 29, 8, 59, 34, 1, tzinfo=UTC)
    assert stamp_of(first) == "20261129-085934-000001"
    assert stamp_of(first) != stamp_of(first + timedelta(microseconds=1))


@pytest.mark.parametrize("most", [100_000, 1_500_000])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    kept: Kept, tmp_path: Path, most: int
) -> None:
    """The limit of a process's files stands for the disk: met in the database, or in a file after it."""
    big = kept.installation.folder / "data" / "files" / "0a" / "besar.bin"
    big.write_bytes(bytes(2_000_000))
    try:
        refused = subprocess.run(
            command("backup", tmp_path / "c"),
            env=kept.installation.environment,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )
    finally:
        big.unlink()
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"Cadangan tidak jadi: disk di {tmp_path} penuh. Kosongkan ruang atau pilih disk lain, lalu ulangi.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_is_not_backed_up_and_is_kept_aside_by_a_restore(
    kept: Kept, installation: Installation, tmp_path: Path
) -> None:
    if on_postgresql():
        pytest.skip("a cluster notices its own damage")
    with_keys_of(kept.installation, installation)
    path = installation.folder / "data" / "binakon.sqlite3"
    path.write_bytes(b"bukan basis data" * 1000)
    kept_back, refused, restored = answers(
        installation,
        ["backup", tmp_path / "c"],
        ["restore", kept.folder],
        ["restore", kept.folder, "--replace"],
    )
    assert (kept_back.code, len(kept_back.err.splitlines())) == (1, 1)
    assert not (tmp_path / "c").exists()
    assert refused.err.startswith("Instalasi ini sudah berisi data.")
    assert restored.out.startswith(f"Pemulihan terbukti: {kept.content}.")
    (aside,) = path.parent.glob("binakon.sqlite3.sebelum-*")
    assert aside.read_bytes() == b"bukan basis data" * 1000
