"""The words of a training at the desk: its answer in one sentence, its state's tone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.states import Policy, TrainingState

TONES = {
    TrainingState.PREPARED: "",
    TrainingState.OPEN: "go",
    TrainingState.CLOSED: "wait",
    TrainingState.SELECTED: "wait",
    TrainingState.DETERMINED: "good",
    TrainingState.CANCELLED: "bad",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What the sentence counts: seats, those taken, who waits, who asks for a place."""

    state: str
    policy: str
    seats: int
    taken: int
    waiting: int
    asking: int
    opens_at: datetime
    closes_at: datetime
    moment: datetime


def state_words(state: str, opens_at: datetime, moment: datetime) -> str:
    """Where a class stands; one that is opened before its hour says from when it takes registrations."""
    if state == TrainingState.OPEN and moment < opens_at:
        return _("pendaftaran dibuka mulai %(opens)s") % {"opens": words.moment(opens_at)}
    return str(TrainingState(state).label)


def state_tone(state: str, opens_at: datetime, moment: datetime) -> str:
    """The tone of those words: a class that nobody can register for yet is not green."""
    is_coming = state == TrainingState.OPEN and moment < opens_at
    return "wait" if is_coming else TONES[TrainingState(state)]


def seats_sentence(tally: Tally) -> str:
    """What stands: seats taken once seats are given, before that who asks for them."""
    numbers = {
        "taken": words.number(tally.taken),
        "seats": words.number(tally.seats),
        "waiting": words.number(tally.waiting),
        "asking": words.number(tally.asking),
    }
    seats_are_given = tally.policy == Policy.FIRST_COME or tally.state in {
        TrainingState.SELECTED,
        TrainingState.DETERMINED,
    }
    if not seats_are_given:
        return _("%(asking)s orang mendaftar untuk %(seats)s kursi") % numbers
    if tally.waiting:
        return _("%(taken)s dari %(seats)s kursi terisi, %(waiting)s menunggu") % numbers
    return _("%(taken)s dari %(seats)s kursi terisi") % numbers


def headline_of(tally: Tally) -> str:
    """The page's answer: what stands, and what the clock does next."""
    stands = seats_sentence(tally)
    opens, closes = words.moment(tally.opens_at), words.moment(tally.closes_at)
    if tally.state == TrainingState.PREPARED:
        sentence = _("Belum dibuka: %(seats)s kursi disiapkan, pendaftaran mulai %(opens)s.")
        return sentence % {"seats": words.number(tally.seats), "opens": opens}
    if tally.state == TrainingState.OPEN and tally.moment < tally.opens_at:
        return _("%(stands)s; pendaftaran dibuka mulai %(opens)s.") % {
            "stands": stands,
            "opens": opens,
        }
    if tally.state == TrainingState.OPEN and tally.moment < tally.closes_at:
        sentence = _("%(stands)s; pendaftaran ditutup %(closes)s.")
        return sentence % {"stands": stands, "closes": closes}
    if tally.state == TrainingState.OPEN:
        sentence = _("%(stands)s; pendaftaran berakhir %(closes)s.")
        return sentence % {"stands": stands, "closes": closes}
    state = TrainingState(tally.state).label
    return _("%(stands)s; %(state)s.") % {"stands": stands, "state": state}
