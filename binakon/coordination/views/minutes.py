"""The minutes on one page that saves by itself, and the moves of a meeting on its day."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from binakon.coordination.actions import holding
from binakon.coordination.actions.minutes import save_minutes
from binakon.coordination.forms.arrivals import ReasonForm
from binakon.coordination.forms.minutes import read_parts, unchosen
from binakon.coordination.queries.minutes import clashes_of, minutes_page
from binakon.coordination.views.day_guard import led_day
from binakon.coordination.views.meeting_guard import heard, seen_meeting
from binakon.core.problems import Blocked

if TYPE_CHECKING:
    from binakon.coordination.models import Meeting
    from binakon.people.rules import Viewer

# What is undone has its reason, and is said in the form of that name.
_REASONED = {
    "lanjut": (
        holding.resume_meeting,
        "reason",
        _lazy("Rapat dilanjutkan. Notulen bisa diubah lagi."),
    ),
    "urungkan": (
        holding.withdraw_beginning,
        "withdrawal",
        _lazy("Rapat belum dimulai lagi. Jawaban dan surat bisa diubah seperti semula."),
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_minutes(request: HttpRequest, code: str) -> HttpResponse:
    """Agenda with minutes, who came, what is late from earlier meetings, what is agreed; one button saves all."""
    if request.method != "POST":
        viewer, meeting = seen_meeting(request, code)
        return render(request, "coordination/meeting_minutes.html", _context(viewer, meeting))
    viewer, meeting = led_day(request, code)
    saved = save_minutes(meeting, read_parts(request.POST.dict()), by=viewer.actor)
    asked = unchosen(request.POST.dict())
    clashes = (*saved.clashes, *clashes_of(meeting, request.POST.dict(), asked))
    if clashes:
        context = {"meeting": meeting, "clashes": clashes, "asked": asked}
        status = 422 if asked else 409
        return render(request, "coordination/meeting_minutes.html", context, status=status)
    messages.success(request, _("Notulen tersimpan."))
    return redirect("coordination:meeting_minutes", code=code)


def _context(viewer: "Viewer", meeting: "Meeting", **tried: Any) -> dict[str, Any]:
    return {
        "page": minutes_page(viewer, meeting),
        "meeting": meeting,
        "reason": tried.get("reason") or ReasonForm(auto_id="reason_%s"),
        "withdrawal": tried.get("withdrawal") or ReasonForm(auto_id="withdrawal_%s"),
    }


@login_required
@require_POST
def minutes_save(request: HttpRequest, code: str) -> JsonResponse:
    """Save what a script sends after a pause: the new marks, and the names of parts where two contradict."""
    viewer, meeting = led_day(request, code)
    try:
        saved = save_minutes(meeting, read_parts(request.POST.dict()), by=viewer.actor)
    except Blocked as refused:
        return JsonResponse({"problems": [each.sentence for each in refused.problems]}, status=422)
    told_of = {"marks": saved.marks, "clashes": [clash.part for clash in saved.clashes]}
    return JsonResponse(told_of, status=409 if saved.clashes else 200)


@login_required
@require_POST
def meeting_move(request: HttpRequest, code: str, move: str) -> HttpResponse:
    """Begin the meeting, take that back, close or resume it."""
    viewer, meeting = led_day(request, code)
    if move in _REASONED:
        tried = _with_reason(request, viewer, meeting, move)
        if tried:
            context = _context(viewer, meeting, **tried)
            return render(request, "coordination/meeting_move.html", context, status=422)
        return redirect("coordination:meeting_minutes", code=code)
    if move == "mulai":
        holding.begin_meeting(meeting, by=viewer.actor)
        messages.success(request, _("Rapat dimulai. Kode kehadiran bisa ditampilkan di ruangan."))
    elif move == "tutup":
        warnings = holding.close_meeting(meeting, by=viewer.actor)
        messages.success(request, _("Rapat ditutup. Langkah berikutnya: berita acara."))
        for warning in warnings:
            messages.warning(request, warning.sentence)
    else:
        raise Http404
    return redirect("coordination:meeting_minutes", code=code)


def _with_reason(
    request: HttpRequest, viewer: "Viewer", meeting: "Meeting", move: str
) -> dict[str, ReasonForm]:
    """Do it; {} when it is done, else the form under its name with what is wrong."""
    deed, name, success = _REASONED[move]
    form = ReasonForm(request.POST, auto_id=f"{name}_%s")
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    if not heard(form, lambda: deed(meeting, reason=reason, by=viewer.actor), {}):
        return {name: form}
    messages.success(request, success)
    return {}
