"""The desk's own list of 10,000 registrations as served: its page beside a bare view of the same rows, its files."""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator

from bench.lists import (
    CSV_SECONDS,
    FILES,
    PAGE_MS,
    ROUNDS,
    ROWS,
    TIMES_BARE,
    XLSX_SECONDS,
    file_cost,
    page_cost,
)
from bench.report import Row
from bench.room import PROJECT, published_room
from bench.served import PRODUCT, Server, served

FLOOR = "bench.registration_app:application"
LIST = "/meja/pendaftaran/"
NAME = "Hj. Siti Noor Hidayatullah Rahmadhani"
PAGES = {
    "first page": "halaman=1",
    "page of 100 rows": "halaman=1&baris=100",
    "last page": f"halaman={ROWS // 25}",
}
NARROWED = {
    "filtered": "keadaan=verified&wilayah=63.05",
    "searched": "cari=noor+jalan",
    "sorted by name": "urut=nama",
}


def measure() -> list[Row]:
    """The medians of several rounds, page and floor taken in turn."""
    with published_room() as room:
        made = subprocess.run(
            [sys.executable, "-m", "bench.registrations"],
            cwd=PROJECT,
            env=room.environment,
            check=True,
            stdout=subprocess.PIPE,
        )
        cookie = json.loads(made.stdout)["cookie"]
        with served(PRODUCT, room, {"Cookie": cookie}) as own, served(FLOOR, room) as bare:
            return list(_rows(own, bare))


def _rows(own: Server, bare: Server) -> Iterator[Row]:
    costs: dict[str, list[float]] = {}
    for _round in range(ROUNDS):
        for name, words in PAGES.items():
            costs.setdefault(name, []).append(page_cost(own, f"{LIST}?{words}"))
            costs.setdefault(f"bare {name}", []).append(page_cost(bare, f"/polos/?{words}"))
        for name, words in NARROWED.items():
            costs.setdefault(name, []).append(page_cost(own, f"{LIST}?{words}"))
    found = {name: statistics.median(times) for name, times in costs.items()}
    title = f"{ROWS} registrations"
    for name in PAGES:
        cost, floor = found[name], found[f"bare {name}"]
        yield Row(f"{title}, {name}", cost, "CPU ms", floor, budget=PAGE_MS)
        yield Row(f"{title}, {name}, to bare", cost / floor, "×", budget=TIMES_BARE)
    for name in NARROWED:
        yield Row(f"{title}, {name}", found[name], "CPU ms", budget=PAGE_MS)
    for form, budget in (("csv", CSV_SECONDS), ("xlsx", XLSX_SECONDS)):
        costs[form] = [file_cost(own, f"{LIST}unduh/?bentuk={form}") for _turn in range(FILES)]
        yield Row(f"{title}, {form}", statistics.median(costs[form]), "CPU s", budget=budget)


def _prepare() -> dict[str, str]:
    """Fill the room with applicants of one class and log the section head in."""
    import uuid
    from datetime import date, timedelta

    import django

    django.setup()
    from django.test import Client
    from django.utils import timezone

    from binakon.enrolment.models import Place, Registration, Training
    from binakon.people.models import Office, User, Worker
    from binakon.planning.models import Activity

    now = timezone.now()
    training = Training.objects.create(
        # The demo has opened some of the plan's activities.
        activity=Activity.objects.filter(kind="bimtek", training=None).order_by("pk")[0],
        seats=ROWS,
        pool=ROWS,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=9),
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 3),
        venue="Aula contoh",
    )
    regions = list(Office.objects.regencies_of("63"))
    people = range(1, ROWS + 1)
    Worker.objects.bulk_create(
        [
            Worker(
                key=uuid.uuid4(),
                nik_index=f"{number:064x}",
                nik_sealed=b"",
                nik_mask="63••••••••••••01",
                name=f"{NAME} {number}",
                is_invented=True,
            )
            for number in people
        ],
        batch_size=1000,
    )
    workers = list(Worker.objects.filter(name__startswith=NAME).order_by("id"))
    states = ("verified", "submitted", "correction")
    Registration.objects.bulk_create(
        [
            Registration(
                training=training,
                worker=worker,
                office=regions[number % 13],
                key=uuid.uuid4(),
                code=f"{number:08}",
                idempotency_key=f"bench-{number}",
                state=states[number % 3],
                nik_index=worker.nik_index,
                nik_mask=worker.nik_mask,
                name=worker.name,
                employer="CV Karya Mandiri Banua Konsultan Jalan (contoh)",
                is_invented=True,
                started_at=now,
                submitted_at=now,
                arrival=number,
            )
            for number, worker in enumerate(workers, 1)
        ],
        batch_size=500,
    )
    Place.objects.bulk_create(
        [
            Place(
                training=training,
                registration=registration,
                worker_id=registration.worker_id or 0,
                office_id=registration.office_id,
                queue=registration.arrival or 0,
            )
            for registration in training.registrations.order_by("id")
        ],
        batch_size=500,
    )
    client = Client()
    client.force_login(User.objects.get(email="kasi@contoh.example"))
    name, morsel = next(iter(client.cookies.items()))
    return {"cookie": f"{name}={morsel.value}"}


if __name__ == "__main__":
    print(json.dumps(_prepare()))
