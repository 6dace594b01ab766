"""The workspace of a kabupaten or kota: its page, its opened numbers, its recap as files."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from binakon.core.calendar import today
from binakon.people.queries import viewer_for
from binakon.people.queries.deadlines import lines_for
from binakon.people.rules import Viewer, can_nominate
from binakon.reports.documents import recap_paper
from binakon.reports.queries.opened import for_viewer
from binakon.reports.queries.opened_region import open_region_figure
from binakon.reports.queries.this_week import this_week
from binakon.reports.queries.workspace import workspace as workspace_page
from binakon.reports.queries.workspace import workspace_office, workspace_year
from binakon.reports.sheets import recap_sheet

if TYPE_CHECKING:
    from binakon.people.models import Office
    from binakon.reports.queries.workspace import Workspace

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page(viewer: Viewer, office: "Office", request: HttpRequest) -> "Workspace":
    """The workspace of the running year, or of the one asked for by `?tahun=`; 404 where that is not planned."""
    day = today()
    year = workspace_year(office, request.GET.get("tahun", ""), day)
    if year is None:
        raise Http404
    return workspace_page(viewer, office, year, day)


def _seen(request: HttpRequest, region: str) -> "tuple[Viewer, Office]":
    """The viewer and the office; 404 for one whose workspace is not theirs to open."""
    viewer = viewer_for(request)
    office = workspace_office(viewer, region)
    if office is None:
        raise Http404
    if can_nominate(viewer, region):
        request.office_code = region  # type: ignore[attr-defined]
    return viewer, office


@login_required
@require_safe
def workspace(request: HttpRequest, region: str) -> HttpResponse:
    """Everything of one kabupaten or kota; nobody's of another one."""
    viewer, office = _seen(request, region)
    page = _page(viewer, office, request)
    week = this_week(viewer, region) if page.is_own else None
    # What this week's block tells is not told twice.
    later = [
        each
        for each in page.deadlines
        if week is None or timezone.localdate(each.due_at) > week.soon_ends_on
    ]
    context = {"page": page, "week": week, "later": lines_for(viewer, later)}
    return render(request, "reports/workspace.html", context)


@login_required
@require_safe
def workspace_figure(request: HttpRequest, region: str, year: int, key: str) -> HttpResponse:
    """One number of the workspace opened, with the rows of this office alone."""
    viewer, office = _seen(request, region)
    found = open_region_figure(office, year, key, request.GET, today())
    if found is None:
        raise Http404
    context = {"page": for_viewer(found, viewer), "office": office}
    return render(request, "reports/workspace_figure.html", context)


@login_required
@require_safe
def workspace_recap(request: HttpRequest, region: str, form: str) -> HttpResponse:
    """The results of its people by quarter, as a workbook or on paper."""
    viewer, office = _seen(request, region)
    if form not in {"xlsx", "pdf"}:
        raise Http404
    recap = _page(viewer, office, request).recap
    if form == "pdf":
        content = recap_paper(recap, is_sample=settings.MODE == "demo")
        response = HttpResponse(content, content_type="application/pdf")
    else:
        response = HttpResponse(recap_sheet(recap), content_type=XLSX)
    name = f"rekap-{region.replace('.', '')}-{recap.year}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
