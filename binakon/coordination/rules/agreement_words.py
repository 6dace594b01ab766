"""How an agreement and what came of it are said."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.coordination.states import AgreementKind, AgreementState

TONES = {
    AgreementState.PROPOSED: "",
    AgreementState.ACCEPTED: "wait",
    AgreementState.FULFILLED: "good",
    AgreementState.DROPPED: "",
}
LATE = gettext_lazy("terlambat")


def state_words(state: str, *, is_late: bool) -> str:
    """The state in words; being late is said instead of being accepted."""
    return str(LATE) if is_late else str(AgreementState(state).label)


def tone_of(state: str, *, is_late: bool) -> str:
    """The tone that goes with those words."""
    return "bad" if is_late else TONES[AgreementState(state)]


def progress_words(kind: str, done: int | None, places: int | None) -> str:
    """How far it is: "3 dari 5 orang diusulkan"; "" where nothing is counted."""
    if kind == AgreementKind.NOMINATION and places is not None:
        if done is None:
            return _("%(places)d orang diminta, belum dihitung") % {"places": places}
        facts = {"done": done, "places": places}
        return _("%(done)d dari %(places)d orang diusulkan") % facts
    return ""


def quota_words(before: int | None, places: int | None) -> str:
    """What happened to a quota: "3 menjadi 5 kursi", or what it is to become."""
    if places is None:
        return ""
    if before is None:
        return _("%(places)d kursi") % {"places": places}
    return _("%(before)d menjadi %(places)d kursi") % {"before": before, "places": places}


def reason_words(meeting: str, day: str, text: str) -> str:
    """The reason that stands beside a quota which was agreed."""
    if not meeting:
        return f"kesepakatan: {text}"
    return f"disepakati dalam {meeting}, {day}: {text}"
