"""What a decree is handed over as, and how its list is amended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core import exports, files
from binakon.core.typed import whole_numbers
from binakon.enrolment.actions import amendments
from binakon.enrolment.documents.decree import decree_pdf
from binakon.enrolment.forms.decrees import AmendmentForm, LeaverForm
from binakon.enrolment.queries.amending import leavers_of
from binakon.enrolment.queries.decree_list import decree_export
from binakon.enrolment.queries.decree_pages import amendable_of
from binakon.enrolment.views.paper_guard import (
    demand_enroller,
    heard,
    paper_response,
    seen_decree,
    seen_training,
)


@login_required
@require_safe
def decree_paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The decree with its list, as PDF to be signed."""
    _viewer, decree = seen_decree(request, slug, pk)
    return paper_response(decree_pdf(decree), f"sk-{slug}-{pk}")


@login_required
@require_safe
def decree_sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The list as xlsx or CSV, without anything that does not stand on the annex."""
    viewer, decree = seen_decree(request, slug, pk)
    found = exports.wanted(request.GET, is_personal=False)
    return exports.answer(decree_export(viewer, decree), found.form)


@login_required
@require_safe
def decree_scan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The signed scan, rebuilt."""
    _viewer, decree = seen_decree(request, slug, pk)
    if decree.scan is None:
        raise Http404
    return files.file_response(decree.scan, f"sk-bertanda-tangan-{pk}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decree_amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose who leaves (`?keluar=`), then who takes their seat and why."""
    viewer, training = seen_training(request, slug)
    demand_enroller(viewer, training.office_code)
    signed = amendable_of(viewer, training)
    if signed is None:
        raise Http404
    chosen = whole_numbers(request.GET.getlist("keluar"))
    leavers = leavers_of(training, chosen) if chosen or "lanjut" in request.GET else None
    context = {"training": training, "signed": signed, "leavers": leavers}
    if leavers is None:
        form = LeaverForm(leavers=leavers_of(training))
        return render(request, "enrolment/decree_amend.html", {**context, "choose": form})
    amend = AmendmentForm(request.POST or None, leavers=leavers)
    if request.method == "POST" and amend.is_valid():
        drawn = []
        if heard(
            amend,
            lambda: drawn.append(
                amendments.draw_up_amendment(
                    training,
                    replacements=amend.replacements(),
                    reason=amend.cleaned_data["reason"],
                    by=viewer.actor,
                )
            ),
            {},
        ):
            messages.success(request, _("Konsep SK perubahan disusun. Periksa lampirannya."))
            return redirect("enrolment:decree_detail", slug=slug, pk=drawn[0].pk)
    status = 422 if amend.is_bound else 200
    return render(request, "enrolment/decree_amend.html", {**context, "form": amend}, status=status)
