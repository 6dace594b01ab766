"""Writes the answer of a scenario in the RKA form: one sheet a sub-activity, assumed prices marked, one sheet of assumptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from binakon.core import words
from binakon.planning.rules.scenario_rka import RkaLine, price_source
from binakon.planning.rules.scenarios.facts import Assumption
from binakon.planning.sheets.book_sheets import Form
from binakon.planning.sheets.cost_columns import LINE_SHEET

# Equal facts give equal bytes, so the file does not say when it was written.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the library takes naive times
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ASSUMED = "#FBE9B7"
_HEADS = ("Asumsi", "Nilai", "Satuan", "Sumber")


@dataclass(frozen=True, slots=True)
class SubSheet:
    """One sub-activity: pairs of a label and a text (or whole rupiah) over its lines, and what they come to."""

    code: str
    title: str
    facts: tuple[tuple[str, str | int], ...]
    lines: tuple[RkaLine, ...]
    total: int


class _Formats:
    """The formats of one book, made once."""

    def __init__(self, book: Workbook) -> None:
        self.bold: Format = book.add_format({"bold": True, "font_size": 13})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.text = book.add_format({"num_format": "@", "valign": "top", "align": "left"})
        self.money = book.add_format({"num_format": '"Rp"#,##0', "valign": "top", "align": "left"})
        self.total = book.add_format({"num_format": '"Rp"#,##0', "bold": True})
        self.heading = book.add_format(
            {"bold": True, "bg_color": "#D8EDEA", "bottom": 1, "text_wrap": True}
        )
        self.note = book.add_format({"bg_color": _ASSUMED, "valign": "top"})
        self._book, self._cells = book, dict[tuple[Form, bool], Format]()

    def cell(self, form: Form, *, is_assumed: bool) -> Format:
        """A cell of a line, yellow where its price is an assumption."""
        key = (form, is_assumed)
        if key not in self._cells:
            colour = {"bg_color": _ASSUMED} if is_assumed else {}
            self._cells[key] = self._book.add_format(
                {"num_format": form.value, "valign": "top", **colour}
            )
        return self._cells[key]


def rka_workbook(
    title: str, subs: Sequence[SubSheet], assumptions: Sequence[Assumption], basis: Sequence[str]
) -> bytes:
    """The workbook; sub-activities are never added up, for they count different things."""
    file = BytesIO()
    with Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": title, "created": _CREATED})
        formats = _Formats(book)
        for sub in subs:
            _sub_sheet(book.add_worksheet(sub.code[:31]), sub, formats)
        _assumption_sheet(book.add_worksheet("Asumsi"), assumptions, basis, formats)
    return file.getvalue()


def _sub_sheet(sheet: Worksheet, sub: SubSheet, formats: _Formats) -> None:
    sheet.write_string(0, 0, sub.title, formats.bold)
    for row, (name, value) in enumerate(sub.facts, start=1):
        sheet.write_string(row, 0, name, formats.label)
        if isinstance(value, int):
            sheet.write_number(row, 1, value, formats.money)
        else:
            sheet.write_string(row, 1, value, formats.text)
    first = len(sub.facts) + 2
    for at, column in enumerate(LINE_SHEET.columns):
        sheet.set_column(at, at, max(column.width, 22 if at == 0 else 0))
        sheet.write_string(first, at, column.label, formats.heading)
        for row, line in enumerate(sub.lines, start=first + 1):
            value = getattr(line.entry, column.name)
            is_marked = line.is_assumed and column.name in ("unit_price", "amount", "note")
            cell = formats.cell(column.form, is_assumed=is_marked)
            if isinstance(value, int):
                sheet.write_number(row, at, value, cell)
            else:
                sheet.write_string(row, at, value or words.unknown(), cell)
    last = first + 1 + len(sub.lines)
    at = [column.name for column in LINE_SHEET.columns].index("amount")
    sheet.write_string(last, 0, "Jumlah", formats.label)
    sheet.write_number(last, at, sub.total, formats.total)
    if any(line.is_assumed for line in sub.lines):
        told = "Sel kuning: harga asumsi, bukan harga dari dokumen. Sumbernya di kolom Keterangan dan lembar Asumsi."
        sheet.write_string(last + 2, 0, told, formats.note)
    sheet.freeze_panes(first + 1, 0)


def _assumption_sheet(
    sheet: Worksheet, assumptions: Sequence[Assumption], basis: Sequence[str], formats: _Formats
) -> None:
    for at, (head, width) in enumerate(zip(_HEADS, (60, 20, 14, 60), strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, head, formats.heading)
    for row, each in enumerate(assumptions, start=1):
        sheet.write_string(row, 0, each.label, formats.text)
        if each.value is None:
            sheet.write_string(row, 1, words.unknown(), formats.text)
        else:
            form = Form.RUPIAH if each.unit == "rupiah" else Form.NUMBER
            sheet.write_number(row, 1, each.value, formats.cell(form, is_assumed=True))
        sheet.write_string(row, 2, each.unit, formats.text)
        sheet.write_string(row, 3, price_source(each), formats.text)
    for row, sentence in enumerate(basis, start=len(assumptions) + 2):
        sheet.write_string(row, 0, sentence, formats.text)
