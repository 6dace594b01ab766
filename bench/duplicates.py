"""Which of 200,000 people look like one: the whole search by the job, read from the database and kept in it.

Names follow the habits of the province: few given names carried by many, one to four words, several spellings. One in
fifty is written a second time with another spelling, a slip in the day of birth, or without it; how many of those are
found stands beside the cost, and so does the memory that the search needs.
"""

import json
import random
import resource
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import Row
from bench.room import PROJECT, Room
from tests.postgres import DURABLE, cluster

PEOPLE, AGAIN = 200_000, 50
SECONDS, MEGABYTES, FOUND = 300.0, 700, 90.0
_GIVEN = [
    "Muhammad",
    "Ahmad",
    "Siti",
    "Nur",
    "Abdul",
    "Rizky",
    "Fitri",
    "Rahmat",
    "Hidayat",
    "Saputra",
    "Noor",
    "Aisyah",
    "Yusuf",
    "Ridwan",
    "Fauzi",
    "Ramadhan",
    "Syahrani",
    "Rahman",
    "Hakim",
    "Ilham",
    "Maulana",
    "Akbar",
    "Fajar",
    "Wahyu",
    "Agus",
    "Budi",
    "Dewi",
    "Sri",
    "Lestari",
    "Putri",
    "Hasan",
    "Husin",
    "Kurniawan",
    "Setiawan",
    "Gusti",
    "Andi",
    "Yuliana",
    "Khairul",
    "Anwar",
    "Zainal",
    "Arifin",
    "Mahmud",
    "Salman",
    "Norhayati",
    "Jamilah",
    "Rusdi",
    "Hamdani",
    "Masdar",
    "Suriansyah",
    "Effendi",
    "Supriadi",
    "Mulyadi",
    "Hendra",
    "Irwan",
    "Rina",
    "Eka",
    "Dwi",
    "Tri",
    "Bayu",
    "Aditya",
    "Nugroho",
    "Prasetyo",
    "Sukarno",
    "Slamet",
    "Wibowo",
    "Utami",
    "Handayani",
]
_BEGIN, _MIDDLE, _END = (
    [
        "Ar",
        "Bar",
        "Dar",
        "Gun",
        "Har",
        "Jum",
        "Kar",
        "Lut",
        "Mar",
        "Nas",
        "Pur",
        "Ros",
        "Sal",
        "Tar",
        "Was",
        "Zul",
    ],
    ["ia", "o", "ya", "fu", "ma", "na", "ra", "su", "ta", "wi"],
    ["di", "nah", "man", "wati", "syah", "to", "dah", "ni", "rudin", "lah"],
)
_SPELLINGS = (
    ("Muhammad", "Moh."),
    ("Ahmad", "Achmad"),
    ("Nur", "Noor"),
    ("Abdul", "Abd."),
    ("y", "i"),
    ("u", "oe"),
)


def measure() -> list[Row]:
    """Both databases."""
    rows = []
    with TemporaryDirectory() as folder:
        rows += _measured("SQLite", Room(Path(folder)))
    with TemporaryDirectory() as folder, cluster(DURABLE) as url:
        rows += _measured("PostgreSQL", Room(Path(folder), url))
    return rows


def _measured(name: str, room: Room) -> list[Row]:
    room.binakon("migrate")
    done = subprocess.run(
        [sys.executable, "-m", "bench.duplicates"],
        cwd=PROJECT,
        env=room.environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    found = json.loads(done.stdout)
    about = f"search over {PEOPLE} people, {name}"
    return [
        Row(f"{about}, on the clock", found["wall"], "s", budget=SECONDS),
        Row(f"{about}, process time", found["cpu"], "CPU s", budget=SECONDS),
        Row(f"{about}, most memory", found["memory"], "MB", budget=MEGABYTES),
        Row(f"{about}, pairs", found["pairs"], "pairs"),
        Row(
            f"{about}, of those written twice not found",
            100 - found["found"],
            "%",
            budget=100 - FOUND,
        ),
        Row(f"search among 100 who came since, {name}", found["since"], "CPU s"),
    ]


def people(chance: random.Random) -> Iterator[tuple[str, date | None, str]]:
    """Name, day of birth and telephone of everybody; every fiftieth is the one before, written otherwise."""
    name, born, phone = _person(chance, 0)
    for number in range(PEOPLE):
        if number % AGAIN == AGAIN - 1:
            yield _again(chance, name, born, phone)
        else:
            name, born, phone = _person(chance, number)
            yield name, born, phone


def _person(chance: random.Random, number: int) -> tuple[str, date, str]:
    words = [_GIVEN[min(int(chance.paretovariate(0.7)) - 1, len(_GIVEN) - 1)]]
    for _word in range(chance.choice((0, 1, 1, 2, 2, 3))):
        rare = chance.choice(_BEGIN) + chance.choice(_MIDDLE) + chance.choice(_END)
        words.append(chance.choice(_GIVEN) if chance.random() < 0.5 else rare)
    born = date(1965, 1, 1) + timedelta(days=chance.randrange(14_600))
    return " ".join(words), born, f"628{number:010d}" if chance.random() < 0.8 else ""


def _again(
    chance: random.Random, name: str, born: date, phone: str
) -> tuple[str, date | None, str]:
    for one, other in chance.sample(_SPELLINGS, 2):
        name = name.replace(one, other)
    slip = chance.random()
    if slip < 0.6 or not phone:
        return f"{name}, S.T.", born, ""
    if slip < 0.8:
        return name.upper(), None, phone
    return name, born.replace(day=born.day % 28 + 1) if born.day % 10 < 8 else born, phone


def _prepare() -> set[tuple[int, int]]:
    """Fill the table; the pairs that are one person."""
    from binakon.people.models import Worker
    from binakon.people.rules.names import name_key

    chance = random.Random(20261129)  # noqa: S311 - an example, not a secret
    rows = [
        Worker(
            key=uuid.uuid4(),
            nik_index=f"{number:064x}",
            nik_sealed=chance.randbytes(60),
            nik_mask="63••••••••••••01",
            name=name,
            name_key=name_key(name),
            born_on=born,
            phone=phone,
            is_invented=True,
        )
        for number, (name, born, phone) in enumerate(people(chance))
    ]
    born_rows = Worker.objects.bulk_create(rows, batch_size=2000)
    pks = [row.pk for row in born_rows]
    return {(pks[place - 1], pks[place]) for place in range(AGAIN - 1, PEOPLE, AGAIN)}


def _run() -> dict[str, float]:
    import django

    django.setup()
    from binakon.people.jobs.duplicates import search_duplicates
    from binakon.people.models import DuplicatePair, DuplicateSearch, Worker

    one = _prepare()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, cpu = time.perf_counter(), time.process_time()
    search_duplicates()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    search = DuplicateSearch.objects.get()
    assert search.people == PEOPLE, search.last_error
    pairs = set(DuplicatePair.objects.values_list("first", "second"))
    newest = Worker.objects.order_by("-pk")[99].pk - 1
    DuplicateSearch.objects.update(newest=newest)
    begin = time.process_time()
    search_duplicates()
    since = time.process_time() - begin
    return {
        "wall": wall,
        "cpu": cpu,
        "memory": max(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024,
        "pairs": len(pairs),
        "found": 100 * len(pairs & one) / len(one),
        "since": since,
    }


if __name__ == "__main__":
    print(json.dumps(_run()))
