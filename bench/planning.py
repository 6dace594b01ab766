"""Reading and judging a workbook of 5,000 activities, beside the floor: the library alone reading it into lists."""

import os
import statistics
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO

from bench import compare
from bench.report import Row
from bench.room import empty_room

ACTIVITIES = 5000
ROUNDS = 9
BUDGET_RATIO = 4


def measure() -> list[Row]:
    """The median CPU time of reading and judging, and of reading alone."""
    with empty_room() as empty:
        os.environ.update(empty.environment)
        import django

        django.setup()
        return [*_measured(), *compare.measured()]


def _measured() -> list[Row]:
    from python_calamine import CalamineWorkbook

    from binakon.planning.rules.plan import plan_problems
    from binakon.planning.rules.plan_file import KnownFacts
    from binakon.planning.sheets.book_read import read_workbook
    from binakon.planning.sheets.book_words import BookWords

    data = workbook(ACTIVITIES)
    regions = {f"63.{number:02d}": f"Kabupaten Contoh {number}" for number in range(1, 14)}
    codes = {"1.03.11.1.01.0011": "Pelatihan"}
    words = BookWords(codes, regions, {"trained": "dilatih"})
    known = KnownFacts(frozenset({"63"}), {"63": frozenset(regions)}, frozenset(codes))

    def bare() -> None:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    def read() -> None:
        plan, problems, notes = read_workbook(data, words)
        if plan is None or problems or notes or len(plan.activities) != ACTIVITIES:
            raise RuntimeError("the workbook was not read whole")

    def judged() -> None:
        plan, problems, _notes = read_workbook(data, words)
        if plan is None or problems or plan_problems(plan, known):
            raise RuntimeError("the plan was not found sound")

    floor = _cpu(bare)
    rows = [
        ("read a workbook", _cpu(read), None),
        ("read and judge it", _cpu(judged), BUDGET_RATIO),
    ]
    return [
        Row(
            f"{name}, {ACTIVITIES:,} activities",
            cost,
            "CPU ms",
            floor,
            None if ratio is None else cost / floor,
            ratio,
        )
        for name, cost, ratio in rows
    ]


def _cpu(work: Callable[[], None]) -> float:
    """The median CPU milliseconds of some rounds, after one that warms up."""
    work()
    costs = []
    for _round in range(ROUNDS):
        start = time.process_time()
        work()
        costs.append((time.process_time() - start) * 1000)
    return statistics.median(costs)


def workbook(activities: int) -> bytes:
    """A workbook with so many activities, every one of them sound and unlike the others."""
    from binakon.core.calendar import parse_window
    from binakon.planning.rules.plan_file import (
        ActivityEntry,
        CeilingEntry,
        PlanFile,
        TargetEntry,
        VersionEntry,
    )
    from binakon.planning.sheets.book_write import plan_workbook

    names = ("Arsitek", "Teknik Jalan", "Geoteknik")
    entries = tuple(
        ActivityEntry(
            code=f"kelas-{number}",
            kind="bimtek",
            title=f"BIMTEK contoh nomor {number}",
            window=parse_window(f"2030-{number % 12 + 1:02d}"),
            occupation=names[number % 3],
            levels=(7, 8, 9),
            seats=10 + number % 30,
            partners=("HPJI", "INTAKINDO"),
            regions=("63.01", "63.02"),
            indicator="trained",
            sub_activity="1.03.11.1.01.0011",
            cost=10_000_000 + number * 1000,
        )
        for number in range(activities)
    )
    version = VersionEntry(
        "murni",
        1,
        "draft",
        date(2030, 1, 2),
        targets=(TargetEntry("trained", "1.03.11.1.01.0011", people=1_000_000),),
        ceilings=(CeilingEntry("1.03.11.1.01.0011", 10**12),),
        activities=entries,
    )
    return plan_workbook(
        PlanFile("63", 2030, "Program contoh", "Dinas contoh", versions=(version,))
    )
