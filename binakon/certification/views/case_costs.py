"""What a case costs, what an activity's cases cost together, and what the treasurer paid of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions import costs
from binakon.certification.actions.costs import Price
from binakon.certification.forms.costs import CostForm, CostPaymentForm
from binakon.certification.queries.cases import may_see_people_of, newest_with_costs
from binakon.certification.queries.costs import cost_of, cost_page, cost_table, costs_to_pay
from binakon.certification.states import CostComponent, Payer
from binakon.certification.views.case_guard import costs_of_activity, seen_case, working_case
from binakon.core.calendar import today
from binakon.core.typed import whole_numbers
from binakon.enrolment.views.paper_guard import heard
from binakon.people.queries import viewer_for
from binakon.people.rules import can_pay
from binakon.planning.views.guard import demand


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def case_costs(request: HttpRequest, code: str) -> HttpResponse:
    """The costs of one case; POST states a component, or states it anew."""
    viewer, case = seen_case(request, code)
    demand(is_allowed=may_see_people_of(viewer, case.activity), sentence=_unseen())
    if request.method == "POST":
        viewer, case = working_case(request, code)
    page = cost_page(viewer, case)
    form = CostForm(request.POST or None, initial=_proposal(page.proposal, has=bool(page.lines)))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        price = Price(told["component"], told["payer"], told["rupiah"])
        fields = {"over_ceiling": "rupiah", "paid": "component"}
        if heard(form, lambda: costs.set_cost(case, price, by=viewer.actor), fields):
            messages.success(request, _("Biaya tersimpan."))
            return redirect("certification:case_costs", code)
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "certification/case_costs.html", context, status=status)


@login_required
@require_POST
def case_cost_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a component away that was stated by mistake."""
    viewer, case = working_case(request, code)
    cost = cost_of(case, pk)
    if cost is None:
        raise Http404
    costs.remove_cost(cost, by=viewer.actor)
    messages.success(request, _("Komponen dihapus. Yang terikat di pagu dilepas."))
    return redirect("certification:case_costs", code)


@login_required
@require_safe
@never_cache
def cost_start(request: HttpRequest) -> HttpResponse:
    """The costs of the newest facilitation of the viewer's office; without one, the first page says so."""
    slug = newest_with_costs(viewer_for(request))
    if slug is None:
        messages.info(request, _("Belum ada fasilitasi sertifikasi di rencana kantor Anda."))
        return redirect("/meja/")
    return redirect("certification:cost_list", slug=slug)


@login_required
@require_safe
@never_cache
def cost_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What the cases of an activity cost each payer, against the ceiling."""
    viewer, activity = costs_of_activity(request, slug)
    context = {
        "page": cost_table(viewer, activity),
        "form": CostPaymentForm(day=today()),
        "chosen": [],
    }
    return render(request, "certification/cost_list.html", context)


@login_required
@require_POST
def cost_pay(request: HttpRequest, slug: str) -> HttpResponse:
    """The treasurer paid the chosen components by one document."""
    viewer, activity = costs_of_activity(request, slug)
    demand(
        is_allowed=can_pay(viewer, activity.programme.office.code),
        sentence=_("Pembayaran dicatat bendahara."),
    )
    form = CostPaymentForm(request.POST, day=today())
    chosen = whole_numbers(request.POST.getlist("pilih"))
    if form.is_valid():
        told = form.cleaned_data
        rows = costs_to_pay(activity, chosen)
        if heard(form, lambda: costs.pay_costs(rows, by=viewer.actor, **told), {}):
            messages.success(request, _("Pembayaran tercatat dalam realisasi kegiatan."))
            return redirect("certification:cost_list", slug)
    context = {"page": cost_table(viewer, activity), "form": form, "chosen": chosen}
    return render(request, "certification/cost_pay.html", context, status=422)


def _proposal(rupiah: int | None, *, has: bool) -> dict[str, Any]:
    if has:
        return {}
    return {"component": CostComponent.FEE, "payer": Payer.APBD, "rupiah": rupiah}


def _unseen() -> str:
    return _("Biaya kasus hanya untuk kantor yang memfasilitasinya.")
