"""What stands on the papers of an office: its letterhead and who signs."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core.problems import Blocked, NotAllowed
from binakon.people.actions import letterheads
from binakon.people.forms.offices import LetterheadForm, OfficialForm
from binakon.people.queries import (
    OfficePage,
    desk_offices_for,
    office_page,
    official_for,
    viewer_for,
)
from binakon.people.rules import Viewer

if TYPE_CHECKING:
    from django import forms


@login_required
@require_safe
def office_detail(request: HttpRequest) -> HttpResponse:
    """The letterhead of an office and its officials."""
    _viewer, page = opened(request)
    return render(request, "people/office_detail.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def office_edit(request: HttpRequest) -> HttpResponse:
    """Change the letterhead."""
    viewer, page = kept(request)
    initial = {field: getattr(page.office, field) for field in LetterheadForm.base_fields}
    form = LetterheadForm(request.POST or None, initial=initial)
    if request.method == "POST" and was_taken(
        form, lambda told: letterheads.set_letterhead(page.office, told, by=viewer.actor)
    ):
        messages.success(request, _("Tersimpan. Surat berikutnya memakai kop surat ini."))
        return _back(page)
    status = 422 if form.is_bound else 200
    return render(request, "people/office_edit.html", {"page": page, "form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def official_new(request: HttpRequest) -> HttpResponse:
    """Add somebody who signs."""
    viewer, page = kept(request)
    form = OfficialForm(request.POST or None)
    if request.method == "POST" and was_taken(
        form, lambda told: letterheads.record_official(page.office, told, by=viewer.actor)
    ):
        messages.success(request, _("Tercatat. Ia bisa dipilih sebagai penanda tangan."))
        return _back(page)
    status = 422 if form.is_bound else 200
    return render(request, "people/official_new.html", {"page": page, "form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def official_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an official's row, or say when their time ended."""
    official = official_for(viewer_for(request), pk)
    if official is None:
        raise Http404
    viewer, page = kept(request, official.office.code)
    initial = {field: getattr(official, field) for field in OfficialForm.base_fields}
    form = OfficialForm(request.POST or None, initial=initial)
    if request.method == "POST" and was_taken(
        form, lambda told: letterheads.change_official(official, told, by=viewer.actor)
    ):
        messages.success(request, _("Tersimpan. Surat yang sudah bernomor tidak berubah."))
        return _back(page)
    context = {"page": page, "form": form, "official": str(official)}
    status = 422 if form.is_bound else 200
    return render(request, "people/official_edit.html", context, status=status)


def opened(request: HttpRequest, code: str = "") -> tuple[Viewer, OfficePage]:
    """The viewer and an office whose desk they may open: the one named, `?kantor=`, or their first."""
    viewer = viewer_for(request)
    asked = code or request.GET.get("kantor", "")
    first = desk_offices_for(viewer).values_list("code", flat=True).first()
    page = office_page(viewer, asked or first or "")
    if page is None:
        raise Http404
    request.office_code = page.office.code  # type: ignore[attr-defined]
    return viewer, page


def kept(request: HttpRequest, code: str = "") -> tuple[Viewer, OfficePage]:
    """The same for whoever may change it; 403 for others."""
    viewer, page = opened(request, code)
    if not page.may_keep:
        raise NotAllowed(
            _("Kop surat dan daftar pejabat diubah kepala seksi atau administrator kantor ini.")
        )
    return viewer, page


def was_taken(form: "forms.Form", deed: Callable[[dict[str, Any]], object]) -> bool:
    """Whether what was typed was taken; every refusal stands beside its field."""
    if not form.is_valid():
        return False
    try:
        deed(form.cleaned_data)
    except Blocked as refused:
        for problem in refused.problems:
            form.add_error(problem.code if problem.code in form.fields else None, problem.sentence)
        return False
    return True


def _back(page: OfficePage) -> HttpResponse:
    return redirect(f"/meja/kantor/?kantor={page.office.code}")
