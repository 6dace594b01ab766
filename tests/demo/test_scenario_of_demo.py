"""The demo's scenario: answered, shared, and every price of it marked as an example."""

import pytest

from binakon.demo import scenarios
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
