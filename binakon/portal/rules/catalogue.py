"""Which activities a reader of the catalogue asked for: pure choices over facts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PER_PAGE = 25
ANY_TIME, AFTER = "kapan-saja", "setelah-perubahan"
NAMES = {
    "jenis": gettext_lazy("Jenis"),
    "bulan": gettext_lazy("Waktu"),
    "jabatan": gettext_lazy("Jabatan kerja"),
    "wilayah": gettext_lazy("Kabupaten/kota"),
    "keadaan": gettext_lazy("Keadaan"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """What the catalogue needs to know of an activity; `months` are "2026-04", or one of the open words."""

    number: int
    kind: str
    kind_label: str
    months: tuple[str, ...]
    occupation: str
    regions: tuple[str, ...]
    states: tuple[str, ...]
    state_label: str
    words: str

    def values(self, name: str) -> tuple[str, ...]:
        """What it is under one filter."""
        found: dict[str, tuple[str, ...]] = {
            "jenis": (self.kind,),
            "bulan": self.months,
            "jabatan": (self.occupation,) if self.occupation else (),
            "wilayah": self.regions,
            "keadaan": self.states,
        }
        return found[name]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a filter, and how many activities it would find."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the query without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for; `unknown` names what nobody knows and is ignored."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    page: int = 1
    unknown: tuple[str, ...] = ()
    office: str = ""

    def asking(self, *, without: str = "", page: int = 1) -> dict[str, str]:
        """The words of an address that asks for the same, without one filter or on another page."""
        words = {name: value for name, value in self.chosen.items() if name != without}
        if self.search and without != "cari":
            words["cari"] = self.search
        if page > 1:
            words["halaman"] = str(page)
        if self.office:
            words["kantor"] = self.office
        return words


def ask(words: Mapping[str, str], listed: Iterable[Listed]) -> Asked:
    """Read the query of an address against what there is."""
    found = tuple(listed)
    chosen, unknown = {}, []
    for name in NAMES:
        value = words.get(name, "").strip()
        if not value:
            continue
        if any(value in each.values(name) for each in found):
            chosen[name] = value
        else:
            unknown.append(value[:60])
    number = words.get("halaman", "1")
    return Asked(
        chosen=chosen,
        search=" ".join(words.get("cari", "").split())[:100],
        page=int(number) if number.isdecimal() and len(number) < 6 else 1,
        unknown=tuple(unknown),
        office=words.get("kantor", ""),
    )


def found_by(asked: Asked, listed: Iterable[Listed], ignored: str = "") -> list[Listed]:
    """The activities that every filter and every word of the search finds, in their order."""
    words = asked.search.casefold().split()
    return [
        each
        for each in listed
        if all(
            value in each.values(name) for name, value in asked.chosen.items() if name != ignored
        )
        and all(word in each.words for word in words)
    ]


def choices(
    name: str, asked: Asked, listed: Iterable[Listed], label: Callable[[str], str]
) -> list[Choice]:
    """The options of one filter that would find something beside the other filters, with their counts."""
    counts: dict[str, int] = {}
    for each in found_by(asked, listed, ignored=name):
        for value in each.values(name):
            counts[value] = counts.get(value, 0) + 1
    chosen = asked.chosen.get(name, "")
    if chosen:
        counts.setdefault(chosen, 0)
    return [Choice(value, label(value), count, value == chosen) for value, count in counts.items()]


def month_key(day: date) -> str:
    """2026-04."""
    return f"{day.year:04d}-{day.month:02d}"


def total_words(found: int, everything: int) -> str:
    """How many of all are shown, in words."""
    if found == everything:
        return _("%(all)d kegiatan") % {"all": everything}
    return _("%(found)d dari %(all)d kegiatan") % {"found": found, "all": everything}
