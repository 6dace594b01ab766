"""The code on the wall of a meeting's room: whoever scans it states their office and name, and is there."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binakon.coordination.actions.arrivals import Stated, welcome
from binakon.coordination.forms.arrivals import NameForm
from binakon.coordination.queries.arrivals import (
    invitation_in,
    invitations_of,
    meeting_shown,
    subject_of,
)
from binakon.coordination.rules.arrivals import is_ticket, ticket_of
from binakon.coordination.states import ArrivalEvidence
from binakon.core import clock, limits, scan
from binakon.core.actor import Actor, ActorKind
from binakon.core.problems import Blocked
from binakon.portal.views.personal import draw_frame, private

if TYPE_CHECKING:
    from binakon.coordination.models import Meeting

# A whole room scans through one network, opening the page and sending it: enough for all of it, too little to try codes.
MOST_TRIES, WINDOW = 400, 600


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_arrival(request: HttpRequest, code: str, room: str) -> HttpResponse:
    """State office and name while the code was on the screen; no list of names is shown to whoever scans."""
    meeting = meeting_shown(code)
    if meeting is None:
        raise Http404
    offices = [(each.office.code, each.office.name) for each in invitations_of(meeting)]
    form = NameForm(request.POST if request.method == "POST" else None, offices=offices)
    ticket = _ticket(request, meeting, room)
    name = _welcomed(meeting, form) if ticket and form.is_valid() else ""
    draw_frame(request, meeting.office.code)
    context = {"meeting": meeting, "form": form, "ticket": ticket, "name": name}
    status = 422 if form.is_bound and not name else 200
    return private(render(request, "portal/meeting_arrival.html", context, status=status))


def _ticket(request: HttpRequest, meeting: "Meeting", room: str) -> str:
    """The ticket of whoever saw the code in time: a new one while it is fresh, else the one they bring back."""
    now = clock.now()
    address = limits.address_of(request)
    if limits.count("rapat", f"{meeting.pk}:{address}", most=MOST_TRIES, seconds=WINDOW):
        return ""
    sent = request.POST.get("ticket", "")
    if sent and is_ticket(sent, meeting.code, now):
        return sent
    is_seen = scan.is_fresh(room, subject_of(meeting), now)
    return ticket_of(meeting.code, now) if is_seen else ""


def _welcomed(meeting: "Meeting", form: NameForm) -> str:
    """The name of who is there now; "" when the form tells why not."""
    data = form.cleaned_data
    invitation = invitation_in(meeting, data["office"]) if data["office"] else None
    if invitation is None:
        form.add_error("office", _("Pilih kantor Anda. Tamu lain dicatat petugas di pintu."))
        return ""
    stated = Stated(data["name"], data["position"], invitation=invitation)
    by = Actor(ActorKind.LINK, f"ruang rapat, {invitation.office.name}")
    try:
        return welcome(meeting, stated, ArrivalEvidence.OWN_SCAN, by=by).name
    except Blocked as refused:
        for problem in refused.problems:
            form.add_error(problem.code if problem.code in form.fields else None, problem.sentence)
        return ""
