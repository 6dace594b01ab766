"""Writes the cost estimate in the RKA form and the template of standard prices: real numbers, codes as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from binakon.planning.rules.costs import LineEntry, total_of
from binakon.planning.sheets.cost_columns import LINE_SHEET, PRICE_SHEET

# Equal facts give equal bytes, so the file does not say when it was written.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the library takes naive times
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class EstimateHead:
    """What stands over the lines: pairs of a label and a text, or whole rupiah."""

    title: str
    facts: tuple[tuple[str, str | int], ...]


def estimate_workbook(head: EstimateHead, lines: Sequence[LineEntry]) -> bytes:
    """The RAB of one activity; it can be changed and uploaded again."""
    file = BytesIO()
    with Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": head.title, "created": _CREATED})
        sheet = book.add_worksheet(LINE_SHEET.name)
        bold = book.add_format({"bold": True, "font_size": 13})
        label = book.add_format({"bold": True, "valign": "top"})
        text = book.add_format({"num_format": "@", "valign": "top"})
        money = book.add_format({"num_format": '"Rp"#,##0', "valign": "top", "align": "left"})
        heading = book.add_format(
            {"bold": True, "bg_color": "#D8EDEA", "bottom": 1, "text_wrap": True}
        )
        sheet.write_string(0, 0, head.title, bold)
        for row, (name, value) in enumerate(head.facts, start=1):
            sheet.write_string(row, 0, name, label)
            if isinstance(value, int):
                sheet.write_number(row, 1, value, money)
            else:
                sheet.write_string(row, 1, value, text)
        first = len(head.facts) + 2
        for at, column in enumerate(LINE_SHEET.columns):
            cells = book.add_format({"num_format": column.form.value, "valign": "top"})
            sheet.set_column(at, at, column.width)
            sheet.write_string(first, at, column.label, heading)
            for row, entry in enumerate(lines, start=first + 1):
                value = getattr(entry, column.name)
                if isinstance(value, int):
                    sheet.write_number(row, at, value, cells)
                else:
                    sheet.write_string(row, at, value, cells)
        last, at = first + 1 + len(lines), [c.name for c in LINE_SHEET.columns].index("amount")
        sheet.write_string(last, 0, "Jumlah", label)
        sheet.write_number(last, at, total_of(lines), book.add_format({"num_format": '"Rp"#,##0', "bold": True}))  # fmt: skip
        sheet.freeze_panes(first + 1, 0)
    return file.getvalue()


def price_template() -> bytes:
    """The empty workbook of standard prices; no price in it, for no figure of ours may be taken for a decree's."""
    file = BytesIO()
    with Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": "Harga standar", "created": _CREATED})
        sheet = book.add_worksheet(PRICE_SHEET.name)
        heading = book.add_format(
            {"bold": True, "bg_color": "#D8EDEA", "bottom": 1, "text_wrap": True}
        )
        for at, column in enumerate(PRICE_SHEET.columns):
            cells = book.add_format({"num_format": column.form.value})
            sheet.set_column(at, at, column.width, cells)
            sheet.write_string(0, at, column.label, heading)
        sheet.freeze_panes(1, 0)
    return file.getvalue()
