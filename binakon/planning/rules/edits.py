"""Two people editing one thing: what each changed is kept, and what both changed is shown to the second."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import StaleState
from binakon.planning.rules.plan_file import VersionEntry
from binakon.planning.states import indicator_label


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else changed since it was read: what was read, what is stored, what is wanted now."""

    field: str
    base: Any
    theirs: Any
    mine: Any


class EditConflict(StaleState):
    """Both changed the same field; nothing was stored. `clashes` shows both values."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(
            _(
                "Orang lain mengubah isian yang sama sejak Anda membukanya. Kedua nilainya ada di bawah; pilih, "
                "lalu simpan lagi."
            )
        )
        self.clashes = clashes


def merged(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Clash]]:
    """What to store so that neither edit is lost, and the fields where that cannot be.

    `base` is what the writer had read, `mine` what they want, `theirs` what is stored now.
    """
    changes: dict[str, Any] = {}
    clashes = []
    for name, wanted in mine.items():
        if wanted == theirs[name] or wanted == base[name]:
            continue
        if theirs[name] != base[name]:
            clashes.append(Clash(name, base[name], theirs[name], wanted))
        else:
            changes[name] = wanted
    return changes, clashes


def amounts_of(entry: VersionEntry) -> dict[str, int | None]:
    """The amounts of a version by the names that `edit_amounts` takes."""
    targets = {
        f"target:{t.indicator}:{t.sub_activity}": t.people if t.people is not None else t.value
        for t in entry.targets
    }
    return {**targets, **{f"ceiling:{p.sub_activity}": p.ceiling for p in entry.ceilings}}


def change_label(name: str) -> str:
    """A changed part of a version in the words of its history, which are Indonesian: "target dilatih", "pagu"."""
    kind, _colon, rest = name.partition(":")
    if kind == "target":
        return f"target {indicator_label(rest.partition(':')[0])}"
    if kind == "ceiling":
        return f"pagu {rest}".strip()
    return _LABELS.get(name, name)


_LABELS = {
    "dated": "tanggal",
    "note": "catatan",
    "is_total_about": "“sekitar”",
    "kind": "jenis",
    "title": "judul",
    "occupation": "jabatan kerja",
    "levels": "jenjang",
    "window": "waktu",
    "window_text": "waktu yang diumumkan",
    "is_approximate": "perkiraan waktu",
    "seats": "kursi",
    "partners": "mitra",
    "regions": "wilayah",
    "cost": "biaya",
    "indicator": "indikator",
    "sub_activity": "subkegiatan",
}
