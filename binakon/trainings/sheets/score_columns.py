"""The columns of a workbook of scores from paper: one list that writes the template and reads what comes back."""

from django.utils.translation import gettext_noop

from binakon.planning.sheets.book_sheets import Column, Form, Sheet
from binakon.planning.sheets.plan_keys import Key, Kind, Table
from binakon.trainings.states import ExamKind

GUIDE = "Petunjuk"
MOST_ROWS = 1_000
NAMES = {ExamKind.PRE: "Nilai tes awal", ExamKind.POST: "Nilai tes akhir"}
_WORDS = {
    ExamKind.PRE: ("tes awal", "pre test", "pretest", "pre-test", "nilai pre test", "nilai pretest", "pre"),
    ExamKind.POST: ("tes akhir", "post test", "posttest", "post-test", "nilai post test", "nilai posttest", "post"),
}  # fmt: skip


def _column(
    name: str, label: str, meaning: str, example: str, words: tuple[str, ...], width: int
) -> Column:
    key = Key(label, Kind.TEXT, meaning, is_required=False, fills=name)
    return Column(name, key, label, example, (label.lower(), *words, name), width, Form.TEXT)


def score_sheet(kind: str) -> Sheet:
    """The sheet of one of the two tests; what names the other test is no column of it."""
    own = ExamKind(kind)
    name = NAMES[own]
    columns = (
        _column("code", "Kode", gettext_noop("kode pendaftaran peserta"), "K7M3-9QXT", ("kode pendaftaran", "kode peserta", "nomor pendaftaran", "nomor peserta", "no peserta", "id peserta"), 14),
        _column("name", "Nama", gettext_noop("nama peserta"), "", ("nama peserta", "nama lengkap", "peserta"), 40),
        _column("score", "Nilai", gettext_noop("0 sampai 100, atau “hapus”"), "72,5", (name.lower(), *_WORDS[own], "skor", "nilai tes", "nilai ujian", "hasil"), 12),
        _column("answers", "Jawaban", gettext_noop("huruf per soal, dipisah spasi; “-” untuk yang kosong"), "a c bd - b", ("jawaban peserta", "lembar jawaban", "isian"), 44),
    )  # fmt: skip
    words = (name.lower(), *_WORDS[own], "nilai", "nilai peserta", "daftar nilai", "data")
    return Sheet(Table("score", tuple(column.key for column in columns)), name, words, columns)


def other_sheet(kind: str) -> str:
    """What the sheet of the other test is called in its template."""
    return NAMES[ExamKind.POST if kind == ExamKind.PRE else ExamKind.PRE]
