"""Writes what staff download: the empty file to fill in, with NIK as text, and the list of problems by cell."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from binakon.people.rules.import_fields import FIELDS
from binakon.people.states import ImportKind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Equal facts give equal bytes, so the file does not say when it was written.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the library takes naive times
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NEEDED = {ImportKind.WORKERS: ("name", "nik"), ImportKind.HELD: ("nik", "occupation")}
_FORMATTED_ROWS = 2000


def people_template(kind: str) -> bytes:
    """The empty file of one kind; its example stands on a sheet of its own, which is not read by itself."""
    file = BytesIO()
    with Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": "Templat", "created": _CREATED})
        heading = book.add_format(
            {"bold": True, "bg_color": "#D8EDEA", "bottom": 1, "text_wrap": True}
        )
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(_("Isi di sini"))
        sheet.freeze_panes(1, 2)
        for at, field in enumerate(FIELDS[kind]):
            sheet.set_column(
                at, at, max(14, len(str(field.label)) + 4, len(field.example) + 2), text
            )
            sheet.write_string(0, at, str(field.label), heading)
        _guide(book, kind)
    return file.getvalue()


def _guide(book: Workbook, kind: str) -> None:
    bold, wrapped = (
        book.add_format({"bold": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet = book.add_worksheet(_("Petunjuk"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 20)
    sheet.set_column(2, 2, 70)
    for at, word in enumerate((_("Kolom"), _("Wajib diisi"), _("Misalnya"))):
        sheet.write_string(0, at, word, bold)
    for row, field in enumerate(FIELDS[kind], start=1):
        sheet.write_string(row, 0, str(field.label))
        sheet.write_string(
            row, 1, _("ya") if field.key in _NEEDED[ImportKind(kind)] else _("boleh kosong")
        )
        sheet.write_string(row, 2, field.example, wrapped)
    last = len(FIELDS[kind]) + 2
    sheet.write_string(
        last,
        0,
        _(
            "NIK yang tersimpan sebagai angka ditolak, karena Excel hanya menyimpan 15 angka pertama. Kolom di templat ini sudah bertipe teks."
        ),
    )


def problem_list(lines: Iterable[tuple[str, str, str]]) -> bytes:
    """Cell, column and sentence of everything that was found, one per row."""
    file = BytesIO()
    with Workbook(file, {**_OPTIONS, "constant_memory": True}) as book:
        book.set_properties({"title": "Masalah per sel", "created": _CREATED})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(_("Masalah"))
        sheet.freeze_panes(1, 0)
        for at, (word, width) in enumerate(((_("Sel"), 28), (_("Kolom"), 24), (_("Masalah"), 110))):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, word, bold)
        for row, line in enumerate(lines, start=1):
            for at, words in enumerate(line):
                sheet.write_string(row, at, words)
    return file.getvalue()
