"""Scenarios: kept once shared, answers frozen, asked whole, never overwriting each other, proposed but never a target."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from binakon.core import clock, guards
from binakon.core.problems import Blocked, StaleState
from binakon.people.models import Role
from binakon.people.rules import PUBLIC
from binakon.planning import actions
from binakon.planning.models import PlanVersion, Scenario, ScenarioAnswer
from binakon.planning.queries.scenarios import (
    answer_facts,
    beginning,
    scenario_paper_facts,
    scenarios_for,
)
from binakon.planning.rules.scenario_ask import ask_problems
from binakon.planning.rules.scenario_codec import digest_of, packed, question_of, solution_of
from binakon.planning.rules.scenarios.answers import Answer
from tests import cast, factories
from tests.factories import BY, sentences
from tests.planning.scenarios import a_question, a_scenario

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]


def without_guard(name: str) -> None:
    with connection.cursor() as cursor:
        on = f" ON {guards._registry[name].table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on}")


def test_a_question_survives_the_table_and_its_digest_tells_one_rupiah_more() -> None:
    question = a_question()
    assert question_of(packed(question)) == question
    dearer = replace(question, cuts=(11,))
    assert digest_of(packed(dearer)) != digest_of(packed(question))


def test_a_shared_scenario_cannot_be_deleted_by_anybody() -> None:
    scenario = a_scenario()
    actions.share_scenario(scenario, by=BY)
    with pytest.raises(StaleState):
        actions.discard_scenario(scenario, by=BY)
    with pytest.raises(DatabaseError, match="shared scenario"), transaction.atomic():
        scenario.delete()
    with pytest.raises(DatabaseError, match="shared scenario"), transaction.atomic():
        Scenario.objects.update(shared_at=None)
    assert Scenario.objects.get().name == "Contoh"


def an_answered_one() -> Scenario:
    """Shared, asked and answered by hand: the solver has no part in the guards."""
    scenario = a_scenario()
    asked = actions.ask_scenario(scenario, by=BY)
    ScenarioAnswer.objects.filter(pk=asked.pk).update(answered_at=clock.now(), refusal="contoh")
    actions.share_scenario(scenario, by=BY)
    return scenario


GUARDED: list[tuple[str, Callable[[], object]]] = [
    ("scenario_shared_delete", lambda: Scenario.objects.all()._raw_delete("default")),
    ("scenario_shared_update", lambda: Scenario.objects.update(shared_at=None)),
    ("scenario_shared_update", lambda: Scenario.objects.update(inputs={})),
    ("scenario_answer_frozen", lambda: ScenarioAnswer.objects.update(refusal="lain")),
    ("scenario_question_frozen", lambda: ScenarioAnswer.objects.update(question={})),
    ("scenario_answer_delete", lambda: ScenarioAnswer.objects.all()._raw_delete("default")),
]


@pytest.mark.parametrize(("name", "deed"), GUARDED)
def test_every_guard_refuses_and_without_it_the_deed_is_done(
    name: str, deed: Callable[[], object]
) -> None:
    an_answered_one()
    if name == "scenario_question_frozen":
        # An answered row is held by the other guard as well; this one guards what still waits.
        without_guard("scenario_answer_frozen")
    if name == "scenario_shared_delete":
        without_guard("scenario_answer_delete")
        ScenarioAnswer.objects.all().delete()
    with pytest.raises(DatabaseError, match=r"shared scenario|immutable"), transaction.atomic():
        deed()
    without_guard(name)
    assert deed() == 1


def test_a_shared_scenario_is_copied_and_not_edited() -> None:
    scenario = a_scenario()
    actions.share_scenario(scenario, by=BY)
    with pytest.raises(StaleState, match="Salin bila ingin mengubahnya"):
        actions.edit_scenario(
            scenario, question=a_question(goal=50), revision=0, by=BY, what="batas"
        )
    with pytest.raises(StaleState, match="Salin bila ingin mengubahnya"):
        actions.remove_candidate(scenario, code="kelas", revision=0, by=BY)
    assert question_of(Scenario.objects.get().inputs) == a_question()


def test_an_unshared_scenario_is_thrown_away() -> None:
    actions.discard_scenario(a_scenario(), by=BY)
    assert Scenario.objects.count() == 0


def test_two_planners_never_overwrite_each_other() -> None:
    scenario = a_scenario()
    first, second = replace(a_question(), cuts=(5,)), replace(a_question(), cuts=(20,))
    actions.edit_scenario(scenario, question=first, revision=0, by=BY, what="batas")
    with pytest.raises(StaleState):
        actions.edit_scenario(scenario, question=second, revision=0, by=BY, what="batas")
    assert question_of(Scenario.objects.get().inputs).cuts == (5,)


def test_a_name_is_taken_once_in_a_year() -> None:
    a_scenario()
    with pytest.raises(Blocked) as refused:
        a_scenario()
    assert sentences(refused.value.problems) == [
        "Nama “Contoh” sudah dipakai skenario lain tahun ini. Pilih nama lain."
    ]


def test_what_nobody_has_said_is_asked_for_all_at_once() -> None:
    question = replace(a_question(is_priced=False), ceilings=(), goals=())
    assert [each.code for each in ask_problems(question)] == [
        "ceiling",
        "goal",
        "cut_without_ceiling",
        "unknown_fixed_cost",
        "unknown_cost_per_person",
        "unknown_travel_per_person",
    ]
    with pytest.raises(Blocked):
        actions.ask_scenario(a_scenario(question=question), by=BY)
    assert ScenarioAnswer.objects.count() == 0


def test_the_published_year_begins_without_a_single_rupiah() -> None:
    factories.accepted(factories.KALSEL)
    question, origin = beginning(factories.a_programme(), clock.now().date(), is_empty=False)
    prices = [(each.fixed_cost, each.cost_per_person) for each in question.candidates]
    assert (origin, len(question.candidates), set(prices)) == ("murni", 8, {(None, None)})
    assert (question.assumptions, question.ceilings, question.goals[0].people) == ((), (), 375)


def test_the_same_question_is_asked_once_and_answered_by_a_process_of_its_own() -> None:
    scenario = a_scenario()
    asked = actions.ask_scenario(scenario, by=BY)
    assert actions.ask_scenario(scenario, by=BY).pk == asked.pk
    assert actions.answer_scenarios(by=BY) == 1
    assert actions.answer_scenarios(by=BY) == 0
    asked.refresh_from_db()
    assert (asked.refusal, asked.tries) == ("", 1)
    solution = solution_of(asked.answer)
    assert isinstance(solution.most, Answer)
    assert isinstance(solution.least, Answer)
    # By hand: Rp10 jt a class and Rp1,5 jt a person; Rp80 jt pay two classes (Rp20 jt) of 40 people (Rp60 jt).
    assert (solution.most.people, solution.most.rupiah) == (40, 80_000_000)
    assert (solution.least.people, solution.least.rupiah) == (40, 80_000_000)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        ScenarioAnswer.objects.update(answer=None)
    version = actions.propose_scenario(asked, kind="most", by=BY)
    assert (version.stage, version.is_budget, version.ceiling) == ("usulan", False, 80_000_000)
    assert version.note == (
        "Usulan dari skenario “Contoh”, bukan target. Seluruh rupiahnya (Rp80.000.000) bersandar pada "
        "3 asumsi harga yang tercantum di jawaban skenarionya."
    )
    assert [row.code for row in version.contents.all()] == ["kelas", "kelas-2"]
    assert PlanVersion.objects.budgets().count() == 0
    scenario.refresh_from_db()
    assert scenario.proposal_id == version.pk
    with pytest.raises(Blocked):
        actions.propose_scenario(asked, kind="most", by=BY)


def test_an_answer_is_outdated_once_an_assumption_changes() -> None:
    scenario = a_scenario()
    asked = actions.ask_scenario(scenario, by=BY)
    assert answer_facts(asked).is_outdated is False
    changed = replace(a_question(), cuts=(25,))
    actions.edit_scenario(scenario, question=changed, revision=0, by=BY, what="batas")
    asked = ScenarioAnswer.objects.get()
    assert answer_facts(asked).is_outdated is True
    with pytest.raises(StaleState):
        actions.propose_scenario(asked, kind="most", by=BY)


def test_what_a_killed_worker_had_begun_is_taken_up_again() -> None:
    actions.ask_scenario(a_scenario(), by=BY)
    now = clock.now()
    ScenarioAnswer.objects.update(claimed_at=now, tries=3)
    assert actions.answer_scenarios(by=BY) == 0
    ScenarioAnswer.objects.update(claimed_at=now - timedelta(hours=1))
    assert actions.answer_scenarios(by=BY) == 1
    assert ScenarioAnswer.objects.get().refusal.startswith("Perhitungannya terhenti tiga kali")


def test_a_computation_beyond_its_time_says_so() -> None:
    actions.ask_scenario(a_scenario(), by=BY)
    assert actions.answer_scenarios(by=BY, seconds=0) == 1
    assert ScenarioAnswer.objects.get().refusal == (
        "Perhitungannya belum selesai dalam 0 detik. Kurangi calonnya."
    )


def test_planners_read_all_the_desk_what_is_shared_and_others_nothing() -> None:
    cast.cast_arrives()
    kept, shared = a_scenario("Simpanan"), a_scenario("Bersama")
    actions.share_scenario(shared, by=BY)

    def seen(role: Role) -> list[str]:
        return [row.name for row in scenarios_for(cast.viewer(role), "63", 2026)]

    assert seen(Role.SECTION_HEAD) == [kept.name, shared.name]
    assert seen(Role.HEAD_OF_OFFICE) == [shared.name]
    assert seen(Role.REGENCY_OFFICER) == []
    assert scenarios_for(PUBLIC, "63", 2026).count() == 0
    asked = actions.ask_scenario(shared, by=BY)
    assert scenario_paper_facts(PUBLIC, asked.pk) is None
