"""Writes the template of scores from paper: a guide, and every participant with their code, what stands already filled in."""

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from binakon.core.exports import clean
from binakon.planning.sheets.book_sheets import Sheet
from binakon.trainings.models import Exam
from binakon.trainings.queries.paper_scores import PaperSheet
from binakon.trainings.rules.paper_scores import ERASE
from binakon.trainings.sheets.score_columns import GUIDE, MOST_ROWS, score_sheet

# Equal facts give equal bytes, so the file does not say when it was written.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the library takes naive times


def score_template(exam: Exam, paper: PaperSheet) -> bytes:
    """The workbook of one test; who did it on a phone is not in it."""
    file = BytesIO()
    sheet = score_sheet(exam.kind)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": sheet.name, "created": _CREATED})
        _guide(book, exam, paper, sheet)
        _people(book, paper, sheet)
        book.get_worksheet_by_name(sheet.name).activate()
    return file.getvalue()


def _guide(book: Workbook, exam: Exam, paper: PaperSheet, sheet: Sheet) -> None:
    title = book.add_format({"bold": True, "font_size": 14})
    label = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    text = book.add_format({"valign": "top", "text_wrap": True})
    guide = book.add_worksheet(GUIDE)
    guide.set_column(0, 0, 24)
    guide.set_column(1, 1, 84)
    guide.write_string(0, 0, sheet.name, title)
    lines = [
        ("Kelas", clean(str(exam.training))),
        ("Cara mengisi", f"Isi lembar {sheet.name}: nilai 0–100, misalnya 72,5, di baris orangnya."),
        ("Kode", "Jangan diubah: kode inilah yang menunjukkan orangnya."),
        ("Kosong", "Sel yang kosong tidak mengubah apa pun; nilai yang tersimpan tetap."),
        ("Menghapus", f"Tulis {ERASE} di kolom Nilai untuk menghapus nilai yang tersimpan."),
        ("Mengunggah", "Unggah di “Ketik dari kertas”. Semua masalah tampil per sel sebelum ada yang disimpan."),
        ("Di ponsel", "Yang mengerjakan di ponsel tidak ada di daftar ini."),
        ("Paling banyak", f"{MOST_ROWS} orang per berkas."),
    ]  # fmt: skip
    if paper.asked:
        lines.insert(
            2,
            (
                "Jawaban",
                f"Atau salin jawabannya: satu kelompok huruf per soal ({len(paper.asked)} soal), dipisah spasi; “-” untuk yang kosong. Misalnya a c bd - b. Nilainya dihitung sendiri.",
            ),
        )
    for number, (name, words) in enumerate(lines, start=2):
        guide.write_string(number, 0, name, label)
        guide.write_string(number, 1, words, text)


def _people(book: Workbook, paper: PaperSheet, sheet: Sheet) -> None:
    heading = book.add_format({"bold": True, "bg_color": "#D8EDEA", "bottom": 1, "text_wrap": True})
    cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 2)
    columns = [each for each in sheet.columns if paper.asked or each.name != "answers"]
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width, cell)
        page.write_string(0, number, column.label, heading)
    lines = [line for line in paper.people if not line.is_online]
    for row, line in enumerate(lines, start=1):
        stands = paper.stand_of(line)
        values = {
            "code": line.registration.code,
            "name": clean(str(line.registration)),
            "score": "" if stands.answers else stands.score,
            "answers": stands.answers,
        }
        for number, column in enumerate(columns):
            page.write_string(row, number, values[column.name], cell)
