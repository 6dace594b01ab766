"""The desk's pages: the day, the plan, the calendar, opened numbers, the press brief."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from binakon.core.calendar import today
from binakon.core.measures import Scope
from binakon.core.problems import NotAllowed
from binakon.people.queries import desk_offices_for, viewer_of
from binakon.people.rules import Viewer
from binakon.planning.queries import newest_year
from binakon.reports.queries import charts, opened
from binakon.reports.queries.brief import brief_of
from binakon.reports.queries.brief_text import Brief
from binakon.reports.queries.calendar import calendar_page
from binakon.reports.queries.desk import desk_day
from binakon.reports.queries.plan import plan_page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Viewer, str, P], HttpResponse]


def desk(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for a log-in with a desk role; hands the view its viewer and the office whose desk this is."""

    @wraps(view)
    def opened_desk(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        viewer = viewer_of(request.user)
        codes = list(desk_offices_for(viewer).values_list("code", flat=True))
        if not codes:
            raise NotAllowed(
                _("Akun Anda belum punya peran di meja kerja. Minta administrator menambahkannya.")
            )
        asked = request.GET.get("kantor")
        if asked and asked not in codes:
            raise Http404
        office = asked or codes[0]
        request.office_code = office  # type: ignore[attr-defined]
        return view(request, viewer, office, *args, **kwargs)

    guarded: Callable[Concatenate[HttpRequest, P], HttpResponse] = require_safe(
        login_required(opened_desk)
    )
    return guarded


def _scope(office: str, year: int) -> Scope:
    return Scope(office, year, today())


@desk
def desk_home(request: HttpRequest, viewer: Viewer, office: str) -> HttpResponse:
    """The day: one sentence of figures, what waits, what is late, the year, the regions."""
    year = newest_year(office)
    page = desk_day(viewer, _scope(office, year)) if year else None
    drawn = charts.desk_charts(page) if page else None
    return render(
        request, "reports/desk_home.html", {"page": page, "charts": drawn, "office": office}
    )


@desk
def plan_overview(request: HttpRequest, viewer: Viewer, office: str, year: int) -> HttpResponse:
    """The plan: its versions, what each promises, what is funded and what waits."""
    page = plan_page(viewer, _scope(office, year))
    if page is None:
        raise Http404
    return render(
        request, "reports/plan_overview.html", {"page": page, "charts": charts.plan_charts(page)}
    )


@desk
def calendar(request: HttpRequest, viewer: Viewer, office: str, year: int) -> HttpResponse:
    """The year at a glance: months, holidays, what clashes."""
    page = calendar_page(_scope(office, year))
    if page is None:
        raise Http404
    return render(request, "reports/calendar.html", {"page": page})


@desk
def figure_list(request: HttpRequest, viewer: Viewer, office: str, year: int) -> HttpResponse:
    """Every measure of the year."""
    page = opened.all_figures(_scope(office, year))
    return render(request, "reports/figure_list.html", {"page": page, "year": year})


@desk
def figure_detail(
    request: HttpRequest, viewer: Viewer, office: str, year: int, key: str
) -> HttpResponse:
    """One number opened."""
    page = opened.open_figure(_scope(office, year), key, request.GET)
    if page is None:
        raise Http404
    return render(request, "reports/figure_detail.html", {"page": page})


def _brief(office: str, year: int) -> Brief:
    brief = brief_of(office, year, today())
    if brief is None:
        raise Http404
    return brief


@desk
def press_brief(request: HttpRequest, viewer: Viewer, office: str, year: int) -> HttpResponse:
    """The press brief, a draft until a person approves it; every number in it opens."""
    return render(request, "reports/press_brief.html", {"brief": _brief(office, year)})


@desk
def press_brief_file(
    request: HttpRequest, viewer: Viewer, office: str, year: int, form: str
) -> HttpResponse:
    """The brief as plain text or JSON."""
    if form == "json":
        return JsonResponse(
            _brief(office, year).as_json(), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
    if form != "txt":
        raise Http404
    return HttpResponse(_brief(office, year).as_text(), content_type="text/plain; charset=utf-8")
