"""The call letter of a participant, behind their signed link."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from binakon.enrolment.documents.letter import call_letter_for
from binakon.portal.views.personal import personal

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration


@require_safe
@personal
def registration_call(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """The person's own page of the call letter as PDF; 404 while none was sent to them."""
    content = call_letter_for(registration)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="panggilan.pdf"'
    return response
