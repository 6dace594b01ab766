"""The tables and keys of a plan: one list that reads the file and can print an empty template."""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

MOST_ON_DESK = 2_147_483_647
MOST_RUPIAH = 9_007_199_254_740_991


class Kind(StrEnum):
    """What a value must be."""

    TEXT = "text"
    PROSE = "prose"
    SLUG = "slug"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    WINDOW = "window"
    INTEGERS = "integers"
    TEXTS = "texts"
    REGIONS = "regions"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its kind, its limits, what to write there, and the field that it fills."""

    name: str
    kind: Kind
    meaning: str
    _: KW_ONLY
    is_required: bool = False
    fills: str = ""
    longest: int = 2000
    least: int = 0
    most: int = MOST_ON_DESK

    @property
    def target(self) -> str:
        """The dataclass field that holds the value."""
        return self.fills or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file; `children` are the names of the tables nested in it."""

    name: str
    keys: tuple[Key, ...]
    is_repeated: bool = True
    children: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The table as it is written in the file."""
        return f"[[{self.name}]]" if self.is_repeated else f"[{self.name}]"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that may stand in the table."""
        return (*(key.name for key in self.keys), *self.children)


PROGRAMME = Table(
    "programme",
    is_repeated=False,
    keys=(
        Key(
            "office",
            Kind.TEXT,
            gettext_noop('kode wilayah kantor, misalnya "63"'),
            is_required=True,
            longest=80,
        ),
        Key("office_name", Kind.TEXT, gettext_noop("nama lengkap kantor"), longest=300),
        Key("year", Kind.INTEGER, gettext_noop("tahun program, misalnya 2026"), is_required=True),
        Key("name", Kind.TEXT, gettext_noop("nama program"), is_required=True, longest=300),
        Key("source", Kind.PROSE, gettext_noop("sumber angka, misalnya judul dan tanggal berita")),
        Key("purpose", Kind.PROSE, gettext_noop("tujuan program")),
        Key("spokesperson", Kind.PROSE, gettext_noop("nama dan jabatan juru bicara")),
    ),
)
VERSION = Table(
    "version",
    children=("target", "budget"),
    keys=(
        Key(
            "stage",
            Kind.TEXT,
            gettext_noop('tahap anggaran, misalnya "murni"'),
            is_required=True,
            longest=80,
        ),
        Key(
            "number", Kind.INTEGER, gettext_noop("nomor urut dalam tahap itu"), least=1, most=32_767
        ),
        Key("status", Kind.TEXT, gettext_noop('status, misalnya "ratified"'), longest=80),
        Key(
            "dated",
            Kind.DATE,
            gettext_noop("tanggal versi, misalnya 2026-01-27"),
            is_required=True,
        ),
        Key("ceiling", Kind.INTEGER, gettext_noop("pagu dalam rupiah"), most=MOST_RUPIAH),
        Key("note", Kind.PROSE, gettext_noop("catatan, misalnya alasan pengurangan")),
        Key(
            "total_about",
            Kind.BOOLEAN,
            gettext_noop("true bila jumlahnya diumumkan sebagai “sekitar”"),
            fills="is_total_about",
        ),
        Key("document", Kind.TEXT, gettext_noop("nomor dokumen anggaran"), longest=200),
    ),
)
BUDGET = Table(
    "version.budget",
    keys=(
        Key(
            "sub_activity",
            Kind.TEXT,
            gettext_noop("kode subkegiatan"),
            is_required=True,
            longest=80,
        ),
        Key(
            "ceiling",
            Kind.INTEGER,
            gettext_noop("pagu subkegiatan dalam rupiah"),
            is_required=True,
            most=MOST_RUPIAH,
        ),
    ),
)
TARGET = Table(
    "version.target",
    keys=(
        Key(
            "indicator",
            Kind.TEXT,
            gettext_noop('indikator, misalnya "trained"'),
            is_required=True,
            longest=60,
        ),
        Key("sub_activity", Kind.TEXT, gettext_noop("kode subkegiatan"), longest=80),
        Key("people", Kind.INTEGER, gettext_noop("jumlah orang")),
        Key("value", Kind.INTEGER, gettext_noop("jumlah dalam satuan lain"), most=MOST_RUPIAH),
        Key("unit", Kind.TEXT, gettext_noop("satuan dari value"), longest=60),
    ),
)
GOAL = Table(
    "goal",
    keys=(
        Key(
            "label",
            Kind.TEXT,
            gettext_noop('nama kebutuhan, misalnya "ideal"'),
            is_required=True,
            longest=200,
        ),
        Key("people", Kind.INTEGER, gettext_noop("jumlah orang"), is_required=True),
        Key("year", Kind.INTEGER, gettext_noop("tahun kebutuhan, misalnya 2026"), is_required=True),
        Key("meaning", Kind.PROSE, gettext_noop("arti angka itu")),
    ),
)
ACTIVITY = Table(
    "activity",
    keys=(
        Key(
            "code",
            Kind.SLUG,
            gettext_noop('kode kegiatan, misalnya "bimtek-jalan"'),
            is_required=True,
            longest=80,
        ),
        Key(
            "kind",
            Kind.TEXT,
            gettext_noop('jenis kegiatan, misalnya "bimtek"'),
            is_required=True,
            longest=80,
        ),
        Key("title", Kind.TEXT, gettext_noop("judul kegiatan"), is_required=True, longest=300),
        Key("occupation", Kind.TEXT, gettext_noop("jabatan kerja")),
        Key("levels", Kind.INTEGERS, gettext_noop("jenjang, misalnya [7, 8, 9]")),
        Key(
            "window",
            Kind.WINDOW,
            gettext_noop('waktu kegiatan, misalnya "2026-04"'),
            is_required=True,
        ),
        Key("window_text", Kind.TEXT, gettext_noop("waktu seperti yang diumumkan")),
        Key(
            "approximate",
            Kind.BOOLEAN,
            gettext_noop("true bila waktunya perkiraan"),
            fills="is_approximate",
        ),
        Key("seats", Kind.INTEGER, gettext_noop("jumlah tempat")),
        Key("partners", Kind.TEXTS, gettext_noop('mitra, misalnya ["HPJI"]')),
        Key("regions", Kind.REGIONS, gettext_noop('"all" atau daftar kode wilayah'), longest=80),
        Key(
            "funded_by",
            Kind.TEXT,
            gettext_noop('tahap yang mendanai, misalnya "murni"'),
            longest=80,
        ),
        Key("cost", Kind.INTEGER, gettext_noop("biaya dalam rupiah"), most=MOST_RUPIAH),
        Key("indicator", Kind.TEXT, gettext_noop('indikator, misalnya "trained"'), longest=60),
        Key("sub_activity", Kind.TEXT, gettext_noop("kode subkegiatan"), longest=80),
        Key("realised", Kind.INTEGER, gettext_noop("hasil yang sudah diumumkan, dalam orang")),
    ),
)
HISTORY = Table(
    "history",
    keys=(
        Key("year", Kind.INTEGER, gettext_noop("tahun angka itu, misalnya 2025"), is_required=True),
        Key(
            "indicator",
            Kind.TEXT,
            gettext_noop('indikator, misalnya "trained"'),
            is_required=True,
            longest=200,
        ),
        Key("target", Kind.INTEGER, gettext_noop("target yang diumumkan")),
        Key("realised", Kind.INTEGER, gettext_noop("hasil yang diumumkan")),
        Key("note", Kind.PROSE, gettext_noop("catatan")),
        Key("source", Kind.PROSE, gettext_noop("sumber angka")),
    ),
)

# The totals of [stated] are named by the indicators too, so its keys cannot be listed.
STATED = "stated"
TABLES = (PROGRAMME, VERSION, GOAL, ACTIVITY, HISTORY)
TOP_NAMES = (*(table.name for table in TABLES), STATED)
