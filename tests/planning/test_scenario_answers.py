"""Scenarios: answers hold what they say, are the same every time, and what is tampered with is found."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from binakon.core.stretches import Hold, Stretch
from binakon.planning.rules.scenarios.answers import (
    Answer,
    Begin,
    GiveWay,
    Giving,
    Infeasible,
    Share,
    Solution,
)
from binakon.planning.rules.scenarios.checks import missing_prices, question_problems
from binakon.planning.rules.scenarios.codec import UnknownForm, fingerprint, read, written
from binakon.planning.rules.scenarios.curve import curve_of
from binakon.planning.rules.scenarios.facts import (
    Assumption,
    Ceiling,
    Goal,
    PartnerLimit,
    Question,
    RegionFloor,
    Rupiah,
)
from binakon.planning.rules.scenarios.layout import spread
from binakon.planning.rules.scenarios.solve import (
    cut,
    finish,
    least_money,
    most_people,
    next_person,
    solve,
    what_must_give_way,
)
from binakon.planning.rules.scenarios.verify import UnsoundAnswer, answer_problems, proven
from tests.planning.scenario_cases import (
    CHAIN,
    FACILITATED,
    REGIONS,
    candidate,
    question,
    small,
    year_2026,
)

SEEDS = range(12)


def answered(found: Answer | Infeasible) -> Answer:
    """The answer; a question of these tests that has none is a fault of the test."""
    assert isinstance(found, Answer)
    return found


def codes(problems: list[object]) -> set[str]:
    """The codes of problems."""
    return {getattr(problem, "code", "") for problem in problems}


def mixed() -> Question:
    """A class with a partner and batches with an LSP, a ceiling, a goal and a floor."""
    return question(
        candidate("A", partner="P", most_times=3, least_times=1),
        candidate(
            "B",
            indicator=FACILITATED,
            sub_activity="0014",
            partner="L",
            most=5,
            most_times=2,
            chain=CHAIN,
            earliest=date(2026, 8, 3),
        ),
        limits=(PartnerLimit("P", 1), PartnerLimit("L", None, 2)),
        ceilings=(Ceiling("", 110),),
        goals=(Goal(12),),
        floors=(RegionFloor("63.02", 6),),
        cuts=(10, 50),
        change_days=(date(2026, 9, 15),),
        curve_points=30,
    )


MIXED = mixed()


@pytest.fixture(scope="module")
def solution() -> Solution:
    """All answers to the mixed question."""
    return solve(MIXED)


def test_the_same_question_in_any_order_has_the_same_bytes(solution: Solution) -> None:
    turned = replace(MIXED, candidates=MIXED.candidates[::-1], limits=MIXED.limits[::-1])
    assert written(solve(MIXED)) == written(solution)
    assert written(solve(turned)) == written(solution)


def test_equal_candidates_are_taken_in_the_order_of_their_codes() -> None:
    some = [candidate(code) for code in "CADB"]
    found = answered(most_people(question(*some, ceilings=(Ceiling("", 50),))))
    assert [(pick.code, pick.people) for pick in found.picks] == [("A", 3), ("B", 3)]


def test_of_equal_answers_the_first_codes_are_taken() -> None:
    some = [candidate("B", lead_days=1), candidate("A"), candidate("C", lead_days=2)]
    found = answered(most_people(question(*some, ceilings=(Ceiling("", 25),))))
    assert [pick.code for pick in found.picks] == ["A"]


def test_an_answer_holds_what_it_says(solution: Solution) -> None:
    most = answered(solution.most)
    assert answer_problems(MIXED, most, ceilings=MIXED.ceilings) == []
    assert (most.people, most.rupiah, most.classes) == (16, 104, 4)
    assert [(share.region, share.people) for share in most.by_region] == [
        ("63.01", 5),
        ("63.02", 6),
        ("63.71", 5),
    ]


def test_the_next_person_is_told() -> None:
    # Two for 18, three for 22; four are two classes of two for 36.
    one = question(candidate("A", most_times=2), goals=(Goal(2),))
    found = answered(least_money(one))
    assert (found.people, found.rupiah, next_person(one, found)) == (2, 18, 4)
    full = replace(one, goals=(Goal(6),))
    assert next_person(full, answered(least_money(full))) is None


def test_the_next_person_is_never_told_to_save_money() -> None:
    # Ten people of A would cost 50 less than three of B, but the ceiling of A leaves none.
    cheap = candidate("A", fixed_cost=10, cost_per_person=0, least=1, most=10, most_times=1)
    dear = replace(cheap, code="B", sub_activity="0014", cost_per_person=20, most=3)
    narrow = (Ceiling("", 100), Ceiling("0011", 0))
    shut = question(cheap, dear, ceilings=narrow)
    found = answered(most_people(shut))
    assert (found.people, found.rupiah, next_person(shut, found)) == (3, 70, None)
    # Where B has room for one more, it is the one that is asked for.
    roomy = question(cheap, replace(dear, most=9), ceilings=(Ceiling("", 75), narrow[1]))
    found = answered(most_people(roomy))
    assert (found.people, found.rupiah, next_person(roomy, found)) == (3, 70, 20)


TAMPERED = [
    ("people", lambda pick: {"people": 6, "begins": (Begin(pick.day, 6),)}),
    ("price", lambda pick: {"rupiah": pick.rupiah - 1}),
    ("begins", lambda pick: {"begins": (Begin(pick.day, pick.people + 1),)}),
    ("window", lambda _pick: {"begins": ()}),
    ("window", lambda pick: {"begins": (Begin(date(2026, 12, 28), pick.people),)}),
    ("day_off", lambda pick: {"begins": (Begin(date(2026, 8, 17), pick.people),)}),
    ("finish", lambda pick: {"over_on": pick.over_on + timedelta(days=1)}),
    ("partner", lambda pick: {"begins": (Begin(pick.day, pick.people),)}),
    ("regions", lambda pick: {"regions": (Share("63.02", pick.people - 1),)}),
    ("regions", lambda pick: {"regions": (Share("99.99", pick.people),)}),
    ("floor", lambda pick: {"regions": (Share("63.01", pick.people),)}),
    ("numbers", lambda _pick: {"number": 7}),
    ("unknown", lambda _pick: {"code": "Z"}),
]


@pytest.mark.parametrize(("code", "change"), TAMPERED)
def test_a_pick_that_was_tampered_with_is_found(solution, code, change) -> None:  # type: ignore[no-untyped-def]
    most = answered(solution.most)
    last = most.picks[-1]
    assert (last.code, last.people, len(last.begins)) == ("B", 5, 3)
    false = replace(most, picks=(*most.picks[:-1], replace(last, **change(last))))
    assert code in codes(answer_problems(MIXED, false, ceilings=MIXED.ceilings))


@pytest.mark.parametrize("field", ["people", "rupiah", "classes", "by_indicator"])
def test_a_sum_that_was_tampered_with_is_found(solution: Solution, field: str) -> None:
    most = answered(solution.most)
    value = getattr(most, field)
    more = (replace(value[0], people=0),) if isinstance(value, tuple) else value + 1
    changed = replace(most, **{field: more})
    assert codes(answer_problems(MIXED, changed)) == {"sum"}


def test_a_promise_a_ceiling_and_a_goal_that_are_not_held_are_found(solution: Solution) -> None:
    most = answered(solution.most)
    assert codes(answer_problems(MIXED, most, ceilings=(Ceiling("", 103),))) == {"ceiling"}
    assert codes(answer_problems(MIXED, most, ceilings=(Ceiling("0014", 59),))) == {"ceiling"}
    assert codes(answer_problems(MIXED, most, goals=(Goal(17),))) == {"goal"}
    none = replace(most, picks=tuple(pick for pick in most.picks if pick.code != "A"))
    assert "times" in codes(answer_problems(MIXED, none))
    with pytest.raises(UnsoundAnswer, match="104 is spent, not 103"):
        proven(MIXED, most, ceilings=(Ceiling("", 103),))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_curve_never_falls_and_a_cut_never_gains(seed: int) -> None:
    asked = replace(small(seed), cuts=(10, 30, 100), curve_points=30)
    found = solve(asked)
    for before, after in pairwise(found.curve.points):
        assert before.people < after.people
        assert before.rupiah <= after.rupiah
        assert after.marginal == -((before.rupiah - after.rupiah) // (after.people - before.people))
    costs = [each.people_lost for each in found.cuts if each.left]
    assert costs == sorted(costs)
    assert min(costs, default=0) >= 0
    assert all(
        sum(s.people for s in each.indicators_lost) == each.people_lost for each in found.cuts
    )


def test_every_point_of_the_curve_is_the_least_money_for_so_many(solution: Solution) -> None:
    points = solution.curve.points
    assert [point.people for point in points] == list(range(6, 20))
    for point in points:
        found = answered(least_money(replace(MIXED, goals=(Goal(point.people),))))
        assert (found.people, found.rupiah) == (point.people, point.rupiah)
    kinks = {
        kink.people: [(c.code, c.classes) for c in kink.changes] for kink in solution.curve.kinks
    }
    assert all(change for change in kinks.values())


def test_a_curve_has_so_many_points_as_are_asked() -> None:
    asked = replace(year_2026(), curve_points=5)
    assert [point.people for point in curve_of(asked).points] == [200, 261, 322, 383, 445]


def test_a_cut_names_what_is_lost_and_whom() -> None:
    asked = question(candidate("A", most_times=2), ceilings=(Ceiling("", 44),))
    found = cut(asked, 50)
    assert (found.people_lost, found.rupiah_saved) == (3, 22)
    assert found.regions_lost == tuple(Share(region, 1) for region in REGIONS)
    assert [(c.code, c.classes, c.people) for c in found.changes] == [("A", -1, -3)]
    promised = replace(asked, candidates=(candidate("A", least_times=1),))
    assert cut(promised, 90).gives_way == Infeasible((Giving(GiveWay.PROMISE, "A"),))


def test_the_day_of_the_perubahan_decides_what_can_finish() -> None:
    late = candidate("B", waits_for_change=True, lead_days=10, chain=CHAIN)
    asked = question(candidate("A"), late, ceilings=(Ceiling("", 100),))
    rows = [
        finish(replace(asked, change_on=day))
        for day in (date(2026, 9, 15), date(2026, 10, 29), date(2026, 11, 5))
    ]
    assert [row.rows[1].hold for row in rows] == [Hold.GOOD, Hold.NARROW, Hold.LOST]
    assert [row.rows[1].people for row in rows] == [3, 3, 0]
    assert [answered(row.most).people for row in rows] == [6, 6, 3]
    assert [row.rows[0].hold for row in rows] == [Hold.GOOD] * 3


def test_a_week_with_an_lsp_takes_no_more_than_its_limit(solution: Solution) -> None:
    batches = [pick for pick in answered(solution.most).picks if pick.code == "B"]
    assert [[(b.day.isoformat(), b.people) for b in pick.begins] for pick in batches] == [
        [("2026-08-03", 2), ("2026-08-10", 2), ("2026-08-18", 1)],
        [("2026-08-18", 1), ("2026-08-24", 2), ("2026-08-31", 2)],
    ]


def test_three_assumptions_that_must_all_give_way_are_named_in_order() -> None:
    asked = question(
        candidate("A", least_times=1, latest=date(2026, 1, 2)),
        candidate("B", regions=("63.01",)),
        floors=(RegionFloor("63.71", 4), RegionFloor("63.01", 3)),
        ceilings=(Ceiling("", 0),),
        goals=(Goal(3),),
    )
    found = what_must_give_way(asked)
    assert found == Infeasible(
        (
            Giving(GiveWay.WINDOW, "A"),
            Giving(GiveWay.FLOOR, "63.71"),
            Giving(GiveWay.CEILING, ""),
        )
    )


def test_what_holds_together_needs_nothing_to_give_way() -> None:
    assert what_must_give_way(question(candidate("A"), goals=(Goal(3),))) is None


def test_the_perubahan_that_does_not_come_must_give_way() -> None:
    asked = question(candidate("A", waits_for_change=True), goals=(Goal(2),))
    assert least_money(asked) == Infeasible((Giving(GiveWay.CHANGE),))


def test_money_that_nobody_knows_is_asked_for_and_never_guessed() -> None:
    asked = question(candidate("A", fixed_cost=None), candidate("B", cost_per_person=None))
    assert codes(question_problems(asked)) == {"unknown_fixed_cost", "unknown_cost_per_person"}
    assert [(c.code, price) for c, price in missing_prices(asked)] == [
        ("A", Rupiah.FIXED),
        ("B", Rupiah.PERSON),
    ]
    with pytest.raises(ValueError, match="unknown_cost_per_person, unknown_fixed_cost"):
        solve(asked)
    stated = (
        Assumption("fixed_cost", "Biaya tetap", 7, "Rp"),
        Assumption("cost_per_person:B", "Per orang", None, "Rp"),
        Assumption("minat", "Minat peserta", 90, "%"),
    )
    assert codes(question_problems(replace(asked, assumptions=stated))) == {
        "unknown_cost_per_person"
    }
    assert [one.is_stated for one in stated] == [True, False, True]


def test_the_answer_prints_the_assumptions_it_stands_on_in_order() -> None:
    stated = (
        Assumption("minat", "Minat peserta", 90, "%"),
        Assumption("fixed_cost:A", "Biaya tetap", 7, "Rp"),
        Assumption("cost_per_person", "Tidak dipakai", 1, "Rp"),
    )
    asked = question(candidate("A", fixed_cost=None), assumptions=stated, goals=(Goal(2),))
    found = answered(least_money(asked))
    assert found.rupiah == 15
    assert found.assumptions == stated[:2]


def test_travel_is_counted_only_where_it_is_paid() -> None:
    asked = question(candidate("A", travel_per_person=None), goals=(Goal(2),), pays_travel=False)
    assert question_problems(asked) == []
    assert answered(least_money(asked)).rupiah == 18
    assert codes(question_problems(replace(asked, pays_travel=True))) == {
        "unknown_travel_per_person"
    }


@pytest.mark.parametrize("days", [366, 367, 10_000_000])
def test_what_takes_longer_than_a_year_is_refused_and_never_counted(days: int) -> None:
    prepared = candidate("A", lead_days=days)
    followed = candidate("A", chain=(Stretch("result", days, is_working=True),))
    wrong = set() if days == 366 else {"days"}
    assert [codes(question_problems(question(each))) for each in (prepared, followed)] == [
        wrong
    ] * 2


def test_every_problem_of_a_question_is_told_at_once() -> None:
    asked = question(
        candidate("A", least=0, most_times=1, least_times=2, lead_days=-1, regions=("11.01",)),
        candidate("A", earliest=date(2026, 5, 1), latest=date(2026, 4, 1), fixed_cost=-1),
        finish_by=date(2027, 1, 5),
        limits=(PartnerLimit("P", -1), PartnerLimit("P", 2)),
        floors=(RegionFloor("11.01", 2),),
        cuts=(0,),
    )
    assert codes(question_problems(asked)) == {
        "class_size",
        "code_twice",
        "cut",
        "cut_without_ceiling",
        "days",
        "finish_by",
        "negative",
        "region",
        "rupiah",
        "times",
        "twice",
        "window",
    }
    assert codes(question_problems(question())) == {"no_candidates"}


def test_places_are_spread_as_evenly_as_regions_allow() -> None:
    found = spread([(4, ("a", "b")), (3, ("b", "c")), (1, ())], {})
    assert found == [
        (Share("a", 3), Share("b", 1)),
        (Share("b", 1), Share("c", 2)),
        (),
    ]
    # The floor is filled by moving others out of the way.
    assert spread([(2, ("a", "b")), (2, ("a",))], {"b": 2}) == [(Share("b", 2),), (Share("a", 2),)]


def test_a_question_and_its_solution_are_read_as_they_were_written(solution: Solution) -> None:
    assert read(Question, written(MIXED)) == MIXED
    assert read(Solution, written(solution)) == solution
    assert fingerprint(read(Question, written(MIXED))) == fingerprint(MIXED)
    assert fingerprint(replace(MIXED, pays_travel=False)) != fingerprint(MIXED)


@pytest.mark.parametrize(
    "change",
    [
        ('"version":1', '"version":2'),
        ('"year":2026', '"year":"2026"'),
        ('"year":2026', '"jahr":2026'),
        ('"kind":"Question"', '"kind":"Answer"'),
        ('"2026-12-15"', '"kapan"'),
    ],
)
def test_what_is_of_another_form_is_not_read(change: tuple[str, str]) -> None:
    text = written(MIXED)
    assert change[0] in text
    with pytest.raises(UnknownForm):
        read(Question, text.replace(*change))
