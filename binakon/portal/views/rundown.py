"""The public rundown of a class: as PDF and as iCalendar; on its page it is shown with the class."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from binakon.enrolment.queries.offered import offer_of
from binakon.portal.queries import site_of
from binakon.reports.queries import public
from binakon.trainings.documents.schedule import rundown_calendar, rundown_pdf
from binakon.trainings.queries.rundown import sessions_of

if TYPE_CHECKING:
    from binakon.enrolment.models import Training


def _offered(request: HttpRequest, slug: str) -> "Training":
    """A class that the public may see and whose rundown is laid out."""
    page = public.activity_page(slug, site_of(request).working)
    offer = offer_of(page.activity.pk) if page else None
    if offer is None or not sessions_of(offer.training).exists():
        raise Http404
    return offer.training


@require_safe
def training_schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """The schedule as PDF."""
    response = HttpResponse(rundown_pdf(_offered(request, slug)), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="jadwal-{slug}.pdf"'
    return response


@require_safe
def training_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The sessions as iCalendar."""
    body = rundown_calendar(_offered(request, slug))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="jadwal-{slug}.ics"'
    return response
