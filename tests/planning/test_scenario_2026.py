"""The 2026 case: the program answers what `docs/use/skenario-hitung-tangan.md` works out by hand."""

import re
from datetime import date

import pytest

from binakon.planning.rules.scenarios.answers import Answer, GiveWay, Giving, Infeasible, Solution
from binakon.planning.rules.scenarios.checks import question_problems
from binakon.planning.rules.scenarios.solve import solve
from tests.house.tree import ROOT
from tests.planning.scenario_cases import year_2026

PAPER = (ROOT / "docs" / "use" / "skenario-hitung-tangan.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def solution() -> Solution:
    """All answers."""
    assert question_problems(year_2026()) == []
    return solve(year_2026())


def rows(columns: int) -> list[list[int]]:
    """The rows of whole numbers of the paper's tables with so many columns."""
    found = [
        [cell.strip().replace(".", "") for cell in line.strip("|").split("|")]
        for line in PAPER.splitlines()
        if line.startswith("| ")
    ]
    return [
        [int(cell) for cell in cells]
        for cells in found
        if len(cells) == columns and all(cell.isdigit() for cell in cells)
    ]


def test_every_assumption_of_the_question_stands_in_the_paper_as_one() -> None:
    stated = dict(re.findall(r"^\| (.+) \(asumsi\) \| Rp([\d.]+) \|$", PAPER, re.MULTILINE))
    values = sorted(int(value.replace(".", "")) for value in stated.values())
    asked = [assumption.value or 0 for assumption in year_2026().assumptions]
    assert values == sorted([*asked, year_2026().ceilings[0].rupiah])


def test_the_ceiling_is_enough_for_260(solution: Solution) -> None:
    most = solution.most
    assert isinstance(most, Answer)
    assert (most.people, most.rupiah, most.classes) == (260, 2_020_000_000, 10)
    assert [(s.people, s.rupiah) for s in most.by_indicator] == [
        (200, 1_480_000_000),
        (60, 540_000_000),
    ]
    assert [share.people for share in most.by_region] == [20] * 13
    assert most.assumptions == year_2026().assumptions


def test_375_cost_770_million_more(solution: Solution) -> None:
    least = solution.least
    assert isinstance(least, Answer)
    assert (least.people, least.rupiah) == (375, 2_790_000_000)
    assert least.rupiah - year_2026().ceilings[0].rupiah == 770_000_000
    assert least.next_person == 46_000_000
    assert solution.together == Infeasible((Giving(GiveWay.GOAL),))


def test_the_curve_is_that_of_the_table(solution: Solution) -> None:
    points = {point.people: point for point in solution.curve.points}
    assert sorted(points) == list(range(200, 450, 5))
    table = rows(7)
    assert len(table) == 10
    for people, classes, trained, facilitated, first, second, total in table:
        assert (trained + facilitated, first + second) == (people, total)
        assert (points[people].classes, points[people].rupiah) == (classes + 3, total)
    kinks = [
        (kink.people, [(c.code, c.classes) for c in kink.changes]) for kink in solution.curve.kinks
    ]
    assert kinks == [(people, [("BIMTEK", 1)]) for people in (310, 345, 380, 415)]


def test_a_cut_of_ten_percent_costs_34_people(solution: Solution) -> None:
    cut = solution.cuts[0]
    assert cut.left is not None
    assert (cut.people_lost, cut.left.people, cut.left.rupiah) == (34, 226, 1_816_000_000)
    assert [share.people for share in cut.indicators_lost] == [34, 0]
    assert sorted(share.people for share in cut.left.by_region) == [17] * 8 + [18] * 5


def test_sixty_can_finish_if_the_perubahan_comes_in_time(solution: Solution) -> None:
    found = [
        (answer.change_on, row.first_day, row.last_day, row.people)
        for answer in solution.finishes
        for row in answer.rows
        if row.code == "SKK"
    ]
    last = date(2026, 10, 19)
    assert found == [
        (date(2026, 9, 15), date(2026, 9, 29), last, 60),
        (date(2026, 10, 1), date(2026, 10, 15), last, 30),
        (date(2026, 10, 8), date(2026, 10, 22), last, 0),
    ]
    most = solution.finishes[0].most
    assert isinstance(most, Answer)
    assert {pick.over_on for pick in most.picks if pick.code == "SKK"} <= {
        date(2026, 11, 25),
        date(2026, 12, 1),
        date(2026, 12, 8),
        date(2026, 12, 15),
    }
    assert [answer.most for answer in solution.finishes[1:]] == [
        Infeasible((Giving(GiveWay.FINISH),))
    ] * 2
