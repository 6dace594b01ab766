"""The SIPJAKI rows of classes that are over: seen, and as a file."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from binakon.core import clock, exports, lists
from binakon.core.problems import NotAllowed
from binakon.people.queries import viewer_for
from binakon.people.rules import DESK_ROLES
from binakon.trainings.queries.sipjaki import sipjaki_listing, sipjaki_rows

if TYPE_CHECKING:
    from binakon.people.rules import Viewer

PATH = "/meja/laporan/sipjaki/"


def _seen(request: HttpRequest) -> "Viewer":
    viewer = viewer_for(request)
    if not viewer.codes_with(DESK_ROLES):
        raise NotAllowed(
            _("Akun Anda belum punya peran di meja kerja. Minta administrator menambahkannya.")
        )
    return viewer


@login_required
@require_safe
def sipjaki_list(request: HttpRequest) -> HttpResponse:
    """The classes that are over, in the columns that SIPJAKI publishes."""
    viewer = _seen(request)
    page = lists.page(
        sipjaki_listing(viewer),
        sipjaki_rows(viewer),
        request.GET,
        path=PATH,
        caption=_("Baris SIPJAKI"),
        downloads=lists.Downloads(f"{PATH}unduh/"),
    )
    return render(request, "trainings/sipjaki_list.html", {"page": page})


@login_required
@require_safe
def sipjaki_export(request: HttpRequest) -> HttpResponseBase:
    """The same as xlsx or CSV; nobody's name is in it."""
    viewer = _seen(request)
    wanted = exports.wanted(request.GET, is_personal=False)
    listing = sipjaki_listing(viewer)
    export = exports.Export(
        listing,
        sipjaki_rows(viewer),
        lists.ask(listing, request.GET),
        title=_("Baris SIPJAKI"),
        stem="sipjaki",
        by=viewer.actor.label,
        at=clock.now(),
    )
    return exports.answer(export, wanted.form)
