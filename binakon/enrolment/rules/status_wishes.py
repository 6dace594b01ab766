"""What an applicant reads of a class when another class that they wished as well has given them a seat."""

from django.utils.translation import gettext as _

from binakon.enrolment.rules.status_facts import Status, StatusFacts
from binakon.enrolment.states import PlaceState

# Where a seat in another class that was wished together explains why there is none in this one.
_ENDS_ELSEWHERE = frozenset(
    {"", PlaceState.NOT_SELECTED, PlaceState.DECLINED, PlaceState.LAPSED, PlaceState.RELEASED}
)


def is_seated_elsewhere(facts: StatusFacts) -> bool:
    """Whether a seat in another class explains how this registration stands."""
    return bool(facts.seated_in) and facts.place in _ENDS_ELSEWHERE


def elsewhere_status(facts: StatusFacts) -> Status:
    """Result first, reason second, next step third."""
    return Status(
        _("Anda diterima di kelas lain yang Anda pilih"),
        facts.result
        or _("Anda mendapat kursi di %(title)s; pendaftaran untuk kelas ini selesai karena itu.")
        % {"title": facts.seated_in},
        _(
            "Anda tidak perlu melakukan apa-apa untuk kelas ini. Kelas yang menerima Anda tertulis di bawah."
        ),
        "good",
        frozenset(),
    )
