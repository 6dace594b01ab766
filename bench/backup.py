"""Backup and restore of 10,000 lines of history and 200 files of 300 kB, beside the floor: copying the same bytes."""

import os
import random
import shutil
import statistics
import sys
import time
from pathlib import Path

from bench.report import Row
from bench.room import Cost, Room, empty_room

LINES = 10_000
FILES = 200
FILE_BYTES = 300_000
ROUNDS = 3
BUDGET_SECONDS = 60
FILL = f"""
import django
django.setup()
from binakon.core import ledger
from binakon.core.actor import job_actor
from binakon.people.models import Office
office, by = Office.objects.get(code="63"), job_actor("ukur")
ledger.start_many(
    ((office, f"Baris riwayat contoh nomor {{number}} dengan kalimat yang panjangnya wajar") for number in range({LINES})),
    by=by, office_code="63",
)
"""


def measure() -> list[Row]:
    """The median of backup and restore as whole processes, and of the floor."""
    with empty_room() as room:
        room.binakon("demo")
        room.run([sys.executable, "-c", FILL])
        _put_files(room.folder / "data" / "files")
        rounds = [_round(room, number) for number in range(ROUNDS)]
    backups, restores, floors = zip(*rounds, strict=True)
    rows = []
    for name, costs in (("backup", backups), ("restore, proven", restores)):
        named = f"{name}, {LINES:,} lines and {FILES} files"
        rows.append(Row(named, _cpu(costs), "CPU s", _cpu(floors)))
        rows.append(Row(named, _wall(costs), "s", _wall(floors), budget=BUDGET_SECONDS))
    return rows


def _put_files(folder: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - an example, not a secret
    for _number in range(FILES):
        address = chance.randbytes(32).hex()
        path = folder / address[:2] / f"{address}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(chance.randbytes(FILE_BYTES))


def _round(room: Room, number: int) -> tuple[Cost, Cost, Cost]:
    kept = room.folder / f"cadangan-{number}"
    backup = room.binakon("backup", kept)
    restore = room.binakon("restore", kept, "--replace")
    floor = _floor(kept, room.folder / f"salinan-{number}")
    for path in (room.folder / "data").glob("*.sebelum-*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return backup, restore, floor


def _floor(source: Path, target: Path) -> Cost:
    """Copy the bytes of the backup and wait until the disk has them."""
    cpu, wall = time.process_time(), time.monotonic()
    shutil.copytree(source, target)
    for path in target.rglob("*"):
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
    return Cost(time.process_time() - cpu, time.monotonic() - wall)


def _cpu(costs: tuple[Cost, ...]) -> float:
    return statistics.median(cost.cpu for cost in costs)


def _wall(costs: tuple[Cost, ...]) -> float:
    return statistics.median(cost.wall for cost in costs)
