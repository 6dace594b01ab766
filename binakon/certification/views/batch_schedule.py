"""The test day of a batch at the desk."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from binakon.certification.actions.batch_schedule import Arrangement, schedule_batch
from binakon.certification.forms.batches import ScheduleForm
from binakon.certification.queries.batch_choices import (
    assessors_of,
    chosen_assessors,
    chosen_site,
    sites_of,
)
from binakon.certification.queries.batch_pages import batch_page
from binakon.certification.views.batch_guard import led_batch
from binakon.enrolment.views.paper_guard import heard

if TYPE_CHECKING:
    from binakon.certification.models import Batch


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Arrange the test: day, place, assessors; whoever may be tested is told."""
    viewer, batch = led_batch(request, pk)
    form = schedule_form(batch, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told: list[int] = []
        if heard(
            form,
            lambda: told.append(schedule_batch(batch, arrangement(batch, form), by=viewer.actor)),
            {},
        ):
            messages.success(request, schedule_words(told[0]))
            return redirect("certification:batch_detail", pk=pk)
    context = {"form": form, "page": batch_page(viewer, batch)}
    status = 422 if form.is_bound else 200
    return render(request, "certification/batch_schedule.html", context, status=status)


def schedule_form(batch: "Batch", data: Any) -> ScheduleForm:
    """The form of a test day, with what was agreed before."""
    initial = {
        "test_on": batch.test_on or batch.planned_on,
        "ends_on": batch.test_ends_on,
        "site": str(batch.assessment_site_id or ""),
        "assessors": [str(each.pk) for each in batch.assessors.all()],
    }
    return ScheduleForm(
        data,
        sites=sites_of(batch.organisation),
        assessors=assessors_of(batch.organisation),
        initial=initial,
    )


def arrangement(batch: "Batch", form: ScheduleForm) -> Arrangement:
    """What the form says."""
    told = form.cleaned_data
    return Arrangement(
        told["test_on"],
        told["ends_on"],
        chosen_site(batch.organisation, told["site"]),
        chosen_assessors(batch.organisation, told.get("assessors", [])),
        told["note"],
    )


def schedule_words(told: int) -> str:
    """What happened, for the page after it."""
    if not told:
        return _("Tersimpan. Tidak ada peserta baru yang perlu diberi tahu.")
    sentence = ngettext(
        "Dijadwalkan. %(many)d peserta diberi tahu.",
        "Dijadwalkan. %(many)d peserta diberi tahu.",
        told,
    )
    return sentence % {"many": told}
