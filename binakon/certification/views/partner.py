"""The desk of an LSP: its own batches, its verdicts on their people, its bill and test day; nobody else's."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions import batch_sheets, chain
from binakon.certification.actions.batch_schedule import schedule_batch
from binakon.certification.actions.chain import Deed
from binakon.certification.documents.batch_papers import paper_pdf
from binakon.certification.forms.partner import BillForm, CorrectionForm, ReviewForm
from binakon.certification.forms.results import ResultFileForm
from binakon.certification.queries.batch_sheet import batch_export
from binakon.certification.queries.batches import office_of, partner_batch, signed_letter_of
from binakon.certification.queries.costs import payer_of
from binakon.certification.queries.partner import (
    deeds_of,
    is_partner,
    partner_case,
    partner_home,
    partner_page,
)
from binakon.certification.views.batch_schedule import arrangement, schedule_form, schedule_words
from binakon.core import clock, exports, files
from binakon.core.calendar import today
from binakon.core.problems import NotAllowed
from binakon.enrolment.views.paper_guard import heard, paper_response
from binakon.people.queries import viewer_for
from binakon.people.queries.deadlines import this_week
from binakon.people.rules import Viewer
from binakon.planning.views.guard import turn_to_office

if TYPE_CHECKING:
    from django import forms

    from binakon.certification.models import Batch, Case


def partner(request: HttpRequest) -> Viewer:
    """The viewer; 403 for whoever logs in for no organisation."""
    viewer = viewer_for(request)
    if not is_partner(viewer):
        raise NotAllowed(_("Halaman ini untuk mitra: LSP yang menguji peserta kantor ini."))
    return viewer


def own_batch(request: HttpRequest, pk: int) -> "tuple[Viewer, Batch]":
    """The viewer and a batch that was sent to their organisation; 404 for anybody else's."""
    viewer = partner(request)
    batch = partner_batch(viewer, pk)
    if batch is None:
        raise Http404
    turn_to_office(request, office_of(batch))
    return viewer, batch


def own_case(request: HttpRequest, code: str) -> "tuple[Viewer, Case]":
    """The viewer and somebody of such a batch; 404 for anybody else."""
    viewer = partner(request)
    case = partner_case(viewer, code)
    if case is None:
        raise Http404
    turn_to_office(request, case.activity.programme.office.code)
    return viewer, case


@login_required
@require_safe
@never_cache
def partner_desk(request: HttpRequest) -> HttpResponse:
    """The batches of the viewer's organisation, and what waits for it."""
    viewer = partner(request)
    context = {"page": partner_home(viewer), "week": this_week(viewer)}
    return render(request, "certification/partner_desk.html", context)


@login_required
@require_safe
@never_cache
def partner_batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: its people, its files, its test day."""
    _viewer, batch = own_batch(request, pk)
    context = {"page": partner_page(batch), "upload": ResultFileForm()}
    return render(request, "certification/partner_batch_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list: by GET with masked NIK, by POST with NIK in clear, for a reason that is kept."""
    viewer, batch = own_batch(request, pk)
    is_personal = request.method == "POST"
    words = request.POST if is_personal else request.GET
    wanted = exports.wanted(words, is_personal=is_personal, may_personal=True)
    opened = (
        batch_sheets.open_numbers(batch, reason=wanted.reason, by=viewer.actor)
        if is_personal
        else None
    )
    export = batch_export(batch, by=viewer.actor.label, at=clock.now(), opened=opened)
    return exports.answer(export, wanted.form)


@login_required
@require_safe
def partner_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The covering letter that came with the batch, as it was printed."""
    _viewer, batch = own_batch(request, pk)
    letter = signed_letter_of(batch)
    if letter is None:
        raise Http404
    return paper_response(paper_pdf(letter), f"surat-pengantar-{pk}")


@login_required
@require_safe
def partner_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed scan of that letter."""
    _viewer, batch = own_batch(request, pk)
    letter = signed_letter_of(batch)
    if letter is None or letter.scan is None:
        raise Http404
    return files.file_response(letter.scan, f"surat-pengantar-{pk}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Arrange the test: whoever has paid is told."""
    viewer, batch = own_batch(request, pk)
    form = schedule_form(batch, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told: list[int] = []
        if heard(
            form,
            lambda: told.append(schedule_batch(batch, arrangement(batch, form), by=viewer.actor)),
            {},
        ):
            messages.success(request, schedule_words(told[0]))
            return redirect("certification:partner_batch_detail", pk=pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "page": partner_page(batch)}
    return render(request, "certification/partner_schedule.html", context, status=status)


def _case_context(case: "Case", **tried: Any) -> dict[str, Any]:
    initial = {"on": today()}
    return {
        "case": case,
        "deeds": deeds_of(case),
        "review": tried.get("review") or ReviewForm(auto_id="review_%s", initial=initial),
        "correct": tried.get("correct") or CorrectionForm(auto_id="correct_%s", initial=initial),
        "bill": tried.get("bill") or BillForm(auto_id="bill_%s", initial=initial),
        "tried": next(iter(tried), ""),
    }


@login_required
@require_safe
@never_cache
def partner_case_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One person: what the LSP may say of their papers."""
    _viewer, case = own_case(request, code)
    return render(request, "certification/partner_case_detail.html", _case_context(case))


def _given(
    request: HttpRequest,
    case: "Case",
    form: "forms.Form",
    deed: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse | None:
    """One verdict: given, and back to the page of the person; None where its form is to be shown again."""
    if not form.is_valid():
        return None
    if not heard(form, lambda: deed(form.cleaned_data), {"correction": "note"}):
        return None
    messages.success(request, said)
    return redirect("certification:partner_case_detail", code=case.code)


@login_required
@require_POST
def partner_review(request: HttpRequest, code: str) -> HttpResponse:
    """The LSP looks at the papers."""
    viewer, case = own_case(request, code)
    form = ReviewForm(request.POST, auto_id="review_%s")
    done = _given(
        request,
        case,
        form,
        lambda told: chain.start_review(case, Deed(told["on"]), by=viewer.actor),
        _("Tercatat: berkasnya sedang diperiksa."),
    )
    context = _case_context(case, review=form)
    return done or render(request, "certification/partner_review.html", context, status=422)


@login_required
@require_POST
def partner_correct(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the person for a correction."""
    viewer, case = own_case(request, code)
    form = CorrectionForm(request.POST, auto_id="correct_%s")
    done = _given(
        request,
        case,
        form,
        lambda told: chain.ask_correction(
            case, Deed(told["on"], note=told["note"]), due_on=told["due_on"], by=viewer.actor
        ),
        _("Permintaan perbaikan dikirim ke pemohon."),
    )
    context = _case_context(case, correct=form)
    return done or render(request, "certification/partner_correct.html", context, status=422)


@login_required
@require_POST
def partner_bill(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the fee."""
    viewer, case = own_case(request, code)
    form = BillForm(request.POST, auto_id="bill_%s")
    done = _given(
        request,
        case,
        form,
        lambda told: chain.bill(
            case,
            Deed(told["on"], reference=told["reference"]),
            payer=payer_of(case),
            rupiah=told["rupiah"],
            due_on=told["due_on"],
            by=viewer.actor,
        ),
        _("Tagihan tercatat, dan yang membayar diberi tahu."),
    )
    context = _case_context(case, bill=form)
    return done or render(request, "certification/partner_bill.html", context, status=422)
