"""xlsx in constant memory: every text a text, numbers and dates typed, and a last sheet that says what this is."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from binakon.core.exports.content import Export
from binakon.core.exports.text import clean

LONGEST_CELL = 32_767
# Excel counts a 29 February 1900 that never was, and keeps fifteen digits of a number.
FIRST_DAY = date(1900, 3, 1)
LARGEST_NUMBER = 10**15
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class PlainSheet(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A sheet whose texts are texts.

    XlsxWriter takes a text that begins with <r> and ends with </r> for rich text of its own making and writes it
    unescaped, so that a name could bring any XML into the file, a formula too. We make no rich text.
    """

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        self._xml_inline_string(string, preserve=True, attributes=attributes)


def write_xlsx(export: Export) -> IO[bytes]:
    """The workbook as a temporary file at its beginning; whoever takes it closes it."""
    file = TemporaryFile()  # noqa: SIM115 - handed to the answer, which closes it
    with Workbook(file, OPTIONS) as workbook:
        workbook.set_properties({"title": clean(export.title), "author": clean(export.by)})
        rows, cut = _Sheet(workbook, export).write()
        _write_about(workbook, export.about(rows, cut))
    file.seek(0)
    return file


class _Sheet:
    """The rows on their way into the first sheet."""

    def __init__(self, workbook: Workbook, export: Export) -> None:
        self.export = export
        self.cut = 0
        self.sheet = workbook.add_worksheet(_("Daftar"), worksheet_class=PlainSheet)
        self.head: Format = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.day: Format = workbook.add_format({"num_format": "d mmmm yyyy", "align": "left"})
        self.moment: Format = workbook.add_format(
            {"num_format": "d mmmm yyyy hh:mm", "align": "left"}
        )
        self.text: Format = workbook.add_format({"num_format": "@"})

    def write(self) -> tuple[int, int]:
        """How many rows were written, and how many of their cells were too long."""
        columns, sheet = self.export.columns, self.sheet
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, clean(str(column.label)), self.head)
        values = [column.value for column in columns]
        line = 0
        for part in self.export.parts():
            for row in part:
                line += 1
                self._write_row(line, row, values)
        if columns:
            sheet.autofilter(0, 0, line, len(columns) - 1)
        return line, self.cut

    def _write_row(self, line: int, row: Any, values: Sequence[Callable[[Any], Any]]) -> None:
        for place, value in enumerate(values):
            self._write(line, place, value(row))

    def _write(self, line: int, place: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self._write_text(line, place, _("ya") if value else _("tidak"))
        elif isinstance(value, int | float | Decimal):
            if isfinite(value) and -LARGEST_NUMBER < value < LARGEST_NUMBER:
                self.sheet.write_number(line, place, value)
            else:
                self._write_text(line, place, str(value))
        elif isinstance(value, datetime):
            local = timezone.localtime(value).replace(tzinfo=None)
            if local.date() >= FIRST_DAY:
                self.sheet.write_datetime(line, place, local, self.moment)
            else:
                self._write_text(line, place, local.isoformat(" "))
        elif isinstance(value, date):
            if value >= FIRST_DAY:
                self.sheet.write_datetime(line, place, value, self.day)
            else:
                self._write_text(line, place, value.isoformat())
        else:
            self._write_text(line, place, str(value))

    def _write_text(self, line: int, place: int, text: str) -> None:
        if self.sheet.write_string(line, place, clean(text), self.text) == -2:
            self.cut += 1


def _write_about(workbook: Workbook, lines: Sequence[tuple[str, str]]) -> None:
    sheet = workbook.add_worksheet(_("Tentang"), worksheet_class=PlainSheet)
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 70)
    for line, (name, words) in enumerate(lines):
        sheet.write_string(line, 0, clean(name), bold)
        sheet.write_string(line, 1, clean(words), wrapped)
