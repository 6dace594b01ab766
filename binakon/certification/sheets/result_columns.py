"""The columns of a file of results: one list that writes the template and reads what an LSP sends back."""

from django.utils.translation import gettext_noop

from binakon.planning.sheets.book_sheets import Column, Form, Sheet
from binakon.planning.sheets.plan_keys import Key, Kind, Table

ABOUT = "Tentang"
MOST_ROWS = 500


def _column(
    name: str, label: str, meaning: str, words: str, width: int = 18, form: Form = Form.TEXT
) -> Column:
    key = Key(label, Kind.TEXT, meaning, is_required=False, fills=name)
    others = tuple(word.strip() for word in words.split(",") if word.strip())
    return Column(name, key, label, "", (label.lower(), *others, name), width, form)


COLUMNS = (
    _column("application", "ID-Izin", gettext_noop("nomor permohonan SKK"), "id izin,idizin,no id izin,nomor id izin,no izin,nomor izin,id permohonan,no permohonan,nomor permohonan,nomor registrasi permohonan,no pendaftaran,nomor pendaftaran"),
    _column("code", "Kode kasus", gettext_noop("kode kasus di daftar"), "kode,kode peserta"),
    _column("nik", "NIK", gettext_noop("16 angka sebagai teks"), "n i k,nomor ktp,no ktp,nomor induk kependudukan,no nik,nik ktp,ktp", 20),
    _column("name", "Nama", gettext_noop("nama peserta"), "nama peserta,nama asesi,nama lengkap,nama pemohon,nama tka,asesi,peserta,nama sesuai ktp", 36),
    _column("outcome", "Hasil", gettext_noop("K, BK, atau tidak hadir"), "hasil uji,hasil asesmen,hasil uji kompetensi,k bk,k/bk,keputusan,keputusan asesmen,rekomendasi,rekomendasi asesor,kompeten belum kompeten,kompeten/belum kompeten,hasil keputusan,status kelulusan,kelulusan,status kompetensi,hasil akhir"),
    _column("tested_on", "Tanggal uji", gettext_noop("hari ujinya"), "tgl uji,tanggal asesmen,tgl asesmen,tanggal pelaksanaan,tgl pelaksanaan,tanggal ujian,hari uji,tanggal uji kompetensi,tgl ujikom,tanggal ujikom", 18, Form.DATE),
    _column("decided_on", "Tanggal keputusan", gettext_noop("hari keputusan LSP"), "tgl keputusan,tanggal pleno,tgl pleno,tanggal rapat pleno,tanggal penetapan", 18, Form.DATE),
    _column("advice", "Saran", gettext_noop("saran untuk yang belum kompeten"), "catatan,catatan asesor,saran asesor,umpan balik,saran perbaikan", 30),
    _column("blank_number", "No. Blanko", gettext_noop("nomor blanko BNSP"), "no blanko,nomor blanko,blanko,no blangko,nomor blangko,no. blangko,blangko,no seri blanko,nomor seri blanko"),
    _column("certificate_number", "No. Sertifikat", gettext_noop("nomor sertifikat"), "no sertifikat,nomor sertifikat,sertifikat,no skk,nomor skk,no sertifikat kompetensi,nomor sertifikat kompetensi"),
    _column("bnsp_number", "No. Registrasi BNSP", gettext_noop("nomor registrasi BNSP"), "no registrasi bnsp,nomor registrasi bnsp,no reg bnsp,no. reg bnsp,reg bnsp,no reg. bnsp,nomor reg bnsp,no registrasi,nomor registrasi,no reg,no. reg,no. reg."),
    _column("lpjk_number", "No. Registrasi LPJK", gettext_noop("nomor registrasi LPJK"), "no registrasi lpjk,nomor registrasi lpjk,no reg lpjk,no. reg lpjk,reg lpjk,no reg. lpjk,nomor reg lpjk,no pencatatan lpjk,nomor pencatatan,no pencatatan,nomor pencatatan lpjk"),
    _column("recorded_on", "Tanggal tercatat", gettext_noop("hari tercatat di LPJK"), "tgl tercatat,tanggal pencatatan,tgl pencatatan,tanggal registrasi,tanggal registrasi lpjk,tgl registrasi,tanggal terbit,tgl terbit,tanggal sertifikat", 18, Form.DATE),
)  # fmt: skip
# How a row says whose it is, the surest first.
NAMING = ("application", "code", "nik", "name")

RESULT_SHEET = Sheet(
    Table("result", tuple(column.key for column in COLUMNS)),
    "Daftar",
    ("daftar", "hasil", "hasil uji", "rekap", "rekap hasil", "rekap k bk", "hasil asesmen", "data", "peserta"),
    COLUMNS,
)  # fmt: skip
