"""The words of an event report: which a writer adds, how its figures read, and what must stand before it is approved."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import words
from binakon.core.problems import Problem

LABELS: Mapping[str, Any] = {
    "background": gettext_lazy("Latar belakang"),
    "course": gettext_lazy("Jalannya kegiatan"),
    "obstacles": gettext_lazy("Kendala"),
    "advice": gettext_lazy("Saran"),
}
WORDS = tuple(LABELS)
MOST_PHOTOS = 12


def figure_rows(figures: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What every figure is called and how it reads; "" is unknown, which is never nought."""
    people = figures["determined"]
    return [
        (_("Pendaftar"), words.number(figures["registered"])),
        (_("Peserta ditetapkan"), words.number(people)),
        (_("Pernah hadir"), _count(figures["attended"])),
        (_("JP pelatihan"), _count(figures["jp_total"])),
        (_("Rata-rata JP hadir per peserta"), _mean(figures["jp_mean"], figures["jp_n"])),
        (_("Rata-rata tes awal"), _mean(figures["pre"], figures["pre_n"])),
        (_("Rata-rata tes akhir"), _mean(figures["post"], figures["post_n"])),
        (_("Rata-rata N-gain"), _mean(figures["gain"], figures["gain_n"])),
        (_("Selesai"), _count(figures["completed"])),
        (_("Perlu pembinaan lanjutan"), _count(figures["incomplete"])),
        (_("Belum diputuskan"), words.number(figures["pending"])),
        (_("Sertifikat berlaku"), words.number(figures["certificates"])),
    ]


def score_words(value: str | None) -> str:
    """A stored score or mean as it reads, "" where it is unknown."""
    return "" if value is None else words.decimal(Decimal(value))


def evaluation_words(found: Mapping[str, Any] | None) -> str:
    """How many have answered, and why averages are missing where they are."""
    if found is None:
        return _("Evaluasi tidak diadakan.")
    counted = {"answers": words.number(found["answers"]), "asked": words.number(found["asked"])}
    told = _("%(answers)s dari %(asked)s peserta menjawab.") % counted
    if found["is_readable"]:
        return told
    return f"{told} " + _(
        "Ringkasannya belum boleh dibaca, supaya tidak ada jawaban yang bisa ditebak."
    )


def approval_problems(
    written: Mapping[str, str], *, people: int, pending: int, has_ended: bool
) -> list[Problem]:
    """What keeps a report from being approved, all at once."""
    problems = []
    if not has_ended:
        sentence = _("Kelas ini belum selesai. Sahkan laporannya setelah hari terakhir.")
        problems.append(Problem("ended", sentence))
    if not people:
        problems.append(Problem("people", _("Kelas ini belum punya peserta yang ditetapkan.")))
    if pending:
        sentence = _("%(many)s peserta belum diputuskan selesai atau belum. Putuskan dulu.")
        problems.append(Problem("pending", sentence % {"many": words.number(pending)}))
    for name in ("background", "course"):
        if not written[name].strip():
            sentence = _("Isi dulu “%(part)s”.") % {"part": LABELS[name]}
            problems.append(Problem(name, sentence))
    return problems


def _count(value: int | None) -> str:
    return "" if value is None else words.number(value)


def _mean(value: str | None, n: int) -> str:
    return "" if value is None else f"{score_words(value)} (n = {words.number(n)})"
