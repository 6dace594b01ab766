"""The years of an office: their list, the closing of one, and the plan of the next."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.calendar import today
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.people.queries import desk_offices_for, viewer_for
from binakon.people.rules import Viewer, can_plan
from binakon.planning import actions
from binakon.planning.forms.closing import (
    CloseYearForm,
    NextYearForm,
    ReopeningAnswerForm,
    ReopeningForm,
)
from binakon.planning.queries.closing import ClosingPage, closing_page, waiting_reopening
from binakon.planning.queries.next_year import base_chosen, next_year_page
from binakon.planning.queries.year_list import years_page
from binakon.planning.views.guard import demand, turn_to_office
from binakon.planning.views.versions import PLANNERS_ONLY

if TYPE_CHECKING:
    from binakon.people.models import Office


def _at_office(request: HttpRequest) -> "tuple[Viewer, Office]":
    viewer = viewer_for(request)
    offices = {office.code: office for office in desk_offices_for(viewer)}
    asked = request.GET.get("kantor") or next(iter(offices), "")
    if asked not in offices:
        raise Http404
    turn_to_office(request, asked)
    return viewer, offices[asked]


def _opened(request: HttpRequest, year: int) -> tuple[Viewer, ClosingPage]:
    viewer, office = _at_office(request)
    page = closing_page(viewer, office.code, year)
    if page is None:
        raise Http404
    return viewer, page


@login_required
@require_safe
def year_list(request: HttpRequest) -> HttpResponse:
    """Every year of the office with its state, and what each promised and reached."""
    viewer, office = _at_office(request)
    page = years_page(viewer, office, today())
    return render(request, "planning/year_list.html", {"page": page})


@login_required
@require_safe
def year_closing(request: HttpRequest, year: int) -> HttpResponse:
    """What is still open in a year, or what was frozen when it was closed."""
    _viewer, page = _opened(request, year)
    return render(request, "planning/year_closing.html", {"page": page, "form": ReopeningForm()})


@login_required
@require_POST
def year_closing_step(request: HttpRequest, year: int, move: str) -> HttpResponse:
    """Take one step of a closing: prepare, give up, close, ask that the year is opened again, answer that."""
    viewer, page = _opened(request, year)
    step = STEPS.get(move)
    if step is None:
        raise Http404
    said = step(request, viewer, page)
    messages.success(request, said)
    office = page.programme.office.code
    return redirect(f"{reverse('planning:year_closing', args=[year])}?kantor={office}")


def _heard(form: forms.Form) -> dict[str, object]:
    if not form.is_valid():
        raise Blocked(
            [Problem("form", str(error)) for errors in form.errors.values() for error in errors]
        )
    return form.cleaned_data


def _demand_planner(page: ClosingPage) -> None:
    demand(is_allowed=page.may_plan, sentence=str(PLANNERS_ONLY))


def _demand_approver(page: ClosingPage) -> None:
    demand(
        is_allowed=page.may_approve,
        sentence=_("Hanya kepala bidang atau kepala dinas yang mengesahkan penutupan tahun."),
    )


def _prepare(request: HttpRequest, viewer: Viewer, page: ClosingPage) -> str:
    _demand_planner(page)
    actions.prepare_closing(page.programme, by=viewer.actor)
    return _("Penutupan disiapkan. Kepala bidang bisa mengesahkannya setelah daftar periksa beres.")


def _abandon(request: HttpRequest, viewer: Viewer, page: ClosingPage) -> str:
    _demand_planner(page)
    actions.abandon_closing(page.programme, by=viewer.actor)
    return _("Penutupan tidak dilanjutkan. Tahun ini berjalan seperti biasa.")


def _close(request: HttpRequest, viewer: Viewer, page: ClosingPage) -> str:
    _demand_approver(page)
    seen = str(_heard(CloseYearForm(request.POST))["seen"])
    closing = actions.close_year(page.programme, seen=seen, by=viewer.actor)
    return _("Tahun ditutup. %(many)d angka dibekukan sebagai yang dilaporkan.") % {
        "many": closing.figure_count
    }


def _ask(request: HttpRequest, viewer: Viewer, page: ClosingPage) -> str:
    demand(
        is_allowed=page.may_plan or page.may_approve,
        sentence=str(PLANNERS_ONLY),
    )
    reason = str(_heard(ReopeningForm(request.POST))["reason"])
    actions.ask_reopening(page.programme, reason=reason, by=viewer.actor)
    return _("Permintaan dikirim. Kepala bidang atau kepala dinas lain yang menjawabnya.")


def _answer(request: HttpRequest, viewer: Viewer, page: ClosingPage) -> str:
    _demand_approver(page)
    heard = _heard(ReopeningAnswerForm(request.POST))
    row = waiting_reopening(viewer, page.programme.office.code, page.programme.year)
    if row is None:
        raise StaleState(_("Permintaan ini sudah dijawab. Muat ulang halaman."))
    is_granted = bool(heard["is_granted"])
    actions.answer_reopening(
        row, is_granted=is_granted, answer=str(heard["answer"]), by=viewer.actor
    )
    if is_granted:
        return _("Tahun dibuka kembali. Angka yang sudah dibekukan tetap tersimpan.")
    return _("Permintaan ditolak. Tahun tetap tertutup.")


STEPS = {
    "mulai": _prepare,
    "batal": _abandon,
    "sahkan": _close,
    "minta-buka": _ask,
    "jawab": _answer,
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def year_next(request: HttpRequest, year: int) -> HttpResponse:
    """Begin the next year from the plan of this one."""
    viewer, office = _at_office(request)
    chosen = request.POST.get("base") or request.GET.get("versi", "")
    page = next_year_page(viewer, office.code, year, chosen)
    if page is None:
        raise Http404
    demand(is_allowed=can_plan(viewer, office.code), sentence=str(PLANNERS_ONLY))
    initial = {"base": page.base.pk if page.base else None, "dated": today()}
    form = NextYearForm(request.POST or None, versions=page.choices, initial=initial)
    if form.is_valid():
        base = base_chosen(viewer, form.cleaned_data["base"])
        if base is None:
            raise Http404
        try:
            version = actions.open_next_year(
                base, dated=form.cleaned_data["dated"], by=viewer.actor
            )
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error(None, problem.sentence)
        else:
            messages.success(request, _("Konsep murni tahun berikutnya siap diperiksa."))
            return redirect("planning:version_detail", pk=version.pk)
    context = {"page": page, "form": form}
    return render(request, "planning/year_next.html", context, status=422 if form.errors else 200)
