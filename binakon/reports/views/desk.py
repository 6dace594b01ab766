"""The desk's pages: the day, the plan, the calendar, opened numbers, the press brief."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binakon.certification.queries.partner import is_partner
from binakon.core import queues
from binakon.core.calendar import today
from binakon.core.measures import Scope
from binakon.core.problems import NotAllowed
from binakon.people.queries import desk_offices_for, viewer_for
from binakon.people.rules import Viewer, can_nominate, can_plan
from binakon.planning.queries import programme as programme_of
from binakon.planning.queries import working_year
from binakon.reports import actions
from binakon.reports.forms import BriefStepForm, Refusal, not_heard, refused
from binakon.reports.queries import charts, opened
from binakon.reports.queries.brief_text import Brief
from binakon.reports.queries.briefs import frozen_figure
from binakon.reports.queries.calendar import calendar_page
from binakon.reports.queries.desk import desk_day
from binakon.reports.queries.desk_briefs import brief_for, desk_brief, desk_briefs
from binakon.reports.queries.forecast import forecast_of, forecasts
from binakon.reports.queries.frozen import brief_with_status
from binakon.reports.queries.plan import plan_page
from binakon.reports.queries.this_week import this_week
from binakon.reports.queries.workspace import workspace_office
from binakon.reports.rules.steps import may_draft, may_step
from binakon.reports.views.workspace import workspace

if TYPE_CHECKING:
    from binakon.reports.models import PressBrief

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Viewer, str, P], HttpResponse]


def desk(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page to read, only for a log-in with a desk role; hands the view its viewer and the desk's office."""
    return require_safe(_at_desk(view))


def desk_form(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The same for a page whose forms are sent to the page itself."""
    return require_http_methods(["GET", "HEAD", "POST"])(_at_desk(view))


def _at_desk(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    @wraps(view)
    def opened_desk(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        viewer = viewer_for(request)
        codes = list(desk_offices_for(viewer).values_list("code", flat=True))
        if not codes and request.path == "/meja/" and is_partner(viewer):
            # Who logs in for an LSP has a desk of their own.
            return redirect("certification:partner_desk")
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

    guarded: Callable[Concatenate[HttpRequest, P], HttpResponse] = login_required(opened_desk)
    return guarded


def _scope(office: str, year: int) -> Scope:
    return Scope(office, year, today())


@desk
def desk_home(request: HttpRequest, viewer: Viewer, office: str) -> HttpResponse:
    """The day: one sentence of figures, what waits, what is late, the year, the regions.

    A kabupaten or kota has its workspace there.
    """
    if can_nominate(viewer, office) and workspace_office(viewer, office) is not None:
        return workspace(request, office)
    year = working_year(office, today())
    page = desk_day(viewer, _scope(office, year)) if year else None
    drawn = charts.desk_charts(page) if page else None
    context = {
        "page": page,
        "charts": drawn,
        "forecasts": forecasts(page.scope) if page else (),
        "office": office,
        "week": this_week(viewer, office),
        "stuck": queues.stuck(),
        "may_plan": can_plan(viewer, office),
    }
    return render(request, "reports/desk_home.html", context)


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
def forecast(request: HttpRequest, viewer: Viewer, office: str, year: int) -> HttpResponse:
    """What may be reached by the year's end, part by part, or what is missing to say so."""
    scope = _scope(office, year)
    found = forecasts(scope)
    if not found:
        raise Http404
    return render(request, "reports/forecast.html", {"forecasts": found, "scope": scope})


@desk
def figure_list(request: HttpRequest, viewer: Viewer, office: str, year: int) -> HttpResponse:
    """Every measure of the year."""
    scope = _scope(office, year)
    # An office without a plan of its own has no figure to open.
    page = opened.all_figures(scope) if programme_of(office, year) else []
    return render(request, "reports/figure_list.html", {"page": page, "year": year})


@desk
def figure_detail(
    request: HttpRequest, viewer: Viewer, office: str, year: int, key: str
) -> HttpResponse:
    """One number opened."""
    scope = _scope(office, year)
    page = opened.open_figure(scope, key, request.GET)
    if page is None:
        raise Http404
    page = opened.for_viewer(page, viewer)
    # A forecast looks ahead from today and from the whole: it stands beside no past day and no part.
    is_whole = not request.GET.get("per") and not request.GET.get("bagian")
    found = forecast_of(scope, key) if is_whole else None
    return render(request, "reports/figure_detail.html", {"page": page, "forecast": found})


def _brief(office: str, year: int) -> Brief:
    brief = brief_with_status(office, year, today())
    if brief is None:
        raise Http404
    return brief


@desk_form
def press_brief(request: HttpRequest, viewer: Viewer, office: str, year: int) -> HttpResponse:
    """The live text, every number of it opening, and the briefs made from it; a POST begins the next one."""
    brief, is_drafter = _brief(office, year), may_draft(viewer, office)
    refusal = None
    if request.method == "POST":
        if not is_drafter:
            raise NotAllowed(_("Peran Anda tidak mencakup menyusun siaran pers."))
        programme = programme_of(office, year)
        assert programme is not None
        refusal = refused(lambda: actions.draft_brief(programme, by=viewer.actor))
        if refusal is None:
            return redirect(desk_briefs(viewer, office, year)[0].href)
    page = {"lines": desk_briefs(viewer, office, year), "may_draft": is_drafter}
    return render(
        request,
        "reports/press_brief.html",
        {"brief": brief, "page": page, "office": office, "refusal": refusal},
        status=refusal.status if refusal else 200,
    )


@desk_form
def brief_detail(
    request: HttpRequest, viewer: Viewer, office: str, year: int, number: int
) -> HttpResponse:
    """One brief: its text, its steps, what moved since approval, its corrections; a POST takes a step."""
    brief = _own_brief(viewer, office, year, number)
    refusal = None
    if request.method == "POST":
        form = BriefStepForm(request.POST)
        refusal = _step(viewer, office, brief, form) if form.is_valid() else not_heard(form)
        if refusal is None:
            return redirect(request.get_full_path())
        brief = _own_brief(viewer, office, year, number)
    page = desk_brief(viewer, brief)
    if page is None:
        raise Http404
    return render(
        request,
        "reports/brief_detail.html",
        {"page": page, "refusal": refusal, "typed": request.POST, "office": office},
        status=refusal.status if refusal else 200,
    )


def _own_brief(viewer: Viewer, office: str, year: int, number: int) -> "PressBrief":
    brief = brief_for(viewer, office, year, number)
    if brief is None:
        raise Http404
    return brief


def _step(viewer: Viewer, office: str, brief: "PressBrief", form: BriefStepForm) -> Refusal | None:
    heard, by = form.cleaned_data, viewer.actor
    step, revision, reason = heard["step"], heard["revision"], heard["reason"]
    said = {"quotation": heard["quotation"], "quoted": heard["quoted"]}
    if not may_step(viewer, office, step, brief.state):
        raise NotAllowed(
            _("Peran Anda tidak mencakup langkah ini. Kepala bidang atau kepala dinas memutuskan.")
        )
    steps: dict[str, Callable[[], object]] = {
        "edit": lambda: actions.edit_brief(brief, by=by, revision=revision, **said),
        "approve": lambda: actions.approve_brief(brief, by=by, revision=revision, seen=form.seen),
        "publish": lambda: actions.publish_brief(brief, by=by, revision=revision),
        "return": lambda: actions.return_brief(brief, by=by, revision=revision, reason=reason),
        "withdraw": lambda: actions.withdraw_brief(brief, by=by, revision=revision, reason=reason),
        "correct": lambda: actions.correct_brief(
            brief, by=by, revision=revision, reason=reason, seen=form.seen, **said
        ),
    }
    return refused(steps[step])


@desk
def brief_figure(
    request: HttpRequest, viewer: Viewer, office: str, year: int, number: int, key: str
) -> HttpResponse:
    """One frozen number of a brief that is approved or published, the live one beside it."""
    page = desk_brief(viewer, _own_brief(viewer, office, year, number))
    found = frozen_figure(page.page, key, is_desk=True) if page else None
    if page is None or found is None:
        raise Http404
    return render(request, "reports/brief_figure.html", {"page": page.page, "found": found})


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
