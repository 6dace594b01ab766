"""Printing: CPU milliseconds of papers whose words were never printed before, beside an empty sheet.

typst remembers what it has laid out, so each paper carries words of its own and none is printed twice.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.report import Row
from bench.room import PROJECT, Room

if TYPE_CHECKING:
    from binakon.planning.documents import PlanPrint

ROUNDS = 15
BUDGETS = {10: 100, 50: 200, 300: 1000}
NOW = datetime(2030, 11, 24, 2, 15, tzinfo=UTC)


def measure() -> list[Row]:
    """Measure in a process of its own, which holds the settings of a temporary installation."""
    with TemporaryDirectory(prefix="binakon-bench-") as folder:
        answer = subprocess.run(
            [sys.executable, "-m", "bench.papers"],
            cwd=PROJECT,
            env=Room(Path(folder)).environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    costs = json.loads(answer.stdout)
    floor = costs.pop("empty sheet")
    return [
        Row("empty sheet", floor, "CPU ms"),
        *(
            Row(f"plan of {size} activities", costs[str(size)], "CPU ms", floor, budget=budget)
            for size, budget in BUDGETS.items()
        ),
    ]


def main() -> None:
    """Print the median cost of each paper as JSON."""
    import django

    django.setup()
    import typst

    from binakon.core import pdf
    from binakon.planning.documents import plan_pdf

    def empty(number: int) -> bytes | list[bytes] | None:
        compiler = typst.Compiler(root=str(pdf.TEMPLATES), font_paths=fonts)
        return compiler.compile(input=f"#{number}".encode(), format="pdf")

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(pdf.FONTS)])
    costs: dict[str, float] = {"empty sheet": _cost(empty)}
    for size in BUDGETS:
        papers = [a_plan(size, number) for number in range(ROUNDS + 1)]
        costs[str(size)] = _cost(lambda number, papers=papers: plan_pdf(papers[number]))
    print(json.dumps(costs))


def a_plan(activities: int, number: int) -> "PlanPrint":
    """A plan of three sub-activities in which every title differs from those of all other plans."""
    from binakon.core.calendar import parse_window
    from binakon.planning.documents import MoneyLine, PlanPrint, Sheet
    from binakon.planning.rules.plan_file import ActivityEntry, TargetEntry, VersionEntry
    from binakon.planning.rules.plan_tree import plan_tree

    codes = [f"1.03.11.1.01.00{each}" for each in (11, 12, 14)]
    classes = tuple(
        ActivityEntry(
            code=f"kelas-{each}",
            kind="bimtek",
            title=f"BIMTEK contoh {number} untuk jabatan kerja Teknik Jalan, angkatan {each}",
            window=parse_window(f"2030-{each % 12 + 1:02d}"),
            occupation="Teknik Jalan",
            levels=(7, 8, 9),
            seats=30,
            partners=("HPJI",),
            is_all_regions=True,
            cost=85_000_000 + each + number,
            sub_activity=codes[each % 3],
        )
        for each in range(activities)
    )
    targets = tuple(TargetEntry("trained", code, people=activities * 10) for code in codes)
    version = VersionEntry(
        "murni", 1, "ratified", date(2030, 1, 2), 10**10, targets=targets, activities=classes
    )
    return PlanPrint(
        sheet=Sheet(f"Program contoh {number}", 2030, "Dinas contoh", NOW, NOW, is_sample=True),
        version=version,
        version_label="murni",
        state_words="disahkan",
        tree=plan_tree(version, {code: f"Sub kegiatan contoh {code}" for code in codes}),
        people=version.people,
        money=tuple(
            MoneyLine(
                code, f"Sub kegiatan {number}", 10**9, 10**8, (10**7, 10**7, None, None), 10**8
            )
            for code in codes
        ),
    )


def _cost(paper: Callable[[int], object]) -> float:
    """The median of CPU milliseconds after one paper that is not counted."""
    paper(ROUNDS)
    costs = []
    for number in range(ROUNDS):
        start = time.process_time()
        paper(number)
        costs.append((time.process_time() - start) * 1000)
    return statistics.median(costs)


if __name__ == "__main__":
    main()
