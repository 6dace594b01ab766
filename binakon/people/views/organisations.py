"""Associations, certification bodies and universities: the list, and where their letters go."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.people.actions import organisations
from binakon.people.forms.organisations import ContactForm, OrganisationForm
from binakon.people.queries import OfficePage
from binakon.people.queries.organisations import organisation, organisations_page
from binakon.people.views.offices import kept, opened, was_taken


@login_required
@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Everybody to whom letters may go."""
    _viewer, office = opened(request)
    page = organisations_page(office)
    return render(request, "people/organisation_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Add a body to the list."""
    viewer, office = kept(request)
    form, code = OrganisationForm(request.POST or None), office.office.code
    if request.method == "POST" and was_taken(
        form,
        lambda told: organisations.add_organisation(told, by=viewer.actor, office_code=code),
    ):
        messages.success(request, _("Tercatat. Lembaga ini bisa dipilih sebagai penerima surat."))
        return _back(office)
    context = {"office": office, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "people/organisation_new.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where the letters of a body go."""
    viewer, office = kept(request)
    found = organisation(pk)
    if found is None:
        raise Http404
    initial = {field: getattr(found, field) for field in ContactForm.base_fields}
    form, code = ContactForm(request.POST or None, initial=initial), office.office.code
    if request.method == "POST" and was_taken(
        form,
        lambda told: organisations.set_contact(found, told, by=viewer.actor, office_code=code),
    ):
        messages.success(
            request, _("Tersimpan. Surat yang dikirim setelah ini memakai kontak ini.")
        )
        return _back(office)
    context = {"office": office, "form": form, "organisation": found}
    status = 422 if form.is_bound else 200
    return render(request, "people/organisation_edit.html", context, status=status)


def _back(office: OfficePage) -> HttpResponse:
    return redirect(f"/meja/kantor/mitra/?kantor={office.office.code}")
