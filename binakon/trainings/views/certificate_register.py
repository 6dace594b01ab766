"""The register of certificates of an office: every year, every class, every number."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core import clock, exports, lists
from binakon.core.problems import NotAllowed
from binakon.people.queries import viewer_of
from binakon.people.rules import can_see_people
from binakon.trainings.actions.certificate_downloads import note_register
from binakon.trainings.queries import certificate_list as listed
from binakon.trainings.queries.guesses import guessed_lately

if TYPE_CHECKING:
    from binakon.people.rules import Viewer

REGISTER = "/meja/sertifikat/"


def _seen_register(request: HttpRequest) -> "Viewer":
    viewer = viewer_of(request.user)
    if listed.seen_codes(viewer) == frozenset():
        raise NotAllowed(_("Peran Anda tidak mencakup sertifikat. Minta kepala seksi bila perlu."))
    return viewer


@login_required
@require_safe
@never_cache
def certificate_register(request: HttpRequest) -> HttpResponse:
    """The register of certificates of the office, year by year, with every gap explained."""
    viewer = _seen_register(request)
    page = lists.page(
        listed.register_listing(viewer),
        listed.register_rows(viewer),
        request.GET,
        path=REGISTER,
        caption=_("Register sertifikat"),
        downloads=lists.Downloads(f"{REGISTER}unduh/", may_personal=_may_personal(viewer)),
    )
    gaps = listed.gaps_of(viewer, request.GET.get("tahun", ""))
    context = {"page": page, "gaps": gaps, "guessed": guessed_lately()}
    return render(request, "trainings/certificate_register.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificate_register_export(request: HttpRequest) -> HttpResponseBase:
    """The register as a file: names only by POST, for a reason that is kept."""
    viewer = _seen_register(request)
    is_personal = request.method == "POST"
    asked_words = request.POST if is_personal else request.GET
    wanted = exports.wanted(
        asked_words, is_personal=is_personal, may_personal=_may_personal(viewer)
    )
    listing, rows = listed.register_listing(viewer), listed.register_rows(viewer)
    asked = lists.ask(listing, asked_words)
    if is_personal:
        note_register(
            rows=lists.found(listing, rows, asked).count(),
            reason=wanted.reason,
            by=viewer.actor,
            office_code=viewer.office_codes[0],
        )
    export = exports.Export(
        listing,
        rows,
        asked,
        title=_("Register sertifikat"),
        stem="register-sertifikat",
        by=viewer.actor.label,
        at=clock.now(),
        with_personal=is_personal,
    )
    return exports.answer(export, wanted.form)


def _may_personal(viewer: "Viewer") -> bool:
    return any(can_see_people(viewer, code) for code in viewer.office_codes)
