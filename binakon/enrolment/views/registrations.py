"""The list of registrations, its files, and one registration with what the desk may do to it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import clock, exports, lists
from binakon.core.problems import Blocked, NotAllowed, Problem
from binakon.enrolment import actions
from binakon.enrolment.actions import contact, disclosures, registration_deeds, reviews
from binakon.enrolment.forms.registrations import NumberForm
from binakon.enrolment.forms.verdicts import ReasonForm
from binakon.enrolment.queries.registration_list import listing_for, registration_rows, with_nik
from binakon.enrolment.queries.registration_page import (
    Found,
    registration_for,
    registration_page,
    registrations_to,
    registrations_with_number,
)
from binakon.enrolment.queries.visible import offices_with
from binakon.enrolment.views.review_guard import turn_to_office
from binakon.people.actions.workers import reveal
from binakon.people.queries import viewer_for
from binakon.people.rules import (
    ENROLLERS,
    NOMINATORS,
    SEERS,
    VERIFIERS,
    Viewer,
    can_enrol,
    can_verify,
)
from binakon.people.rules.lookups import sought_of
from binakon.people.rules.sealed import nik_index

if TYPE_CHECKING:
    from binakon.core.bulk import Deed
    from binakon.enrolment.models import Place, Registration

PATH = "/meja/pendaftaran/"


def seen_list(request: HttpRequest) -> Viewer:
    """The viewer of any list of registrations; 403 for a role that sees none."""
    viewer = viewer_for(request)
    if offices_with(viewer, SEERS | NOMINATORS) == []:
        raise NotAllowed(_("Peran Anda tidak mencakup pendaftaran. Minta kepala seksi bila perlu."))
    return viewer


def deeds_of(viewer: Viewer) -> "list[Deed]":
    """What this viewer may do to many registrations."""
    deeds: dict[str, Deed] = {}
    if offices_with(viewer, VERIFIERS) != []:
        deeds |= {deed.key: deed for deed in registration_deeds.OF_VERIFIERS}
    if offices_with(viewer, ENROLLERS) != []:
        deeds |= {deed.key: deed for deed in registration_deeds.OF_ENROLLERS}
    return list(deeds.values())


@login_required
@require_safe
@never_cache
def registration_list(request: HttpRequest) -> HttpResponse:
    """All registrations that the viewer may see."""
    viewer = seen_list(request)
    deeds = deeds_of(viewer)
    picking = lists.Picking(f"{PATH}massal/", [(deed.key, deed.label) for deed in deeds])
    page = lists.page(
        listing_for(viewer),
        registration_rows(viewer),
        request.GET,
        path=PATH,
        caption=_("Pendaftaran"),
        picking=picking if deeds else None,
        downloads=lists.Downloads(f"{PATH}unduh/", may_personal=_may_personal(viewer)),
    )
    context = {"page": page, "may_personal": _may_personal(viewer), "number": NumberForm()}
    return render(request, "enrolment/registration_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registration_export(request: HttpRequest) -> HttpResponseBase:
    """The list as a file: by GET without personal columns, by POST with them, for a reason that is kept."""
    viewer = seen_list(request)
    is_personal = request.method == "POST"
    words = request.POST if is_personal else request.GET
    wanted = exports.wanted(words, is_personal=is_personal, may_personal=_may_personal(viewer))
    listing, rows = listing_for(viewer), registration_rows(viewer)
    asked = lists.ask(listing, words)
    if is_personal:
        rows = rows.filter(registrations_to(viewer, ENROLLERS))
        found = lists.found(listing, rows, asked)
        code = viewer.office_codes[0]
        disclosures.note_export(
            rows=found.count(), reason=wanted.reason, by=viewer.actor, office_code=code
        )
        if words.get("nik"):
            opened = disclosures.open_numbers(
                found, reason=wanted.reason, by=viewer.actor, office_code=code
            )
            listing = with_nik(listing, opened)
    export = exports.Export(
        listing,
        rows,
        asked,
        title=_("Pendaftaran"),
        stem="pendaftaran",
        by=viewer.actor.label,
        at=clock.now(),
        with_personal=is_personal,
    )
    return exports.answer(export, wanted.form)


@login_required
@require_POST
@never_cache
def registration_search(request: HttpRequest) -> HttpResponse:
    """Whoever has this NIK or telephone, among those whom the viewer may see; never in an address, always noted."""
    viewer = seen_list(request)
    form = NumberForm(request.POST)
    text = form.cleaned_data["number"] if form.is_valid() else ""
    sought, problems = sought_of(text)
    found: list[Found] = []
    if not problems:
        index = nik_index(sought.nik) if sought.nik else ""
        found = registrations_with_number(viewer, index=index, phone=sought.phone)
        disclosures.note_search(
            what=sought.shown,
            found=len(found),
            by=viewer.actor,
            office_code=viewer.office_codes[0],
        )
    context = {"sought": sought, "problems": problems, "found": found, "number": NumberForm()}
    status = 422 if problems else 200
    return render(request, "enrolment/registration_search.html", context, status=status)


@login_required
@require_safe
@never_cache
def registration_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One registration."""
    viewer, registration = _seen(request, pk)
    page = registration_page(registration, viewer, clock.now())
    return render(request, "enrolment/registration_detail.html", {"page": page})


@login_required
@require_POST
@never_cache
def registration_nik(request: HttpRequest, pk: int) -> HttpResponse:
    """The NIK in clear on the registration's page, for whoever verifies or enrols and says why."""
    viewer, registration = _seen(request, pk)
    code = registration.training.office_code
    _demand(is_allowed=can_verify(viewer, code) or can_enrol(viewer, code))
    assert registration.worker is not None, "whoever was received is a worker"
    nik = reveal(
        registration.worker,
        subject=registration,
        reason=_reason(request),
        by=viewer.actor,
        office_code=code,
    )
    page = registration_page(registration, viewer, clock.now())
    return render(request, "enrolment/registration_nik.html", {"page": page, "nik": nik})


@login_required
@require_POST
def registration_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a registration back on its person's behalf."""
    viewer, registration = _enrolled(request, pk)
    actions.withdraw(registration, reason=_reason(request), by=viewer.actor)
    messages.success(
        request, _("Pendaftaran ditarik. Kursinya, bila ada, ditawarkan kepada cadangan.")
    )
    return redirect(_address(pk))


@login_required
@require_POST
def registration_reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn a registration down for a reason that stands on no paper."""
    viewer, registration = _enrolled(request, pk)
    reviews.reject(registration, reason=_reason(request), by=viewer.actor)
    messages.success(request, _("Pendaftaran ditolak. Pendaftar diberi tahu alasannya."))
    return redirect(_address(pk))


@login_required
@require_POST
def registration_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more for the papers to be corrected."""
    viewer, registration = _seen(request, pk)
    code = registration.training.office_code
    _demand(is_allowed=can_verify(viewer, code) or can_enrol(viewer, code))
    reviews.remind_correction(registration, by=viewer.actor)
    messages.success(request, _("Pengingat disiapkan; lihat pesannya di bawah."))
    return redirect(_address(pk))


@login_required
@require_POST
def link_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """End the links given out for a registration, because somebody else may have one, and send a new one."""
    viewer, registration = _enrolled(request, pk)
    contact.renew_link(registration, by=viewer.actor)
    messages.success(
        request, _("Tautan lama tidak berlaku lagi. Pesan dengan tautan baru di bawah.")
    )
    return redirect(_address(pk))


@login_required
@require_POST
def place_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a seat or a place on the waiting list back, with a reason."""
    viewer, registration = _enrolled(request, pk)
    actions.release_place(_place(registration), reason=_reason(request), by=viewer.actor)
    messages.success(request, _("Kursi dilepas dan ditawarkan kepada cadangan berikutnya."))
    return redirect(_address(pk))


@login_required
@require_POST
def place_queue_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody without a place at the end of the waiting list, with a reason."""
    viewer, registration = _enrolled(request, pk)
    actions.queue_again(_place(registration), reason=_reason(request), by=viewer.actor)
    messages.success(request, _("Kembali ke daftar tunggu, di urutan terakhir."))
    return redirect(_address(pk))


def _seen(request: HttpRequest, pk: int) -> "tuple[Viewer, Registration]":
    viewer = viewer_for(request)
    registration = registration_for(viewer, pk)
    if registration is None:
        raise Http404
    turn_to_office(request, registration.training.office_code)
    return viewer, registration


def _enrolled(request: HttpRequest, pk: int) -> "tuple[Viewer, Registration]":
    viewer, registration = _seen(request, pk)
    _demand(is_allowed=can_enrol(viewer, registration.training.office_code))
    return viewer, registration


def _demand(*, is_allowed: bool) -> None:
    if not is_allowed:
        raise NotAllowed(_("Peran Anda tidak mencakup ini. Minta kepala seksi melakukannya."))


def _may_personal(viewer: Viewer) -> bool:
    return offices_with(viewer, ENROLLERS) != []


def _place(registration: "Registration") -> "Place":
    place: Place | None = getattr(registration, "place", None)
    if place is None:
        raise Blocked([Problem("place", _("Pendaftaran ini belum punya tempat."))])
    return place


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Blocked([Problem("reason", _("Tulis alasannya; riwayat menyimpannya."))])
    reason: str = form.cleaned_data["reason"]
    return reason


def _address(pk: int) -> str:
    return reverse("enrolment:registration_detail", args=[pk])
