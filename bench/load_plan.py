"""Loading 5,000 activities as a whole process, beside the floor: the same rows by a bare executemany."""

import random
import sqlite3
import statistics
import time
from pathlib import Path

from bench.report import Row
from bench.room import Cost, Room, empty_room

ACTIVITIES = 5000
ROUNDS = 3
BUDGET_SECONDS = 10
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


def measure() -> list[Row]:
    """The median of loading, of loading again unchanged, and of the floor."""
    with empty_room() as empty:
        path = empty.folder / "rencana.toml"
        path.write_text(plan(ACTIVITIES), encoding="utf-8")
        rounds = [_round(empty, path) for _number in range(ROUNDS)]
    first, again, floors = zip(*rounds, strict=True)
    floor = _median(floors)
    rows = []
    for name, costs in (
        (f"load-plan, {ACTIVITIES:,} activities", first),
        ("the same again, unchanged", again),
    ):
        rows.append(Row(name, _median(costs).cpu, "CPU s", floor.cpu, budget=BUDGET_SECONDS))
        rows.append(Row(name, _median(costs).wall, "s", floor.wall, budget=BUDGET_SECONDS))
    return rows


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


def _round(empty: Room, path: Path) -> tuple[Cost, Cost, Cost]:
    with empty.copied() as loaded, empty.copied() as bare:
        return (
            loaded.binakon("load-plan", path),
            loaded.binakon("load-plan", path),
            floor(loaded.database, bare.database),
        )


def floor(source: Path, target: Path) -> Cost:
    """Insert every row that loading has added to `source` into the same empty tables of `target`."""
    with sqlite3.connect(source) as loaded, sqlite3.connect(target) as bare:
        added = {table: _added(loaded, bare, table) for table in _tables(loaded)}
        if sum(map(len, added.values())) < ACTIVITIES:
            raise RuntimeError("loading has added too few rows to be a floor")
        cpu, wall = time.process_time(), time.monotonic()
        for table, rows in added.items():
            if rows:
                places = ", ".join("?" * len(rows[0]))
                bare.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608 - our own table
        bare.commit()
        return Cost(time.process_time() - cpu, time.monotonic() - wall)


def _tables(connection: sqlite3.Connection) -> list[str]:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [str(row[0]) for row in connection.execute(named)]


def _added(
    loaded: sqlite3.Connection, bare: sqlite3.Connection, table: str
) -> list[tuple[object, ...]]:
    query = f'SELECT * FROM "{table}"'  # noqa: S608 - our own table
    present = {row[0] for row in bare.execute(query)}
    return [row for row in loaded.execute(query) if row[0] not in present]


def _median(costs: tuple[Cost, ...]) -> Cost:
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
    )
