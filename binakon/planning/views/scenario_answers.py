"""The pages of answers: asked, read and printed, put side by side, proposed."""

from typing import Literal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from binakon.core.problems import Blocked, Problem
from binakon.people.queries import viewer_for
from binakon.planning import actions
from binakon.planning.queries.scenario_pages import MOST_BESIDE, answer_page, beside
from binakon.planning.queries.scenarios import (
    answer_facts,
    answer_row,
    answers_of,
    facts_of,
    region_names,
    scenarios_for,
)
from binakon.planning.views.guard import demand, turn_to_office
from binakon.planning.views.scenarios import office_year, to_write
from binakon.planning.views.versions import PLANNERS_ONLY


@login_required
@require_POST
def scenario_ask(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Ask everything at once; refused with all that is still missing."""
    viewer, row, _facts = to_write(request, year, pk)
    answer = actions.ask_scenario(row, by=viewer.actor)
    return redirect("planning:scenario_answer", pk=answer.pk)


@login_required
@require_safe
def scenario_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer with everything that it assumes, as it is printed; while it is computed, a link to look again."""
    viewer = viewer_for(request)
    row = answer_row(viewer, pk)
    if row is None:
        raise Http404
    turn_to_office(request, row.scenario.programme.office.code)
    scenario, facts = facts_of(viewer, row.scenario), answer_facts(row)
    page = answer_page(facts, scenario.regions)
    context = {"scenario": scenario, "answer": facts, "page": page}
    response = render(request, "planning/scenario_answer.html", context)
    if page is None and not facts.refusal:
        # A browser looks again by itself; no script is needed.
        response["Refresh"] = "3"
    return response


@login_required
@require_POST
def scenario_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft usulan of an answer."""
    viewer = viewer_for(request)
    row = answer_row(viewer, pk)
    if row is None:
        raise Http404
    scenario = facts_of(viewer, row.scenario)
    turn_to_office(request, scenario.programme.office.code)
    demand(is_allowed=scenario.may_plan, sentence=str(PLANNERS_ONLY))
    kind: Literal["most", "least"] = "least" if request.POST.get("kind") == "least" else "most"
    version = actions.propose_scenario(row, kind=kind, by=viewer.actor)
    messages.success(request, _("Konsep usulan dibuat. Usulan bukan target sampai ada perubahan."))
    return redirect("planning:version_detail", pk=version.pk)


@login_required
@require_safe
def scenario_compare(request: HttpRequest, year: int) -> HttpResponse:
    """Up to four scenarios side by side."""
    viewer, programme = office_year(request, year)
    wanted = [text for text in dict.fromkeys(request.GET.getlist("s")) if text.isdecimal()]
    rows = scenarios_for(viewer, programme.office.code, year)
    held = {str(row.pk): row for row in rows}
    chosen = [held[text] for text in wanted if text in held]
    if not 1 < len(chosen) <= MOST_BESIDE:
        raise Blocked([Problem("s", _("Pilih dua sampai empat skenario untuk disandingkan."))])
    answers = [
        next((each for each in answers_of(row) if each.solution and not each.is_outdated), None)
        for row in chosen
    ]
    found = [(facts_of(viewer, row), answer) for row, answer in zip(chosen, answers, strict=True)]
    lines = beside(found, region_names(programme.office.code))
    context = {"programme": programme, "found": found, "lines": lines}
    return render(request, "planning/scenario_compare.html", context)
