"""Opens a workbook with bounds: never more than can be held, never an exception, no error cell unseen."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from binakon.core.broken_books import refusing
from binakon.core.problems import Problem
from binakon.planning.sheets.book_cells import Fault
from binakon.planning.sheets.book_parts import Part, ods_fault, parts_by_sheet, sheet_fault
from binakon.planning.sheets.toml_text import LARGEST, too_large

LARGEST_OPENED = 100 * 1024 * 1024
MOST_MEMBERS = 2000
_FROM_1904 = re.compile(rb'date1904="(?:1|true)"')
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

# A number, a text, a date, a time, true or false; "" where nothing stands.
Value = Any


@dataclass(slots=True)
class RawSheet:
    """One visible sheet: its rows from A1 on, what is merged, and the rows that are hidden (from 0)."""

    name: str
    order: int
    rows: list[list[Value]]
    merges: list[tuple[tuple[int, int], tuple[int, int]]]
    hidden_rows: tuple[int, ...] = ()


@dataclass(slots=True)
class Book:
    """An opened workbook, whose sheets are read when they are asked for."""

    names: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_1904: bool = False
    _workbook: CalamineWorkbook | None = None
    _parts: dict[str, Part] = field(default_factory=dict)
    _orders: dict[str, int] = field(default_factory=dict)

    def sheet(self, name: str) -> RawSheet:
        """The sheet of that name, its error cells marked, or `Unreadable`."""
        assert self._workbook is not None
        with _refusing():
            found = self._workbook.get_sheet_by_name(name)
            rows: list[list[Value]] = list(found.to_python(skip_empty_area=False))
        part = self._parts.get(name)
        for row, column, shown in part.faults() if part else ():
            while len(rows) <= row:
                rows.append([])
            rows[row].extend([""] * (column + 1 - len(rows[row])))
            rows[row][column] = Fault(shown)
        width = max(map(len, rows), default=0)
        if any(len(row) < width for row in rows):
            rows = [row + [""] * (width - len(row)) for row in rows]
        hidden = tuple(part.hidden_rows()) if part else ()
        return RawSheet(name, self._orders[name], rows, found.merged_cell_ranges or [], hidden)


class Unreadable(Exception):
    """The file cannot be read; carries the one problem that says so."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem("not_a_workbook", sentence, line=1)


def open_book(data: bytes) -> tuple[Book | None, list[Problem]]:
    """The workbook, or one sentence that says why it cannot be opened."""
    if len(data) > LARGEST:
        return None, [too_large()]
    try:
        with _refusing():
            return _open(data), []
    except Unreadable as unreadable:
        return None, [unreadable.problem]


def _refusing() -> AbstractContextManager[None]:
    """Turn whatever a broken file makes the libraries raise into one sentence."""
    return refusing(locked=lambda: Unreadable(_encrypted()), broken=lambda: Unreadable(_broken()))


def _encrypted() -> str:
    return _("Berkas ini terkunci kata sandi; simpan tanpa kata sandi, lalu unggah lagi")


def _broken() -> str:
    return _(
        "Ini bukan buku kerja Excel yang dapat dibaca; simpan ulang sebagai .xlsx, lalu unggah lagi"
    )


def _open(data: bytes) -> Book:
    book = Book()
    if data.startswith(b"PK"):
        _take_parts(book, dict(_members(data)))
    elif not data.startswith(_OLD_OFFICE):
        raise Unreadable(_broken())
    elif _ENCRYPTED in data:
        raise Unreadable(_encrypted())
    book._workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    _take_names(book, book._workbook)
    if not book._parts:
        book.notes.append(_("Berkas ini bukan .xlsx: sel galat (#REF!) di dalamnya terbaca kosong"))
    return book


def _take_parts(book: Book, members: dict[str, bytes]) -> None:
    """Judge the size of what is in the archive, and keep the XML of the sheets."""
    if "content.xml" in members:
        _refuse(ods_fault(members["content.xml"]))
    elif "xl/workbook.xml" in members:
        for content in members.values():
            if b"sheetData" in content:
                _refuse(sheet_fault(content))
        book._parts = parts_by_sheet(members)
        book.is_1904 = bool(_FROM_1904.search(members["xl/workbook.xml"]))
    else:
        raise Unreadable(_broken())


def _take_names(book: Book, workbook: CalamineWorkbook) -> None:
    for order, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != SheetVisibleEnum.Visible:
            book.notes.append(
                _("Lembar tersembunyi “%(name)s” tidak dibaca") % {"name": sheet.name}
            )
            continue
        book.names.append(sheet.name)
        book._orders[sheet.name] = order


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part, opened; a part that is larger than it says fails its checksum."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        listed = archive.infolist()
        if sum(part.file_size for part in listed) > LARGEST_OPENED or len(listed) > MOST_MEMBERS:
            raise Unreadable(
                _(
                    "Isi buku kerja ini lebih besar dari 100 MB setelah dibuka; ringkas isinya, lalu unggah lagi"
                )
            )
        for part in listed:
            if part.flag_bits & 1:
                raise Unreadable(_encrypted())
            yield part.filename, archive.read(part)


def _refuse(fault: str) -> None:
    if fault == "rows":
        raise Unreadable(
            _(
                "Ada lembar dengan lebih dari 20.000 baris; bagi atau ringkas isinya, lalu unggah lagi"
            )
        )
    if fault == "columns":
        raise Unreadable(
            _(
                "Ada lembar dengan lebih dari 50 kolom berisi; hapus kolom yang tidak diperlukan, lalu unggah lagi"
            )
        )
    if fault == "merged":
        raise Unreadable(
            _(
                "Sel gabungan pada berkas .ods tidak dapat dibaca; pisahkan sel itu atau simpan sebagai .xlsx"
            )
        )
