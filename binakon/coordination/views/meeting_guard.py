"""Who may open pages of meetings: the same few questions at the head of every view."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from binakon.coordination.queries.meetings import meeting_for
from binakon.core.problems import Blocked, NotAllowed, Problem
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_plan
from binakon.planning.views.guard import turn_to_office

if TYPE_CHECKING:
    from django import forms

    from binakon.coordination.models import Meeting


def seen_meeting(request: HttpRequest, code: str) -> "tuple[Viewer, Meeting]":
    """The viewer and the meeting they ask for; 404 where they hold no desk at its office."""
    viewer = viewer_for(request)
    meeting = meeting_for(viewer, code)
    if meeting is None:
        raise Http404
    turn_to_office(request, meeting.office.code)
    return viewer, meeting


def written_meeting(request: HttpRequest, code: str) -> "tuple[Viewer, Meeting]":
    """The same for who may write; 403 for roles that only read."""
    viewer, meeting = seen_meeting(request, code)
    demand_writer(viewer, meeting.office.code)
    return viewer, meeting


def demand_writer(viewer: Viewer, office_code: str) -> None:
    """403 for roles that read meetings but do not prepare them."""
    if not can_plan(viewer, office_code):
        raise NotAllowed(
            _("Rapat disiapkan kepala bidang, kepala seksi, atau staf. Peran Anda bisa membacanya.")
        )


def heard(
    form: "forms.Form",
    deed: Callable[[], object],
    fields: Mapping[str, str],
    leading: list[Problem] | None = None,
) -> bool:
    """Do it; of a refusal every problem goes to its field (`fields` maps other codes), and what was typed stays.

    What leads to a page goes to `leading`, for a template that shows the way.
    """
    try:
        deed()
    except Blocked as refused:
        for problem in refused.problems:
            if problem.href and leading is not None:
                leading.append(problem)
                continue
            code = fields.get(problem.code, problem.code)
            form.add_error(code if code in form.fields else None, problem.sentence)
        return False
    return True


def paper_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to be shown, kept by no cache."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
