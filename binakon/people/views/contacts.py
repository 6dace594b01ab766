"""How the offices of kabupaten and kota are reached: all of them for the province, its own for each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core.problems import NotAllowed
from binakon.people.actions import contacts
from binakon.people.forms.offices import OfficeContactForm
from binakon.people.queries import viewer_for
from binakon.people.queries.contacts import ContactPage, contact_page, contacts_page
from binakon.people.views.offices import was_taken


@login_required
@require_safe
def office_contact_list(request: HttpRequest) -> HttpResponse:
    """All offices of the province with their addresses, and who said them when."""
    page = contacts_page(viewer_for(request), request.GET.get("kantor", ""))
    if page is None:
        raise Http404
    request.office_code = page.office.code  # type: ignore[attr-defined]
    return render(request, "people/office_contact_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def office_contact_edit(request: HttpRequest, office: str) -> HttpResponse:
    """Say where letters to one office go, or that what stands there is still right."""
    viewer = viewer_for(request)
    page = contact_page(viewer, office)
    if page is None:
        raise Http404
    if not page.may_write:
        raise NotAllowed(
            _(
                "Kontak kantor diisi kepala seksi, staf atau administrator, dan oleh kantornya sendiri."
            )
        )
    if page.is_own:
        request.office_code = office  # type: ignore[attr-defined]
    found = page.line.office
    initial = {field: getattr(found, field) for field in OfficeContactForm.base_fields}
    form = OfficeContactForm(request.POST if request.method == "POST" else None, initial=initial)
    told = {True: _("Tersimpan. Surat berikutnya ke kantor ini memakai kontak ini.")}
    told[False] = _("Dicatat: kontak ini masih benar.")
    kept: list[bool] = []
    if request.method == "POST" and was_taken(
        form,
        lambda stated: kept.append(contacts.set_office_contact(found, stated, by=viewer.actor)),
    ):
        messages.success(request, told[kept[0]])
        return _back(page)
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "people/office_contact_edit.html", context, status=status)


def _back(page: ContactPage) -> HttpResponse:
    """To the office's own workspace, or to the list of the province."""
    code = page.line.office.code
    if page.is_own:
        return redirect(f"/meja/kabupaten/{code}/")
    return redirect(f"/meja/kantor/kontak/?kantor={code.split('.')[0]}")
