"""The columns of a workbook of questions: one list that writes the template and reads what comes back."""

from django.utils.translation import gettext_noop

from binakon.planning.sheets.book_sheets import Column, Form, Sheet
from binakon.planning.sheets.plan_keys import Key, Kind, Table
from binakon.trainings.rules.questions import KEYS

GUIDE = "Petunjuk"
MOST_ROWS = 500


def _column(
    name: str,
    label: str,
    meaning: str,
    example: str,
    words: str,
    width: int,
    *,
    required: bool = False,
) -> Column:
    key = Key(label, Kind.TEXT, meaning, is_required=required, fills=name)
    others = tuple(word for word in words.split(",") if word)
    return Column(name, key, label, example, (label.lower(), *others, name), width, Form.TEXT)


COLUMNS = (
    _column("occupation", "Okupasi", gettext_noop("jabatan kerja yang diuji"), "Ahli Muda K3 Konstruksi", "jabatan kerja,jabker,nama okupasi", 30, required=True),
    _column("topic", "Topik", gettext_noop("pokok bahasan, boleh kosong"), "Alat pelindung diri", "materi,pokok bahasan,unit kompetensi", 26),
    _column("kind", "Jenis", gettext_noop("satu, beberapa, atau benar/salah; boleh kosong"), "satu", "jenis soal,tipe,tipe soal", 14),
    _column("text", "Soal", gettext_noop("pertanyaannya"), "Alat pelindung kepala di lapangan adalah …", "pertanyaan,butir soal,uraian soal", 60, required=True),
    *(
        _column(f"option_{key}", f"Pilihan {key.upper()}", gettext_noop("satu pilihan jawaban"), example, f"{key},opsi {key},jawaban {key}", 26)
        for key, example in zip(KEYS, ("Helm keselamatan", "Topi lapangan", "Penutup telinga", "", "", ""), strict=True)
    ),
    _column("right", "Kunci", gettext_noop("huruf jawaban benar, misalnya A atau A, C; atau Benar/Salah"), "A", "kunci jawaban,jawaban benar,jawaban", 12, required=True),
    _column("explanation", "Penjelasan", gettext_noop("boleh kosong"), "", "pembahasan,keterangan", 40),
    _column("source", "Sumber", gettext_noop("boleh kosong"), "Modul K3, halaman 12", "rujukan,referensi", 26),
)  # fmt: skip

QUESTION_SHEET = Sheet(
    Table("question", tuple(column.key for column in COLUMNS)),
    "Soal",
    ("soal", "bank soal", "daftar soal", "pertanyaan", "data"),
    COLUMNS,
)
NEEDED = ("occupation", "text", "right")
