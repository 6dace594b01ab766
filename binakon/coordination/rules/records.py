"""The official record of a meeting (berita acara): what must be there before it gets its number and before it goes out."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from binakon.coordination.states import AgreementKind, AgreementState, MeetingState
from binakon.core.problems import Problem

SERIES = "surat"


def record_problems(state: str, *, people: int, items: int) -> list[Problem]:
    """Everything that is missing for the number."""
    problems = []
    if state != MeetingState.CLOSED:
        sentence = _("Rapat ini belum ditutup. Tutup dulu di halaman notulen, lalu beri nomor.")
        problems.append(Problem("open", sentence))
    if not people:
        sentence = _("Belum seorang pun tercatat hadir. Catat dulu kehadirannya.")
        problems.append(Problem("nobody", sentence))
    if not items:
        problems.append(
            Problem("no_agenda", _("Rapat ini belum punya acara. Tulis dulu acaranya."))
        )
    return problems


def send_problems(number: str, *, offices: int) -> list[Problem]:
    """Everything that is missing for the sending."""
    problems = []
    if not number:
        problems.append(Problem("number", _("Berita acara ini belum bernomor. Beri nomor dulu.")))
    if not offices:
        problems.append(Problem("nobody", _("Rapat ini tidak mengundang kantor mana pun.")))
    return problems


def is_proposal(row: Mapping[str, Any]) -> bool:
    """Whether a line of a record was only proposed: nobody has agreed to it yet."""
    return bool(row["state"] == AgreementState.PROPOSED)


def amount_words(about: str, places: int | None) -> str:
    """How many seats of a quota or people are meant: "5 kursi", "5 orang"; "" where nothing is counted."""
    if places is None:
        return ""
    if about == AgreementKind.QUOTA:
        return _("%(places)d kursi") % {"places": places}
    return _("%(places)d orang") % {"places": places}


def default_subject(title: str) -> str:
    """What a new record is about."""
    return f"Berita acara {title}"[:300]
