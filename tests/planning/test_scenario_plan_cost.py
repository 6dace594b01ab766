"""What a class costs by the plan is all that it costs: a general price per person is not added to it."""

from dataclasses import replace
from datetime import date

from binakon.core.calendar import parse_window
from binakon.planning.forms.scenarios import CandidateForm
from binakon.planning.rules.plan_file import ActivityEntry, VersionEntry
from binakon.planning.rules.scenario_assumed import candidate_words
from binakon.planning.rules.scenario_start import CODES, empty_question, question_from, stated
from binakon.planning.rules.scenarios.answers import Answer
from binakon.planning.rules.scenarios.facts import Ceiling, Indicator, Question
from binakon.planning.rules.scenarios.solve import most_people
from tests.planning.scenarios import PRICES

COST = 100_000_000


def begun(cost: int | None) -> Question:
    entry = ActivityEntry(
        code="okt", kind="bimtek", title="Kelas Oktober (contoh)", window=parse_window("2026-10"),
        seats=30, cost=cost, indicator="trained", sub_activity=CODES[Indicator.TRAINED],
        is_all_regions=True,
    )  # fmt: skip
    version = VersionEntry("murni", 1, "ratified", date(2026, 1, 5), activities=(entry,))
    empty = empty_question(2026, date(2026, 4, 1), ("63.01", "63.02"), 30)
    question = question_from(empty, version, "murni")
    question = replace(question, ceilings=(Ceiling("", 2 * COST, "murni"),))
    return stated(question, "", PRICES, "tebakan tes", "Harga contoh")


def test_a_class_whose_cost_the_plan_tells_costs_no_more() -> None:
    found = most_people(begun(COST))
    assert isinstance(found, Answer)
    assert (found.people, found.rupiah, found.assumptions) == (30, COST, ())
    assert "biaya kelas Rp100.000.000 dari rencana, sudah dengan orangnya" in candidate_words(
        begun(COST).candidates[0], {}
    )


def test_only_the_prices_that_the_plan_does_not_tell_are_asked_for_and_an_edit_keeps_the_rest() -> (
    None
):
    question = begun(COST)
    known = question.candidates[0]
    asked = CandidateForm(regions={}, known=known)
    prices = {"fixed_cost", "cost_per_person", "travel_per_person", "source"}
    assert prices & set(asked.fields) == set()
    open_price = CandidateForm(regions={}, known=begun(None).candidates[0])
    assert prices & set(open_price.fields) == prices
    typed = {**CandidateForm.of(question, known), "chain_days": 5, "least": 5}
    form = CandidateForm(typed, regions={}, known=known)
    assert form.is_valid(), form.errors
    edited = form.taken(question, "okt").candidates[0]
    assert (edited.fixed_cost, edited.cost_per_person, edited.travel_per_person) == (COST, 0, 0)
