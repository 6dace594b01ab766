"""The terms of a training as people state them: plain values by name, their words, and what may no longer change."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core.problems import Problem
from binakon.enrolment.states import DocumentKind, Policy, TrainingState
from binakon.planning.states import ActivityKind

# Every term as JSON knows it: moments and days in ISO form, the days of the class as [day, from, until].
Terms = dict[str, Any]

LABELS = {
    "seats": gettext_lazy("Kursi"),
    "reserved": gettext_lazy("Kursi untuk kelompok"),
    "policy": gettext_lazy("Cara membagi kursi"),
    "weights": gettext_lazy("Poin peringkat"),
    "has_waiting_list": gettext_lazy("Daftar cadangan"),
    "takes_individuals": gettext_lazy("Menerima pendaftar perorangan"),
    "takes_nominations": gettext_lazy("Menerima usulan kabupaten/kota"),
    "needs_two_verifiers": gettext_lazy("Dua pemeriksa untuk setiap berkas"),
    "opens_at": gettext_lazy("Pendaftaran dibuka"),
    "closes_at": gettext_lazy("Pendaftaran ditutup"),
    "nominations_due_at": gettext_lazy("Batas usulan kabupaten/kota"),
    "unused_return_on": gettext_lazy("Kuota yang tidak terpakai kembali pada"),
    "correction_days": gettext_lazy("Waktu memperbaiki berkas"),
    "offer_days": gettext_lazy("Waktu menjawab tawaran kursi"),
    "objection_days": gettext_lazy("Waktu mengajukan keberatan"),
    "days": gettext_lazy("Hari dan jam"),
    "venue": gettext_lazy("Tempat"),
    "requirements": gettext_lazy("Persyaratan"),
    "documents": gettext_lazy("Berkas yang diminta"),
    "partner": gettext_lazy("Mitra"),
    "contact_name": gettext_lazy("Narahubung"),
    "contact_phone": gettext_lazy("Nomor WA narahubung"),
}
# Told to everybody who has registered when they change.
TOLD = ("days", "venue")
EDITABLE_STATES = frozenset(
    {TrainingState.PREPARED, TrainingState.OPEN, TrainingState.CLOSED, TrainingState.SELECTED}
)


def moment_of(text: str | None) -> datetime | None:
    """The moment that a term states, in the office's time zone."""
    return timezone.make_aware(datetime.fromisoformat(text)) if text else None


def usual_documents(kind: str) -> list[str]:
    """What a class asks by its kind: a BIMTEK the four papers; the rest is asked when a person goes on to an SKK."""
    if kind in {ActivityKind.RAKOR, ActivityKind.OTHER}:
        return []
    return [document.value for document in DocumentKind]


def _never(_before: Any, _after: Any) -> bool:
    return False


def _later(before: Any, after: Any) -> bool:
    return after is not None and (before is None or after >= before)


def _no_less(before: Any, after: Any) -> bool:
    return bool(after >= before)


def _turned_on(_before: Any, after: Any) -> bool:
    return bool(after)


def _fewer(before: Any, after: Any) -> bool:
    return set(after) <= set(before)


# After opening: what is not named here may change freely.
_AFTER_OPENING: Mapping[str, tuple[Callable[[Any, Any], bool], Any]] = {
    "seats": (_never, gettext_lazy("Ubah jumlah kursi lewat halaman kursi, dengan alasan.")),
    "reserved": (_never, gettext_lazy("Orang mendaftar dengan kursi kelompok yang diumumkan ini.")),
    "policy": (_never, gettext_lazy("Orang mendaftar dengan cara membagi kursi ini.")),
    "weights": (_never, gettext_lazy("Orang mendaftar dengan poin yang diumumkan ini.")),
    "requirements": (_never, gettext_lazy("Orang mendaftar dengan persyaratan ini.")),
    "opens_at": (_never, gettext_lazy("Pendaftaran sudah dibuka.")),
    "documents": (
        _fewer,
        gettext_lazy(
            "Berkas boleh dikurangi, tidak ditambah; yang sudah mengirim tidak perlu mengulang."
        ),
    ),
    "closes_at": (
        _later,
        gettext_lazy(
            "Penutupan boleh diundur, tidak dimajukan; waktu ini sudah diketahui pendaftar."
        ),
    ),
    "nominations_due_at": (
        _later,
        gettext_lazy("Batas usulan boleh diundur, tidak dimajukan."),
    ),
    "unused_return_on": (
        _later,
        gettext_lazy(
            "Tanggal ini boleh diundur, tidak dimajukan; kabupaten/kota sudah mengetahuinya."
        ),
    ),
    "has_waiting_list": (_turned_on, gettext_lazy("Sudah ada yang menunggu di daftar cadangan.")),
    "takes_individuals": (_turned_on, gettext_lazy("Orang sudah boleh mendaftar sendiri.")),
    "takes_nominations": (_turned_on, gettext_lazy("Kabupaten/kota sudah boleh mengusulkan.")),
    "correction_days": (_no_less, gettext_lazy("Waktu yang dijanjikan tidak boleh berkurang.")),
    "offer_days": (_no_less, gettext_lazy("Waktu yang dijanjikan tidak boleh berkurang.")),
    "objection_days": (_no_less, gettext_lazy("Waktu yang dijanjikan tidak boleh berkurang.")),
}


def fixed_terms(state: str) -> list[tuple[str, str]]:
    """Label and reason of everything that can no longer change freely in this state."""
    if state == TrainingState.PREPARED:
        return []
    return [(str(LABELS[name]), str(reason)) for name, (_may, reason) in _AFTER_OPENING.items()]


def hurting_changes(
    state: str, before: Mapping[str, Any], changes: Mapping[str, Any]
) -> list[Problem]:
    """Changes that would hurt somebody who has registered; the code of a problem is the name of its term."""
    if state == TrainingState.PREPARED:
        return []
    if state not in EDITABLE_STATES:
        sentence = _("Kelas ini sudah %(state)s; ketentuannya tidak berubah lagi.")
        return [Problem("state", sentence % {"state": TrainingState(state).label})]
    return [
        Problem(name, str(_AFTER_OPENING[name][1]))
        for name, wanted in changes.items()
        if name in _AFTER_OPENING and not _AFTER_OPENING[name][0](before[name], wanted)
    ]


def term_problems(terms: Mapping[str, Any], plan_seats: int | None) -> list[Problem]:
    """What is wrong with terms as they are stated; the code of a problem is the name of its term."""
    problems = []
    if plan_seats is not None and terms["seats"] > plan_seats:
        sentence = _("Rencana menyebut %(plan)d kursi; tulis paling banyak %(plan)d.")
        problems.append(Problem("seats", sentence % {"plan": plan_seats}))
    if sum(terms["reserved"].values()) > terms["seats"]:
        sentence = _("Kursi kelompok lebih banyak daripada kursi kelas ini.")
        problems.append(Problem("reserved", sentence))
    if terms["closes_at"] <= terms["opens_at"]:
        sentence = _("Pendaftaran harus ditutup setelah dibuka.")
        problems.append(Problem("closes_at", sentence))
    if not terms["takes_individuals"] and not terms["takes_nominations"]:
        sentence = _("Pilih paling sedikit satu: pendaftar perorangan atau usulan kabupaten/kota.")
        problems.append(Problem("takes_individuals", sentence))
    due = terms["nominations_due_at"]
    if due and terms["days"] and due[:10] > terms["days"][0][0]:
        sentence = _("Batas usulan jatuh setelah kelasnya mulai. Majukan batasnya.")
        problems.append(Problem("nominations_due_at", sentence))
    if terms["policy"] == Policy.RANKED and not any(
        points for name, points in terms["weights"].items() if name != "months"
    ):
        problems.append(Problem("weights", _("Isi poin paling sedikit untuk satu kriteria.")))
    return problems
