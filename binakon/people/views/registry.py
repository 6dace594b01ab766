"""The register of people: the list and its files, looking somebody up, adding and correcting a person, and their page."""

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import clock, exports, lists
from binakon.core.problems import Blocked
from binakon.people.actions import registry as actions
from binakon.people.actions.workers import reveal
from binakon.people.forms.clash import rebased, sealed
from binakon.people.forms.registry import LookUpForm, NewPersonForm, PersonForm, stated_of
from binakon.people.queries.person_page import person_page
from binakon.people.queries.registry import (
    home,
    home_choices,
    kept_people,
    people_with_number,
    person_with_nik,
    twins_of,
)
from binakon.people.queries.registry_list import listing_for, registry_rows, with_nik
from binakon.people.rules import Viewer
from binakon.people.rules.imports import can_import
from binakon.people.rules.lookups import sought_of
from binakon.people.rules.names import name_key
from binakon.people.rules.registry import can_keep_people
from binakon.people.views.registry_guard import (
    clash_of,
    code_of,
    hint,
    keeper,
    kept_person,
    read_person,
    reader,
    show,
)

if TYPE_CHECKING:
    from binakon.people.models import Worker

PATH = "/meja/orang/"


@login_required
@require_safe
@never_cache
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the viewer may read."""
    viewer = reader(request)
    may_keep = can_keep_people(viewer)
    page = lists.page(
        listing_for(viewer),
        registry_rows(viewer),
        request.GET,
        path=PATH,
        caption=_("Orang"),
        downloads=lists.Downloads(f"{PATH}unduh/", may_personal=may_keep),
    )
    context = {
        "page": page,
        "may_keep": may_keep,
        "may_import": can_import(viewer, code_of(viewer)),
        "number": LookUpForm(),
    }
    return render(request, "people/person_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_export(request: HttpRequest) -> HttpResponseBase:
    """The register as a file: by GET without personal columns, by POST with them, for a reason that is kept."""
    viewer = reader(request)
    is_personal = request.method == "POST"
    words = request.POST if is_personal else request.GET
    wanted = exports.wanted(words, is_personal=is_personal, may_personal=can_keep_people(viewer))
    listing, rows = listing_for(viewer), registry_rows(viewer)
    asked = lists.ask(listing, words)
    if is_personal:
        rows = rows.filter(pk__in=kept_people(viewer).values("pk"))
        found = lists.found(listing, rows, asked)
        code = code_of(viewer)
        actions.note_export(
            rows=found.count(),
            what=_("Daftar orang"),
            reason=wanted.reason,
            by=viewer.actor,
            office_code=code,
        )
        if words.get("nik"):
            people = found.only("pk", "key", "nik_mask", "nik_sealed")
            opened = actions.open_numbers(
                people, reason=wanted.reason, by=viewer.actor, office_code=code
            )
            listing = with_nik(listing, opened)
    export = exports.Export(
        listing,
        rows,
        asked,
        title=_("Orang"),
        stem="orang",
        by=viewer.actor.label,
        at=clock.now(),
        with_personal=is_personal,
    )
    return exports.answer(export, wanted.form)


@login_required
@require_POST
@never_cache
def person_search(request: HttpRequest) -> HttpResponse:
    """Whoever has this NIK, telephone or number of an SKK; never in an address, always noted."""
    viewer = reader(request)
    form = LookUpForm(request.POST)
    text = form.cleaned_data["number"] if form.is_valid() else ""
    sought, problems = sought_of(text)
    # What is no NIK may be the number of an SKK, also when it looks like a telephone number.
    certificate = "" if sought.nik or not any(sign.isdigit() for sign in text) else text
    found: list[Any] = []
    if certificate or not problems:
        found = people_with_number(
            viewer, nik=sought.nik, phone=sought.phone, certificate=certificate
        )
        shown = sought.shown or _("nomor SKK")
        actions.note_search(
            what=shown, found=len(found), by=viewer.actor, office_code=code_of(viewer)
        )
        problems = []
    context = {
        "shown": sought.shown or _("nomor SKK itu"),
        "problems": problems,
        "found": found,
        "number": LookUpForm(),
        "may_keep": can_keep_people(viewer),
    }
    status = 422 if problems else 200
    return render(request, "people/person_search.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def person_new(request: HttpRequest) -> HttpResponse:
    """Write somebody who is not known yet; of somebody who is, say so with the way to their page."""
    viewer = keeper(request)
    form = NewPersonForm(request.POST or None, homes=home_choices(viewer))
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        stated = _stated(form)
        twins = [] if form.cleaned_data["is_other"] else twins_of(viewer, key=name_key(stated.name))
        known = person_with_nik(viewer, stated.nik) if stated.nik else None
        if known is not None:
            context["known"] = known
            form.add_error("nik", _("NIK ini sudah tercatat. Tidak ada yang disimpan lagi."))
        elif twins:
            context["twins"] = twins
            form.add_error("is_other", _("Nama yang sama sudah tercatat. Lihat dulu orangnya."))
        else:
            person = _added(request, viewer, form, stated)
            if person is not None:
                return redirect("person_detail", key=person.key)
    status = 422 if form.is_bound else 200
    return render(request, "people/person_new.html", context, status=status)


def _added(
    request: HttpRequest, viewer: Viewer, form: PersonForm, stated: actions.Stated
) -> "Worker | None":
    try:
        person = actions.add_person(
            stated,
            is_invented=bool(getattr(request.user, "is_invented", False)),
            by=viewer.actor,
            office_code=code_of(viewer),
        )
    except Blocked as refused:
        show(form, refused.problems)
        return None
    messages.success(request, _("Tercatat. Lengkapi riwayatnya di halaman ini."))
    hint(request, stated.nik, born_on=stated.born_on, sex=stated.sex)
    return person


@login_required
@require_safe
@never_cache
def person_detail(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One person; a row that was merged leads to the row that goes on."""
    viewer, person = read_person(request, key)
    if person.key != key:
        return redirect("person_detail", key=person.key)
    return render(request, "people/person_detail.html", {"page": person_page(viewer, person)})


@login_required
@require_POST
@never_cache
def person_nik(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The NIK in clear on the person's page, for whoever keeps the register and says why."""
    viewer, person = kept_person(request, key)
    if not person.nik_mask:
        raise Http404
    reason = request.POST.get("reason", "")
    nik = reveal(
        person, subject=person, reason=reason, by=viewer.actor, office_code=code_of(viewer)
    )
    context = {"page": person_page(viewer, person), "nik": nik}
    return render(request, "people/person_nik.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def person_edit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Put a person right; what somebody else changed meanwhile is shown beside what was typed."""
    viewer, person = kept_person(request, key)
    homes = home_choices(viewer)
    if person.office and str(person.office_id) not in dict(homes):
        homes.append((str(person.office_id), person.office.name))
    stored = stated_of(person)
    context: dict[str, Any] = {"person": person, "seal": sealed(stored)}
    if request.method != "POST":
        context["form"] = PersonForm(homes=homes, person=person)
        return render(request, "people/person_edit.html", context)
    data, both = rebased(request.POST, stored)
    form = PersonForm(data, homes=homes, person=person)
    context |= {"form": form} | (clash_of(form, stored, both) if both else {})
    status = 409 if both else 422
    if not both and form.is_valid():
        stated = _stated(form)
        try:
            actions.change_person(
                person,
                stated,
                revision=form.cleaned_data["revision"] or 0,
                by=viewer.actor,
                office_code=code_of(viewer),
            )
        except Blocked as refused:
            show(form, refused.problems)
            context["known"] = person_with_nik(viewer, stated.nik) if stated.nik else None
        else:
            messages.success(request, _("Tersimpan."))
            hint(request, stated.nik, born_on=stated.born_on, sex=stated.sex)
            return redirect("person_detail", key=person.key)
    return render(request, "people/person_edit.html", context, status=status)


def _stated(form: PersonForm) -> actions.Stated:
    found = form.cleaned_data
    names = ("name", "born_on", "sex", "phone", "email")
    identity = {name: found.get(name, "") for name in ("nik", "no_nik_reason")}
    return actions.Stated(
        **{name: found[name] for name in names}, office=home(found["office"]), **identity
    )
