"""Who may open the pages of a meeting's day: the same questions at the head of every view, and how papers are handed over."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from binakon.coordination.queries.arrivals import meeting_seen
from binakon.core.problems import Blocked
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_plan
from binakon.planning.views.guard import demand, turn_to_office

if TYPE_CHECKING:
    from django import forms

    from binakon.coordination.models import Meeting

NOT_YOURS = gettext_lazy(
    "Kehadiran, notulen dan berita acara dicatat kepala seksi atau staf. Peran Anda bisa membacanya."
)


def seen_day(request: HttpRequest, code: str) -> "tuple[Viewer, Meeting]":
    """The viewer and the meeting they ask for; 404 where they hold no desk at its office."""
    viewer = viewer_for(request)
    meeting = meeting_seen(viewer, code)
    if meeting is None:
        raise Http404
    turn_to_office(request, meeting.office.code)
    return viewer, meeting


def led_day(request: HttpRequest, code: str) -> "tuple[Viewer, Meeting]":
    """The same for whoever writes; 403 for a role that reads."""
    viewer, meeting = seen_day(request, code)
    demand(is_allowed=can_plan(viewer, meeting.office.code), sentence=str(NOT_YOURS))
    return viewer, meeting


def told(form: "forms.Form", deed: Callable[[], object], fields: Mapping[str, str]) -> bool:
    """Do it; of a refusal every problem goes to its field (`fields` maps other codes), and what was typed stays."""
    try:
        deed()
    except Blocked as refused:
        for problem in refused.problems:
            name = fields.get(problem.code, problem.code)
            form.add_error(name if name in form.fields else None, problem.sentence)
        return False
    return True


def paper(content: bytes, name: str) -> HttpResponse:
    """A PDF to be shown, kept by no cache."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
