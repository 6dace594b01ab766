"""The words that offices write in a workbook, and the plain form in which they are compared."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from binakon.planning.states import ActivityKind, Stage, VersionState


@dataclass(frozen=True, slots=True)
class BookWords:
    """What a workbook may call by name: sub-activities and regions by code, indicators by key.

    `year` is the year of months without one, as long as the workbook does not state its own (0: none).
    """

    sub_activities: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    year: int = 0


_APART = re.compile(r"[\s_/\-–—‑]+")
_DROPPED = re.compile(r"[.:*“”\"'’`?]+")
_UNIT = re.compile(
    r"(?:\((?:dalam |in )?(?:rp|rupiah|idr|orang|org|people|peserta|kursi|kode|tahun|hari|ya tidak)\)"
    r"|dalam rupiah|in rupiah)$"
)


def plain(text: str) -> str:
    """Lower case, one space, no marks: "SUB-KEGIATAN :" and "Sub kegiatan" are one word."""
    folded = _DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())
    return _APART.sub(" ", folded).strip()


def plain_header(text: str) -> str:
    """A heading without its trailing unit: "BIAYA (Rp)" is "biaya"."""
    return _UNIT.sub("", plain(text)).strip()


KIND_NAMES: Mapping[str, str] = {
    ActivityKind.RAKOR.value: "Rapat koordinasi",
    ActivityKind.BIMTEK.value: "BIMTEK",
    ActivityKind.TRAINING.value: "Pelatihan",
    ActivityKind.CERTIFICATION.value: "Fasilitasi sertifikasi",
    ActivityKind.OTHER.value: "Kegiatan lain",
}
STAGE_NAMES: Mapping[str, str] = {
    Stage.MURNI.value: "Murni",
    Stage.PERGESERAN.value: "Pergeseran",
    Stage.PERUBAHAN.value: "Perubahan",
    Stage.USULAN.value: "Usulan",
}
STATUS_NAMES: Mapping[str, str] = {
    VersionState.DRAFT.value: "Konsep",
    VersionState.SUBMITTED.value: "Diajukan",
    VersionState.RATIFIED.value: "Disahkan",
}
INDICATOR_NAMES: Mapping[str, str] = {
    "trained": "dilatih",
    "facilitated": "difasilitasi",
    "certified": "tersertifikasi",
}

_OTHER_KINDS: Mapping[str, tuple[str, ...]] = {
    ActivityKind.RAKOR.value: ("rakor", "rapat koordinasi", "rapat kordinasi", "coordination"),
    ActivityKind.BIMTEK.value: ("bimtek", "bimbingan teknis"),
    ActivityKind.TRAINING.value: ("pelatihan", "training", "diklat"),
    ActivityKind.CERTIFICATION.value: (
        "fasilitasi sertifikasi",
        "sertifikasi",
        "certification",
    ),
    ActivityKind.OTHER.value: ("kegiatan lain", "kegiatan lainnya", "lainnya", "lain", "other"),
}
_OTHER_STAGES: Mapping[str, tuple[str, ...]] = {
    Stage.MURNI.value: ("apbd murni", "anggaran murni", "dpa murni", "dpa"),
    Stage.PERGESERAN.value: ("pergeseran anggaran", "dpa pergeseran", "apbd pergeseran"),
    Stage.PERUBAHAN.value: (
        "apbd perubahan",
        "perubahan apbd",
        "perubahan anggaran",
        "anggaran perubahan",
        "dpa perubahan",
        "apbd p",
        "apbdp",
        "dppa",
    ),
    Stage.USULAN.value: ("usulan anggaran", "usulan perubahan", "proposal"),
}
_OTHER_STATUSES: Mapping[str, tuple[str, ...]] = {
    VersionState.DRAFT.value: ("konsep", "draf", "rancangan"),
    VersionState.SUBMITTED.value: ("diajukan",),
    VersionState.RATIFIED.value: ("disahkan", "sah", "ditetapkan"),
}
_OTHER_INDICATORS: Mapping[str, tuple[str, ...]] = {
    "trained": ("dilatih", "yang dilatih", "orang dilatih", "jumlah yang dilatih"),
    "facilitated": (
        "difasilitasi",
        "difasilitasi sertifikasi",
        "difasilitasi sertifikasinya",
        "yang difasilitasi",
    ),
    "certified": ("tersertifikasi", "bersertifikat"),
}


def _by_word(names: Mapping[str, str], others: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    """Every word, plain, to the value it stands for."""
    words = {plain(word): value for value, some in others.items() for word in some}
    return words | {plain(names[value]): value for value in names} | {v: v for v in names}


KINDS = _by_word(KIND_NAMES, _OTHER_KINDS)
STAGES = _by_word(STAGE_NAMES, _OTHER_STAGES)
STATUSES = _by_word(STATUS_NAMES, _OTHER_STATUSES)
INDICATORS = _by_word(INDICATOR_NAMES, _OTHER_INDICATORS)
YES = frozenset({"ya", "iya", "y", "yes", "benar", "true", "v", "✓", "✔", "√", "☑"})
NO = frozenset({"tidak", "tdk", "no", "n", "bukan", "salah", "false", "☐"})
ALL_REGIONS = frozenset(
    {
        "semua",
        "seluruh",
        "all",
        "semua wilayah",
        "seluruh wilayah",
        "semua kabupaten kota",
        "seluruh kabupaten kota",
        "semua kab kota",
        "seluruh kab kota",
    }
)


def indicator_words(words: BookWords) -> Mapping[str, str]:
    """Plain words to indicator keys: our own words, the labels passed in, and the keys themselves."""
    labels = {plain(label): key for key, label in words.indicators.items()}
    return {**INDICATORS, **labels, **{plain(key): key for key in words.indicators}}


def indicator_name(key: str, words: BookWords) -> str:
    """The word to print for an indicator; its key, where the word would be read as another one."""
    name = INDICATOR_NAMES.get(key) or words.indicators.get(key, key)
    return name if indicator_words(words).get(plain(name)) == key else key


def region_words(words: BookWords) -> Mapping[str, str]:
    """Plain region names to codes: "kabupaten banjar", and "banjar" where only one region has it."""
    found: dict[str, str] = {}
    short: dict[str, list[str]] = {}
    for code, name in words.regions.items():
        whole = plain_region(name)
        found[whole] = code
        short.setdefault(whole.removeprefix("kabupaten ").removeprefix("kota "), []).append(code)
    alone = {name: codes[0] for name, codes in short.items() if len(codes) == 1}
    return {**alone, **found}


def plain_region(name: str) -> str:
    """A region's name with "kab" written out."""
    text = plain(name)
    return "kabupaten " + text.removeprefix("kab ") if text.startswith("kab ") else text
