"""What a regency reads of its nominee: papers and seat in plain words, the same for a person whom another one named.

Somebody who is registered in this class already is kept apart as *repeated*. Their regency must not learn it, so until
the papers were judged a repeated registration reads like any other, and nothing is said of a seat that it could not have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.states import PlaceState, Policy, RegistrationState, TrainingState

_TONES: Mapping[str, str] = {
    RegistrationState.SUBMITTED: "wait",
    RegistrationState.CORRECTION: "wait",
    RegistrationState.VERIFIED: "good",
    RegistrationState.REJECTED: "bad",
}
# While no decree names the participants yet; afterwards replacing somebody takes an amended list.
REPLACEABLE = (TrainingState.OPEN, TrainingState.CLOSED, TrainingState.SELECTED)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a nominee stands. `place` is "" where there is none; `number` is the place among the regency's own who wait."""

    papers: str
    is_taken_back: bool = False
    place: str = ""
    policy: str = Policy.FIRST_COME
    offered_until: datetime | None = None
    number: int = 0


def state_read(state: str, *, is_taken_back: bool) -> RegistrationState:
    """The state of the papers as a regency reads it: a repeated registration like any other."""
    if state != RegistrationState.REPEATED:
        return RegistrationState(state)
    return RegistrationState.WITHDRAWN if is_taken_back else RegistrationState.SUBMITTED


def papers_words(state: str, *, is_taken_back: bool) -> tuple[str, str]:
    """What became of the papers, and the tone of it."""
    if is_taken_back:
        return _("tidak lagi diusulkan"), ""
    seen = state_read(state, is_taken_back=is_taken_back)
    return str(seen.label), _TONES[seen]


def seat_words(standing: Standing) -> str:
    """What is known of the seat; "" where the question is over."""
    if standing.is_taken_back or standing.papers == RegistrationState.REJECTED:
        return ""
    if standing.place == PlaceState.OFFERED:
        sentence = _("ditawari kursi; jawab sampai %(until)s")
        return sentence % {"until": words.moment(standing.offered_until)}
    if standing.place not in {"", PlaceState.ACCEPTED, PlaceState.WAITING}:
        return str(PlaceState(standing.place).label)
    if standing.papers == RegistrationState.VERIFIED and standing.place:
        if standing.place == PlaceState.ACCEPTED:
            return _("mendapat kursi")
        sentence = _("cadangan ke-%(number)s dari kabupaten/kota ini")
        return sentence % {"number": words.number(standing.number)}
    if standing.policy == Policy.FIRST_COME:
        return _("kursi dipastikan setelah berkas diperiksa")
    return _("kursi ditentukan setelah seleksi")


def closed_words(state: str, opens_at: datetime, moment: datetime) -> str:
    """Why a class takes no nominee at this moment: not yet, no longer, or what it has become."""
    if state != TrainingState.OPEN:
        sentence = _("usulan tidak bisa dikirim lagi (%(state)s)")
        return sentence % {"state": TrainingState(state).label}
    if moment < opens_at:
        return _("usulan bisa dikirim mulai %(opens)s") % {"opens": words.moment(opens_at)}
    return _("batas usulan sudah lewat")


def quota_sentence(quota: int | None, named: int) -> str:
    """How many were named of how many; what becomes of more than the quota."""
    if quota is None:
        return _("%(named)s orang diusulkan; kelas ini tidak memakai kuota untuk Anda") % {
            "named": words.number(named)
        }
    numbers = {"named": words.number(named), "quota": words.number(quota)}
    return _("%(named)s orang diusulkan untuk kuota %(quota)s kursi") % numbers


def over_quota_words(over: int, policy: str, *, has_waiting_list: bool) -> str:
    """Why people beyond the quota may be named too, and what they get; "" where nobody is beyond it."""
    if over <= 0:
        return ""
    facts = {"over": words.number(over)}
    if policy != Policy.FIRST_COME:
        return (
            _(
                "%(over)s orang melebihi kuota. Mereka ikut seleksi untuk kursi bersama, bersama pendaftar lain."
            )
            % facts
        )
    if has_waiting_list:
        return (
            _(
                "%(over)s orang melebihi kuota. Mereka mendapat kursi bersama bila masih ada, atau masuk daftar cadangan."
            )
            % facts
        )
    return (
        _(
            "%(over)s orang melebihi kuota. Mereka hanya diterima selama kursi bersama masih ada; kelas ini tanpa cadangan."
        )
        % facts
    )
