"""A programme year from its beginning: opened, and given the goal that it is measured against."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binakon.core.calendar import today
from binakon.core.problems import Blocked
from binakon.people.queries import office as office_of
from binakon.people.queries import viewer_for
from binakon.people.rules import can_plan
from binakon.planning import actions
from binakon.planning.forms import GoalForm, NewYearForm
from binakon.planning.queries import programme as programme_of
from binakon.planning.queries.year import YearReader
from binakon.planning.views.guard import demand, turn_to_office
from binakon.planning.views.versions import PLANNERS_ONLY


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def year_new(request: HttpRequest) -> HttpResponse:
    """Begin a year that nobody has planned yet."""
    viewer = viewer_for(request)
    code = request.GET.get("kantor") or next(iter(viewer.office_codes), "")
    office = office_of(code)
    if office is None or not viewer.roles_at(code):
        raise Http404
    turn_to_office(request, code)
    demand(is_allowed=can_plan(viewer, code), sentence=str(PLANNERS_ONLY))
    newest = YearReader.newest(code)
    initial: dict[str, object] = {"year": newest.year + 1 if newest else today().year}
    if newest and newest.programme:
        initial["name"] = newest.programme.name
    form = NewYearForm(request.POST or None, initial=initial)
    if form.is_valid():
        found = form.cleaned_data
        try:
            version = actions.open_year(
                office, year=found["year"], name=found["name"], dated=today(), by=viewer.actor
            )
        except Blocked as refused:
            form.add_error("year", refused.problems[0].sentence)
        else:
            return redirect("planning:version_detail", pk=version.pk)
    status = 422 if form.errors else 200
    return render(
        request, "planning/year_new.html", {"form": form, "office": office}, status=status
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: HttpRequest, year: int) -> HttpResponse:
    """State what the office would need in the year."""
    viewer = viewer_for(request)
    code = request.GET.get("kantor") or next(iter(viewer.office_codes), "")
    programme = programme_of(code, year)
    if programme is None or not viewer.roles_at(code):
        raise Http404
    turn_to_office(request, code)
    demand(is_allowed=can_plan(viewer, code), sentence=str(PLANNERS_ONLY))
    goal = YearReader(code, year).goal
    initial = (
        {"people": goal.people, "label": goal.label, "meaning": goal.meaning}
        if goal
        else {"label": "ideal"}
    )
    form = GoalForm(request.POST or None, initial=initial)
    if not form.is_valid():
        context = {"form": form, "programme": programme}
        status = 422 if form.errors else 200
        return render(request, "planning/goal_edit.html", context, status=status)
    actions.set_goal(programme, by=viewer.actor, **form.cleaned_data)
    messages.success(request, _("Tersimpan. Kekurangannya dihitung ulang di semua halaman."))
    return redirect(f"/meja/rencana/{year}/?kantor={code}")
