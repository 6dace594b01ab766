"""The page of a year's duties: quarter reports and the last day to pay, by the office's own rule."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from binakon.core.calendar import today
from binakon.core.typed import whole_number
from binakon.people.queries import desk_offices_for, viewer_for
from binakon.people.rules import Viewer
from binakon.people.views.offices import was_taken
from binakon.planning.actions import duties as actions
from binakon.planning.forms.duties import DeliverForm, DutyRuleForm, TakeBackForm
from binakon.planning.queries.duties import DutyPage, duty_page
from binakon.planning.views.guard import demand, turn_to_office


def _opened(request: HttpRequest, year: int) -> tuple[Viewer, DutyPage]:
    viewer = viewer_for(request)
    codes = list(desk_offices_for(viewer).values_list("code", flat=True))
    office = request.GET.get("kantor") or next(iter(codes), "")
    page = duty_page(viewer, office, year)
    if page is None:
        raise Http404
    turn_to_office(request, office)
    return viewer, page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def duty_list(request: HttpRequest, year: int) -> HttpResponse:
    """The duties of a year; a planner says by when they are due."""
    viewer, page = _opened(request, year)
    if request.method == "POST":
        demand(
            is_allowed=page.may_rule,
            sentence=_("Aturan tenggat kantor diisi kepala seksi, staf, atau kepala bidang."),
        )
    form = DutyRuleForm(request.POST or None)
    if request.method == "POST" and was_taken(
        form,
        lambda told: actions.set_duty_rule(
            page.programme.office,
            told["kind"],
            days=told["days"],
            source=told["source"],
            by=viewer.actor,
        ),
    ):
        messages.success(request, _("Tersimpan. Tenggat yang masih berjalan sudah dipindahkan."))
        return redirect(request.get_full_path())
    context = {"page": page, "rule": form, "today": today()}
    status = 422 if form.is_bound else 200
    return render(request, "planning/duty_list.html", context, status=status)


@login_required
@require_POST
def duty_deliver(request: HttpRequest, year: int) -> HttpResponse:
    """One duty was delivered: its clock stops."""
    viewer, page = _opened(request, year)
    _demand_deliverer(page)
    form = DeliverForm(request.POST)
    if was_taken(form, lambda told: _deliver(page, viewer, told)):
        messages.success(request, _("Tercatat selesai. Tenggatnya berhenti."))
    else:
        wrong = [str(sentence) for sentences in form.errors.values() for sentence in sentences]
        messages.error(request, _("Belum tercatat. %(why)s") % {"why": " ".join(wrong)})
    return redirect(f"/meja/rencana/{year}/tenggat/?kantor={page.programme.office.code}")


@login_required
@require_POST
def duty_take_back(request: HttpRequest, year: int) -> HttpResponse:
    """One duty was marked by mistake: it is owed again."""
    viewer, page = _opened(request, year)
    _demand_deliverer(page)
    form = TakeBackForm(request.POST)
    if form.is_valid():
        kind, part = _named(form.cleaned_data["duty"])
        if actions.take_duty_back(page.programme, kind, part, by=viewer.actor):
            messages.success(request, _("Tanda selesai dicabut. Tenggatnya berjalan lagi."))
        else:
            messages.info(request, _("Tanda selesainya sudah dicabut."))
    return redirect(f"/meja/rencana/{year}/tenggat/?kantor={page.programme.office.code}")


def _demand_deliverer(page: DutyPage) -> None:
    demand(
        is_allowed=page.may_deliver,
        sentence=_(
            "Laporan dan pembayaran dicatat selesai oleh bendahara, staf, atau kepala seksi."
        ),
    )


def _named(duty: str) -> tuple[str, int]:
    kind, _colon, part = duty.partition(":")
    return kind, whole_number(part) or 0


def _deliver(page: DutyPage, viewer: Viewer, told: dict[str, Any]) -> bool:
    kind, part = _named(told["duty"])
    return actions.deliver_duty(page.programme, kind, part, on=told["on"], by=viewer.actor)
