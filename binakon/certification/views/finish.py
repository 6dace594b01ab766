"""The year's end of the facilitations, and what an office counts as facilitated."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.certification.actions.counting import Estimate, decide_counting, estimate
from binakon.certification.forms.finish import CountingForm, EstimatesForm
from binakon.certification.queries.counting import counting_page
from binakon.certification.queries.finish import finish_page, own_estimates
from binakon.core.calendar import today
from binakon.core.problems import NotAllowed
from binakon.core.typed import whole_number
from binakon.people.rules import can_enrol, can_see_people
from binakon.people.views.offices import kept, opened, was_taken
from binakon.planning.queries import working_year

if TYPE_CHECKING:
    from binakon.people.models import Office


@login_required
@require_safe
def finish_list(request: HttpRequest) -> HttpResponse:
    """By when each stretch must start so that SKK are recorded before the year ends."""
    viewer, office = opened(request)
    if not can_see_people(viewer, office.office.code):
        raise NotAllowed(_("Peran Anda tidak mencakup data peserta. Minta kepala seksi atau staf."))
    page = finish_page(viewer, office.office, _year(request, office.office))
    context = {"page": page, "may_estimate": can_enrol(viewer, office.office.code)}
    return render(request, "certification/finish_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def estimate_edit(request: HttpRequest) -> HttpResponse:
    """How long the office thinks each stretch takes, and why."""
    viewer, page = opened(request)
    office = page.office
    if not can_enrol(viewer, office.code):
        raise NotAllowed(_("Perkiraan diisi kepala seksi, staf, atau kepala bidang."))
    form = EstimatesForm(request.POST or None, own=own_estimates(office))
    if request.method == "POST" and was_taken(
        form,
        lambda told: estimate(
            office,
            {key: Estimate(*days) if days else None for key, days in form.told().items()},
            source=told["source"],
            by=viewer.actor,
        ),
    ):
        messages.success(request, _("Tersimpan. Tanggal-tanggalnya sudah dihitung ulang."))
        return redirect(f"/meja/sertifikasi/akhir-tahun/?kantor={office.code}")
    context = {"office": office, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "certification/estimate_edit.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def counting_edit(request: HttpRequest) -> HttpResponse:
    """Which of the four dates counts as facilitated: read by the desk, decided by whoever keeps the office."""
    viewer, office = kept(request) if request.method == "POST" else opened(request)
    form = CountingForm(request.POST or None, initial={"starts_on": today()})
    if request.method == "POST" and was_taken(
        form,
        lambda told: decide_counting(
            office.office,
            told["counts"],
            starts_on=told["starts_on"],
            decided_in=told["decided_in"],
            by=viewer.actor,
        ),
    ):
        messages.success(request, _("Tersimpan. Angka difasilitasi mengikuti ketetapan ini."))
        return redirect(f"/meja/sertifikasi/hitungan/?kantor={office.office.code}")
    page = counting_page(viewer, office.office, _year(request, office.office))
    if page is None:
        raise Http404
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "certification/counting_edit.html", context, status=status)


def _year(request: HttpRequest, office: "Office") -> int:
    asked = whole_number(request.GET.get("tahun", ""))
    return asked or working_year(office.code, today()) or today().year
