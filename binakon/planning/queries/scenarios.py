"""Looking scenarios up: which a viewer may read, their facts, and what must be printed of an answer."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from binakon.people.queries import regencies_of
from binakon.people.rules import Viewer, can_plan, can_see_desk
from binakon.planning.models import Activity, PlanVersion, ProgrammeYear, Scenario, ScenarioAnswer
from binakon.planning.queries import version_in_force, version_with_parts, whole_entry
from binakon.planning.queries.contents import standing_entries
from binakon.planning.queries.opened import seats_now
from binakon.planning.queries.scenario_held import held_facts
from binakon.planning.queries.year import YearReader
from binakon.planning.rules.scenario_codec import digest_of, question_of, solution_of
from binakon.planning.rules.scenario_held import with_held
from binakon.planning.rules.scenario_start import as_it_stands, empty_question, question_from
from binakon.planning.rules.scenarios.answers import Solution
from binakon.planning.rules.scenarios.facts import Assumption, Question


@dataclass(frozen=True, slots=True)
class ScenarioFacts:
    """One scenario as a page shows it."""

    pk: int
    name: str
    note: str
    origin: str
    revision: int
    created_at: datetime
    created_by: str
    shared_at: datetime | None
    question: Question
    digest: str
    programme: ProgrammeYear
    proposal_id: int | None
    proposal_label: str
    may_plan: bool
    may_edit: bool
    regions: dict[str, str]


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """One question as asked, with its answer when there is one; `is_outdated` when the scenario says another thing now."""

    pk: int
    asked_at: datetime
    asked_by: str
    answered_at: datetime | None
    refusal: str
    solver: str
    digest: str
    question: Question
    solution: Solution | None
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class ScenarioPaperFacts:
    """Everything that a paper about an answer must print; every rupiah in it rests on `assumptions` (mark them "asumsi")."""

    scenario: ScenarioFacts
    answer: AnswerFacts
    office_name: str
    year: int
    assumptions: tuple[Assumption, ...]
    regions: dict[str, str]
    mark: str = "asumsi"


def scenarios_for(viewer: Viewer, office_code: str, year: int) -> QuerySet[Scenario]:
    """What a viewer may read: planners all, the rest of the desk what was shared, others nothing."""
    rows = Scenario.objects.filter(
        programme__office__code=office_code, programme__year=year
    ).select_related("programme__office", "proposal")
    if can_plan(viewer, office_code):
        return rows
    return rows.exclude(shared_at=None) if can_see_desk(viewer, office_code) else rows.none()


def scenario_row(viewer: Viewer, pk: int) -> Scenario | None:
    """The row of one scenario, if the viewer may read it."""
    row = Scenario.objects.filter(pk=pk).select_related("programme__office", "proposal").first()
    if row is None:
        return None
    readable = scenarios_for(viewer, row.programme.office.code, row.programme.year)
    return readable.filter(pk=pk).first()


def facts_of(viewer: Viewer, row: Scenario) -> ScenarioFacts:
    """A row as facts."""
    code = row.programme.office.code
    return ScenarioFacts(
        pk=row.pk,
        name=row.name,
        note=row.note,
        origin=row.origin,
        revision=row.revision,
        created_at=row.created_at,
        created_by=row.created_by,
        shared_at=row.shared_at,
        question=question_of(row.inputs),
        digest=digest_of(row.inputs),
        programme=row.programme,
        proposal_id=row.proposal_id,
        proposal_label=row.proposal.label if row.proposal else "",
        may_plan=can_plan(viewer, code),
        may_edit=can_plan(viewer, code) and row.shared_at is None,
        regions=region_names(code),
    )


def answers_of(row: Scenario) -> list[AnswerFacts]:
    """Every question of a scenario, newest first."""
    now = digest_of(row.inputs)
    return [_answer(each, now) for each in row.answers.order_by("-id")]


def answer_row(viewer: Viewer, pk: int) -> ScenarioAnswer | None:
    """The row of one answer, if the viewer may read its scenario."""
    found = ScenarioAnswer.objects.filter(pk=pk).select_related("scenario").first()
    row = scenario_row(viewer, found.scenario_id) if found else None
    if found is None or row is None:
        return None
    found.scenario = row
    return found


def answer_facts(row: ScenarioAnswer) -> AnswerFacts:
    """One answer as facts."""
    return _answer(row, digest_of(row.scenario.inputs))


def scenario_paper_facts(viewer: Viewer, answer: int) -> ScenarioPaperFacts | None:
    """What the papers of an answer print; None when there is no such answer or the viewer may not read it."""
    row = answer_row(viewer, answer)
    if row is None or row.answer is None:
        return None
    scenario, facts = facts_of(viewer, row.scenario), answer_facts(row)
    return ScenarioPaperFacts(
        scenario=scenario,
        answer=facts,
        office_name=scenario.programme.office.name,
        year=scenario.programme.year,
        assumptions=facts.question.assumptions,
        regions=scenario.regions,
    )


def region_names(office_code: str) -> dict[str, str]:
    """The names of the regencies by their codes, in the order of the codes."""
    return dict(regencies_of(office_code).order_by("code").values_list("code", "name"))


def version_ceilings(programme_id: int) -> list[tuple[int, str, dict[str, int]]]:
    """Every version of a year, the newest first: its key, its label, its ceilings by sub-activity (empty: altogether).

    What is not filled in is left out.
    """
    rows = PlanVersion.objects.filter(programme=programme_id).order_by("-dated", "-id")
    found = []
    for row in rows.prefetch_related("ceilings__sub_activity"):
        total = {} if row.ceiling is None else {"": row.ceiling}
        parts = {part.sub_activity.code: part.amount for part in row.ceilings.all()}
        found.append((row.pk, row.label, {**total, **parts}))
    return found


def beginning(programme: ProgrammeYear, asked_on: date, *, is_empty: bool) -> tuple[Question, str]:
    """What a new scenario assumes, and in words what it was begun from: the version in force and what waits, or nothing.

    Each activity begins on the days and with the seats that it has by now, of its class where the plan says none.
    """
    code = programme.office.code
    goal = YearReader(code, programme.year).goal
    question = empty_question(
        programme.year, asked_on, tuple(region_names(code)), goal.people if goal else None
    )
    version = None if is_empty else version_in_force(programme.pk)
    if version is None:
        return question, "kosong"
    entry = whole_entry(version_with_parts(version.pk))
    standing = standing_entries(programme.pk)
    rows = Activity.objects.filter(programme=programme).with_perubahan().order_by("id")
    seats = seats_now(rows)
    places = {row.code: seats[row.pk] for row in rows}
    current = tuple(
        as_it_stands(each, standing.get(each.code), places.get(each.code))
        for each in entry.activities
    )
    stated = {each.code for each in entry.activities}
    waits = tuple(
        standing[row.code] for row in rows if row.funded_by_id is None and row.code not in stated
    )
    question = question_from(question, replace(entry, activities=current), version.label, waits)
    released = {row.code for row in rows if row.perubahan_day is not None}
    candidates = tuple(
        replace(
            each,
            waits_for_change=each.code not in stated
            or (each.waits_for_change and each.code not in released),
        )
        for each in question.candidates
    )
    question = replace(question, candidates=candidates)
    return with_held(question, held_facts(programme.pk)), version.label


def _answer(row: ScenarioAnswer, now: str) -> AnswerFacts:
    return AnswerFacts(
        pk=row.pk,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        answered_at=row.answered_at,
        refusal=row.refusal,
        solver=row.solver,
        digest=row.digest,
        question=question_of(row.question),
        solution=solution_of(row.answer) if row.answer else None,
        is_outdated=row.digest != now,
    )
