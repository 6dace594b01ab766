"""What one activity's life means to a reader on a day: a word, a tone, and whether it is late."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.states import ActivityState


@dataclass(frozen=True, slots=True)
class LifeFacts:
    """What is known of an activity."""

    state: str
    ends_on: date | None
    is_done: bool
    is_named: bool
    waits_for_perubahan: bool


@dataclass(frozen=True, slots=True)
class Badge:
    """A word for the state of one thing; the tone belongs to the state: "", go, good, wait or bad."""

    text: str
    tone: str = ""


def days_late(facts: LifeFacts, day: date) -> int:
    """Days since its window closed while nothing says that it took place; 0 when it is not late."""
    is_open = facts.state in {ActivityState.PLANNED, ActivityState.RESCHEDULED}
    if not is_open or facts.is_done or facts.ends_on is None:
        return 0
    return max((day - facts.ends_on).days, 0)


def badge_of(facts: LifeFacts, day: date) -> Badge:
    """The one word that says where the activity stands."""
    if facts.state == ActivityState.CANCELLED:
        return Badge(_("Dibatalkan"), "bad")
    if facts.is_done or facts.state in {ActivityState.HELD, ActivityState.CLOSED}:
        return Badge(_("Terlaksana"), "good")
    if facts.state == ActivityState.POSTPONED:
        return Badge(_("Ditunda"), "wait")
    if facts.waits_for_perubahan:
        return Badge(_("Menunggu perubahan"), "wait")
    if days_late(facts, day):
        return Badge(_("Hasil belum dicatat"), "wait")
    if facts.state == ActivityState.RESCHEDULED:
        return Badge(_("Dijadwalkan ulang"), "wait")
    return Badge(_("Direncanakan")) if facts.is_named else Badge(_("Bidang belum diumumkan"))


def attendance_problems(came: int | None, invited: int | None) -> list[Problem]:
    """More offices cannot come than the plan involves."""
    if came is None or invited is None or came <= invited:
        return []
    sentence = _(
        "Yang datang %(came)d kabupaten/kota, padahal rencananya melibatkan %(invited)d. Periksa angkanya."
    )
    return [Problem("offices_came", sentence % {"came": came, "invited": invited})]
