"""The record of a meeting at the desk: drawn up, numbered, printed, signed, sent, thrown away."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.coordination.actions import records as actions
from binakon.coordination.documents.records import pages_in, record_pdf
from binakon.coordination.forms.arrivals import ReasonForm
from binakon.coordination.forms.records import SignedForm
from binakon.coordination.queries.records import record_in, record_page, records_of
from binakon.coordination.views.day_guard import led_day
from binakon.coordination.views.meeting_guard import heard, paper_response, seen_meeting
from binakon.core import files
from binakon.core.calendar import today
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.forms.numbering import NumberForm
from binakon.people.queries import signatory_choices, signatory_named
from binakon.people.rules import can_plan

if TYPE_CHECKING:
    from binakon.coordination.models import Meeting, MeetingPaper
    from binakon.coordination.queries.records import RecordPage
    from binakon.people.rules import Viewer

EXAMPLE = "005/12/BA/2026"
_FIELDS = {"number_taken": "number", "not_serving": "signatory"}


def _record(meeting: "Meeting", pk: int) -> "MeetingPaper":
    found = record_in(meeting, pk)
    if found is None:
        raise Http404
    return found


def _led(request: HttpRequest, code: str, pk: int) -> "tuple[Viewer, MeetingPaper]":
    viewer, meeting = led_day(request, code)
    return viewer, _record(meeting, pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_list(request: HttpRequest, code: str) -> HttpResponse:
    """The records of a meeting; POST draws one up, or finds the draft that is there."""
    if request.method == "POST":
        viewer, meeting = led_day(request, code)
        made = actions.draw_up_record(meeting, by=viewer.actor)
        return redirect("coordination:record_detail", code=code, pk=made.pk)
    viewer, meeting = seen_meeting(request, code)
    found = records_of(meeting)
    context = {
        "meeting": meeting,
        "records": found,
        "may_write": can_plan(viewer, meeting.office.code),
        "has_draft": any(each.sent_at is None for each in found),
    }
    return render(request, "coordination/record_list.html", context)


@login_required
@require_safe
def record_detail(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One record: what it says, and the next step."""
    viewer, meeting = seen_meeting(request, code)
    context = _context(viewer, _record(meeting, pk))
    return render(request, "coordination/record_detail.html", context)


def _context(viewer: "Viewer", found: "MeetingPaper", **tried: Any) -> dict[str, Any]:
    page = record_page(viewer, found)
    return {
        "page": page,
        "paper": found,
        "meeting": found.meeting,
        "number": tried.get("number") or _number_form(found, page.next_number),
        "scan": tried.get("scan") or SignedForm(),
        "discard": tried.get("discard") or ReasonForm(auto_id="discard_%s"),
        "tried": next(iter(tried), ""),
    }


def _number_form(found: "MeetingPaper", suggested: str, data: Any = None) -> NumberForm:
    office = found.meeting.office
    initial = {"dated": today(), "place": office.seat, "numbering": "register"}
    officials = signatory_choices(office.code)
    return NumberForm(
        data, officials=officials, suggested=suggested, example=EXAMPLE, initial=initial
    )


@login_required
@require_POST
def record_number(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Give it its number; its words are frozen with it."""
    viewer, found = _led(request, code, pk)
    form = _number_form(found, record_page(viewer, found).next_number, request.POST)
    if form.is_valid() and heard(form, lambda: _number(viewer, found, form), _FIELDS):
        messages.success(request, _("Bernomor %(number)s.") % {"number": found.number})
        return redirect("coordination:record_detail", code=code, pk=pk)
    context = _context(viewer, found, number=form)
    return render(request, "coordination/record_number.html", context, status=422)


def _number(viewer: "Viewer", found: "MeetingPaper", form: NumberForm) -> None:
    data, office = form.cleaned_data, found.meeting.office
    stated = Numbering(
        data["number"],
        data["dated"],
        data["place"],
        signatory_named(office.code, data["signatory"]),
        office.letter_numbers if form.is_register else None,
    )
    actions.number_record(found, stated, by=viewer.actor)


@login_required
@require_POST
def record_sign(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Keep the signed scan."""
    viewer, found = _led(request, code, pk)
    form = SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        context = _context(viewer, found, scan=form)
        return render(request, "coordination/record_sign.html", context, status=422)
    actions.sign_record(found, form.cleaned_data["scan"], by=viewer.actor)
    messages.success(request, _("Pindaian tersimpan."))
    return redirect("coordination:record_detail", code=code, pk=pk)


@login_required
@require_POST
def record_send(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Send it to every invited office, once."""
    viewer, found = _led(request, code, pk)
    printed = record_pdf(found)
    if actions.send_record(found, printed, pages_in(printed), by=viewer.actor):
        messages.success(request, _sent(record_page(viewer, found)))
    else:
        messages.info(request, _("Berita acara ini sudah dikirim sebelumnya."))
    return redirect("coordination:record_detail", code=code, pk=pk)


def _sent(page: "RecordPage") -> str:
    """To how many offices it went, and which of them wait for somebody to pass it on."""
    waiting = page.unreached
    told = _("Berita acara dikirim ke %(many)d kantor.") % {
        "many": len(page.receivers) - len(waiting)
    }
    if not waiting:
        return told
    names = ", ".join(each.name for each in waiting)
    later = _("Tanpa surel, jadi teruskan lewat WhatsApp dari Pesan keluar: %(names)s.")
    return f"{told} {later % {'names': names}}"


@login_required
@require_POST
def record_discard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Throw a record away that was not sent."""
    viewer, found = _led(request, code, pk)
    form = ReasonForm(request.POST, auto_id="discard_%s")
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    if not heard(form, lambda: actions.discard_record(found, reason=reason, by=viewer.actor), {}):
        context = _context(viewer, found, discard=form)
        return render(request, "coordination/record_discard.html", context, status=422)
    messages.success(request, _("Berita acara dibuang."))
    return redirect("coordination:record_list", code=code)


@login_required
@require_safe
def record_print(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The record as PDF."""
    _viewer, meeting = seen_meeting(request, code)
    return paper_response(record_pdf(_record(meeting, pk)), f"berita-acara-{meeting.code}")


@login_required
@require_safe
def record_scan(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The signed scan, rebuilt."""
    _viewer, meeting = seen_meeting(request, code)
    found = _record(meeting, pk)
    if found.scan is None:
        raise Http404
    return files.file_response(found.scan, f"berita-acara-{meeting.code}-bertanda-tangan")
