"""What an instructor sees and answers behind their signed link: no login, no script."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core import files
from binakon.core.actor import Actor, ActorKind
from binakon.core.problems import IllegalMove, StaleState
from binakon.portal.forms.instructors import OwnAnswerForm
from binakon.portal.queries import turn_to
from binakon.portal.views.personal import link_unknown, private
from binakon.trainings.actions import engagements
from binakon.trainings.documents.schedule import session_calendar
from binakon.trainings.queries.engagements import engagement_behind, own_engagement
from binakon.trainings.rules.engagements import BadLink, ExpiredLink

if TYPE_CHECKING:
    from binakon.trainings.models import Engagement


def instructor_link_ended(request: HttpRequest) -> HttpResponse:
    """410: too old, ended by the office, or taken over by somebody else."""
    return private(render(request, "portal/instructor_link_ended.html", status=410))


@require_http_methods(["GET", "HEAD", "POST"])
def instructor_answer(request: HttpRequest, token: str) -> HttpResponse:
    """One's sessions of a class; say yes or no to them, with a note."""
    try:
        engagement = engagement_behind(token)
    except BadLink:
        return private(link_unknown(request))
    except ExpiredLink:
        return instructor_link_ended(request)
    own = own_engagement(engagement)
    form = OwnAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not own.may_answer:
            return private(redirect("portal:instructor_answer", token=token))
        if form.is_valid():
            _answer(engagement, form)
            return private(redirect("portal:instructor_answer", token=token))
    turn_to(request, own.engagement.training.office_code)
    context = {"own": own, "form": form, "token": token}
    status = 422 if form.is_bound else 200
    return private(render(request, "portal/instructor_answer.html", context, status=status))


def _answer(engagement: "Engagement", form: OwnAnswerForm) -> None:
    """Pressing again, or after the office has written it down, leads to the page that says so."""
    by = Actor(ActorKind.LINK, f"narasumber {engagement.instructor}")
    deed = engagements.confirm if form.cleaned_data["answer"] == "confirm" else engagements.decline
    try:
        deed(engagement, note=form.cleaned_data["note"], by=by)
    except (StaleState, IllegalMove):
        return


@require_safe
def instructor_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """One's own sessions for one's calendar, with the links to online rooms."""
    try:
        engagement = engagement_behind(token)
    except BadLink:
        return private(link_unknown(request))
    except ExpiredLink:
        return instructor_link_ended(request)
    rows = [row for _on, found in own_engagement(engagement).days for row in found]
    body = session_calendar(engagement.training, rows, has_links=True)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="jadwal.ics"'
    return private(response)


@require_safe
def instructor_paper(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """A signed paper that concerns this instructor."""
    try:
        engagement = engagement_behind(token)
    except BadLink:
        return private(link_unknown(request))
    except ExpiredLink:
        return instructor_link_ended(request)
    found = next((one for one in own_engagement(engagement).papers if one.pk == pk), None)
    if found is None or found.scan is None:
        raise Http404
    try:
        return private(files.file_response(found.scan, f"surat-{found.number}"))
    except files.Gone:
        raise Http404 from None
