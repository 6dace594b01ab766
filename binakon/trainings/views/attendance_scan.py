"""Scanning: the page that also works offline, the code that is projected, and taking in what waited on a device."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import clock, qr, scan
from binakon.core.problems import Blocked
from binakon.trainings.actions import attendance
from binakon.trainings.forms.attendance import CodeForm, read_scans
from binakon.trainings.queries.attendance import facts_of
from binakon.trainings.queries.attendance_pages import listed_of, present_in
from binakon.trainings.rules.attendance import Sent
from binakon.trainings.views.attendance_guard import scanned_by, session_in, taken_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from binakon.trainings.models import Session
    from binakon.trainings.queries.attendance_taken import Taken

_WORKER = Path(settings.BASE_DIR) / "static" / "js" / "attendance-worker.js"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"manifest-src": [SELF]})  # type: ignore[arg-type]  # it takes views with words of their address too
def attendance_scan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Scan the participants of a session, or type their codes; with a script also without network."""
    viewer, training = taken_by(request, slug)
    session = session_in(training, pk)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        text = form.cleaned_data["code"].strip().upper()
        sent = Sent(nonce=uuid4(), session=session.pk, text=text, at=clock.now())
        [taken] = attendance.take_scans(training, [sent], by=viewer.actor)
        tell = messages.success if taken.outcome in ("present", "again") else messages.warning
        tell(request, f"{taken.name or text}: {taken.outcome_words}")
        return redirect("trainings:attendance_scan", slug=slug, pk=pk)
    context = {
        "training": training,
        "session": session,
        "people": listed_of(training),
        "present": present_in(session),
        "form": form,
        "who": viewer.actor.user_id,
    }
    status = 422 if form.errors else 200
    response = render(request, "trainings/attendance_scan.html", context, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@login_required
@require_POST
def attendance_sync(request: HttpRequest, slug: str) -> JsonResponse:
    """Take a batch of scans that waited on a device; answers what became of each, the same however often it is sent."""
    viewer, training = scanned_by(request, slug)
    try:
        taken = attendance.take_scans(training, read_scans(request.body), by=viewer.actor)
    except Blocked as refused:
        words = [problem.sentence for problem in refused.problems]
        return JsonResponse({"problems": words}, status=422)
    return taken_response(taken)


def taken_response(taken: "Sequence[Taken]") -> JsonResponse:
    """What became of each scan, for the script that sent them."""
    answers = [
        {
            "nonce": str(each.nonce),
            "outcome": each.outcome,
            "name": each.name,
            "words": each.outcome_words,
            "late": each.is_late,
        }
        for each in taken
    ]
    return JsonResponse({"taken": answers})


@login_required
@require_safe
def attendance_code(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The code of a session, to be projected: it changes every few seconds."""
    _viewer, training = taken_by(request, slug)
    session = session_in(training, pk)
    now = clock.now()
    code = scan.code_at(session.key.hex, now)
    context = {
        "training": training,
        "session": session,
        "code": f"{code[:4]}-{code[4:]}",
        "drawing": qr.drawing(_address(request, session, code), _("Kode QR sesi")),
        "left": scan.seconds_left(now),
        "present": present_in(session),
        "is_open": session.closed_at is None and facts_of(session).takes(now),
    }
    response = render(request, "trainings/attendance_code.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _address(request: HttpRequest, session: "Session", code: str) -> str:
    return request.build_absolute_uri(f"/hadir/{session.key.hex}/{code}/")


@login_required
@require_safe
def attendance_offline(request: HttpRequest, slug: str) -> HttpResponse:
    """What a phone without network shows instead of a page that it does not keep: which ones it keeps."""
    _viewer, training = taken_by(request, slug)
    response = render(request, "trainings/attendance_offline.html", {"training": training})
    response.headers["Cache-Control"] = "no-store, private"
    return response


@require_safe
def attendance_worker(_request: HttpRequest, slug: str) -> HttpResponse:
    """The script that keeps the scanning page for when there is no network; its address is its reach."""
    return worker_response()


def worker_response() -> HttpResponse:
    """The one script behind every page that takes attendance offline."""
    return HttpResponse(
        _WORKER.read_bytes(),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@login_required
@require_safe
def attendance_manifest(request: HttpRequest, slug: str) -> JsonResponse:
    """What a phone needs to install the scanning page of a class."""
    _viewer, training = taken_by(request, slug)
    here = reverse("trainings:attendance_detail", args=[slug])
    return manifest_response(_("Presensi %(training)s") % {"training": training}, here)


def manifest_response(name: str, here: str) -> JsonResponse:
    """A page of attendance as an app: it opens at its own address and reaches no further."""
    icon: dict[str, Any] = {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    return JsonResponse(
        {
            "name": name,
            "short_name": _("Presensi"),
            "start_url": here,
            "scope": here,
            "display": "standalone",
            "lang": "id",
            "icons": [icon],
        },
        content_type="application/manifest+json",
    )
