"""Loading 5,000 activities as a whole process, beside the floor: the same rows by a bare executemany."""

import random
import sqlite3
import time
from pathlib import Path

from bench.room import a_room

HEAD = """
[programme]
office = "63"
office_name = "Dinas contoh"
year = 2030
name = "Program contoh"
[[version]]
stage = "murni"
status = "ratified"
dated = 2030-01-02
[[version.target]]
indicator = "trained"
people = 1000000
"""
ACTIVITY = """
[[activity]]
code = "kelas-{number}"
kind = "bimtek"
title = "BIMTEK contoh nomor {number}"
occupation = "{occupation}"
levels = [7, 8, 9]
window = "2030-{month:02d}"
seats = {seats}
partners = ["HPJI"]
regions = "all"
indicator = "trained"
funded_by = "murni"
"""


def plan(activities: int) -> str:
    """A seeded plan of so many activities."""
    chance = random.Random(1)  # noqa: S311 - an example, not a secret
    names = ("Arsitek", "Teknik Jalan", "Geoteknik")
    rows = [
        ACTIVITY.format(
            number=number,
            occupation=chance.choice(names),
            month=chance.randint(1, 12),
            seats=chance.randint(10, 40),
        )
        for number in range(activities)
    ]
    return HEAD + "".join(rows)


def floor(folder: Path, activities: int) -> float:
    """CPU seconds of inserting as many rows as loading does: activity, line of history, partner, 13 regions."""
    start = time.process_time()
    with sqlite3.connect(folder / "floor.sqlite3") as connection:
        connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, a, b, c, d, e)")
        rows = ((number, "kelas", "BIMTEK", "2030-01", 7) for number in range(activities * 16))
        connection.executemany("INSERT INTO row (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)", rows)
    return time.process_time() - start


def measure(activities: int = 5000) -> dict[str, float]:
    """CPU seconds of loading, of loading again unchanged, and of the floor."""
    with a_room() as room:
        path = room.folder / "rencana.toml"
        path.write_text(plan(activities), encoding="utf-8")
        return {
            "load": room.binakon("load-plan", path),
            "again": room.binakon("load-plan", path),
            "floor": floor(room.folder, activities),
        }
