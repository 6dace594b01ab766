"""A usulan of a scenario beside the version in force: what it keeps of it, and its day."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from binakon.people.models import Office
from binakon.planning import actions
from binakon.planning.models import (
    Activity,
    CostLine,
    PlanVersion,
    Scenario,
    ScenarioAnswer,
    TermsOfReference,
)
from binakon.planning.queries import whole_entry
from binakon.planning.queries.costs import line_columns
from binakon.planning.rules.scenarios.answers import (
    Answer,
    Begin,
    Curve,
    Infeasible,
    Pick,
    Solution,
)
from binakon.planning.rules.scenarios.codec import written
from binakon.planning.states import Stage
from tests import factories
from tests.factories import BY
from tests.planning.cost_lines import a_line, a_planned
from tests.planning.scenarios import a_candidate, a_question, a_scenario

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

# One in the morning of 7 September in Banjarmasin.
NIGHT = datetime(2026, 9, 6, 17, tzinfo=UTC)


def answered(*picks: Pick, scenario: Scenario | None = None) -> ScenarioAnswer:
    """A scenario whose answer holds these classes; no solver has a part in it."""
    asked = actions.ask_scenario(scenario or a_scenario(), by=BY)
    people, rupiah = sum(pick.people for pick in picks), sum(pick.rupiah for pick in picks)
    most = Answer(people, rupiah, len(picks), True, picks, (), (), ())
    body = json.loads(written(Solution(most, Infeasible(()), None, Curve((), ()), (), ())))
    ScenarioAnswer.objects.filter(pk=asked.pk).update(answer=body, answered_at=NIGHT)
    asked.refresh_from_db()
    return asked


def a_class(code: str = "kelas", people: int = 20) -> Pick:
    day = date(2026, 9, 7)
    return Pick(code, 1, people, 30_000_000, (Begin(day, people),), day, ())


def in_force() -> PlanVersion:
    """A murni with a class and a meeting, both with cost lines and a KAK."""
    version = factories.a_version(trained=200)
    for code in ("kelas", "rapat"):
        activity = a_planned(version, code, cost=5_250_000)
        columns = line_columns(a_line())
        CostLine.objects.create(version=version, activity_code=code, position=1, **columns)
        TermsOfReference.objects.create(version=version, activity_code=activity.code)
    return factories.ratified(version)


def test_a_usulan_carries_the_costs_and_papers_of_what_it_does_not_change() -> None:
    in_force()
    version = actions.propose_scenario(answered(a_class()), kind="most", by=BY)
    for kind in (CostLine, TermsOfReference):
        codes = kind.objects.filter(version=version).values_list("activity_code", flat=True)
        assert list(codes) == ["rapat"]


def test_a_usulan_is_dated_by_the_day_of_the_office() -> None:
    version = actions.propose_scenario(answered(a_class()), kind="most", by=BY, at=NIGHT)
    assert version.dated == date(2026, 9, 7)


def test_a_usulan_of_a_class_whose_people_are_determined_can_become_a_budget() -> None:
    in_force()
    activity = Activity.objects.get(code="kelas")
    office = Office.objects.get(code="63.01")
    actions.set_quota(activity, office=office, places=13, reason="Rakor", by=BY)
    held = replace(a_candidate(most_times=1), is_held=True, fixed_cost=30_000_000)
    asked = replace(a_question(), candidates=(held,))
    row = a_scenario(question=asked)
    answer = answered(a_class(people=10), scenario=row)
    usulan = actions.propose_scenario(answer, kind="most", by=BY)
    stated = {entry.code: entry.seats for entry in whole_entry(usulan).activities}
    assert stated["kelas"] == 13
    assert usulan.note.endswith("BIMTEK kelas (contoh) (13 kursi, 10 orang).")
    budget = actions.draft_version(
        usulan.programme, stage=Stage.PERUBAHAN, dated=date(2026, 9, 15), base=usulan, by=BY
    )
    actions.submit_version(budget, by=BY, revision=budget.revision)
    actions.ratify_version(budget, by=BY, document="DPPA contoh")
    activity.refresh_from_db()
    assert activity.seats == 13
