"""Decisions on a plan version: submit, return, ratify."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from binakon.core.problems import Blocked, NotAllowed, Problem
from binakon.people.queries import viewer_of
from binakon.people.rules import Viewer, can_approve, can_plan
from binakon.planning import actions
from binakon.planning.forms import DecisionForm
from binakon.planning.queries import version_for

if TYPE_CHECKING:
    from binakon.planning.models import PlanVersion


def _asked(request: HttpRequest, pk: int) -> "tuple[Viewer, PlanVersion, DecisionForm]":
    viewer = viewer_of(request.user)
    version = version_for(viewer, pk)
    if version is None:
        raise Http404
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Blocked(
            [
                Problem(
                    "form",
                    _("Formulirnya tidak lengkap. Muat ulang halaman rencana, lalu coba lagi."),
                )
            ]
        )
    return viewer, version, form


def _demand(*, is_allowed: bool, sentence: str) -> None:
    if not is_allowed:
        raise NotAllowed(sentence)


def _back(version: "PlanVersion") -> HttpResponse:
    office = version.programme.office.code
    return redirect(f"/meja/rencana/{version.programme.year}/?kantor={office}")


@login_required
@require_POST
def version_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a draft in."""
    viewer, version, form = _asked(request, pk)
    _demand(
        is_allowed=can_plan(viewer, version.programme.office.code),
        sentence=_("Peran Anda tidak mencakup mengajukan versi. Minta kepala seksi mengajukannya."),
    )
    actions.submit_version(version, by=viewer.actor, revision=form.cleaned_data["revision"])
    return _back(version)


@login_required
@require_POST
def version_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a submitted version back, with a reason."""
    viewer, version, form = _asked(request, pk)
    _demand(
        is_allowed=can_approve(viewer, version.programme.office.code),
        sentence=_("Hanya kepala bidang atau kepala dinas yang bisa mengembalikan versi."),
    )
    actions.return_version(version, by=viewer.actor, reason=form.cleaned_data["reason"])
    return _back(version)


@login_required
@require_POST
def version_ratify(request: HttpRequest, pk: int) -> HttpResponse:
    """Ratify a submitted version, in the revision that was read."""
    viewer, version, form = _asked(request, pk)
    _demand(
        is_allowed=can_approve(viewer, version.programme.office.code),
        sentence=_("Hanya kepala bidang atau kepala dinas yang bisa mengesahkan versi."),
    )
    actions.ratify_version(
        version,
        by=viewer.actor,
        revision=form.cleaned_data["revision"],
        note=form.cleaned_data["reason"],
    )
    return _back(version)
