"""Who may write on the pages of a meeting's day."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from binakon.coordination.views.meeting_guard import seen_meeting
from binakon.people.rules import Viewer, can_plan
from binakon.planning.views.guard import demand

if TYPE_CHECKING:
    from binakon.coordination.models import Meeting

NOT_YOURS = gettext_lazy(
    "Kehadiran, notulen dan berita acara dicatat kepala seksi atau staf. Peran Anda bisa membacanya."
)


def led_day(request: HttpRequest, code: str) -> "tuple[Viewer, Meeting]":
    """The viewer and the meeting they ask for; 404 where they hold no desk at its office, 403 for a role that reads."""
    viewer, meeting = seen_meeting(request, code)
    demand(is_allowed=can_plan(viewer, meeting.office.code), sentence=str(NOT_YOURS))
    return viewer, meeting
