"""The columns of a regency's workbook of nominees: one list that writes the template and reads what comes back."""

from django.utils.translation import gettext_noop

from binakon.planning.sheets.book_sheets import Column, Form, Sheet
from binakon.planning.sheets.plan_keys import Key, Kind, Table

GUIDE = "Petunjuk"
LISTS = "Daftar"


def _column(
    name: str,
    label: str,
    meaning: str,
    example: str,
    words: str,
    width: int,
    form: Form = Form.TEXT,
    *,
    is_required: bool = False,
) -> Column:
    key = Key(label, Kind.TEXT, meaning, is_required=is_required, fills=name)
    others = tuple(word.strip() for word in words.split(",") if word.strip())
    return Column(name, key, label, example, (label.lower(), *others, name), width, form)


COLUMNS = (
    _column("name", "Nama lengkap", gettext_noop("nama sesuai KTP"), "Nur Hidayah (contoh)", "nama,nama peserta,nama calon,nama calon peserta,nama sesuai ktp", 34, is_required=True),
    _column("nik", "NIK", gettext_noop("16 angka sebagai teks"), "6305014103900001", "n i k,nomor ktp,no ktp,nomor induk kependudukan,no nik,nomor nik,nik ktp,ktp", 22, is_required=True),
    _column("born_on", "Tanggal lahir", gettext_noop("tanggal, misalnya 1 Maret 1990"), "1 Maret 1990", "tgl lahir,tanggal lahir ktp,lahir", 18, Form.DATE),
    _column("sex", "Jenis kelamin", gettext_noop("L atau P"), "P", "kelamin,jk,l p,gender,sex", 14),
    _column("phone", "Nomor WA", gettext_noop("nomor WA, boleh kosong"), "0812-3456-7890", "wa,whatsapp,no wa,nomor hp,no hp,hp,telepon,no telepon,nomor telepon,telp,no telp,handphone,kontak", 18),
    _column("email", "Surel", gettext_noop("alamat surel, boleh kosong"), "nur@contoh.example", "email,e mail,alamat email,alamat surel", 28),
    _column("employer", "Instansi atau perusahaan", gettext_noop("tempat bekerja"), "Dinas PUPR (contoh)", "instansi,perusahaan,asal instansi,unit kerja,tempat kerja,asal", 32),
    _column("position", "Jabatan", gettext_noop("jabatan sekarang"), "Staf teknik", "jabatan sekarang,pekerjaan,posisi", 24),
    _column("education", "Pendidikan terakhir", gettext_noop("SMA/SMK, D1–D4, S1, profesi, S2, atau S3"), "S1", "pendidikan,ijazah,pendidikan akhir", 20),
)  # fmt: skip

NOMINEE_SHEET = Sheet(
    Table("nominee", tuple(column.key for column in COLUMNS)),
    "Usulan",
    ("usulan", "usulan peserta", "calon peserta", "peserta", "daftar peserta", "data"),
    COLUMNS,
)
