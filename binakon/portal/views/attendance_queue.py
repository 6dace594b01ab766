"""A participant's phone without network: what it keeps of their page, and the codes that waited on it."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from binakon.core.problems import Blocked
from binakon.portal.queries.registration import token_for
from binakon.portal.views.attendance import MOST_QUEUED, tries_wait
from binakon.portal.views.personal import applicant, personal, with_retry
from binakon.trainings.actions.attendance import take_own_scans
from binakon.trainings.forms.attendance import read_scans
from binakon.trainings.queries.own_attendance import is_participant
from binakon.trainings.views.attendance_scan import (
    manifest_response,
    taken_response,
    worker_response,
)

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration


@require_POST
@personal
def registration_attendance_sync(
    request: HttpRequest, registration: "Registration"
) -> HttpResponse:
    """Take the codes that a participant's phone read; answers what became of each, the same however often it is sent."""
    if not is_participant(registration):
        raise Http404
    wait = tries_wait(registration)
    if wait is not None:
        sentence = _("Terlalu banyak kode keliru. Coba lagi sepuluh menit lagi.")
        return with_retry(JsonResponse({"problems": [sentence]}, status=429), wait)
    try:
        sent = read_scans(request.body, most=MOST_QUEUED)
    except Blocked as refused:
        words = [problem.sentence for problem in refused.problems]
        return JsonResponse({"problems": words}, status=422)
    return taken_response(take_own_scans(registration, sent, by=applicant(registration)))


@require_safe
@personal
def registration_attendance_worker(
    _request: HttpRequest, registration: "Registration"
) -> HttpResponse:
    """The script that keeps the page for when there is no network; its address is its reach."""
    return worker_response()


@require_safe
@personal
def registration_attendance_manifest(
    request: HttpRequest, registration: "Registration"
) -> JsonResponse:
    """What a phone needs to install the page."""
    here = reverse("portal:registration_attendance", args=[token_for(request, registration)])
    return manifest_response(
        _("Kehadiran %(training)s") % {"training": registration.training}, here
    )
