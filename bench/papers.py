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
# Call letters of one class in one file, a page each; 8 CPU seconds for 500.
CALLS = 500
CALLS_BUDGET = 8000
CALLS_ROUNDS = 3
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
        Row(f"{CALLS} call letters", costs["calls"], "CPU ms", floor, budget=CALLS_BUDGET),
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
    calls = [some_calls(CALLS, number) for number in range(CALLS_ROUNDS + 1)]
    costs["calls"] = _cost(
        lambda number: pdf.render("enrolment/letter", calls[number], as_of=NOW), CALLS_ROUNDS
    )
    print(json.dumps(costs))


def some_calls(many: int, number: int) -> dict[str, object]:
    """The words of call letters to so many invented participants, with names that no other paper has."""
    head = {
        "government": "PEMERINTAH PROVINSI CONTOH",
        "office": "DINAS CONTOH",
        "office_name": "Dinas Contoh",
        "address": "Jalan Contoh Nomor 1",
        "contact": "Telepon 000",
    }
    block = [
        ("Nomor", f"005/{number}"),
        ("Sifat", "Biasa"),
        ("Lampiran", "–"),
        ("Hal", "Panggilan"),
    ]
    facts = [("Hari, tanggal", "Senin, 4 Maret 2030"), ("Tempat", "Aula contoh, Banjarbaru")]
    return {
        "title": f"Panggilan {number}",
        "author": "Dinas Contoh",
        "head": head,
        "numbered": False,
        "page": "{page}/{pages}",
        "sample": "",
        "draft": "",
        "dateline": "Banjarbaru, 1 Maret 2030",
        "block": [{"label": label, "value": value} for label, value in block],
        "greeting": "Yth.",
        "at": "di",
        "pages": [
            {"name": f"Peserta {number}-{each} (contoh)", "line": f"PT {each}", "place": "Tapin"}
            for each in range(many)
        ],
        "recipients": [],
        "opening": f"Berdasarkan Keputusan Nomor {number}, Saudara ditetapkan sebagai peserta BIMTEK contoh.",
        "facts": [{"label": label, "lines": [value]} for label, value in facts],
        "body": [["Membawa surat tugas dan laptop."]],
        "closing": "Demikian disampaikan.",
        "sign": {
            "place": "",
            "date": "",
            "position": "Kepala Dinas",
            "name": "Contoh",
            "rank": "",
            "employee_number": "NIP 1",
        },
        "copies": {"word": "Tembusan:", "lines": []},
        "annex": None,
    }


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


def _cost(paper: Callable[[int], object], rounds: int = ROUNDS) -> float:
    """The median of CPU milliseconds after one paper that is not counted."""
    paper(rounds)
    costs = []
    for number in range(rounds):
        start = time.process_time()
        paper(number)
        costs.append((time.process_time() - start) * 1000)
    return statistics.median(costs)


if __name__ == "__main__":
    main()
