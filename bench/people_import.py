"""100,000 people from one xlsx: uploaded, read, judged, sealed and let in, beside the bare work in the same run.

The floor reads the file with python-calamine and stores as many plain rows of the same table with `bulk_create`: no
judging, no encryption, no history. CPU seconds of the process; what PostgreSQL itself takes is on neither side.
"""

import json
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import Row
from bench.room import PROJECT, Room
from tests.postgres import DURABLE, cluster

PEOPLE = 100_000
MOST_RATIO = 6.0
_HEADINGS = (
    "No", "Nama Lengkap (sesuai KTP)", "NIK/No.KTP", "Tmpt/Tgl lahir", "L/P", "HP/WA", "Email", "Kab/Kota",
    "Pendidikan Terakhir", "Jurusan", "Nama Perusahaan", "Jabatan",
)  # fmt: skip
_FIRST = (
    "Muhammad Rizky",
    "Siti Nurhaliza",
    "Ahmad Fauzi",
    "Noor Aida",
    "Ir. H. Gusti Rahman",
    "Rahmat",
)
_LAST = (
    "Ramadhan",
    "Hidayatullah",
    "Syarifuddin, S.T.",
    "Noviyanti",
    "Saputra",
    "Maulida",
    "Kurniawan",
)
_PLACES = ("Kota Banjarbaru", "Kab. Banjar", "Tanah Laut", "6371", "Kabupaten Tapin")
_DIPLOMAS = ("S1", "SMK", "D III", "SMA", "S-1")


def measure() -> list[Row]:
    """Both databases."""
    rows = _measured("SQLite", "")
    with cluster(DURABLE) as url:
        rows += _measured("PostgreSQL", url)
    return rows


def _measured(name: str, url: str) -> list[Row]:
    with TemporaryDirectory(prefix="binakon-bench-") as folder:
        room = Room(Path(folder), url)
        room.binakon("migrate")
        answer = subprocess.run(
            [sys.executable, "-m", "bench.people_import", str(PEOPLE)],
            cwd=PROJECT,
            env=room.environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    costs = json.loads(answer.stdout)
    floor = costs["calamine"] + costs["insert"]
    whole = costs["upload"] + costs["read"] + costs["apply"]
    return [
        Row(f"{PEOPLE} people, {name}: read with calamine, bare", costs["calamine"], "CPU s"),
        Row(f"{PEOPLE} people, {name}: bare bulk insert", costs["insert"], "CPU s"),
        Row(f"{PEOPLE} people imported, {name}", whole, "CPU s", floor, budget=floor * MOST_RATIO),
        Row(f"of it opened at the upload, {name}", costs["upload"], "CPU s"),
        Row(f"of it read, judged and staged, {name}", costs["read"], "CPU s"),
        Row(f"of it let in, one transaction, {name}", costs["apply"], "CPU s"),
        Row(f"how long that transaction lasted, {name}", costs["apply_wall"], "s"),
    ]


def main() -> None:
    """Print CPU seconds of every part as JSON."""
    import django

    django.setup()

    from tests import cast, factories

    many = int(sys.argv[1])
    factories.load_reference()
    cast.cast_arrives()
    content = a_workbook(many)
    costs = {**_floor(content), **_imported(content, many)}
    print(json.dumps(costs))


def a_workbook(many: int) -> bytes:
    """An xlsx of invented people, as an office would hand it over."""
    from xlsxwriter import Workbook

    file = BytesIO()
    options = {"constant_memory": True, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        sheet = book.add_worksheet("Data TKK")
        sheet.write(0, 0, "DAFTAR TENAGA KERJA KONSTRUKSI (contoh)")
        for at, heading in enumerate(_HEADINGS):
            sheet.write(2, at, heading)
        for number in range(many):
            for at, cell in enumerate(_person(number)):
                sheet.write(3 + number, at, cell)
    return file.getvalue()


def _person(number: int) -> tuple[object, ...]:
    day, month, year = number % 28 + 1, number % 12 + 1, 60 + number % 40
    nik = f"6305{number // 9999 % 90 + 10:02d}{day:02d}{month:02d}{year:02d}{number % 9999 + 1:04d}"
    name = f"{_FIRST[number % 6]} {_LAST[number % 7]}"
    return (
        number + 1, name, nik, f"Martapura, {day}-{month}-19{year}", "L", f"0812{number:08d}", f"orang{number}@contoh.example",
        _PLACES[number % 5], _DIPLOMAS[number % 5], "Teknik Sipil", f"CV Contoh {number % 400}", "Pelaksana",
    )  # fmt: skip


def _floor(content: bytes) -> dict[str, float]:
    """CPU seconds of reading the file and of storing so many plain rows; they are gone afterwards."""
    import uuid

    from python_calamine import CalamineWorkbook

    from binakon.people.models import Worker

    start = time.process_time()
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    read = time.process_time() - start
    start = time.process_time()
    Worker.objects.bulk_create(
        [
            Worker(
                key=uuid.uuid4(),
                nik_index=row[2],
                nik_mask=row[2],
                name=row[1],
                phone=row[5],
                email=row[6],
            )
            for row in rows[3:]
        ],
        batch_size=1000,
    )
    insert = time.process_time() - start
    Worker.objects.all().delete()
    return {"calamine": read, "insert": insert}


def _imported(content: bytes, many: int) -> dict[str, float]:
    from binakon.people.actions.imports import accept_import
    from binakon.people.jobs import imports as jobs
    from binakon.people.models import Worker
    from tests.factories import BY
    from tests.people.files import fresh, to_be_read

    start = time.process_time()
    row = to_be_read(content)
    upload = time.process_time() - start
    start = time.process_time()
    jobs.read_imports()
    read = time.process_time() - start
    row = fresh(row)
    if (row.state, row.problem_count) != ("read", 0):
        raise SystemExit(f"{row.state}: {row.problem_count} problems, {row.last_error}")
    accept_import(row, overwrites=False, by=BY)
    wall, start = time.monotonic(), time.process_time()
    jobs.apply_imports()
    apply, wall = time.process_time() - start, time.monotonic() - wall
    if Worker.objects.count() != many:
        raise SystemExit(f"{Worker.objects.count()} of {many} went in")
    return {"upload": upload, "read": read, "apply": apply, "apply_wall": wall}


if __name__ == "__main__":
    main()
