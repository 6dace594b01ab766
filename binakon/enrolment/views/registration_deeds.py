"""One thing done to many registrations: asked for its words, previewed, confirmed, and undone in time."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from binakon.core import bulk
from binakon.core.problems import NotAllowed
from binakon.enrolment.actions import registration_deeds as deeds
from binakon.enrolment.forms.registrations import BulkCorrectionForm, BulkReasonForm
from binakon.enrolment.queries.registration_list import listing_for, registration_rows
from binakon.enrolment.queries.registration_page import registrations_to
from binakon.enrolment.rules.deed_words import REASON, correction_words
from binakon.enrolment.views.registrations import PATH, deeds_of, seen_list
from binakon.people.rules import ENROLLERS, VERIFIERS, Viewer

if TYPE_CHECKING:
    from django import forms
    from django.db.models import QuerySet

    from binakon.enrolment.models import Registration

# Deeds that need words before they can be previewed.
ASKING: dict[str, "type[forms.Form]"] = {
    deeds.CORRECT.key: BulkCorrectionForm,
    deeds.RELEASE.key: BulkReasonForm,
}


@login_required
@require_POST
def registration_bulk(request: HttpRequest) -> HttpResponse:
    """The preview of a deed; one that needs words asks for them first."""
    viewer = seen_list(request)
    deed = _deed(viewer, request.POST.get("perbuatan", ""))
    details: Mapping[str, str] = {}
    asking = ASKING.get(deed.key)
    if asking is not None:
        form = asking(request.POST) if request.POST.get("rinci") else asking()
        if not form.is_valid():
            context = {"deed": deed, "form": form, "kept": _kept(request), "path": PATH}
            status = 422 if form.is_bound else 200
            return render(request, "enrolment/registration_bulk.html", context, status=status)
        details = _details(form)
    preview = bulk.preview(
        deed,
        listing_for(viewer),
        _rows(viewer, deed),
        request.POST,
        user_id=_user(viewer),
        details=details,
    )
    context = {
        "deed": deed,
        "preview": preview,
        "confirm_href": f"{PATH}massal/lakukan/",
        "back_href": PATH,
        "path": PATH,
    }
    return render(request, "enrolment/registration_bulk.html", context)


@login_required
@require_POST
def registration_bulk_confirm(request: HttpRequest) -> HttpResponse:
    """Do exactly what was previewed."""
    viewer = seen_list(request)
    deed = _deed(viewer, request.POST.get("perbuatan", ""))
    pk = bulk.confirm(
        deed,
        listing_for(viewer),
        _rows(viewer, deed),
        request.POST.get("tanda", ""),
        by=viewer.actor,
        office_code=viewer.office_codes[0],
    )
    return redirect("enrolment:registration_bulk_result", deed.key, pk)


@login_required
@require_safe
def registration_bulk_result(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """What became of one's own deed."""
    viewer = seen_list(request)
    deed = _deed(viewer, key)
    result = bulk.result(deed, listing_for(viewer), _rows(viewer, deed), pk, user_id=_user(viewer))
    if result is None:
        raise Http404
    here = f"{PATH}massal/{key}/{pk}/"
    context = {
        "deed": deed,
        "result": result,
        "undo_href": f"{here}batal/",
        "resume_href": f"{here}lanjut/",
        "back_href": PATH,
    }
    return render(request, "enrolment/registration_bulk_result.html", context)


@login_required
@require_POST
def registration_bulk_undo(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Take one's own deed back."""
    viewer = seen_list(request)
    deed = _deed(viewer, key)
    bulk.undo(deed, listing_for(viewer), _rows(viewer, deed), pk, by=viewer.actor)
    return redirect("enrolment:registration_bulk_result", key, pk)


@login_required
@require_POST
def registration_bulk_resume(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Go on with what a cut left over."""
    viewer = seen_list(request)
    deed = _deed(viewer, key)
    bulk.resume(deed, listing_for(viewer), _rows(viewer, deed), pk, by=viewer.actor)
    return redirect("enrolment:registration_bulk_result", key, pk)


def _deed(viewer: Viewer, key: str) -> bulk.Deed:
    offered = deeds_of(viewer)
    if not offered:
        raise NotAllowed(_("Peran Anda tidak mencakup ini. Minta kepala seksi melakukannya."))
    return bulk.deed_of(offered, key)


def _rows(viewer: Viewer, deed: bulk.Deed) -> "QuerySet[Registration]":
    """The rows that this viewer may do it to, which can be fewer than those they see."""
    roles = ENROLLERS if deed.key == deeds.RELEASE.key else VERIFIERS | ENROLLERS
    if deed.key in (deeds.VERIFY.key, deeds.CORRECT.key):
        roles = VERIFIERS
    rows = registration_rows(viewer).filter(registrations_to(viewer, roles))
    return rows.select_related("training__activity__programme__office")


def _user(viewer: Viewer) -> int:
    assert viewer.actor.user_id is not None, "the desk is for whoever is logged in"
    return viewer.actor.user_id


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What was chosen, carried through the page that asks for words."""
    own = {"csrfmiddlewaretoken", "rinci", "paper", "reason", "note"}
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in own
        for value in values
    ]


def _details(form: "forms.Form") -> dict[str, str]:
    said = form.cleaned_data
    if "paper" not in said:
        return {REASON: said["reason"]}
    return correction_words(said["paper"], said["reason"], said["note"])
