"""Writes the template of questions: one page of instructions and the sheet to fill in."""

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from binakon.trainings.sheets.question_columns import GUIDE, MOST_ROWS, QUESTION_SHEET

# Equal facts give equal bytes, so the file does not say when it was written.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the library takes naive times
_LINES = (
    ("Cara mengisi", "Isi lembar Soal, satu soal per baris."),
    ("Jenis", "satu, beberapa, atau benar/salah. Boleh kosong: dibaca dari kuncinya."),
    ("Pilihan A–F", "Isi berurutan dari A. Untuk benar/salah kosongkan semuanya."),
    ("Kunci", "Huruf jawaban yang benar: A, atau A, C. Untuk benar/salah: Benar atau Salah."),
    ("Boleh kosong", "Topik, Jenis, Penjelasan, Sumber."),
    ("Mengunggah", "Unggah di Bank soal. Semua masalah tampil per sel sebelum ada yang disimpan."),
    ("Paling banyak", f"{MOST_ROWS} soal per berkas."),
)


def question_template() -> bytes:
    """The empty workbook."""
    file = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": "Bank soal", "created": _CREATED})
        _guide(book)
        _sheet(book)
        book.get_worksheet_by_name(QUESTION_SHEET.name).activate()
    return file.getvalue()


def _guide(book: Workbook) -> None:
    title = book.add_format({"bold": True, "font_size": 14})
    label = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    text = book.add_format({"valign": "top", "text_wrap": True})
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 84)
    sheet.write_string(0, 0, "Bank soal", title)
    columns = [
        (each.label, f"Misalnya {each.example}") for each in QUESTION_SHEET.columns if each.example
    ]
    for number, (name, words) in enumerate([*_LINES, *columns], start=2):
        sheet.write_string(number, 0, name, label)
        sheet.write_string(number, 1, words, text)


def _sheet(book: Workbook) -> None:
    heading = book.add_format({"bold": True, "bg_color": "#D8EDEA", "bottom": 1, "text_wrap": True})
    cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(QUESTION_SHEET.name)
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(QUESTION_SHEET.columns):
        sheet.set_column(number, number, column.width, cell)
        sheet.write_string(0, number, column.label, heading)
    at = [column.name for column in QUESTION_SHEET.columns].index("kind")
    rule = {
        "validate": "list",
        "source": ["satu", "beberapa", "benar/salah"],
        "error_type": "warning",
    }
    sheet.data_validation(1, at, MOST_ROWS, at, rule)
