"""Writes the template of a regency's nominees: a guide, the sheet to fill in with NIK as text, and the lists."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from binakon.enrolment.sheets.nominee_columns import GUIDE, LISTS, NOMINEE_SHEET
from binakon.enrolment.sheets.nominee_read import MOST_PEOPLE

# Equal facts give equal bytes, so the file does not say when it was written.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the library takes naive times
_EDUCATION = ("SMA/SMK", "D1–D4", "S1", "Profesi", "S2", "S3")


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """What the guide says of the class; nothing about any person."""

    title: str
    office: str
    due: str
    stands: str
    contact: str


def nominee_template(facts: TemplateFacts) -> bytes:
    """The empty workbook of one office for one training."""
    file = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": "Usulan peserta", "created": _CREATED})
        _guide(book, facts)
        _sheet(book)
        _lists(book)
        book.get_worksheet_by_name(NOMINEE_SHEET.name).activate()
    return file.getvalue()


def _guide(book: Workbook, facts: TemplateFacts) -> None:
    title = book.add_format({"bold": True, "font_size": 14})
    label = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    text = book.add_format({"valign": "top", "text_wrap": True})
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "Usulan peserta", title)
    lines = [
        ("Kelas", facts.title),
        ("Kabupaten/kota", facts.office),
        ("Batas usulan", facts.due),
        ("Sampai templat ini diunduh", facts.stands),
        ("Narahubung", facts.contact),
        (
            "Cara mengisi",
            f"Isi lembar {NOMINEE_SHEET.name}, satu orang per baris, paling banyak {MOST_PEOPLE} orang.",
        ),
        (
            "NIK",
            "Ketik 16 angka di kolom yang sudah bertipe teks. Jika menempel dari berkas lain, tempel nilainya saja. "
            "NIK yang tersimpan sebagai angka ditolak, karena Excel hanya menyimpan 15 angka pertama.",
        ),
        ("Boleh kosong", "Selain nama dan NIK, semua kolom boleh kosong."),
        (
            "Mengunggah",
            "Unggah di halaman usulan. Anda melihat isinya dan setiap masalah per sel sebelum ada yang disimpan.",
        ),
        *((column.label, f"Misalnya {column.example}") for column in NOMINEE_SHEET.columns),
    ]
    for number, (name, words) in enumerate(lines, start=2):
        sheet.write_string(number, 0, name, label)
        sheet.write_string(number, 1, words, text)


def _sheet(book: Workbook) -> None:
    heading = book.add_format({"bold": True, "bg_color": "#D8EDEA", "bottom": 1, "text_wrap": True})
    sheet = book.add_worksheet(NOMINEE_SHEET.name)
    sheet.freeze_panes(1, 2)
    for number, column in enumerate(NOMINEE_SHEET.columns):
        cell = book.add_format({"num_format": column.form.value})
        sheet.set_column(number, number, column.width, cell)
        sheet.write_string(0, number, column.label, heading)
    keys = [column.name for column in NOMINEE_SHEET.columns]
    listed = {"sex": ["L", "P"], "education": list(_EDUCATION)}
    for key, source in listed.items():
        at = keys.index(key)
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, at, MOST_PEOPLE, at, rule)


def _lists(book: Workbook) -> None:
    heading = book.add_format({"bold": True, "bg_color": "#D8EDEA", "bottom": 1})
    sheet = book.add_worksheet(LISTS)
    for number, (title, words) in enumerate(
        (("Jenis kelamin", ("L", "P")), ("Pendidikan terakhir", _EDUCATION))
    ):
        sheet.set_column(number, number, 24)
        sheet.write_string(0, number, title, heading)
        for row, word in enumerate(words, start=1):
            sheet.write_string(row, number, word)
