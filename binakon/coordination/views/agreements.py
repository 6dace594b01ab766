"""The pages of agreements: the list and its file, the map, one agreement, and the steps that it takes."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from binakon.coordination.actions import agreements as actions
from binakon.coordination.forms.agreements import AgreementReasonForm, EvidenceForm
from binakon.coordination.queries.agreement_choices import writing_office
from binakon.coordination.queries.agreement_list import (
    PATH,
    agreement_listing,
    listed_agreements,
    standings,
)
from binakon.coordination.queries.agreement_map import agreement_tiles
from binakon.coordination.queries.agreements import (
    WATCHERS,
    AgreementPage,
    agreement_for,
    agreement_page,
)
from binakon.core import clock, exports, lists, words
from binakon.core.calendar import today
from binakon.core.problems import NotAllowed
from binakon.people.queries import viewer_for
from binakon.people.rules import NOMINATORS, Viewer
from binakon.planning.views.guard import demand, turn_to_office

if TYPE_CHECKING:
    from binakon.coordination.models import Agreement

NOT_YOURS = gettext_lazy(
    "Peran Anda hanya membaca kesepakatan. Minta staf atau kepala seksi mengubahnya."
)


def reader(request: HttpRequest) -> Viewer:
    """Whoever reads any agreement; 403 for a role that reads none."""
    viewer = viewer_for(request)
    if not viewer.codes_with(WATCHERS | NOMINATORS):
        raise NotAllowed(_("Peran Anda tidak mencakup kesepakatan. Minta kepala seksi bila perlu."))
    return viewer


def seen_agreement(request: HttpRequest, pk: int) -> "tuple[Viewer, Agreement]":
    """The viewer and the agreement they ask for; 404 for one that is not theirs to see."""
    viewer = viewer_for(request)
    agreement = agreement_for(viewer, pk)
    if agreement is None:
        raise Http404
    is_desk = agreement.office.code in viewer.codes_with(WATCHERS)
    owner = agreement.owner.code if agreement.owner else ""
    turn_to_office(request, agreement.office.code if is_desk else owner)
    return viewer, agreement


def _written(request: HttpRequest, pk: int) -> "tuple[Viewer, Agreement]":
    viewer, agreement = seen_agreement(request, pk)
    page = agreement_page(viewer, agreement)
    demand(is_allowed=page.may_write, sentence=str(NOT_YOURS))
    return viewer, agreement


@login_required
@require_safe
def agreement_list(request: HttpRequest) -> HttpResponse:
    """Everything agreed that the viewer may see."""
    viewer = reader(request)
    page = lists.page(
        agreement_listing(viewer, today()),
        listed_agreements(viewer),
        request.GET,
        path=PATH,
        caption=_("Kesepakatan"),
        downloads=lists.Downloads(f"{PATH}unduh/"),
    )
    context = {
        "page": page,
        "may_write": writing_office(viewer) is not None,
        "has_map": bool(viewer.codes_with(WATCHERS)),
    }
    return render(request, "coordination/agreement_list.html", context)


@login_required
@require_safe
def agreement_export(request: HttpRequest) -> HttpResponseBase:
    """The list as a file."""
    viewer = reader(request)
    listing = agreement_listing(viewer, today())
    export = exports.Export(
        listing,
        listed_agreements(viewer),
        lists.ask(listing, request.GET),
        title=_("Kesepakatan"),
        stem="kesepakatan",
        by=viewer.actor.label,
        at=clock.now(),
    )
    return exports.answer(export, exports.wanted(request.GET, is_personal=False).form)


@login_required
@require_safe
def agreement_map(request: HttpRequest) -> HttpResponse:
    """How every kabupaten and kota stands with what it promised."""
    viewer = viewer_for(request)
    codes = sorted(viewer.codes_with(WATCHERS))
    if not codes:
        raise NotAllowed(
            _("Peta ini untuk meja kerja provinsi. Kesepakatan Anda ada di daftarnya.")
        )
    asked = request.GET.get("kantor", "")
    code = asked if asked in codes else codes[0]
    turn_to_office(request, code)
    shown = standings(viewer, code, today())
    context = {
        "rows": shown,
        "tiles": agreement_tiles(shown),
        "late": sum(row.late for row in shown),
        "late_offices": sum(row.late > 0 for row in shown),
    }
    return render(request, "coordination/agreement_map.html", context)


@login_required
@require_safe
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement, its steps and its history."""
    viewer, agreement = seen_agreement(request, pk)
    page = agreement_page(viewer, agreement)
    context = {
        "page": page,
        "evidence": EvidenceForm(initial={"evidence": _suggested(page)}),
        "reason": AgreementReasonForm(),
    }
    return render(request, "coordination/agreement_detail.html", context)


def _suggested(page: AgreementPage) -> str:
    """The evidence as it may stand there already; "" where nothing came since."""
    form = page.told_since
    if form is None or form.sent_at is None:
        return ""
    told = {"meeting": form.invitation.meeting, "day": words.day(timezone.localdate(form.sent_at))}
    return (_("Isian “%(meeting)s”, dikirim %(day)s") % told)[:500]


@login_required
@require_POST
def agreement_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept it; a quota changes in the plan."""
    viewer, agreement = _written(request, pk)
    actions.accept(agreement, by=viewer.actor)
    messages.success(request, _("Tersimpan. Kesepakatan ini sekarang berlaku."))
    return redirect("coordination:agreement_detail", pk=pk)


@login_required
@require_POST
def agreement_fulfil(request: HttpRequest, pk: int) -> HttpResponse:
    """It was done; an office says so of its own data."""
    viewer, agreement = seen_agreement(request, pk)
    page = agreement_page(viewer, agreement)
    demand(is_allowed=page.may_write or page.may_fulfil, sentence=str(NOT_YOURS))
    actions.fulfil(agreement, evidence=_typed(EvidenceForm(request.POST)), by=viewer.actor)
    messages.success(request, _("Tersimpan. Kesepakatan ini tercatat dipenuhi."))
    return redirect("coordination:agreement_detail", pk=pk)


@login_required
@require_POST
def agreement_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """It is no longer asked for."""
    return _with_reason(request, pk, "drop", _("Tersimpan. Kesepakatan ini dibatalkan."))


@login_required
@require_POST
def agreement_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not done after all."""
    return _with_reason(request, pk, "reopen", _("Tersimpan. Kesepakatan ini berjalan lagi."))


def _typed(form: EvidenceForm | AgreementReasonForm) -> str:
    """The one text of a form; what is missing is said by the action, with everything else."""
    form.is_valid()
    return str(next(iter(form.cleaned_data.values()), ""))


def _with_reason(request: HttpRequest, pk: int, verb: str, told: str) -> HttpResponse:
    viewer, agreement = _written(request, pk)
    deed = {"drop": actions.drop, "reopen": actions.reopen}[verb]
    deed(agreement, reason=_typed(AgreementReasonForm(request.POST)), by=viewer.actor)
    messages.success(request, told)
    return redirect("coordination:agreement_detail", pk=pk)
