"""The sheets and columns of the workbook: one list that writes the template and reads what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from django.utils.translation import gettext_noop

from binakon.planning.sheets.plan_keys import (
    ACTIVITY,
    BUDGET,
    GOAL,
    PROGRAMME,
    TARGET,
    VERSION,
    Key,
    Table,
)


class Form(Enum):
    """How the cells of a column are written."""

    TEXT = "@"
    NUMBER = "#,##0"
    RUPIAH = '"Rp"#,##0'
    DATE = "d mmmm yyyy"
    YEAR = "0"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key that it fills, its heading, an example, and what else offices call it.

    `name` is the key of the plan file, by which rules know it; `key` carries the heading as its name.
    `words` stand in order of trust: of two columns for one key the earlier word wins.
    """

    name: str
    key: Key
    label: str
    example: str
    words: tuple[str, ...]
    width: int
    form: Form


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its table of the plan file, its name, what else it is called, and its columns."""

    table: Table
    name: str
    words: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by the keys of the plan file."""
        return {column.name: column for column in self.columns}


def _column(
    table: Table,
    name: str,
    label: str,
    meaning: str,
    example: str,
    words: str,
    *,
    width: int = 14,
    form: Form = Form.TEXT,
) -> Column:
    found = next(key for key in table.keys if key.name == name)
    key = replace(found, name=label, meaning=meaning, fills=found.target)
    others = tuple(word.strip() for word in words.split(",")) if words else ()
    return Column(name, key, label, example, (label.lower(), *others, name), width, form)


_PEOPLE = gettext_noop("jumlah orang sebagai bilangan bulat")
_SUB_ACTIVITY = gettext_noop("kode subkegiatan lengkap sebagai teks")
_INDICATOR = gettext_noop("apa yang dihitung, misalnya dilatih atau difasilitasi")
_SUB_WORDS = "kode subkegiatan,kode sub kegiatan,sub kegiatan,sub activity"
_INDICATOR_WORDS = "indikator kinerja,indicator"

PLAN_SHEET = Sheet(
    VERSION,
    "Rencana",
    ("rencana", "program", "programme", "plan", "data rencana", "identitas"),
    (
        _column(PROGRAMME, "office", "Kantor", gettext_noop("kode wilayah kantor sebagai teks"), "63", "kode kantor,kode wilayah"),
        _column(PROGRAMME, "office_name", "Nama kantor", gettext_noop("nama lengkap kantor"), "Dinas PUPR Provinsi Contoh", "dinas,opd,skpd,perangkat daerah"),
        _column(PROGRAMME, "year", "Tahun", gettext_noop("tahun program, misalnya 2026"), "2026", "tahun anggaran,tahun program", form=Form.YEAR),
        _column(PROGRAMME, "name", "Nama program", gettext_noop("nama program"), "Program Pengembangan Jasa Konstruksi", "program"),
        _column(PROGRAMME, "source", "Sumber", gettext_noop("dari mana angka ini, misalnya judul dan tanggal dokumen"), "DPA 2026", "sumber angka,sumber data"),
        _column(PROGRAMME, "purpose", "Tujuan", gettext_noop("tujuan program"), "Tenaga konstruksi yang kompeten", "tujuan program"),
        _column(PROGRAMME, "spokesperson", "Juru bicara", gettext_noop("nama dan jabatan juru bicara"), "Kepala Seksi (contoh)", "jurubicara,narahubung"),
        _column(VERSION, "stage", "Tahap", gettext_noop("tahap anggaran: Murni, Pergeseran, Perubahan, atau Usulan"), "Murni", "tahap anggaran,jenis anggaran"),
        _column(VERSION, "number", "Nomor", gettext_noop("nomor urut dalam tahap itu, mulai dari 1"), "1", "nomor versi,nomor urut,versi", form=Form.YEAR),
        _column(VERSION, "status", "Status", gettext_noop("Konsep, Diajukan, atau Disahkan; kosong berarti Konsep"), "Konsep", ""),
        _column(VERSION, "dated", "Tanggal versi", gettext_noop("tanggal dokumen versi ini, misalnya 27 Januari 2026"), "27 Januari 2026", "tanggal,tanggal dokumen", form=Form.DATE),
        _column(VERSION, "document", "Nomor dokumen", gettext_noop("nomor dokumen anggaran"), "DPA/1.03/2026", "no dokumen,nomor dpa,no dpa"),
        _column(VERSION, "ceiling", "Pagu", gettext_noop("pagu seluruhnya dalam rupiah"), "1500000000", "pagu anggaran,total pagu,jumlah pagu", form=Form.RUPIAH),
        _column(VERSION, "note", "Catatan", gettext_noop("catatan, misalnya alasan perubahan"), "Efisiensi anggaran", "keterangan"),
        _column(VERSION, "total_about", "Jumlah “sekitar”", gettext_noop("ya, bila jumlahnya diumumkan sebagai “sekitar”"), "ya", "sekitar,jumlah kira kira"),
    ),
)  # fmt: skip

TARGET_SHEET = Sheet(
    TARGET,
    "Target",
    ("target", "target kinerja", "sasaran kinerja"),
    (
        _column(TARGET, "indicator", "Indikator", _INDICATOR, "dilatih", _INDICATOR_WORDS, width=24),
        _column(TARGET, "sub_activity", "Subkegiatan", _SUB_ACTIVITY, "1.03.11.1.01.0011", _SUB_WORDS, width=22),
        _column(TARGET, "people", "Orang", _PEOPLE, "200", "jumlah orang,target orang,people", form=Form.NUMBER),
        _column(TARGET, "value", "Nilai", gettext_noop("jumlah dalam satuan lain"), "3", "target,jumlah,volume", form=Form.NUMBER),
        _column(TARGET, "unit", "Satuan", gettext_noop("satuan dari nilai, misalnya dokumen"), "dokumen", ""),
    ),
)  # fmt: skip

CEILING_SHEET = Sheet(
    BUDGET,
    "Pagu",
    ("pagu", "pagu subkegiatan", "pagu sub kegiatan", "anggaran", "budget"),
    (
        _column(BUDGET, "sub_activity", "Subkegiatan", _SUB_ACTIVITY, "1.03.11.1.01.0011", _SUB_WORDS, width=22),
        _column(BUDGET, "ceiling", "Pagu", gettext_noop("pagu subkegiatan dalam rupiah"), "750000000", "anggaran,pagu anggaran,jumlah pagu,jumlah", width=20, form=Form.RUPIAH),
    ),
)  # fmt: skip

ACTIVITY_SHEET = Sheet(
    ACTIVITY,
    "Kegiatan",
    ("kegiatan", "daftar kegiatan", "rencana kegiatan", "jadwal", "jadwal kegiatan", "activities"),
    (
        _column(ACTIVITY, "code", "Kode", gettext_noop("kode kegiatan: huruf kecil, angka, dan tanda hubung; kosong berarti dibuat dari judul"), "bimtek-jalan", "kode kegiatan", width=20),
        _column(ACTIVITY, "kind", "Jenis", gettext_noop("BIMTEK, Rapat koordinasi, Pelatihan, Fasilitasi sertifikasi, atau Kegiatan lain"), "BIMTEK", "jenis kegiatan,bentuk kegiatan,bentuk", width=20),
        _column(ACTIVITY, "title", "Judul", gettext_noop("judul kegiatan"), "BIMTEK Jalan", "judul kegiatan,nama kegiatan,uraian kegiatan,uraian,kegiatan,activity", width=44),
        _column(ACTIVITY, "occupation", "Jabatan kerja", gettext_noop("jabatan kerja, bila sudah ditentukan"), "Teknik Jalan", "jabker,jabatan", width=24),
        _column(ACTIVITY, "levels", "Jenjang", gettext_noop("jenjang, misalnya 7, 8, 9"), "7, 8, 9", "jenjang kkni,jenjang kualifikasi,level,levels", width=10),
        _column(ACTIVITY, "window", "Waktu", gettext_noop("kapan, setepat yang diketahui, misalnya 10–12 Februari 2026, April 2026, Triwulan II 2026, atau setelah perubahan"), "April 2026", "waktu pelaksanaan,waktu kegiatan,tanggal pelaksanaan,jadwal,jadwal pelaksanaan,tanggal,bulan,bulan pelaksanaan,schedule", width=26),
        _column(ACTIVITY, "window_text", "Waktu seperti diumumkan", gettext_noop("waktu persis seperti kata-kata yang diumumkan"), "awal April 2026", "waktu diumumkan,waktu yang diumumkan,waktu seperti yang diumumkan", width=26),
        _column(ACTIVITY, "approximate", "Perkiraan", gettext_noop("ya, bila waktunya perkiraan"), "ya", "waktu perkiraan,perkiraan waktu", width=10),
        _column(ACTIVITY, "seats", "Kursi", gettext_noop("jumlah tempat sebagai bilangan bulat"), "35", "jumlah kursi,tempat,jumlah tempat,kuota,jumlah peserta,peserta,jumlah orang", width=9, form=Form.NUMBER),
        _column(ACTIVITY, "partners", "Mitra", gettext_noop("mitra, dipisahkan titik koma"), "HPJI; INTAKINDO", "mitra kerja,nama mitra,asosiasi,partner", width=22),
        _column(ACTIVITY, "regions", "Wilayah", gettext_noop("kode atau nama kabupaten/kota, dipisahkan titik koma, atau semua"), "63.03; 63.71", "kabupaten kota,kab kota,kode wilayah,asal peserta,region", width=22),
        _column(ACTIVITY, "indicator", "Indikator", _INDICATOR, "dilatih", _INDICATOR_WORDS, width=16),
        _column(ACTIVITY, "sub_activity", "Subkegiatan", _SUB_ACTIVITY, "1.03.11.1.01.0011", _SUB_WORDS, width=22),
        _column(ACTIVITY, "cost", "Biaya", gettext_noop("biaya dalam rupiah"), "75000000", "jumlah biaya,anggaran,jumlah anggaran,rab", width=18, form=Form.RUPIAH),
        _column(ACTIVITY, "realised", "Hasil", gettext_noop("hasil yang sudah diumumkan, dalam orang"), "35", "realisasi,hasil orang,realised,realized", width=9, form=Form.NUMBER),
    ),
)  # fmt: skip

GOAL_SHEET = Sheet(
    GOAL,
    "Sasaran",
    ("sasaran", "kebutuhan", "goal", "goals"),
    (
        _column(GOAL, "label", "Label", gettext_noop("nama kebutuhan, misalnya ideal"), "ideal", "nama,sasaran,kebutuhan", width=24),
        _column(GOAL, "people", "Orang", _PEOPLE, "375", "jumlah orang,jumlah,people", form=Form.NUMBER),
        _column(GOAL, "year", "Tahun", gettext_noop("tahun kebutuhan, misalnya 2026"), "2026", "", form=Form.YEAR),
        _column(GOAL, "meaning", "Arti", gettext_noop("arti angka itu"), "Jumlah ideal per tahun", "keterangan,penjelasan", width=60),
    ),
)  # fmt: skip

SHEETS = (PLAN_SHEET, TARGET_SHEET, CEILING_SHEET, ACTIVITY_SHEET, GOAL_SHEET)
GUIDE, LISTS = "Petunjuk", "Daftar"
# Headings that only number the rows.
ORDINALS = frozenset({"no", "nomor", "no urut", "nomor urut"})
KEY_HEADING, VALUE_HEADING, MEANING_HEADING = "Isian", "Isi", "Arti dan contoh"
