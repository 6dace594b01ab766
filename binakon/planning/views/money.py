"""The treasurer's page: ceilings, what was paid by quarter, and the papers behind it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from binakon.core.calendar import today
from binakon.core.measures import Scope
from binakon.core.problems import Blocked, Problem
from binakon.people.queries import desk_offices_for, viewer_for
from binakon.people.rules import Viewer, can_pay
from binakon.planning import actions
from binakon.planning.forms import ReasonForm
from binakon.planning.forms.money import PaymentForm
from binakon.planning.queries import sub_activity_named
from binakon.planning.queries.money import MoneyPage, money_page, payment_for
from binakon.planning.rules.payments import quarter_of
from binakon.planning.views.guard import demand, turn_to_office

if TYPE_CHECKING:
    from binakon.planning.models import Realisation


def _opened(request: HttpRequest, year: int) -> tuple[Viewer, MoneyPage]:
    viewer = viewer_for(request)
    codes = list(desk_offices_for(viewer).values_list("code", flat=True))
    office = request.GET.get("kantor") or next(iter(codes), "")
    page = money_page(viewer, Scope(office, year, today())) if office in codes else None
    if page is None:
        raise Http404
    turn_to_office(request, office)
    return viewer, page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def money(request: HttpRequest, year: int) -> HttpResponse:
    """The money of a year; the treasurer records what was paid."""
    viewer, page = _opened(request, year)
    if request.method != "POST":
        initial = {"quarter": quarter_of(today()), "dated": today()}
        form = PaymentForm(codes=page.codes, initial=initial)
        return render(request, "planning/money.html", {"page": page, "form": form})
    _demand_payer(viewer, page.programme.office.code)
    form = PaymentForm(request.POST, codes=page.codes)
    if form.is_valid() and _record(form, page, viewer):
        messages.success(request, _("Tercatat. Angka realisasi dan sisa sudah berubah."))
        return redirect(request.get_full_path())
    return render(request, "planning/money.html", {"page": page, "form": form}, status=422)


def _record(form: PaymentForm, page: MoneyPage, viewer: Viewer) -> bool:
    found = dict(form.cleaned_data)
    sub_activity = sub_activity_named(found.pop("sub_activity"))
    try:
        actions.record_payment(page.programme, sub_activity=sub_activity, by=viewer.actor, **found)
    except Blocked as refused:
        for problem in refused.problems:
            form.add_error(problem.code if problem.code in form.fields else None, problem.sentence)
        return False
    return True


def _demand_payer(viewer: Viewer, office: str) -> None:
    demand(
        is_allowed=can_pay(viewer, office),
        sentence=_("Hanya bendahara yang mencatat realisasi. Minta bendahara kantor Anda."),
    )


@login_required
@require_POST
def payment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a payment that was typed in by mistake."""
    viewer = viewer_for(request)
    row: Realisation | None = payment_for(viewer, pk)
    if row is None:
        raise Http404
    office = row.programme.office.code
    turn_to_office(request, office)
    _demand_payer(viewer, office)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Blocked([Problem("reason", _("Tulis alasan penarikannya; riwayat menyimpannya."))])
    actions.withdraw_payment(row, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Realisasi ditarik. Alasannya tersimpan di riwayat."))
    return redirect(f"/meja/uang/{row.programme.year}/?kantor={office}")
