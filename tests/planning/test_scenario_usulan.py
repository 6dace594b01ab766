"""A usulan of a scenario beside the version in force: what it keeps of it, and its day."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from binakon.people.models import Office, Role
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
from binakon.planning.queries.scenario_origin import ProposalOrigin
from binakon.planning.rules.plan_tree import Branch
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
from binakon.planning.templatetags.planning import assumed
from tests import cast, factories
from tests.factories import BY
from tests.planning.cost_lines import a_line, a_planned
from tests.planning.scenarios import a_candidate, a_question, a_scenario
from tests.planning.test_compare import an_activity

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


def marked(page: str) -> list[str]:
    return re.findall(r"(Rp[\d.]+)(?:<[^>]+>| )*\(asumsi\)", page)


def test_a_figure_that_somebody_has_written_is_not_assumed() -> None:
    costs = {"kelas": 30_000_000}
    entry = an_activity("kelas", cost=31_000_000)
    branch = Branch("", "", None, (), (entry, an_activity("lain", cost=30_000_000)))
    origin = ProposalOrigin(2026, 1, 1, "Contoh", (), (), costs, None, {})
    assert assumed(branch, origin) == frozenset()
    same = replace(branch, activities=(replace(entry, cost=30_000_000),))
    assert (assumed(same, origin), assumed(same, None)) == ({"kelas"}, frozenset())


def test_what_is_copied_from_a_usulan_leads_back_to_the_answer_and_marks_what_was_assumed() -> None:
    in_force()
    cast.cast_arrives()
    answer = answered(a_class())
    usulan = actions.propose_scenario(answer, kind="most", by=BY)
    budget = actions.draft_version(
        usulan.programme, stage=Stage.PERUBAHAN, dated=date(2026, 9, 15), base=usulan, by=BY
    )
    actions.discard_version(usulan, reason="Sudah disalin", by=BY)
    client = Client()
    client.force_login(cast.user(Role.SECTION_HEAD))
    address = f"/meja/rencana/versi/{budget.pk}/"
    page = client.get(address).content.decode()
    assert f'<a href="/meja/skenario/jawaban/{answer.pk}/">Dari jawaban skenario' in page
    # Both ceilings, the class and its sum; what murni says of the meeting is none.
    assert marked(page) == ["Rp35.250.000", *["Rp30.000.000"] * 2]
    assert page.count("<dt>pagu (asumsi)</dt>") == 1
    other = actions.draft_version(
        budget.programme, stage=Stage.USULAN, dated=date(2026, 9, 15), by=BY
    )
    assert marked(client.get(f"/meja/rencana/versi/{other.pk}/").content.decode()) == []
    # A paper sets the ceilings; what a class costs is still assumed, until somebody says it.
    factories.ratified(budget)
    page = client.get(address).content.decode()
    assert (marked(page), page.count("pagu (asumsi)")) == (["Rp30.000.000"] * 2, 0)
