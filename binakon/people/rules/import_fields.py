"""What a file of people or of SKK may hold: its fields, and the words by which offices head their columns."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from binakon.people.states import ImportKind

LONGEST_HEADING = 120
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column may say. `words` are headings as they are compared, the usual one first."""

    key: str
    label: str | Promise
    words: tuple[str, ...]
    example: str
    longest: int = 200


_NAME = Field(
    "name",
    _("Nama"),
    (
        "nama lengkap", "nama", "nama peserta", "nama tenaga kerja", "nama tkk", "nama pemegang", "nama sesuai ktp",
        "nama dan gelar", "nama lengkap dan gelar", "nama personil", "nama personel", "nama pemohon", "nama pekerja",
    ),
    "Muhammad Rizky Ramadhan (contoh)",
)  # fmt: skip
_NIK = Field(
    "nik",
    _("NIK"),
    (
        "nik", "no ktp", "nomor ktp", "nik no ktp", "no nik", "nomor nik", "nomor induk kependudukan", "no induk kependudukan",
        "ktp", "nik ktp", "no ktp nik", "no identitas", "nomor identitas",
    ),
    "6371014505900001",
)  # fmt: skip
_BORN = Field(
    "born_on",
    _("Tanggal lahir"),
    (
        "tanggal lahir", "tgl lahir", "tmpt tgl lahir", "tempat tanggal lahir", "tempat tgl lahir", "ttl", "tmp tgl lahir",
        "tempat dan tanggal lahir", "tempat lahir tanggal lahir", "tgl lhr", "lahir", "kelahiran", "tempat tanggal lahir tanggal",
        "tempat tgl lahir tgl", "tmpt tgl lahir tgl", "tempat tanggal lahir tgl",
    ),
    "5 Mei 1990",
)  # fmt: skip
WORKER_FIELDS = (
    _NAME,
    _NIK,
    Field(
        "no_nik_reason",
        _("Alasan tanpa NIK"),
        ("alasan tanpa nik", "alasan tidak ada nik", "keterangan tanpa nik", "sebab tanpa nik"),
        "KTP hilang, surat keterangan dari kelurahan",
        300,
    ),
    _BORN,
    Field(
        "sex",
        _("Jenis kelamin"),
        ("jenis kelamin", "l p", "jk", "kelamin", "gender", "jns kelamin", "lk pr", "sex", "p l"),
        "L",
    ),
    Field(
        "phone",
        _("Nomor HP"),
        (
            "no hp", "hp", "nomor hp", "hp wa", "no wa", "nomor wa", "whatsapp", "no whatsapp", "nomor whatsapp", "telepon",
            "no telepon", "no telp", "telp", "no hp wa", "no telp hp", "handphone", "no handphone", "kontak", "nomor telepon",
            "nomor handphone", "wa", "no telepon hp", "telp hp", "no kontak",
        ),
        "0812 3456 7890",
    ),
    Field("email", _("Surel"), ("email", "e mail", "surel", "alamat email", "alamat surel"), "rizky@contoh.id", 254),
    Field(
        "office",
        _("Kabupaten/kota"),
        (
            "kabupaten kota", "kab kota", "kabupaten", "kota", "domisili", "kab", "asal kabupaten kota", "asal daerah", "wilayah",
            "daerah asal", "kode wilayah", "kode kabupaten kota", "asal kab kota", "kota kabupaten", "kab kota domisili",
        ),
        "Banjarbaru",
    ),
    Field(
        "diploma",
        _("Pendidikan"),
        (
            "pendidikan terakhir", "pendidikan", "jenjang pendidikan", "ijazah", "pend terakhir", "pend", "tingkat pendidikan",
            "ijazah terakhir", "strata",
        ),
        "S1",
    ),
    Field(
        "study_programme",
        _("Program studi"),
        ("program studi", "jurusan", "prodi", "jurusan program studi", "program studi jurusan", "jurusan prodi", "bidang studi"),
        "Teknik Sipil",
    ),
    Field(
        "institution",
        _("Sekolah atau perguruan tinggi"),
        (
            "perguruan tinggi", "sekolah", "nama sekolah", "universitas", "asal sekolah", "kampus", "asal perguruan tinggi",
            "nama perguruan tinggi", "lembaga pendidikan", "sekolah perguruan tinggi", "institusi", "nama universitas",
        ),
        "Universitas Contoh",
    ),
    Field("employer", _("Perusahaan atau instansi"), (
        "perusahaan", "nama perusahaan", "instansi", "tempat kerja", "badan usaha", "instansi perusahaan", "tempat bekerja",
        "perusahaan instansi", "asal instansi", "nama badan usaha", "bujk", "nama bujk", "asal perusahaan", "unit kerja", "nama instansi",
    ), "CV Contoh Karya"),
    Field("position", _("Jabatan"), ("jabatan", "posisi", "jabatan di perusahaan", "pekerjaan", "jabatan pekerjaan"), "Pelaksana"),
    Field("association", _("Asosiasi"), ("asosiasi", "asosiasi profesi", "nama asosiasi", "keanggotaan asosiasi"), "HPJI"),
    Field("kta_number", _("Nomor KTA"), ("no kta", "nomor kta", "kta", "no anggota", "nomor anggota"), "KTA-0123", 60),
    Field(
        "kta_until",
        _("KTA berlaku sampai"),
        ("kta berlaku sampai", "masa berlaku kta", "berlaku kta", "kta berlaku s d", "masa berlaku kta s d"),
        "31 Desember 2027",
    ),
)  # fmt: skip
NUMBERS = ("blank_number", "certificate_number", "bnsp_number", "lpjk_number")
HELD_FIELDS = (
    _NIK,
    _NAME,
    _BORN,
    Field(
        "occupation",
        _("Jabatan kerja"),
        (
            "jabatan kerja", "nama jabatan kerja", "jabatan kerja skk", "skema", "nama skema", "skema sertifikasi", "jabker",
            "jabatan", "okupasi", "subklasifikasi jabatan kerja", "kompetensi", "jabatan kerja sertifikat",
        ),
        "Ahli Muda Teknik Jalan",
    ),
    Field("occupation_code", _("Kode jabatan kerja"), ("kode jabatan kerja", "kode jabker", "kode skema", "kode jabatan"), "SI031043", 20),
    Field(
        "level",
        _("Jenjang"),
        ("jenjang", "jenjang kkni", "kkni", "level", "level kkni", "kualifikasi", "jenjang kualifikasi", "tingkat", "kualifikasi jenjang"),
        "7",
    ),
    Field("classification", _("Klasifikasi"), ("klasifikasi", "klas", "bidang", "bidang klasifikasi", "klasifikasi bidang"), "Sipil"),
    Field("blank_number", _("No. blanko"), ("no blanko", "nomor blanko", "blanko", "no seri blanko", "nomor seri blanko"), "SKK-0012345", 60),
    Field(
        "certificate_number",
        _("No. sertifikat"),
        ("no sertifikat", "nomor sertifikat", "no skk", "nomor skk", "sertifikat", "no sertifikat skk", "no sertifikat kompetensi"),
        "42101 2142 7 0001234 2024",
        60,
    ),
    Field(
        "bnsp_number",
        _("No. registrasi BNSP"),
        ("no reg bnsp", "nomor registrasi bnsp", "no registrasi bnsp", "reg bnsp", "nomor reg bnsp", "bnsp", "registrasi bnsp"),
        "F 1234 00001 2024",
        60,
    ),
    Field(
        "lpjk_number",
        _("No. registrasi LPJK"),
        ("no reg lpjk", "nomor registrasi lpjk", "no registrasi lpjk", "reg lpjk", "nomor reg lpjk", "lpjk", "no reg", "nomor registrasi",
         "no registrasi", "registrasi lpjk"),
        "1.2.345.6.789",
        60,
    ),
    Field(
        "issued_on",
        _("Tanggal terbit"),
        ("tanggal terbit", "tgl terbit", "tanggal ditetapkan", "tgl penetapan", "tanggal penetapan", "terbit", "tanggal sertifikat",
         "tgl sertifikat", "tanggal cetak", "berlaku mulai", "berlaku dari"),
        "14 Februari 2024",
    ),
    Field(
        "expires_on",
        _("Berlaku sampai"),
        ("berlaku sampai", "masa berlaku", "tanggal berakhir", "tgl berakhir", "berlaku s d", "berlaku hingga", "kadaluarsa", "kedaluwarsa",
         "tanggal habis berlaku", "tgl expired", "expired", "masa berlaku s d", "berakhir", "tgl kadaluarsa", "tanggal kadaluarsa",
         "masa berlaku sampai"),
        "13 Februari 2029",
    ),
    Field("issuer", _("LSP penerbit"), ("lsp", "nama lsp", "lsp penerbit", "penerbit", "lembaga sertifikasi", "lembaga sertifikasi profesi"),
          "LSP GATENSI"),
)  # fmt: skip
FIELDS: Mapping[str, tuple[Field, ...]] = {
    ImportKind.WORKERS: WORKER_FIELDS,
    ImportKind.HELD: HELD_FIELDS,
}
# A heading that holds one of our words and still means something else.
_OTHERS = (
    "ibu kandung", "ayah", "orang tua", "darurat", "no urut", "alamat", "tempat lahir", "npwp", "kode pos", "tahun lulus",
    "paket", "proyek", "kegiatan", "rekening", "ahli waris",
)  # fmt: skip


def label_of(kind: str, key: str) -> str:
    """How a field is called on a page; "" for one that is none."""
    return next((str(field.label) for field in FIELDS[kind] if field.key == key), "")


def heading_key(text: str) -> str:
    """A heading as it is compared: "No. KTP " and "NO KTP" are one."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _APART.sub(" ", folded).strip()[:LONGEST_HEADING]


def proposed(headings: list[str], kind: str, remembered: Mapping[str, str]) -> list[str]:
    """The field of each heading, "" for none; no field twice. What the office said before goes over our own words."""
    taken: set[str] = set()
    answer = ["" for _heading in headings]
    known = {field.key for field in FIELDS[kind]}
    keys = [heading_key(heading) for heading in headings]
    for at, key in enumerate(keys):
        said = remembered.get(key, "")
        if said in known and said not in taken:
            answer[at] = said
            taken.add(said)
    left = [at for at, key in enumerate(keys) if key and key not in remembered]
    for rank in (_exact, _without_brackets, _within):
        for at in left:
            if not answer[at] and (found := rank(headings[at], kind, taken)):
                answer[at] = found
                taken.add(found)
    return answer


def _exact(heading: str, kind: str, taken: Collection[str]) -> str:
    key = heading_key(heading)
    left = [field for field in FIELDS[kind] if field.key not in taken]
    # Our own label too, in whichever language the template was downloaded.
    known = (f.key for f in left if key in f.words or key == heading_key(str(f.label)))
    return next(known, "")


def _without_brackets(heading: str, kind: str, taken: Collection[str]) -> str:
    bare = _BRACKETS.sub(" ", heading)
    return _exact(bare, kind, taken) if bare != heading else ""


def _within(heading: str, kind: str, taken: Collection[str]) -> str:
    """The field whose longest word stands in the heading; a single word only where it can mean nothing else."""
    key = f" {heading_key(heading)} "
    if any(f" {other} " in key for other in _OTHERS):
        return ""
    best, longest = "", 0
    for field in FIELDS[kind]:
        for word in field.words:
            is_sure = " " in word or word in _SURE
            if is_sure and len(word) > longest and f" {word} " in key:
                best, longest = field.key, len(word)
    return best if best not in taken else ""


_SURE = frozenset(
    {"nik", "ktp", "kta", "kkni", "jenjang", "email", "surel", "whatsapp", "wa", "hp", "asosiasi", "jurusan", "prodi", "lsp"}
)  # fmt: skip


def column_problem_codes(kind: str, chosen: Collection[str]) -> list[str]:
    """What is missing among the chosen fields before a file can be read."""
    missing = []
    if kind == ImportKind.WORKERS:
        if "name" not in chosen:
            missing.append("needs_name")
        if not {"nik", "no_nik_reason"} & set(chosen):
            missing.append("needs_nik")
    else:
        if "nik" not in chosen and not {"name", "born_on"} <= set(chosen):
            missing.append("needs_person")
        if "occupation" not in chosen:
            missing.append("needs_occupation")
    return missing
