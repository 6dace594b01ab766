"""Who came to a meeting: the list, the phone at the door, the code on the wall, the list on paper."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.coordination.actions import arrivals
from binakon.coordination.documents.records import attendance_pdf
from binakon.coordination.forms.arrivals import CodeForm, GuestForm, ReasonForm, read_scans
from binakon.coordination.queries.arrivals import (
    arrival_page,
    guest_in,
    invitation_in,
    invitations_of,
    subject_of,
)
from binakon.coordination.rules.arrivals import SentScan
from binakon.coordination.states import ArrivalEvidence, MeetingState
from binakon.coordination.views.day_guard import led_day
from binakon.coordination.views.meeting_guard import heard, paper_response, seen_meeting
from binakon.core import clock, qr, scan
from binakon.core.problems import Blocked

if TYPE_CHECKING:
    from binakon.coordination.models import Guest, Meeting

_WORKER = Path(settings.BASE_DIR) / "static" / "js" / "attendance-worker.js"


def _choices(meeting: "Meeting") -> list[tuple[str, str]]:
    return [(each.office.code, each.office.name) for each in invitations_of(meeting)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_arrivals(request: HttpRequest, code: str) -> HttpResponse:
    """Every office: came, announced, or neither; and somebody more, typed from the list on paper."""
    is_sent = request.method == "POST"
    viewer, meeting = led_day(request, code) if is_sent else seen_meeting(request, code)
    form = GuestForm(request.POST if is_sent else None, offices=_choices(meeting))
    if is_sent and form.is_valid():
        data = form.cleaned_data
        invitation = invitation_in(meeting, data["office"]) if data["office"] else None
        stated = arrivals.Stated(
            data["name"], data["position"], data["body"], data["phone"], invitation
        )
        how = ArrivalEvidence.TYPED
        if heard(form, lambda: arrivals.welcome(meeting, stated, how, by=viewer.actor), {}):
            messages.success(request, _("%(name)s tercatat hadir.") % {"name": data["name"]})
            return redirect("coordination:meeting_arrivals", code=code)
    context = {"page": arrival_page(viewer, meeting), "meeting": meeting, "form": form}
    status = 422 if form.errors else 200
    return render(request, "coordination/meeting_arrivals.html", context, status=status)


@login_required
@require_POST
def arrival_mark(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Note from the list on paper that an announced guest came."""
    viewer, meeting = led_day(request, code)
    guest = _guest(meeting, pk)
    arrivals.mark_arrival(guest, ArrivalEvidence.TYPED, by=viewer.actor)
    messages.success(request, _("%(name)s tercatat hadir.") % {"name": guest.name})
    return redirect("coordination:meeting_arrivals", code=code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def arrival_undo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a mark back that was wrong, with the reason."""
    viewer, meeting = led_day(request, code)
    guest = _guest(meeting, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if heard(form, lambda: arrivals.take_back(guest, reason=reason, by=viewer.actor), {}):
            messages.success(request, _("Tanda hadir %(name)s dibatalkan.") % {"name": guest.name})
            return redirect("coordination:meeting_arrivals", code=code)
    context = {"meeting": meeting, "guest": guest, "form": form}
    status = 422 if form.errors else 200
    return render(request, "coordination/arrival_undo.html", context, status=status)


def _guest(meeting: "Meeting", pk: int) -> "Guest":
    guest = guest_in(meeting, pk)
    if guest is None:
        raise Http404
    return guest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def arrival_scan(request: HttpRequest, code: str) -> HttpResponse:
    """Scan the guests at the door, or type their codes; with a script also without network."""
    viewer, meeting = led_day(request, code)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        sent = SentScan(uuid4(), form.cleaned_data["code"], clock.now(), is_read=False)
        [taken] = arrivals.take_scans(meeting, [sent], by=viewer.actor)
        tell = messages.warning if taken.outcome == "unknown" else messages.success
        tell(request, f"{taken.name}: {taken.words}" if taken.name else taken.words)
        return redirect("coordination:arrival_scan", code=code)
    page = arrival_page(viewer, meeting)
    context = {"meeting": meeting, "page": page, "form": form, "who": viewer.actor.user_id}
    status = 422 if form.errors else 200
    response = render(request, "coordination/arrival_scan.html", context, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@login_required
@require_POST
def arrival_sync(request: HttpRequest, code: str) -> JsonResponse:
    """Take a batch of scans that waited on a device; the same however often it is sent."""
    viewer, meeting = led_day(request, code)
    try:
        taken = arrivals.take_scans(meeting, read_scans(request.body), by=viewer.actor)
    except Blocked as refused:
        words = [problem.sentence for problem in refused.problems]
        return JsonResponse({"problems": words}, status=422)
    answers = [
        {
            "nonce": str(each.nonce),
            "outcome": each.outcome,
            "name": each.name,
            "words": each.words,
            "late": False,
        }
        for each in taken
    ]
    return JsonResponse({"taken": answers})


@login_required
@require_safe
def arrival_offline(request: HttpRequest, code: str) -> HttpResponse:
    """What a phone without network shows instead of a page that it does not keep."""
    _viewer, meeting = led_day(request, code)
    response = render(request, "coordination/arrival_offline.html", {"meeting": meeting})
    response.headers["Cache-Control"] = "no-store, private"
    return response


@require_safe
def arrival_worker(_request: HttpRequest, code: str) -> HttpResponse:
    """The script that keeps the scanning page for when there is no network; its address is its reach."""
    return HttpResponse(
        _WORKER.read_bytes(),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@login_required
@require_safe
def arrival_code(request: HttpRequest, code: str) -> HttpResponse:
    """The code of the room, to be projected: it changes every few seconds."""
    viewer, meeting = led_day(request, code)
    now = clock.now()
    room = scan.code_at(subject_of(meeting), now)
    address = request.build_absolute_uri(f"/rapat/{meeting.code}/hadir/{room}/")
    context = {
        "meeting": meeting,
        "drawing": qr.drawing(address, _("Kode QR ruang rapat")),
        "left": scan.seconds_left(now),
        "page": arrival_page(viewer, meeting),
        "is_open": meeting.state == MeetingState.RUNNING,
    }
    response = render(request, "coordination/arrival_code.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@login_required
@require_safe
def arrival_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The list as PDF, to be signed before and filed after."""
    _viewer, meeting = seen_meeting(request, code)
    return paper_response(attendance_pdf(meeting), f"daftar-hadir-{meeting.code}")
