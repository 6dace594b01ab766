"""Opens a file of people with bounds, xlsx or csv: never more than can be held, never an exception of a library."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from binakon.core.broken_books import refusing
from binakon.core.problems import Problem
from binakon.people.rules.import_facts import ERROR
from binakon.people.rules.import_layout import MOST_COLUMNS, Merge
from binakon.people.rules.import_sealed import without_nik
from binakon.people.sheets.import_parts import error_cells, sheet_fault, sheet_paths

MOST_ROWS = 100_000
# Titles, headings and a signature beside the people.
_ROOM = 500
LARGEST_OPENED = 256 * 1024 * 1024
MOST_MEMBERS = 2000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DELIMITERS = ";,\t|"
_BYTE_ORDER = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# How a kept file is called where it stands; it is never handed out.
XLSX, CSV = "application/xlsx", "text/csv"


@dataclass(slots=True)
class Sheet:
    """One visible sheet that holds something: its rows from A1 on, and what is merged."""

    name: str
    rows: list[list[Any]]
    merges: Sequence[Merge] = ()


@dataclass(slots=True)
class PeopleFile:
    """An opened file and its media type."""

    media_type: str
    sheets: list[Sheet] = field(default_factory=list)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet that is kept under that name, in which a NIK is blotted out. Raises `Unreadable` for two of them."""
        found = [sheet for sheet in self.sheets if without_nik(sheet.name) == name]
        if len(found) > 1:
            raise Unreadable(
                _(
                    "Beberapa lembar hanya berbeda NIK di namanya. Beri nama lembar tanpa NIK, lalu unggah lagi."
                )
            )
        return found[0] if found else None


class Unreadable(Exception):
    """A file that cannot be read; carries the one problem that says so."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem("file", sentence)


def open_people_file(
    content: bytes, *, only: str | None = None, top: int | None = None
) -> PeopleFile:
    """The sheets of a file, or of it those kept as `only`; of each its first `top` rows, or all. Raises `Unreadable`."""
    if not content.strip():
        raise Unreadable(_("Berkas ini kosong. Isi dulu, simpan, lalu unggah lagi."))
    if content.startswith(b"PK"):
        with _refusing():
            return PeopleFile(XLSX, list(_sheets(content, only, top)))
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise Unreadable(_locked())
        raise Unreadable(_("Ini berkas Excel lama (.xls). Simpan sebagai .xlsx, lalu unggah lagi."))
    return PeopleFile(CSV, [Sheet("CSV", _csv_rows(content, top))])


def _sheets(content: bytes, only: str | None, top: int | None) -> Iterator[Sheet]:
    errors = _judged(content)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for told in workbook.sheets_metadata:
        if told.typ != SheetTypeEnum.WorkSheet or told.visible != SheetVisibleEnum.Visible:
            continue
        if only is not None and without_nik(told.name) != only:
            continue
        found = workbook.get_sheet_by_name(told.name)
        rows: list[list[Any]] = found.to_python(skip_empty_area=False, nrows=top)
        for row, column in errors.get(told.name, ()):
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = ERROR
        if any(map(any, rows)):
            yield Sheet(
                told.name, rows, [m for m in found.merged_cell_ranges or () if m[0][0] < 100]
            )


def _judged(content: bytes) -> dict[str, list[tuple[int, int]]]:
    """Where error cells stand, by sheet; raises `Unreadable` for what is too large to be held."""
    by_path: dict[str, list[tuple[int, int]]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = archive.infolist()
        if sum(part.file_size for part in listed) > LARGEST_OPENED or len(listed) > MOST_MEMBERS:
            raise Unreadable(
                _(
                    "Isi berkas ini lebih dari 256 MB setelah dibuka. Hapus gambar dan lembar yang tidak perlu, lalu unggah lagi."
                )
            )
        names = {part.filename for part in listed}
        if "xl/workbook.xml" not in names:
            raise Unreadable(_broken())
        for part in listed:
            if part.flag_bits & 1:
                raise Unreadable(_locked())
            # A part that is larger than it says fails its checksum here, before the library opens it.
            xml = archive.read(part)
            if b"sheetData" in xml:
                _refuse(sheet_fault(xml, most_rows=MOST_ROWS + _ROOM, most_columns=MOST_COLUMNS))
                if found := error_cells(xml):
                    by_path[part.filename] = found
        if not by_path:
            return {}
        relations = "xl/_rels/workbook.xml.rels"
        paths = sheet_paths(
            archive.read("xl/workbook.xml"), archive.read(relations) if relations in names else b""
        )
    return {name: by_path[path] for name, path in paths.items() if path in by_path}


def _refuse(fault: str) -> None:
    if fault == "rows":
        raise Unreadable(_too_many())
    if fault == "columns":
        raise Unreadable(
            _(
                "Ada lembar dengan lebih dari 100 kolom. Hapus kolom yang tidak perlu, lalu unggah lagi."
            )
        )
    if fault == "unusual":
        raise Unreadable(
            _(
                "Berkas ini tidak ditulis oleh Excel atau LibreOffice. Buka, simpan ulang sebagai .xlsx, lalu unggah lagi."
            )
        )


def _csv_rows(content: bytes, top: int | None) -> list[list[Any]]:
    text = _decoded(content)
    if "\x00" in text:
        raise Unreadable(_broken())
    delimiter = _delimiter_of(text)
    if text.lower().startswith("sep=") and "\n" in text:
        delimiter, text = text[4], text.split("\n", 1)[1]
    rows: list[list[Any]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) == top:
                break
            rows.append(row)
            if len(rows) > MOST_ROWS + _ROOM:
                raise Unreadable(_too_many())
            if len(row) > MOST_COLUMNS:
                row[:] = row[:MOST_COLUMNS]
    except csv.Error:
        raise Unreadable(
            _(
                "Berkas csv ini tidak dapat dibaca: ada tanda kutip yang tidak ditutup. Simpan sebagai .xlsx, lalu unggah lagi."
            )
        )
    return rows


def _decoded(content: bytes) -> str:
    if order := _BYTE_ORDER.get(content[:2]):
        try:
            return content.decode(order)
        except UnicodeDecodeError:
            raise Unreadable(_broken())
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on Windows writes; the five bytes that it does not know become a sign that says so.
        return content.decode("cp1252", errors="replace")


def _delimiter_of(text: str) -> str:
    """The sign that parts the most lines of the top into the most columns."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    counts = {
        sign: sorted((line.count(sign) for line in lines), reverse=True) for sign in _DELIMITERS
    }
    return max(_DELIMITERS, key=lambda sign: sum(counts[sign][: max(1, len(lines) * 2 // 3)]))


def _refusing() -> AbstractContextManager[None]:
    """Turn whatever a broken file makes the libraries raise into one sentence."""
    return refusing(locked=lambda: Unreadable(_locked()), broken=lambda: Unreadable(_broken()))


def _locked() -> str:
    return _("Berkas ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.")


def _broken() -> str:
    return _(
        "Ini bukan berkas Excel (.xlsx) atau csv yang dapat dibaca. Simpan ulang sebagai .xlsx, lalu unggah lagi."
    )


def _too_many() -> str:
    return _("Satu berkas paling banyak 100.000 baris. Bagi menjadi beberapa berkas.")
