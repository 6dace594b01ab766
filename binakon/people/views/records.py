"""The records of a person: added, corrected and taken away, each on a page of its own."""

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from binakon.core.problems import Blocked
from binakon.people.actions import records as actions
from binakon.people.forms.clash import rebased, sealed
from binakon.people.forms.records import form_of, stored_of
from binakon.people.forms.registry import RemovalForm
from binakon.people.queries.records import KINDS, Kind, record_for
from binakon.people.views.registry_guard import clash_of, code_of, kept_person, show

if TYPE_CHECKING:
    from binakon.people.models import Worker
    from binakon.people.rules import Viewer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def record_new(request: HttpRequest, key: uuid.UUID, kind: str) -> HttpResponse:
    """Add a record."""
    viewer, person = kept_person(request, key)
    one = _kind(kind)
    form = form_of(one, request.POST or None, initial={"is_estimate": True})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_record(
                one, person, form.stated(), by=viewer.actor, office_code=code_of(viewer)
            )
        except Blocked as refused:
            show(form, refused.problems)
        else:
            messages.success(request, _("Tercatat."))
            return _back(person, one)
    context = {"form": form, "person": person, "kind": one}
    status = 422 if form.is_bound else 200
    return render(request, "people/record_new.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def record_edit(request: HttpRequest, key: uuid.UUID, kind: str, pk: int) -> HttpResponse:
    """Put a record right; what somebody else changed meanwhile is shown beside what was typed."""
    viewer, person, one, row = _record(request, key, kind, pk)
    stored = stored_of(one, row, row.worker.revision)
    context: dict[str, Any] = {"person": person, "kind": one, "record": row, "seal": sealed(stored)}
    if request.method != "POST":
        context["form"] = form_of(one, initial=stored)
        return render(request, "people/record_edit.html", context)
    data, both = rebased(request.POST, stored)
    form = form_of(one, data, initial=stored)
    context |= {"form": form} | (clash_of(form, stored, both) if both else {})
    status = 409 if both else 422
    if not both and form.is_valid():
        try:
            actions.change_record(
                one,
                row,
                form.stated(),
                revision=form.cleaned_data["revision"] or 0,
                by=viewer.actor,
                office_code=code_of(viewer),
            )
        except Blocked as refused:
            show(form, refused.problems)
        else:
            messages.success(request, _("Tersimpan."))
            return _back(person, one)
    return render(request, "people/record_edit.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def record_remove(request: HttpRequest, key: uuid.UUID, kind: str, pk: int) -> HttpResponse:
    """Take a record away, for a reason."""
    viewer, person, one, row = _record(request, key, kind, pk)
    initial = {"revision": row.worker.revision}
    form = RemovalForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove_record(
                one, row, **form.cleaned_data, by=viewer.actor, office_code=code_of(viewer)
            )
        except Blocked as refused:
            show(form, refused.problems)
        else:
            messages.success(request, _("Dihapus. Isinya tetap ada di riwayat."))
            return _back(person, one)
    context = {"form": form, "person": person, "kind": one, "line": one.tell(row), "record": row}
    status = 422 if form.is_bound else 200
    return render(request, "people/record_remove.html", context, status=status)


def _kind(key: str) -> Kind:
    found = KINDS.get(key)
    if found is None:
        raise Http404
    return found


def _record(
    request: HttpRequest, key: uuid.UUID, kind: str, pk: int
) -> "tuple[Viewer, Worker, Kind, Any]":
    viewer, person = kept_person(request, key)
    one = _kind(kind)
    row = record_for(one, person, pk)
    if row is None:
        raise Http404
    return viewer, person, one, row


def _back(person: "Worker", kind: Kind) -> HttpResponse:
    return redirect(f"/meja/orang/{person.key}/#{kind.key}")
