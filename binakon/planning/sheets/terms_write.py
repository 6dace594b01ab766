"""Writes the KAK of one activity as a workbook: its head, its texts part by part, its costs as real numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from binakon.planning.rules.costs import LineEntry, total_of

# Equal facts give equal bytes, so the file does not say when it was written.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the library takes naive times
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HEADS = ("Kode akun", "Uraian", "Volume", "Harga satuan", "Jumlah")
_WIDTHS = (24, 60, 24, 16, 18)


@dataclass(frozen=True, slots=True)
class TermsText:
    """The words of a KAK: pairs of a label and what stands beside it, first the head, then the parts."""

    title: str
    head: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]


def terms_workbook(text: TermsText, lines: Sequence[LineEntry]) -> bytes:
    """The KAK of one activity."""
    file = BytesIO()
    with Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": text.title, "created": _CREATED})
        sheet = book.add_worksheet("KAK")
        bold = book.add_format({"bold": True, "font_size": 13})
        label = book.add_format({"bold": True, "valign": "top"})
        words = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        money = book.add_format({"num_format": '"Rp"#,##0', "valign": "top"})
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        sheet.write_string(0, 0, text.title, bold)
        row = 2
        for name, value in (*text.head, *text.parts):
            sheet.write_string(row, 0, name, label)
            sheet.write_string(row, 1, value, words)
            row += 1
        row += 1
        for at, name in enumerate(_HEADS):
            sheet.write_string(row, at, name, label)
        for line in lines:
            row += 1
            volume = " × ".join(f"{each.quantity} {each.unit}" for each in line.factors)
            for at, value in enumerate((line.account_code, line.component, volume)):
                sheet.write_string(row, at, value, words)
            sheet.write_number(row, 3, line.unit_price, money)
            sheet.write_number(row, 4, line.amount, money)
        sheet.write_string(row + 1, 0, "Jumlah", label)
        sheet.write_number(row + 1, 4, total_of(lines), money)
    return file.getvalue()
