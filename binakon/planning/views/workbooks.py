"""The plan as Excel both ways: download, template, upload, preview, accept, discard."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from binakon.core.problems import Blocked
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_plan
from binakon.planning import actions
from binakon.planning.forms.upload import UploadForm
from binakon.planning.queries import fact_of, version_with_parts
from binakon.planning.queries import programme as programme_of
from binakon.planning.queries.uploads import Preview, names_for, plan_of, preview_of, upload_for
from binakon.planning.queries.version_pages import version_page
from binakon.planning.sheets.book_read import read_workbook
from binakon.planning.sheets.book_words import BookWords
from binakon.planning.sheets.book_write import empty_workbook, plan_workbook
from binakon.planning.views.guard import demand, seen_version, turn_to_office

if TYPE_CHECKING:
    from binakon.planning.models import PlanUpload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLANNERS_ONLY = gettext_lazy(
    "Peran Anda tidak mencakup mengubah rencana. Minta kepala seksi atau staf mengubahnya."
)


def _words(office: str, year: int) -> BookWords:
    names = names_for(office)
    return BookWords(names.sub_activities, names.regions, names.indicators, year)


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@login_required
@require_safe
def version_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as a workbook that can be changed and uploaded again."""
    _viewer, version = seen_version(request, pk)
    programme = version.programme
    content = plan_workbook(plan_of(version), _words(programme.office.code, programme.year))
    name = f"rencana-{programme.office.code}-{programme.year}-{version.stage}-{version.number}"
    return _file(content, name)


@login_required
@require_safe
def workbook_template(request: HttpRequest, year: int) -> HttpResponse:
    """The empty workbook of an office and year."""
    viewer = viewer_for(request)
    office = request.GET.get("kantor") or next(iter(viewer.office_codes), "")
    programme = programme_of(office, year)
    if programme is None or not viewer.roles_at(office):
        raise Http404
    turn_to_office(request, office)
    content = empty_workbook(office, programme.office.office_name, year, _words(office, year))
    return _file(content, f"templat-rencana-{office}-{year}")


@login_required
@require_POST
def workbook_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an uploaded workbook and show what it would do."""
    viewer, version = seen_version(request, pk)
    demand(is_allowed=can_plan(viewer, version.programme.office.code), sentence=str(PLANNERS_ONLY))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"page": version_page(viewer, pk), "upload": form}
        return render(request, "planning/workbook_upload.html", context, status=422)
    file = form.cleaned_data["workbook"]
    upload = actions.keep_upload(version, file_name=file.name, content=file.read(), by=viewer.actor)
    return redirect("planning:workbook_preview", pk=pk, upload=upload.pk)


def _read(upload: "PlanUpload") -> Preview:
    programme = upload.version.programme
    words = _words(programme.office.code, programme.year)
    plan, problems, notes = read_workbook(bytes(upload.content), words)
    fact = fact_of(version_with_parts(upload.version_id))
    return preview_of(upload, fact, plan, problems, notes)


def _waiting(request: HttpRequest, pk: int, upload: int) -> "tuple[Viewer, PlanUpload]":
    viewer, version = seen_version(request, pk)
    demand(is_allowed=can_plan(viewer, version.programme.office.code), sentence=str(PLANNERS_ONLY))
    found = upload_for(viewer, pk, upload)
    if found is None:
        raise Http404
    return viewer, found


@login_required
@require_safe
def workbook_preview(request: HttpRequest, pk: int, upload: int) -> HttpResponse:
    """What a workbook would change, and every problem by cell."""
    _viewer, found = _waiting(request, pk, upload)
    return render(request, "planning/workbook_preview.html", {"preview": _read(found)})


@login_required
@require_POST
def workbook_accept(request: HttpRequest, pk: int, upload: int) -> HttpResponse:
    """Let the draft say what the workbook says."""
    viewer, found = _waiting(request, pk, upload)
    preview = _read(found)
    if preview.entry is None or preview.problems:
        raise Blocked(preview.problems)
    actions.take_workbook(
        found.version,
        preview.entry,
        revision=found.revision,
        by=viewer.actor,
        file_name=found.file_name,
    )
    actions.discard_upload(found, by=viewer.actor)
    messages.success(request, _("Tersimpan. Konsep ini sekarang sama dengan berkas Excel Anda."))
    return redirect("planning:version_detail", pk=pk)


@login_required
@require_POST
def workbook_discard(request: HttpRequest, pk: int, upload: int) -> HttpResponse:
    """Throw an uploaded workbook away."""
    viewer, found = _waiting(request, pk, upload)
    actions.discard_upload(found, by=viewer.actor)
    messages.success(request, _("Berkas dibuang. Konsepnya tidak berubah."))
    return redirect("planning:version_detail", pk=pk)
