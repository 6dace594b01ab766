"""The LSP at the desk: the list, one LSP with its licences, assessors and places of tests, and how they are kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.certification.actions import bodies
from binakon.certification.forms.bodies import AssessorForm, BodyForm, LicenceForm, SiteForm
from binakon.certification.queries.bodies import (
    assessor_of,
    bodies_page,
    body_of,
    body_page,
    desk_code_of,
    licence_of,
    may_edit_bodies,
    may_see_bodies,
    schemes_of,
    site_of,
)
from binakon.certification.rules.bodies import scheme_text
from binakon.core.calendar import today
from binakon.core.problems import NotAllowed
from binakon.enrolment.views.paper_guard import heard
from binakon.people.actions.organisations import add_organisation
from binakon.people.queries import regencies_of, viewer_for
from binakon.people.rules import Viewer

if TYPE_CHECKING:
    from django import forms

    from binakon.people.models import Organisation

LSP = "lsp"


def seeing(request: HttpRequest) -> Viewer:
    """The viewer; 403 for a role that has nothing to do with people's cases."""
    viewer = viewer_for(request)
    if not may_see_bodies(viewer):
        raise NotAllowed(_("Peran Anda tidak mencakup sertifikasi. Minta kepala seksi bila perlu."))
    return viewer


def _keeping(request: HttpRequest) -> Viewer:
    viewer = seeing(request)
    if not may_edit_bodies(viewer):
        raise NotAllowed(_("Daftar LSP diisi kepala seksi atau staf. Peran Anda bisa membacanya."))
    return viewer


def _body(pk: int) -> "Organisation":
    found = body_of(pk)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    """Every LSP, and what runs out soon."""
    viewer = seeing(request)
    return render(request, "certification/body_list.html", {"page": bodies_page(viewer, today())})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def body_new(request: HttpRequest) -> HttpResponse:
    """Put an LSP on the list."""
    viewer = _keeping(request)
    form = BodyForm(request.POST or None)
    made: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "kind": LSP}
        if heard(
            form,
            lambda: made.append(
                add_organisation(told, by=viewer.actor, office_code=desk_code_of(viewer))
            ),
            {},
        ):
            messages.success(request, _("Tercatat. Isi lisensi dan ruang lingkupnya."))
            return redirect("certification:body_detail", pk=made[0].pk)
    status = 422 if form.is_bound else 200
    return render(request, "certification/body_new.html", {"form": form}, status=status)


@login_required
@require_safe
def body_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One LSP."""
    viewer = seeing(request)
    page = body_page(viewer, _body(pk), today())
    return render(request, "certification/body_detail.html", {"page": page})


def _kept(
    request: HttpRequest,
    organisation: "Organisation",
    form: "forms.Form",
    deed: Callable[[dict[str, Any]], object],
) -> HttpResponse | None:
    """Hear a form of an LSP and do it: back to its page, or None where the form is to be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    if not heard(form, lambda: deed(form.cleaned_data), {}):
        return None
    messages.success(request, _("Tersimpan."))
    return redirect("certification:body_detail", pk=organisation.pk)


def _shown(organisation: "Organisation", form: "forms.Form", title: str) -> dict[str, Any]:
    return {"form": form, "organisation": organisation, "title": title}


def _status(form: "forms.Form") -> int:
    return 422 if form.is_bound else 200


def _values(row: object, form: "type[forms.Form]") -> dict[str, Any]:
    return {name: getattr(row, name, "") for name in form.base_fields}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def licence_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a licence of an LSP down."""
    viewer, body = _keeping(request), _body(pk)
    form, code = LicenceForm(request.POST or None), desk_code_of(viewer)
    done = _kept(
        request,
        body,
        form,
        lambda told: bodies.keep_licence(body, told, by=viewer.actor, office_code=code),
    )
    context = _shown(body, form, _("Lisensi baru"))
    return done or render(request, "certification/licence_new.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def licence_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a licence and its scope."""
    viewer, row = _keeping(request), licence_of(pk)
    if row is None:
        raise Http404
    initial = {**_values(row, LicenceForm), "schemes": scheme_text(schemes_of(row))}
    form, code = LicenceForm(request.POST or None, initial=initial), desk_code_of(viewer)
    done = _kept(
        request,
        row.organisation,
        form,
        lambda told: bodies.keep_licence(
            row.organisation, told, by=viewer.actor, licence=row, office_code=code
        ),
    )
    context = _shown(row.organisation, form, _("Lisensi %(number)s") % {"number": row.number})
    return done or render(request, "certification/licence_edit.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assessor_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an assessor of an LSP down."""
    viewer, body = _keeping(request), _body(pk)
    form, code = AssessorForm(request.POST or None), desk_code_of(viewer)
    done = _kept(
        request,
        body,
        form,
        lambda told: bodies.keep_assessor(body, told, by=viewer.actor, office_code=code),
    )
    context = _shown(body, form, _("Asesor baru"))
    return done or render(request, "certification/assessor_new.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assessor_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an assessor."""
    viewer, row = _keeping(request), assessor_of(pk)
    if row is None:
        raise Http404
    form = AssessorForm(request.POST or None, initial=_values(row, AssessorForm))
    code = desk_code_of(viewer)
    done = _kept(
        request,
        row.organisation,
        form,
        lambda told: bodies.keep_assessor(
            row.organisation, told, by=viewer.actor, assessor=row, office_code=code
        ),
    )
    context = _shown(row.organisation, form, _("Asesor %(name)s") % {"name": row})
    return done or render(
        request, "certification/assessor_edit.html", context, status=_status(form)
    )


def _site_form(viewer: Viewer, data: Any, initial: dict[str, Any] | None = None) -> SiteForm:
    regions = regencies_of(desk_code_of(viewer))
    offices = [(each.code, each.name) for each in regions]
    return SiteForm(data, offices=offices, initial=initial)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def site_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a place of tests of an LSP down."""
    viewer, body = _keeping(request), _body(pk)
    code = desk_code_of(viewer)
    form = _site_form(viewer, request.POST or None)
    done = _kept(
        request,
        body,
        form,
        lambda told: bodies.keep_site(body, told, by=viewer.actor, office_code=code),
    )
    context = _shown(body, form, _("TUK baru"))
    return done or render(request, "certification/site_new.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def site_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a place of tests."""
    viewer, row = _keeping(request), site_of(pk)
    if row is None:
        raise Http404
    initial = {**_values(row, SiteForm), "office": row.office.code if row.office else ""}
    code = desk_code_of(viewer)
    form = _site_form(viewer, request.POST or None, initial)
    done = _kept(
        request,
        row.organisation,
        form,
        lambda told: bodies.keep_site(
            row.organisation, told, by=viewer.actor, site=row, office_code=code
        ),
    )
    context = _shown(row.organisation, form, _("TUK %(name)s") % {"name": row})
    return done or render(request, "certification/site_edit.html", context, status=_status(form))
