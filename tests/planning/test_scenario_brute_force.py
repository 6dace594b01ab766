"""Scenarios: on 500 small random questions the solver answers what trying everything answers."""

import pytest

from binakon.planning.rules.scenarios.answers import Answer, Infeasible
from binakon.planning.rules.scenarios.checks import question_problems
from binakon.planning.rules.scenarios.solve import least_money, most_people, what_must_give_way
from tests.planning import scenario_brute as brute
from tests.planning.scenario_cases import small

# Lots, so that a failure names twenty questions and not five hundred.
LOTS = range(25)
EACH = 20


def figures(answer: Answer | Infeasible) -> tuple[int, int, int] | None:
    """People, rupiah and classes; None when something must give way."""
    if isinstance(answer, Infeasible):
        return None
    return answer.people, answer.rupiah, answer.classes


def tried(found: brute.Try | None) -> tuple[int, int, int] | None:
    """The same of what was found by trying."""
    return found and (found.people, found.rupiah, found.classes)


@pytest.mark.parametrize("lot", LOTS)
def test_the_most_people_and_the_least_money_are_those_of_trying_everything(lot: int) -> None:
    for seed in range(lot * EACH, (lot + 1) * EACH):
        question = small(seed)
        assert question_problems(question) == []
        assert (seed, figures(most_people(question))) == (seed, tried(brute.most(question)))
        assert (seed, figures(least_money(question))) == (seed, tried(brute.least(question)))


@pytest.mark.parametrize("lot", LOTS)
def test_the_smallest_set_that_must_give_way_is_that_of_trying_everything(lot: int) -> None:
    for seed in range(lot * EACH, (lot + 1) * EACH):
        found = what_must_give_way(small(seed))
        named = [(giving.kind.value, giving.of) for giving in found.givings] if found else []
        assert (seed, named) == (seed, brute.smallest(small(seed)))


def test_the_questions_are_of_every_kind() -> None:
    sizes = [len(brute.smallest(small(seed))) for seed in range(60)]
    assert set(sizes) == {0, 1, 2}
    found = [brute.most(small(seed)) for seed in range(60)]
    assert 5 < sum(one is None for one in found) < 30
