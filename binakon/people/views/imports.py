"""Files of people and of SKK at the desk: upload, pair columns, look at what they would do, let them in whole."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.problems import Blocked, NotAllowed, Problem
from binakon.people.actions.imports import (
    Received,
    accept_import,
    choose_columns,
    discard_import,
    keep_import,
)
from binakon.people.forms.imports import AcceptForm, ColumnsForm, ImportUploadForm
from binakon.people.queries import viewer_for
from binakon.people.queries.import_differences import differences
from binakon.people.queries.imports import (
    DIFFERING,
    ImportPage,
    all_found,
    columns_page,
    import_for,
    import_office,
    import_page,
    imports_of,
    remembered_columns,
)
from binakon.people.rules import Viewer
from binakon.people.rules.import_fields import FIELDS
from binakon.people.rules.import_layout import LOOKED_AT, layout_of
from binakon.people.sheets.import_open import Unreadable, open_people_file
from binakon.people.sheets.import_write import XLSX, people_template, problem_list
from binakon.people.states import ImportState

if TYPE_CHECKING:
    from binakon.people.models import Office, PeopleImport

_TEMPLATE_NAMES = {"workers": "templat-tenaga-kerja", "held": "templat-skk"}


@login_required
@require_safe
def people_import_list(request: HttpRequest) -> HttpResponse:
    """The office's files, the newest first."""
    _viewer, office = _allowed(request)
    page = imports_of(office, request.GET.get("halaman", "1"))
    context = {"office": office, "page": page}
    return render(request, "people/people_import_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people_import_new(request: HttpRequest) -> HttpResponse:
    """Hear a file: one that cannot be opened is refused with its reason and kept nowhere."""
    viewer, office = _allowed(request)
    form = ImportUploadForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            received = _received(office, form.cleaned_data)
        except Unreadable as unreadable:
            form.add_error("people", unreadable.problem.sentence)
        else:
            row = keep_import(received, office=office, by=viewer.actor)
            return redirect("people_import_columns", pk=row.pk)
    context = {"office": office, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "people/people_import_new.html", context, status=status)


def _received(office: "Office", told: dict[str, Any]) -> Received:
    """The file with the layout of each of its sheets. Raises `Unreadable`."""
    file, kind = told["people"], told["kind"]
    content = file.read()
    # Headings stand at the top; the worker opens the rest.
    opened = open_people_file(content, top=2 * LOOKED_AT)
    remembered = remembered_columns(office, kind)
    sheets = []
    for sheet in opened.sheets:
        layout = layout_of(sheet.rows, sheet.merges, kind, remembered)
        if any(layout.headings):
            sheets.append(
                {
                    "name": sheet.name,
                    "headings": [heading[:200] for heading in layout.headings],
                    "first": layout.first,
                    "score": layout.score,
                }
            )
    if not sheets:
        raise Unreadable(
            _(
                "Berkas ini tidak punya judul kolom. Tulis judul di atas datanya, misalnya Nama dan NIK."
            )
        )
    return Received(kind, file.name, opened.media_type, content, tuple(sheets))


@login_required
@require_safe
def people_import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty file of one kind."""
    _allowed(request)
    if kind not in FIELDS:
        raise Http404
    return _workbook(people_template(kind), _TEMPLATE_NAMES[kind])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people_import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Pair the columns of a file with fields; then it is read."""
    viewer, row = _seen(request, pk)
    if row.state not in {ImportState.UPLOADED, ImportState.READ}:
        return redirect("people_import_detail", pk=row.pk)
    asked = request.POST.get("sheet", request.GET.get("lembar", ""))
    page = columns_page(row, asked)
    form = ColumnsForm(
        request.POST or None,
        kind=row.kind,
        columns={line.column: line.field for line in page.lines},
        sheets=list(page.sheets),
    )
    problems: tuple[Any, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            choose_columns(row, sheet=page.sheet, chosen=form.chosen, by=viewer.actor)
        except Blocked as refused:
            problems = refused.problems
        else:
            return redirect("people_import_detail", pk=row.pk)
    lines = [(line, form[f"column_{line.column}"]) for line in page.lines]
    context = {"page": page, "form": form, "lines": lines, "problems": problems}
    status = 422 if form.is_bound else 200
    return render(request, "people/people_import_columns.html", context, status=status)


@login_required
@require_safe
def people_import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a file stands, and what it would do."""
    _viewer, row = _seen(request, pk)
    page = import_page(row, request.GET.get("lihat", ""), request.GET.get("halaman", "1"))
    return render(request, "people/people_import_detail.html", _context(page, AcceptForm()))


def _context(page: ImportPage, form: AcceptForm) -> dict[str, Any]:
    shown = page.shown == DIFFERING and page.page is not None
    differing = differences(page.row, list(page.page.object_list)) if shown and page.page else []
    return {"page": page, "form": form, "differences": differing}


@login_required
@require_safe
def people_import_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was found in a file, as a workbook."""
    _viewer, row = _seen(request, pk)
    return _workbook(problem_list(all_found(row)), f"masalah-impor-{row.pk}")


@login_required
@require_POST
def people_import_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a file in; a worker carries it out."""
    viewer, row = _seen(request, pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        raise Blocked(
            [Problem("known", _("Pilih dulu apa yang terjadi dengan data yang berbeda."))]
        )
    accept_import(row, overwrites=form.overwrites, by=viewer.actor)
    messages.success(
        request, _("Disetujui. Berkas dimasukkan sekarang; halaman ini menunjukkan kapan selesai.")
    )
    return redirect("people_import_detail", pk=row.pk)


@login_required
@require_POST
def people_import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a file away."""
    viewer, row = _seen(request, pk)
    discard_import(row, by=viewer.actor)
    messages.success(request, _("Berkas dibuang. Tidak ada data yang berubah."))
    return redirect("people_import_list")


def _allowed(request: HttpRequest) -> "tuple[Viewer, Office]":
    """The viewer and the office for which they may bring files in; 403 for others at the desk, 404 for strangers."""
    viewer = viewer_for(request)
    office, may_import = import_office(viewer, request.GET.get("kantor", ""))
    if office is None:
        raise Http404
    request.office_code = office.code  # type: ignore[attr-defined]
    if not may_import:
        raise NotAllowed(
            _("Impor data tenaga kerja untuk kepala bidang, kepala seksi, staf, dan administrator.")
        )
    return viewer, office


def _seen(request: HttpRequest, pk: int) -> "tuple[Viewer, PeopleImport]":
    viewer = viewer_for(request)
    row = import_for(viewer, pk)
    if row is None:
        raise Http404
    request.office_code = row.office.code  # type: ignore[attr-defined]
    return viewer, row


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
