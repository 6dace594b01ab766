"""A staff list of 10,000 rows and eight columns: its page, its CSV, its xlsx, each beside its floor in the same run."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta

from bench.procstat import cpu_seconds
from bench.report import Row
from bench.room import PROJECT, published_room
from bench.served import Server, served

ROWS = 10_000
REQUESTS, ROUNDS, FILES = 40, 5, 3
APPLICATION = "bench.list_app:application"
PAGE_MS, TIMES_BARE, CSV_SECONDS, XLSX_SECONDS = 25, 1.5, 0.5, 2.0
# Every page of these is asked beside the bare page of the same rows.
PAGES = {
    "first page": "halaman=1",
    "page of 100 rows": "halaman=1&baris=100",
    "last page": f"halaman={ROWS // 25}",
}
NARROWED = {
    "filtered": "keadaan=accepted&asal=63.05",
    "searched": "cari=noor+jalan",
    "sorted by class": "urut=kelas",
}


def measure() -> list[Row]:
    """The medians of several rounds, page and floor taken in turn."""
    with published_room() as room:
        made = subprocess.run(
            [sys.executable, "-m", "bench.lists"],
            cwd=PROJECT,
            env=room.environment,
            check=True,
            stdout=subprocess.PIPE,
        )
        found = json.loads(made.stdout)
        with (
            served(APPLICATION, room, {"Cookie": found["cookie"]}) as own,
            served(APPLICATION, room, environment={"BENCH_BARE": "1"}) as bare,
        ):
            rows = list(_page_rows(own, bare))
            csv_cost = file_cost(own, "/unduh/?bentuk=csv")
            xlsx_cost = file_cost(own, "/unduh/?bentuk=xlsx")
    floors = found["floors"]
    name = f"of {ROWS} rows, served"
    return [
        *rows,
        Row(f"CSV {name}", csv_cost, "CPU s", floors["csv"], budget=CSV_SECONDS),
        Row(f"xlsx {name}", xlsx_cost, "CPU s", floors["xlsx"], budget=XLSX_SECONDS),
    ]


def _page_rows(own: Server, bare: Server) -> list[Row]:
    costs: dict[str, list[float]] = {}
    for _round in range(ROUNDS):
        for name, words in PAGES.items():
            costs.setdefault(name, []).append(page_cost(own, f"/daftar/?{words}"))
            costs.setdefault(f"bare {name}", []).append(page_cost(bare, f"/polos/?{words}"))
        for name, words in NARROWED.items():
            costs.setdefault(name, []).append(page_cost(own, f"/daftar/?{words}"))
    found = {name: statistics.median(times) for name, times in costs.items()}
    rows = []
    for name in PAGES:
        cost, floor = found[name], found[f"bare {name}"]
        rows.append(Row(f"list of {ROWS}, {name}", cost, "CPU ms", floor, budget=PAGE_MS))
        rows.append(Row(f"list of {ROWS}, {name}, to bare", cost / floor, "×", budget=TIMES_BARE))
    rows += [Row(f"list of {ROWS}, {n}", found[n], "CPU ms", budget=PAGE_MS) for n in NARROWED]
    return rows


def page_cost(server: Server, path: str) -> float:
    """CPU milliseconds of one request, over many on one connection."""
    # A server tires of a connection that was quiet while another one was measured.
    server.connection.close()
    server.ask(path)
    begin = cpu_seconds(server.pid)
    for _turn in range(REQUESTS):
        server.ask(path)
    return (cpu_seconds(server.pid) - begin) / REQUESTS * 1000


def file_cost(server: Server, path: str) -> float:
    """CPU seconds of one file."""
    server.connection.close()
    costs = []
    for _turn in range(FILES):
        begin = cpu_seconds(server.pid)
        server.ask(path)
        costs.append(cpu_seconds(server.pid) - begin)
    return statistics.median(costs)


def _prepare() -> dict[str, object]:
    """Fill the room, log the section head in, and write the same files with nothing but the libraries."""
    import django

    django.setup()
    from django.test import Client
    from django.utils import timezone

    from binakon.core.models import AuditEvent
    from binakon.people.models import User

    now = timezone.now()
    lines = [
        AuditEvent(
            at=now - timedelta(minutes=number),
            actor_kind="user",
            actor_label=f"Hj. Siti Noor Hidayatullah Rahmadhani {number} (contoh)",
            subject_type="bench",
            subject_id=number,
            action="portal",
            new_state=("new", "checked", "accepted")[number % 3],
            sentence=f"BIMTEK Pelaksanaan Pekerjaan Jalan dan Jembatan Angkatan {number % 60}",
            note=f"63{number % 13:02}0101010{number:05}0",
            office_code=f"63.{number % 13 + 1:02}",
        )
        for number in range(ROWS)
    ]
    AuditEvent.objects.bulk_create(lines, batch_size=1000)
    client = Client()
    client.force_login(User.objects.get(email="kasi@contoh.example"))
    name, morsel = next(iter(client.cookies.items()))
    table = [
        (
            line.actor_label,
            line.sentence,
            line.office_code,
            line.new_state,
            line.note,
            line.subject_id,
            line.at.replace(tzinfo=None),
            line.action,
        )
        for line in lines
    ]
    floors = {"csv": _cpu(lambda: _bare_csv(table)), "xlsx": _cpu(lambda: _bare_xlsx(table))}
    return {"cookie": f"{name}={morsel.value}", "floors": floors}


def _bare_csv(table: list[tuple[object, ...]]) -> None:
    import csv
    import io

    csv.writer(io.StringIO()).writerows(table)


def _bare_xlsx(table: list[tuple[object, ...]]) -> None:
    import io

    from xlsxwriter import Workbook

    with Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "d mmmm yyyy hh:mm"})
        for number, (*texts, position, moment, last) in enumerate(table):
            for place, text in enumerate(texts):
                sheet.write_string(number, place, text)
            sheet.write_number(number, 5, position)
            sheet.write_datetime(number, 6, moment, day)
            sheet.write_string(number, 7, last)


def _cpu(work: Callable[[], None]) -> float:
    costs = []
    for _turn in range(FILES):
        begin = time.process_time()
        work()
        costs.append(time.process_time() - begin)
    return statistics.median(costs)


if __name__ == "__main__":
    print(json.dumps(_prepare()))
