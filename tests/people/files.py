"""Files of people as offices write them, all of them invented: built cell by cell, or for many rows."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from binakon.people.actions.imports import Received, choose_columns, keep_import
from binakon.people.jobs import imports as jobs
from binakon.people.models import PeopleImport, Role, User
from binakon.people.queries import viewer_of
from binakon.people.queries.imports import columns_page
from binakon.people.rules.import_layout import layout_of
from binakon.people.sheets.import_open import open_people_file
from tests import cast, factories

HEADINGS = ("Nama Lengkap (sesuai KTP)", "NIK/No.KTP", "Tmpt/Tgl lahir", "HP/WA", "Kab/Kota")
Rows = Sequence[Sequence[Any]]


def nik_of(number: int, *, day: int = 12, month: int = 5, year: int = 90) -> str:
    """An obviously invented NIK; the number makes the serial."""
    return f"630501{day:02d}{month:02d}{year:02d}{number:04d}"


def a_person(number: int, name: str = "", **cells: Any) -> list[Any]:
    """A row under HEADINGS."""
    row = {
        "name": name or f"Orang Contoh {_letters(number)}",
        "nik": nik_of(number),
        "born": "Banjarbaru, 12 Mei 1990",
        "phone": f"0812 3456 {number:04d}",
        "office": "Kota Banjarbaru",
        **cells,
    }
    return list(row.values())


def _letters(number: int) -> str:
    """A name of its own for each number: names with digits are compared without them."""
    word = ""
    while number:
        number, rest = divmod(number, 26)
        word = chr(97 + rest) + word
    return word.capitalize()


def workbook(rows: Rows, *, merges: Sequence[str] = (), more: Sequence[tuple[str, Rows]] = (), name: str = "Data") -> bytes:  # fmt: skip
    """An xlsx of these rows; each of `merges` ("A1:C1") joins cells, whose first one's word it takes."""
    file = BytesIO()
    with Workbook(file, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, some in ((name, rows), *more):
            sheet = book.add_worksheet(title)
            for at, row in enumerate(some):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, datetime.combine(cell, time()), day)
                    elif cell != "":
                        sheet.write(at, column, cell)
            for merge in merges if title == name else ():
                first = next(iter(merge.split(":")))
                at, column = int(first[1:]) - 1, ord(first[0]) - 65
                sheet.merge_range(merge, some[at][column])
    return file.getvalue()


def uploaded(content: bytes, kind: str = "workers", *, by: User | None = None) -> PeopleImport:
    """The file as its upload leaves it, with the columns still to be chosen."""
    opened = open_people_file(content)
    sheets = []
    for sheet in opened.sheets:
        layout = layout_of(sheet.rows, sheet.merges, kind, {})
        sheets.append({"name": sheet.name, "headings": list(layout.headings), "first": layout.first, "score": layout.score})  # fmt: skip
    user = by or cast.user(Role.STAFF)
    received = Received(kind, "daftar tenaga kerja.xlsx", opened.media_type, content, tuple(sheets))
    return keep_import(received, office=factories.an_office(), by=viewer_of(user).actor)


def to_be_read(content: bytes, kind: str = "workers") -> PeopleImport:
    """The file with its columns as they are offered, waiting for a worker."""
    row = uploaded(content, kind)
    page = columns_page(row, "")
    chosen = {line.column: line.field for line in page.lines}
    choose_columns(row, sheet=page.sheet, chosen=chosen, by=factories.BY)
    return row


def read(content: bytes, kind: str = "workers") -> PeopleImport:
    """The file after a worker has read it."""
    row = to_be_read(content, kind)
    jobs.read_imports()
    return fresh(row)


def fresh(row: PeopleImport) -> PeopleImport:
    return PeopleImport.objects.select_related("office", "file").get(pk=row.pk)
