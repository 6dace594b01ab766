"""What is left to say to an applicant once the class is over, where the usual next step speaks of what is to come."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import words
from binakon.enrolment.rules.status_facts import Action, Status, StatusFacts
from binakon.enrolment.states import PlaceState


@dataclass(frozen=True, slots=True)
class _After:
    """What takes the place of the usual words; a heading of "" leaves the usual one."""

    heading: Any
    following: Any
    tone: str


_AFTER: dict[str, _After] = {
    PlaceState.DETERMINED: _After(
        gettext_lazy("Anda tercatat sebagai peserta kelas ini"),
        # What the class itself still asks for is not known here, so nothing is said to be all.
        gettext_lazy("Evaluasi, hasil, dan sertifikat Anda tampil di halaman ini begitu tersedia."),
        "good",
    ),
    PlaceState.ACCEPTED: _After(
        "",
        gettext_lazy(
            "Nama Anda belum tercantum dalam surat keputusan (SK). Kalau Anda ikut kelasnya, hubungi panitia."
        ),
        "wait",
    ),
    PlaceState.WAITING: _After(
        gettext_lazy("Anda tidak mendapat kursi di kelas ini"),
        gettext_lazy("Lihat kegiatan lain yang masih dibuka."),
        "",
    ),
    "": _After("", gettext_lazy("Kalau ada pertanyaan, hubungi panitia."), ""),
}


def after_class(status: Status, facts: StatusFacts) -> Status:
    """The same status before the class is over; afterwards without a step that is no longer to come."""
    said = _AFTER.get(facts.place) if facts.is_held else None
    if said is None:
        return status
    over = _("Kelas ini sudah selesai %(day)s.")
    day = words.day(facts.ends_on)
    return replace(
        status,
        heading=str(said.heading) or status.heading,
        following=f"{over % {'day': day}} {said.following}",
        tone=said.tone,
        actions=status.actions - {Action.WITHDRAW},
    )
