"""The quota pages of a training: the table, a calculation with its steps, a change by hand, what regencies need."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core.problems import Blocked, NotAllowed, Problem
from binakon.enrolment.actions import quotas
from binakon.enrolment.documents.quota import print_quota
from binakon.enrolment.forms.quotas import (
    ApplyForm,
    NeedForm,
    QuotaEditForm,
    QuotaForm,
    opened_plan,
    sealed_plan,
)
from binakon.enrolment.queries.quotas import (
    calculation_in,
    earlier_shortfall,
    names_of,
    needs_by_office,
    plan_of,
    quota_page,
    regencies_of,
)
from binakon.enrolment.queries.selection_pages import own_regencies
from binakon.enrolment.rules.apportion_words import apportion_words, basis_words, tie_rule_words
from binakon.enrolment.rules.quota_plan import QuotaPlan, share_out
from binakon.enrolment.rules.regions import region_words
from binakon.enrolment.states import Basis
from binakon.enrolment.views.selection_guard import deciding, shared
from binakon.people.rules import Viewer, can_enrol

if TYPE_CHECKING:
    from binakon.enrolment.models import Training


def _home(training: "Training") -> HttpResponse:
    return redirect("enrolment:quota_detail", slug=training.activity.slug)


@login_required
@require_safe
def quota_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The places of every regency, where they come from and what became of them."""
    viewer, training = shared(request, slug)
    context = {
        "page": quota_page(training),
        "tie_rule": tie_rule_words(),
        "may_enrol": can_enrol(viewer, training.office_code),
        "may_need": can_enrol(viewer, training.office_code) or own_regencies(viewer, training),
    }
    return render(request, "enrolment/quota_detail.html", context)


def _offices(training: "Training") -> list[tuple[str, str]]:
    return list(names_of(training).items())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def quota_calculate(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a calculation, look at it, apply exactly what was shown."""
    viewer, training = deciding(request, slug)
    if "plan" in request.POST:
        context = _apply(request, viewer, training)
        if not context:
            messages.success(request, _("Tersimpan. Kuota semua kabupaten/kota sudah diganti."))
            return _home(training)
        status = 422
    else:
        context = _look(request, training)
        status = 422 if request.method == "POST" and "plan" not in context else 200
    context |= {"training": training, "has_earlier": bool(earlier_shortfall(training))}
    return render(request, "enrolment/quota_calculate.html", context, status=status)


def _look(request: HttpRequest, training: "Training") -> dict[str, Any]:
    """The form, and the calculation it asks for when it was sent; nothing is written."""
    known = earlier_shortfall(training)
    initial = {"floor": 0, "pool": 0} | {f"typed_{code}": known.get(code) for code in known}
    form = QuotaForm(request.POST or None, offices=_offices(training), initial=initial)
    if not form.is_valid():
        return {"form": form}
    plan = plan_of(training, **form.asked(), typed=form.typed())
    try:
        shown = _shown(training, plan)
    except Blocked as refused:
        return {"form": form, "problems": refused.problems}
    return {"form": form, "apply": ApplyForm(initial={"plan": sealed_plan(plan)}), **shown}


def _shown(training: "Training", plan: QuotaPlan) -> dict[str, Any]:
    names = names_of(training)
    result = share_out(plan, names)
    now = {row.office.code: row for row in quota_page(training).rows}
    return {
        "plan": plan,
        "basis": basis_words(plan.basis),
        "result": result,
        "lines": [apportion_words(step, names) for step in result.steps],
        "tie_rule": tie_rule_words(),
        "rows": [
            (names[code], dict(plan.weights)[code], places, now[code])
            for code, places in result.places
        ],
        "pool": plan.pool + result.pool,
    }


def _apply(request: HttpRequest, viewer: Viewer, training: "Training") -> dict[str, Any]:
    """Apply what was shown; what is shown again where that is refused, else nothing."""
    form = ApplyForm(request.POST)
    problems: tuple[Problem, ...] = ()
    plan = opened_plan(request.POST["plan"])
    if plan is None:
        raise NotAllowed(_("Hitungan ini tidak berasal dari halaman ini. Hitung lagi."))
    if form.is_valid():
        try:
            quotas.apply_quota(training, plan, reason=form.cleaned_data["reason"], by=viewer.actor)
        except Blocked as refused:
            problems = refused.problems
        else:
            return {}
    asked = QuotaForm(offices=_offices(training), initial=_initial(plan))
    return {"form": asked, "apply": form, "apply_problems": problems, **_shown(training, plan)}


def _initial(plan: QuotaPlan) -> dict[str, Any]:
    typed = dict(plan.weights) if plan.basis == Basis.SHORTFALL else {}
    return {
        "basis": plan.basis,
        "floor": plan.floor,
        "cap": plan.cap,
        "pool": plan.pool,
        **{f"typed_{code}": weight for code, weight in typed.items()},
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def quota_edit(request: HttpRequest, slug: str, office: str) -> HttpResponse:
    """Other places for one regency, with a reason."""
    viewer, training = deciding(request, slug)
    page = quota_page(training)
    row = next((row for row in page.rows if row.office.code == office), None)
    if row is None:
        raise Http404
    form = QuotaEditForm(request.POST or None, initial={"places": row.places or 0})
    problems: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            quotas.change_quota(training, office=row.office, by=viewer.actor, **form.cleaned_data)
        except Blocked as refused:
            problems = refused.problems
        else:
            messages.success(request, _("Tersimpan. Hitungan semula tetap bisa dibaca."))
            return _home(training)
    context = {"page": page, "row": row, "form": form, "problems": problems}
    status = 422 if request.method == "POST" else 200
    return render(request, "enrolment/quota_edit.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def need_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """How many people regencies say they need; a regency's officer writes their own."""
    viewer, training = shared(request, slug)
    own = own_regencies(viewer, training)
    is_enroller = can_enrol(viewer, training.office_code)
    if not is_enroller and not own:
        raise NotAllowed(_("Kebutuhan wilayah diisi petugas kabupaten/kota atau staf provinsi."))
    offices = {o.code: o for o in regencies_of(training) if is_enroller or o.code in own}
    names = [(code, region_words(office.name)) for code, office in offices.items()]
    needs = needs_by_office(training)
    initial = {f"need_{code}": needs.get(code) for code in offices}
    form = NeedForm(request.POST or None, offices=names, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {offices[code]: people for code, people in form.needs().items()}
        quotas.record_needs(training, said, source=form.cleaned_data["source"], by=viewer.actor)
        messages.success(request, _("Tersimpan."))
        return _home(training)
    status = 422 if request.method == "POST" else 200
    context = {"training": training, "form": form}
    return render(request, "enrolment/need_edit.html", context, status=status)


@login_required
@require_safe
def calculation_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One calculation as it was, also when another has replaced it."""
    _viewer, training = shared(request, slug)
    calculation = calculation_in(training, pk)
    if calculation is None:
        raise Http404
    context = {
        "training": training,
        "calculation": calculation,
        "names": names_of(training),
        "tie_rule": tie_rule_words(),
    }
    return render(request, "enrolment/calculation_detail.html", context)


@login_required
@require_safe
def calculation_paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The same as PDF."""
    _viewer, training = shared(request, slug)
    calculation = calculation_in(training, pk)
    if calculation is None:
        raise Http404
    content = print_quota(training, calculation, is_sample=settings.MODE == "demo")
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="kuota-{pk}.pdf"'
    return response
