"""Computing beside the other work of a worker: begun in one turn, kept in a later one, one at a time, asked once."""

from typing import Any

import pytest
from django.db import connection

from binakon.planning import actions
from binakon.planning.actions.scenario_answers import Computer
from binakon.planning.models import ScenarioAnswer
from tests.factories import BY
from tests.planning.scenarios import a_question, a_scenario

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

LONG = 600


def test_a_turn_does_not_wait_for_a_long_computation_and_a_later_one_keeps_its_answer() -> None:
    first = actions.ask_scenario(a_scenario(), by=BY)
    second = actions.ask_scenario(a_scenario("Lain", a_question(goal=30)), by=BY)
    computer = Computer()
    # A solver is not even loaded when a turn without patience looks.
    assert [computer.turn(by=BY, patience=0) for _turn in range(2)] == [0, 0]
    claimed = ScenarioAnswer.objects.exclude(claimed_at=None)
    assert list(claimed.values_list("pk", flat=True)) == [first.pk]
    assert computer.turn(by=BY, patience=LONG, seconds=LONG) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.refusal, first.answer is not None, second.claimed_at) == ("", True, None)


def test_a_computation_beyond_its_time_is_ended_and_the_next_one_begun() -> None:
    actions.ask_scenario(a_scenario(), by=BY)
    actions.ask_scenario(a_scenario("Lain", a_question(goal=30)), by=BY)
    computer = Computer()
    assert [computer.turn(by=BY, patience=0, seconds=0) for _turn in range(3)] == [1, 1, 0]
    said = set(ScenarioAnswer.objects.values_list("refusal", flat=True))
    assert said == {"Perhitungannya belum selesai dalam 0 detik. Kurangi calonnya."}


def test_two_who_ask_at_the_same_moment_wait_for_one_answer() -> None:
    scenario = a_scenario()
    asked: list[ScenarioAnswer] = []
    points: list[str] = []

    def other_first(execute: Any, sql: str, *rest: Any) -> Any:
        # The second savepoint lies between the look for an answer and the writing of the question: there somebody else asks.
        if sql.startswith("SAVEPOINT"):
            points.append(sql)
            if len(points) == 2:
                asked.append(actions.ask_scenario(scenario, by=BY))
        return execute(sql, *rest)

    with connection.execute_wrapper(other_first):
        mine = actions.ask_scenario(scenario, by=BY)
    assert (mine.pk, ScenarioAnswer.objects.count()) == (asked[0].pk, 1)
