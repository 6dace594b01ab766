"""The pages of scenarios: listed, begun, filled in, shared, thrown away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.calendar import today
from binakon.core.problems import Blocked
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_plan, can_see_desk
from binakon.planning import actions
from binakon.planning.forms.scenario_limits import LimitsForm, VersionCeilings
from binakon.planning.forms.scenarios import (
    EMPTY,
    PLAN,
    CandidateForm,
    NewScenarioForm,
    PricesForm,
    price_initial,
)
from binakon.planning.queries import programme as programme_of
from binakon.planning.queries.scenario_held import held_facts
from binakon.planning.queries.scenario_others import plan_in_force
from binakon.planning.queries.scenarios import (
    ScenarioFacts,
    answers_of,
    beginning,
    facts_of,
    scenario_row,
    scenarios_for,
    version_ceilings,
)
from binakon.planning.queries.version_pages import sub_activity_names
from binakon.planning.rules.scenario_ask import ask_problems
from binakon.planning.rules.scenario_codec import question_of
from binakon.planning.rules.scenario_held import held_problems, renewed
from binakon.planning.rules.scenario_others import other_lines, others_problems
from binakon.planning.rules.scenario_proposal import assumption_line
from binakon.planning.rules.scenarios.checks import missing_prices
from binakon.planning.rules.scenarios.facts import Question
from binakon.planning.views.guard import demand, turn_to_office
from binakon.planning.views.versions import PLANNERS_ONLY


def office_year(request: HttpRequest, year: int) -> tuple[Viewer, Any]:
    """The viewer and the programme year they ask for; 404 for whoever has no place at its desk."""
    viewer = viewer_for(request)
    office = request.GET.get("kantor") or next(iter(viewer.office_codes), "")
    programme = programme_of(office, year)
    if programme is None or not can_see_desk(viewer, office):
        raise Http404
    turn_to_office(request, office)
    return viewer, programme


def opened(request: HttpRequest, year: int, pk: int) -> tuple[Viewer, Any, ScenarioFacts]:
    """The viewer, the row and its facts; 404 for what they may not read."""
    viewer = viewer_for(request)
    row = scenario_row(viewer, pk)
    if row is None or row.programme.year != year:
        raise Http404
    turn_to_office(request, row.programme.office.code)
    return viewer, row, facts_of(viewer, row)


def to_write(request: HttpRequest, year: int, pk: int) -> tuple[Viewer, Any, ScenarioFacts]:
    """The same for whoever may write it; 403 for the rest."""
    viewer, row, facts = opened(request, year, pk)
    demand(is_allowed=facts.may_plan, sentence=str(PLANNERS_ONLY))
    return viewer, row, facts


@login_required
@require_safe
def scenario_list(request: HttpRequest, year: int) -> HttpResponse:
    """The scenarios of a year that the viewer may read."""
    viewer, programme = office_year(request, year)
    rows = [facts_of(viewer, row) for row in scenarios_for(viewer, programme.office.code, year)]
    may_plan = can_plan(viewer, programme.office.code)
    context = {"programme": programme, "scenarios": rows, "may_plan": may_plan}
    return render(request, "planning/scenario_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_new(request: HttpRequest, year: int) -> HttpResponse:
    """Begin a scenario from the plan, from another one, or empty."""
    viewer, programme = office_year(request, year)
    code = programme.office.code
    demand(is_allowed=can_plan(viewer, code), sentence=str(PLANNERS_ONLY))
    held = {str(row.pk): row for row in scenarios_for(viewer, code, year)}
    others = [(row.pk, row.name) for row in held.values()]
    start = request.GET.get("mulai", PLAN)
    form = NewScenarioForm(request.POST or None, others=others, initial={"start": start})
    if form.is_valid():
        found = form.cleaned_data
        if found["start"] in (PLAN, EMPTY):
            question, origin = beginning(programme, today(), is_empty=found["start"] == EMPTY)
        else:
            other = held[found["start"]]
            question = renewed(question_of(other.inputs), held_facts(programme.pk), today())
            origin = f"skenario “{other.name}”"[:300]
        try:
            row = actions.open_scenario(
                programme,
                name=found["name"],
                note=found["note"],
                question=question,
                origin=origin,
                by=viewer.actor,
            )
        except Blocked as refused:
            form.add_error("name", refused.problems[0].sentence)
        else:
            return redirect("planning:scenario_detail", year=year, pk=row.pk)
    context = {"programme": programme, "form": form}
    status = 422 if form.errors else 200
    return render(request, "planning/scenario_new.html", context, status=status)


@login_required
@require_safe
def scenario_detail(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """One scenario: what it assumes, what is still missing, and its answers."""
    _viewer, row, facts = opened(request, year, pk)
    missing = {candidate.code for candidate, _price in missing_prices(facts.question)}
    context = {
        "scenario": facts,
        "answers": answers_of(row),
        "problems": [
            *ask_problems(facts.question),
            *held_problems(facts.question, held_facts(row.programme_id)),
            *others_problems(facts.question, plan_in_force(row.programme_id)),
        ],
        "missing": missing,
        "others": other_lines(facts.question),
        "is_of_before": facts.question.asked_on < today(),
        "assumptions": [assumption_line(each) for each in facts.question.assumptions],
        "floors": [
            (facts.regions.get(f.region, f.region), f.people) for f in facts.question.floors
        ],
    }
    return render(request, "planning/scenario_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_candidate(request: HttpRequest, year: int, pk: int, code: str = "") -> HttpResponse:
    """Add or change one candidate, with its prices and their source."""
    _viewer, _row, facts = to_write(request, year, pk)
    held = {each.code: each for each in facts.question.candidates}
    if code and code not in held:
        raise Http404
    none_yet = dict.fromkeys(("least_times", "lead_days", "result_days", "chain_days"), 0)
    initial: dict[str, Any] = {**none_yet, "most_times": 1}
    if code:
        initial = CandidateForm.of(facts.question, held[code])
    form = CandidateForm(
        request.POST or None, initial=initial, regions=facts.regions, known=held.get(code)
    )
    heading = held[code].title if code else _("Kegiatan calon baru")

    def taken() -> Question:
        return form.taken(facts.question, code or _free_code(form.cleaned_data["title"], held))

    if form.is_valid():
        return _saved(request, (year, pk), taken, heading)
    context = {**_context(request, facts, form), "code": code, "heading": heading}
    status = 422 if form.errors else 200
    return render(request, "planning/scenario_candidate.html", context, status=status)


@login_required
@require_POST
def scenario_candidate_remove(request: HttpRequest, year: int, pk: int, code: str) -> HttpResponse:
    """Take a candidate and its own prices out of a scenario."""
    viewer, row, facts = to_write(request, year, pk)
    held = {each.code: each for each in facts.question.candidates}
    if code not in held:
        raise Http404
    actions.remove_candidate(row, code=code, revision=_revision(request), by=viewer.actor)
    messages.success(request, _("Kegiatan calon dihapus dari skenario."))
    return redirect("planning:scenario_detail", year=year, pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_limits(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Goal, ceiling, days, partners and floors."""
    _viewer, _row, facts = to_write(request, year, pk)
    held = version_ceilings(facts.programme.pk)
    form = LimitsForm(
        request.POST or None,
        question=facts.question,
        regions=facts.regions,
        versions=[VersionCeilings(pk, label, rupiah) for pk, label, rupiah in held],
        names=sub_activity_names(),
    )
    if form.is_valid():
        return _saved(request, (year, pk), form.taken, _("batas"))
    context = _context(request, facts, form)
    status = 422 if form.errors else 200
    return render(request, "planning/scenario_limits.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_prices(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Prices of every candidate that has none of its own, with their source."""
    _viewer, _row, facts = to_write(request, year, pk)
    form = PricesForm(request.POST or None, initial=price_initial(facts.question, ""))

    def taken() -> Question:
        return form.priced(facts.question, "", _("Harga umum"))

    if form.is_valid():
        return _saved(request, (year, pk), taken, _("harga umum"))
    context = _context(request, facts, form)
    status = 422 if form.errors else 200
    return render(request, "planning/scenario_prices.html", context, status=status)


@login_required
@require_POST
def scenario_share(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Let the desk read it; it is kept from then on."""
    viewer, row, _facts = to_write(request, year, pk)
    actions.share_scenario(row, by=viewer.actor)
    messages.success(request, _("Dibagikan. Skenario ini sekarang terbaca di meja dan disimpan."))
    return redirect("planning:scenario_detail", year=year, pk=pk)


@login_required
@require_POST
def scenario_discard(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Throw away what was never shared."""
    viewer, row, facts = to_write(request, year, pk)
    actions.discard_scenario(row, by=viewer.actor)
    messages.success(request, _("Skenario dibuang."))
    return redirect(f"/meja/skenario/{year}/?kantor={facts.programme.office.code}")


def _saved(
    request: HttpRequest, where: tuple[int, int], taken: Callable[[], Question], what: str
) -> HttpResponse:
    viewer, row, _facts = to_write(request, *where)
    actions.edit_scenario(
        row, question=taken(), revision=_revision(request), by=viewer.actor, what=what
    )
    messages.success(request, _("Tersimpan."))
    return redirect("planning:scenario_detail", year=where[0], pk=where[1])


def _context(request: HttpRequest, facts: ScenarioFacts, form: Any) -> dict[str, Any]:
    # What was read stays what was read, also when the form comes back.
    revision = request.POST.get("revision", facts.revision)
    return {"scenario": facts, "form": form, "revision": revision}


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _free_code(title: str, held: dict[str, Any]) -> str:
    base = slugify(title)[:60] or "kegiatan"
    code, number = base, 2
    while code in held:
        code, number = f"{base}-{number}", number + 1
    return code
