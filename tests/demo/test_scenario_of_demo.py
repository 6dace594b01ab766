"""The demo's scenario: answered, shared, and every price of it marked as an example."""

from dataclasses import replace
from datetime import date

import pytest

from binakon.demo import scenarios
from binakon.planning.queries.scenarios import beginning
from binakon.planning.rules.scenario_codec import question_of, solution_of
from binakon.planning.rules.scenarios.answers import Answer
from tests import factories
from tests.factories import BY

pytestmark = [pytest.mark.django_db]


def test_the_scenario_of_2026_is_answered_with_invented_prices_only() -> None:
    factories.load_reference()
    factories.accepted(factories.KALSEL)
    answer = scenarios.tell_scenario(factories.a_programme(), by=BY)
    assert answer.refusal == ""
    assert answer.scenario.shared_at is not None
    question = question_of(answer.question)
    assert {each.source for each in question.assumptions} == {scenarios.SOURCE}
    least = solution_of(answer.answer).least
    assert isinstance(least, Answer)
    assert least.people == 375


def test_a_class_that_is_held_in_the_next_year_stands_in_no_scenario_of_2026() -> None:
    factories.load_reference()
    factories.accepted(factories.KALSEL)
    begun, _origin = beginning(factories.a_programme(), date(2026, 4, 6), is_empty=False)
    first, *others = begun.candidates
    later = replace(first, earliest=date(2027, 2, 9), latest=date(2027, 2, 11), is_held=True)
    asked = scenarios.assumed(replace(begun, candidates=(later, *others)))
    assert [each.code for each in asked.candidates] == [each.code for each in others]
