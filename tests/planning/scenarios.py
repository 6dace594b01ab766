"""A small scenario with invented assumptions, for the tests of everything around it."""

from dataclasses import replace
from datetime import date

from binakon.planning import actions
from binakon.planning.models import Scenario
from binakon.planning.rules.scenario_start import CODES, empty_question, stated
from binakon.planning.rules.scenarios.facts import (
    Candidate,
    Ceiling,
    Indicator,
    Question,
    Rupiah,
)
from tests import factories
from tests.factories import BY

PRICES = {Rupiah.FIXED: 10_000_000, Rupiah.PERSON: 1_000_000, Rupiah.TRAVEL: 500_000}


def a_candidate(code: str = "kelas", most_times: int = 3) -> Candidate:
    return Candidate(
        code=code,
        title=f"BIMTEK {code} (contoh)",
        indicator=Indicator.TRAINED,
        kind="bimtek",
        sub_activity=CODES[Indicator.TRAINED],
        fixed_cost=None,
        cost_per_person=None,
        travel_per_person=None,
        least=10,
        most=30,
        most_times=most_times,
        earliest=date(2026, 9, 1),
        latest=date(2026, 11, 30),
    )


def a_question(*, is_priced: bool = True, goal: int = 40) -> Question:
    question = replace(
        empty_question(2026, date(2026, 4, 1), ("63.01", "63.02"), goal),
        candidates=(a_candidate(),),
        ceilings=(Ceiling("", 80_000_000, "murni"),),
        curve_points=4,
    )
    return stated(question, "", PRICES, "tebakan tes", "Harga contoh") if is_priced else question


def a_scenario(name: str = "Contoh", question: Question | None = None) -> Scenario:
    return actions.open_scenario(
        factories.a_programme(),
        name=name,
        question=question or a_question(),
        origin="kosong",
        by=BY,
    )
