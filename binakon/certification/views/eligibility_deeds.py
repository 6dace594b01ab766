"""Many cases checked at once: previewed, confirmed, and told what became of each."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from binakon.certification.actions.eligibility_deeds import CHECK
from binakon.certification.queries.eligibility_list import listing_for
from binakon.certification.queries.eligibility_pages import cases_seen
from binakon.certification.views.eligibility import PATH
from binakon.core import bulk
from binakon.core.problems import NotAllowed
from binakon.enrolment.queries.visible import offices_with
from binakon.people.queries import viewer_for
from binakon.people.rules import ENROLLERS, Viewer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from binakon.certification.models import Case


@login_required
@require_POST
def eligibility_bulk(request: HttpRequest) -> HttpResponse:
    """The preview: what the check will say of each; nothing is written."""
    viewer = _worker(request)
    preview = bulk.preview(
        CHECK, listing_for(viewer), _rows(viewer), request.POST, user_id=_user(viewer), details={}
    )
    context = {
        "deed": CHECK,
        "preview": preview,
        "confirm_href": f"{PATH}massal/lakukan/",
        "back_href": PATH,
    }
    return render(request, "certification/eligibility_bulk.html", context)


@login_required
@require_POST
def eligibility_bulk_confirm(request: HttpRequest) -> HttpResponse:
    """Do exactly what was previewed."""
    viewer = _worker(request)
    pk = bulk.confirm(
        CHECK,
        listing_for(viewer),
        _rows(viewer),
        request.POST.get("tanda", ""),
        by=viewer.actor,
        office_code=viewer.office_codes[0],
    )
    return redirect("certification:eligibility_bulk_result", pk)


@login_required
@require_safe
def eligibility_bulk_result(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each case."""
    viewer = _worker(request)
    result = bulk.result(CHECK, listing_for(viewer), _rows(viewer), pk, user_id=_user(viewer))
    if result is None:
        raise Http404
    context = {
        "deed": CHECK,
        "result": result,
        "resume_href": f"{PATH}massal/{pk}/lanjut/",
        "back_href": PATH,
    }
    return render(request, "certification/eligibility_bulk_result.html", context)


@login_required
@require_POST
def eligibility_bulk_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with what a cut left over."""
    viewer = _worker(request)
    bulk.resume(CHECK, listing_for(viewer), _rows(viewer), pk, by=viewer.actor)
    return redirect("certification:eligibility_bulk_result", pk)


def _worker(request: HttpRequest) -> Viewer:
    viewer = viewer_for(request)
    if offices_with(viewer, ENROLLERS) == []:
        raise NotAllowed(_("Peran Anda tidak mencakup ini. Minta kepala seksi melakukannya."))
    return viewer


def _rows(viewer: Viewer) -> "QuerySet[Case]":
    """The cases that this viewer may change, which can be fewer than those they see."""
    codes = offices_with(viewer, ENROLLERS)
    rows = cases_seen(viewer)
    return rows if codes is None else rows.filter(activity__programme__office__code__in=codes)


def _user(viewer: Viewer) -> int:
    assert viewer.actor.user_id is not None, "the desk is for whoever is logged in"
    return viewer.actor.user_id
