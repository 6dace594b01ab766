"""What a participant takes from their page: materials and their certificate."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from binakon.core import files
from binakon.portal.queries.participant import certificate_of, material_of
from binakon.portal.views.personal import personal
from binakon.trainings.states import CertificateState

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration


@require_safe
@personal
def registration_material(
    request: HttpRequest, registration: "Registration", pk: int
) -> HttpResponse:
    """One material's file; 404 before its hour and for whoever is no participant."""
    found = material_of(registration, pk)
    if found is None or found.file is None:
        raise Http404
    return files.file_response(found.file, f"materi-{pk}")


@require_safe
@personal
def registration_certificate(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """The participant's own certificate as PDF; 404 while there is none, or none that stands."""
    found = certificate_of(registration)
    if found is None or found.pdf is None or found.state != CertificateState.VALID:
        raise Http404
    return files.file_response(found.pdf, f"sertifikat-{registration.code}")
