"""The tests of one case at the desk: every go, and the appeals against them."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from binakon.certification.actions import appeals
from binakon.certification.forms.results import AnswerForm, AppealForm
from binakon.certification.queries.case_tests import appeal_in, tested_case, trail_of
from binakon.certification.views.bodies import seeing
from binakon.core import files
from binakon.core.calendar import today
from binakon.core.problems import NotAllowed
from binakon.enrolment.views.paper_guard import heard
from binakon.people.rules import Viewer, can_enrol
from binakon.planning.views.guard import turn_to_office

if TYPE_CHECKING:
    from binakon.certification.models import Appeal, Case


def _seen(request: HttpRequest, code: str) -> "tuple[Viewer, Case]":
    viewer = seeing(request)
    case = tested_case(viewer, code)
    if case is None:
        raise Http404
    turn_to_office(request, case.activity.programme.office.code)
    return viewer, case


def _led(request: HttpRequest, code: str) -> "tuple[Viewer, Case]":
    viewer, case = _seen(request, code)
    if not can_enrol(viewer, case.activity.programme.office.code):
        raise NotAllowed(_("Banding dicatat kepala seksi atau staf. Peran Anda bisa membacanya."))
    return viewer, case


def _appeal(case: "Case", pk: int) -> "Appeal":
    found = appeal_in(case, pk)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
@never_cache
def case_tests(request: HttpRequest, code: str) -> HttpResponse:
    """Every go of a case at its test."""
    viewer, case = _seen(request, code)
    context = {"case": case, "tests": trail_of(viewer, case)}
    return render(request, "certification/case_tests.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_new(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the LSP to look at the newest result again."""
    viewer, case = _led(request, code)
    trail = trail_of(viewer, case)
    form = AppealForm(request.POST or None, request.FILES or None, initial={"made_on": today()})
    if trail.last is None:
        raise Http404
    last = trail.last
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if heard(
            form,
            lambda: appeals.open_appeal(
                last,
                reason=told["reason"],
                made_on=told["made_on"],
                evidence=told["evidence"],
                by=viewer.actor,
            ),
            {},
        ):
            messages.success(request, _("Banding dicatat. Tulis jawaban LSP begitu diterima."))
            return redirect("certification:case_tests", code=code)
    status = 422 if form.is_bound else 200
    context = {"case": case, "form": form, "tests": trail}
    return render(request, "certification/appeal_new.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Write down what the LSP answered."""
    viewer, case = _led(request, code)
    appeal = _appeal(case, pk)
    form = AnswerForm(request.POST or None, initial={"answered_on": today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if heard(form, lambda: appeals.answer_appeal(appeal, **told, by=viewer.actor), {}):
            messages.success(request, _("Jawaban LSP tersimpan."))
            return redirect("certification:case_tests", code=code)
    status = 422 if form.is_bound else 200
    context = {"case": case, "form": form, "appeal": appeal}
    return render(request, "certification/appeal_answer.html", context, status=status)


@login_required
@require_safe
def appeal_evidence(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The letter or proof of an appeal, rebuilt."""
    _viewer, case = _seen(request, code)
    appeal = _appeal(case, pk)
    if appeal.evidence is None:
        raise Http404
    return files.file_response(appeal.evidence, f"banding-{code}-{pk}")
