"""Who must renew an SKK when: the call list, its files, and telling many people at once."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import bulk, clock, exports, lists
from binakon.people.actions.expiry import TELL
from binakon.people.actions.registry import note_export
from binakon.people.queries.expiry import WHEN, dated, expiry_rows, listing_for, tallies
from binakon.people.rules.registry import KEEPERS_OF_PEOPLE, can_keep_people
from binakon.people.views.registry_guard import code_of, keeper, reader

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from binakon.people.models import HeldCertificate
    from binakon.people.rules import Viewer

PATH = "/meja/orang/masa-berlaku/"


@login_required
@require_safe
@never_cache
def expiry_list(request: HttpRequest) -> HttpResponse:
    """The call list; SKK whose last day nobody knows are asked for apart."""
    viewer = reader(request)
    may_keep = can_keep_people(viewer)
    rows = expiry_rows(viewer)
    page = lists.page(
        listing_for(viewer),
        dated(rows, request.GET.get(WHEN, "")),
        request.GET,
        path=PATH,
        caption=_("Masa berlaku SKK"),
        picking=lists.Picking(f"{PATH}massal/", [(TELL.key, TELL.label)]) if may_keep else None,
        downloads=lists.Downloads(f"{PATH}unduh/", may_personal=may_keep),
    )
    context = {"page": page, "tallies": tallies(rows, PATH)}
    return render(request, "people/expiry_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def expiry_export(request: HttpRequest) -> HttpResponseBase:
    """The call list as a file: by GET without names and numbers, by POST with them, for a reason that is kept."""
    viewer = reader(request)
    is_personal = request.method == "POST"
    words = request.POST if is_personal else request.GET
    wanted = exports.wanted(words, is_personal=is_personal, may_personal=can_keep_people(viewer))
    listing = listing_for(viewer)
    rows = _kept(viewer) if is_personal else expiry_rows(viewer)
    rows, asked = dated(rows, str(words.get(WHEN, ""))), lists.ask(listing, words)
    if is_personal:
        note_export(
            rows=lists.found(listing, rows, asked).count(),
            what=_("Daftar masa berlaku SKK"),
            reason=wanted.reason,
            by=viewer.actor,
            office_code=code_of(viewer),
        )
    export = exports.Export(
        listing,
        rows,
        asked,
        title=_("Masa berlaku SKK"),
        stem="masa-berlaku-skk",
        by=viewer.actor.label,
        at=clock.now(),
        with_personal=is_personal,
    )
    return exports.answer(export, wanted.form)


@login_required
@require_POST
@never_cache
def expiry_bulk(request: HttpRequest) -> HttpResponse:
    """Who would be written to; nothing is written yet."""
    viewer = keeper(request)
    bulk.deed_of([TELL], request.POST.get("perbuatan", ""))
    rows = dated(_kept(viewer), request.POST.get(WHEN, ""))
    preview = bulk.preview(TELL, listing_for(viewer), rows, request.POST, user_id=_user(viewer))
    context = {
        "deed": TELL,
        "preview": preview,
        "confirm_href": f"{PATH}massal/lakukan/",
        "back_href": PATH,
    }
    return render(request, "people/expiry_bulk.html", context)


@login_required
@require_POST
def expiry_bulk_confirm(request: HttpRequest) -> HttpResponse:
    """Write exactly the letters that were previewed."""
    viewer = keeper(request)
    token = request.POST.get("tanda", "")
    rows, code = _kept(viewer), code_of(viewer)
    pk = bulk.confirm(TELL, listing_for(viewer), rows, token, by=viewer.actor, office_code=code)
    return redirect("expiry_bulk_result", pk)


@login_required
@require_safe
@never_cache
def expiry_bulk_result(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of one's own deed."""
    viewer = keeper(request)
    result = bulk.result(TELL, listing_for(viewer), _kept(viewer), pk, user_id=_user(viewer))
    if result is None:
        raise Http404
    here = f"{PATH}massal/{pk}/"
    context = {"deed": TELL, "result": result, "resume_href": f"{here}lanjut/", "back_href": PATH}
    return render(request, "people/expiry_bulk_result.html", context)


@login_required
@require_POST
def expiry_bulk_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with one's own deed that was cut off."""
    viewer = keeper(request)
    bulk.resume(TELL, listing_for(viewer), _kept(viewer), pk, by=viewer.actor)
    return redirect("expiry_bulk_result", pk)


def _kept(viewer: "Viewer") -> "QuerySet[HeldCertificate]":
    return expiry_rows(viewer, KEEPERS_OF_PEOPLE)


def _user(viewer: "Viewer") -> int:
    assert viewer.actor.user_id is not None, "whoever is logged in has a number"
    return viewer.actor.user_id
