"""Decisions on a plan version: submit, return, ratify, discard."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from binakon.core.problems import Blocked, Problem
from binakon.people.rules import can_approve, can_plan
from binakon.planning import actions
from binakon.planning.forms import DecisionForm, DocumentForm, RatifyForm, ReasonForm
from binakon.planning.queries.scenario_origin import proposal_origin
from binakon.planning.queries.version_pages import version_page
from binakon.planning.views.guard import demand, seen_version

if TYPE_CHECKING:
    from binakon.planning.models import PlanVersion


def _heard(request: HttpRequest) -> DecisionForm:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        sentence = _("Formulirnya tidak lengkap. Muat ulang halaman rencana, lalu coba lagi.")
        raise Blocked([Problem("form", sentence)])
    return form


def _back(version: "PlanVersion") -> HttpResponse:
    return redirect("planning:version_detail", pk=version.pk)


@login_required
@require_POST
def version_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a draft in."""
    viewer, version = seen_version(request, pk)
    demand(
        is_allowed=can_plan(viewer, version.programme.office.code),
        sentence=_("Peran Anda tidak mencakup mengajukan versi. Minta kepala seksi mengajukannya."),
    )
    form = _heard(request)
    actions.submit_version(version, by=viewer.actor, revision=form.cleaned_data["revision"])
    messages.success(request, _("Diajukan. Yang berwenang mengesahkan diberi tahu lewat surel."))
    return _back(version)


@login_required
@require_POST
def version_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a submitted version back, with a reason."""
    viewer, version = seen_version(request, pk)
    demand(
        is_allowed=can_approve(viewer, version.programme.office.code),
        sentence=_("Hanya kepala bidang atau kepala dinas yang bisa mengembalikan versi."),
    )
    form = _heard(request)
    actions.return_version(version, by=viewer.actor, reason=form.cleaned_data["reason"])
    messages.success(request, _("Dikembalikan kepada penyusun dengan alasan Anda."))
    return _back(version)


@login_required
@require_POST
def version_ratify(request: HttpRequest, pk: int) -> HttpResponse:
    """Ratify a submitted version, in the revision that was read, by its budget paper."""
    viewer, version = seen_version(request, pk)
    demand(
        is_allowed=can_approve(viewer, version.programme.office.code),
        sentence=_("Hanya kepala bidang atau kepala dinas yang bisa mengesahkan versi."),
    )
    page = version_page(viewer, pk)
    assert page is not None
    form = RatifyForm(request.POST, is_budget=version.is_budget, seal=page.effects.seal)
    if not form.is_valid():
        context = {"page": page, "ratify": form, "origin": proposal_origin(viewer, version)}
        return render(request, "planning/version_ratify.html", context, status=422)
    found = form.cleaned_data
    actions.ratify_version(
        version,
        by=viewer.actor,
        revision=found["revision"],
        document=found["document"],
        dated=found["dated"],
        note=found["reason"],
        accepted=form.accepted,
    )
    if version.is_budget:
        done = _("Disahkan. Angka di semua halaman kini diukur terhadap versi ini.")
    else:
        done = _(
            "Disahkan sebagai usulan, bukan anggaran. Target tetap versi yang berlaku sampai ada perubahan."
        )
    messages.success(request, done)
    return _back(version)


@login_required
@require_POST
def version_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, with a reason."""
    viewer, version = seen_version(request, pk)
    demand(
        is_allowed=can_plan(viewer, version.programme.office.code),
        sentence=_("Peran Anda tidak mencakup membuang konsep. Minta kepala seksi melakukannya."),
    )
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Blocked([Problem("reason", _("Tulis alasannya; riwayat menyimpannya."))])
    programme = version.programme
    actions.discard_version(version, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Konsep dibuang. Riwayatnya tetap ada."))
    return redirect(f"/meja/rencana/{programme.year}/?kantor={programme.office.code}")


@login_required
@require_POST
def version_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the paper of a version that was ratified without its number."""
    viewer, version = seen_version(request, pk)
    demand(
        is_allowed=can_plan(viewer, version.programme.office.code),
        sentence=_("Peran Anda tidak mencakup mengubah rencana. Minta kepala seksi mengisinya."),
    )
    form = DocumentForm(request.POST)
    if not form.is_valid():
        raise Blocked([Problem("document", _("Isi nomor dokumennya, misalnya nomor DPA."))])
    actions.name_document(version, document=form.cleaned_data["document"], by=viewer.actor)
    messages.success(request, _("Nomor dokumen tersimpan dan tidak bisa diubah lagi."))
    return _back(version)
