"""A regency's workbook of nominees at the desk: upload, preview by cell, accept whole, discard."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.calendar import today
from binakon.core.problems import Blocked
from binakon.enrolment.actions.nominee_uploads import discard_upload, keep_upload, take_upload
from binakon.enrolment.queries.nomination_scope import Scope
from binakon.enrolment.queries.nominee_uploads import (
    UploadPreview,
    content_of,
    nominee_upload_of,
    preview_of,
)
from binakon.enrolment.sheets.nominee_read import NomineeBook, read_nominees
from binakon.enrolment.views.nominations import writing_scope
from binakon.planning.forms.upload import UploadForm

if TYPE_CHECKING:
    from binakon.enrolment.models import NomineeUpload


def _home(scope: Scope) -> str:
    path = reverse("enrolment:nomination_detail", args=[scope.training.activity.slug])
    return f"{path}{scope.query}"


def _decided(request: HttpRequest, scope: Scope) -> HttpResponse:
    messages.warning(request, _("Berkas itu sudah dipakai, dibuang, atau terlalu lama menunggu."))
    return redirect(_home(scope))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nomination_upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Hear a workbook: one that has a problem is shown by cell and kept nowhere, a sound one waits for its officer."""
    scope = writing_scope(request, slug)
    assert scope.office is not None, "a workbook is one office's"
    context: dict[str, Any] = {"scope": scope}
    if request.method != "POST":
        context["upload"] = UploadForm()
        return render(request, "enrolment/nomination_upload.html", context)
    form = UploadForm(request.POST, request.FILES)
    context["upload"] = form
    if not form.is_valid():
        return render(request, "enrolment/nomination_upload.html", context, status=422)
    file = form.cleaned_data["workbook"]
    content = file.read()
    preview = _judged(scope, read_nominees(content, today()))
    if not preview.may_accept:
        context["preview"] = preview
        return render(request, "enrolment/nomination_upload.html", context, status=422)
    upload = keep_upload(
        scope.training,
        office=scope.office,
        file_name=file.name,
        content=content,
        by=scope.viewer.actor,
    )
    path = reverse("enrolment:nominee_upload", args=[slug, upload.pk])
    return redirect(f"{path}{scope.query}")


def _judged(
    scope: Scope, book: NomineeBook, upload: "NomineeUpload | None" = None
) -> UploadPreview:
    return preview_of(
        scope,
        upload,
        book.people,
        book.problems,
        cells=book.cells,
        notes=book.notes,
    )


@login_required
@require_safe
def nominee_upload(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Whom a waiting workbook names."""
    scope = writing_scope(request, slug)
    upload = nominee_upload_of(scope, pk)
    if upload is None:
        return _decided(request, scope)
    preview = _judged(scope, read_nominees(content_of(upload), today()), upload)
    context = {"scope": scope, "preview": preview}
    return render(request, "enrolment/nominee_upload.html", context)


@login_required
@require_POST
def nominee_upload_accept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Name everybody of a workbook, or nobody."""
    scope = writing_scope(request, slug)
    upload = nominee_upload_of(scope, pk)
    if upload is None:
        return _decided(request, scope)
    book = read_nominees(content_of(upload), today())
    preview = _judged(scope, book, upload)
    if not preview.may_accept:
        raise Blocked(preview.problems)
    many = take_upload(upload, book.people, is_on_behalf=scope.is_province, by=scope.viewer.actor)
    sentence = ngettext("%(many)d orang diusulkan.", "%(many)d orang diusulkan.", many)
    messages.success(request, sentence % {"many": many})
    return redirect(_home(scope))


@login_required
@require_POST
def nominee_upload_discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throw a waiting workbook away."""
    scope = writing_scope(request, slug)
    upload = nominee_upload_of(scope, pk)
    if upload is None:
        return _decided(request, scope)
    discard_upload(upload, by=scope.viewer.actor)
    messages.success(request, _("Berkas dibuang. Tidak ada yang diusulkan."))
    return redirect(_home(scope))
