"""What a scenario leaves alone: the rest of the plan keeps its money and its people, in the answer and in the usulan."""

from dataclasses import replace
from datetime import date

import pytest

from binakon.core import clock
from binakon.core.calendar import parse_window
from binakon.core.problems import Blocked
from binakon.planning import actions
from binakon.planning.models import PlanVersion, ScenarioAnswer, VersionActivity
from binakon.planning.rules.plan_file import ActivityEntry, TargetEntry, VersionEntry
from binakon.planning.rules.scenario_codec import packed, question_of
from binakon.planning.rules.scenario_others import other_lines, with_others
from binakon.planning.rules.scenario_proposal import proposed
from binakon.planning.rules.scenarios.answers import Answer, Curve, Infeasible, Solution
from binakon.planning.rules.scenarios.facts import Ceiling, Goal, Indicator, Other, Question
from binakon.planning.rules.scenarios.solve import cut, most_people, what_must_give_way
from binakon.planning.rules.scenarios.verify import answer_problems
from tests import factories
from tests.factories import BY
from tests.planning.cost_lines import a_planned
from tests.planning.scenario_cases import candidate, question
from tests.planning.scenarios import a_question, a_scenario

DAY = date(2026, 9, 1)


def an_entry(code: str, *, seats: int | None = 30, cost: int | None = None) -> ActivityEntry:
    return ActivityEntry(
        code=code, kind="bimtek", title=f"Kelas {code}", window=parse_window("2026-04"), seats=seats,
        cost=cost, indicator="trained",
    )  # fmt: skip


def asked(ceiling: int = 100, others: tuple[Other, ...] = ()) -> Question:
    """Ten people for 2 rupiah each and 10 for the class."""
    found = candidate("A", fixed_cost=10, cost_per_person=2, least=1, most=10, most_times=9)
    return question(found, ceilings=(Ceiling("", ceiling, "murni"),), others=others)


def the_most(found: Question) -> Answer:
    answer = most_people(found)
    assert isinstance(answer, Answer)
    return answer


def test_what_others_cost_is_not_spent_a_second_time() -> None:
    assert (the_most(asked()).people, the_most(asked()).rupiah) == (30, 90)
    beside = asked(others=(Other("Rakor", "", 50), Other("Bazar", "", None)))
    assert (the_most(beside).people, the_most(beside).rupiah) == (15, 50)


def test_only_what_the_same_sub_activity_pays_is_taken_from_its_ceiling() -> None:
    parts = (Ceiling("", 1000, "murni"), Ceiling("0011", 60, "murni"))
    beside = asked(others=(Other("Rakor", "0012", 50), Other("Kelas", "0011", 30)))
    assert the_most(replace(beside, ceilings=parts)).rupiah == 30


def test_a_cut_takes_its_share_of_the_whole_ceiling() -> None:
    beside = asked(others=(Other("Rakor", "", 50),))
    left = cut(beside, 20).left
    assert left is not None
    # 80 of 100 are left, 50 of them are the rakor's.
    assert (left.people, left.rupiah) == (10, 30)


def test_others_that_cost_more_than_the_ceiling_make_it_give_way() -> None:
    beside = asked(others=(Other("Rakor", "", 101),))
    assert isinstance(most_people(beside), Infeasible)
    found = what_must_give_way(replace(beside, goals=(Goal(1),)))
    assert found is not None
    assert [giving.kind for giving in found.givings] == ["ceiling"]


def test_an_answer_that_spends_what_others_cost_is_found() -> None:
    answer = the_most(asked())
    beside = asked(others=(Other("Rakor", "", 11),))
    found = answer_problems(beside, answer, ceilings=beside.ceilings)
    assert [problem.code for problem in found] == ["ceiling"]
    assert answer_problems(asked(), answer, ceilings=asked().ceilings) == []


def test_what_others_take_is_printed_and_what_nobody_knows_too() -> None:
    beside = asked(others=(Other("Rakor", "", 50_000_000), Other("Kelas Mei", "", None, True)))
    assert other_lines(beside) == [
        "Rp50.000.000 dari pagu dipakai kegiatan lain dalam rencana: Rakor Rp50.000.000.",
        "Biaya kegiatan lain dalam rencana belum diisi, jadi tidak mengurangi pagu: Kelas Mei.",
        "Jawaban dan kebutuhan menghitung orang dari kegiatan calon saja.",
    ]
    assert other_lines(asked()) == []


@pytest.mark.parametrize(
    ("entries", "people"),
    [
        # Nothing of the plan is asked about: all that it promises stays. The sums of the seats are another thing.
        ((an_entry("b"), an_entry("c")), 200 + 30),
        # One of its classes is asked about: the seats of the other stay.
        ((an_entry("A"), an_entry("b", seats=25)), 25 + 30),
        # Seats that nobody has filled in are what the promise holds beyond the answer.
        ((an_entry("A"), an_entry("b", seats=None)), 200),
        ((an_entry("A"),), 30),
        ((), 30),
    ],
)
def test_the_usulan_promises_the_people_of_what_stays_too(
    entries: tuple[ActivityEntry, ...], people: int
) -> None:
    base = VersionEntry(
        "murni", 1, "ratified", DAY, targets=(TargetEntry("trained", people=200),), activities=entries
    )  # fmt: skip
    version = proposed(asked(), the_most(asked()), base, DAY)
    told = {target.indicator: target.people for target in version.targets}
    assert told == {Indicator.TRAINED: people}


def test_the_usulan_of_the_most_people_stays_within_the_ceiling() -> None:
    base = VersionEntry("murni", 1, "ratified", DAY, activities=(an_entry("b", cost=50),))
    beside = with_others(asked(), base)
    assert proposed(beside, the_most(beside), base, DAY).ceiling == 100


def test_what_stays_is_paid_from_the_sub_activity_of_its_target() -> None:
    # Two classes name no sub-activity of their own; only the one that is no candidate stands in the way.
    target = TargetEntry("trained", "1.03.11.1.01.0011", people=200)
    entries = (an_entry("A", cost=90), an_entry("b", cost=50))
    base = VersionEntry("murni", 1, "ratified", DAY, targets=(target,), activities=entries)
    found = candidate("A", sub_activity=target.sub_activity, fixed_cost=10, cost_per_person=2)
    part = Ceiling(target.sub_activity, 68, "murni")
    beside = with_others(question(found, ceilings=(part,)), base)
    assert [other.sub_activity for other in beside.others] == [target.sub_activity]
    answer = the_most(beside)
    assert answer.rupiah == 16
    version = proposed(beside, answer, base, DAY)
    assert [(each.sub_activity, each.ceiling) for each in version.ceilings] == [
        (target.sub_activity, 66)
    ]


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_scenario_always_knows_the_rest_of_the_plan_in_force() -> None:
    version = factories.a_version(trained=200)
    for code in ("kelas", "lain"):
        a_planned(version, code, seats=30, cost=5_000_000, indicator="trained")
    factories.ratified(version)
    scenario = a_scenario()

    def known() -> list[tuple[str, int | None]]:
        return [(each.title, each.rupiah) for each in question_of(scenario.inputs).others]

    titles = dict(VersionActivity.objects.filter(version=version).values_list("code", "title"))
    assert known() == [(titles["lain"], 5_000_000)]
    actions.remove_candidate(scenario, code="kelas", revision=0, by=BY)
    assert known() == [(titles["kelas"], 5_000_000), (titles["lain"], 5_000_000)]


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_an_answer_is_not_asked_beside_a_plan_that_has_changed_since() -> None:
    scenario = a_scenario()
    version = factories.a_version(trained=200)
    a_planned(version, "lain", seats=30, cost=5_000_000, indicator="trained")
    factories.ratified(version)
    with pytest.raises(Blocked, match="Kegiatan lain dalam rencana yang berlaku berubah"):
        actions.ask_scenario(scenario, by=BY)
    actions.edit_scenario(scenario, question=a_question(), revision=0, by=BY, what="batas")
    assert actions.ask_scenario(scenario, by=BY).pk


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_an_answer_is_not_proposed_beside_a_plan_that_has_changed_since() -> None:
    asked_first = actions.ask_scenario(a_scenario(), by=BY)
    found = packed(Solution(the_most(asked()), Infeasible(()), None, Curve((), ()), (), ()))
    ScenarioAnswer.objects.filter(pk=asked_first.pk).update(answer=found, answered_at=clock.now())
    asked_first.refresh_from_db()
    version = factories.a_version(trained=200)
    a_planned(version, "lain", seats=30, cost=5_000_000, indicator="trained")
    factories.ratified(version)
    with pytest.raises(Blocked, match="Kegiatan lain dalam rencana yang berlaku berubah"):
        actions.propose_scenario(asked_first, kind="most", by=BY)
    assert list(PlanVersion.objects.values_list("stage", flat=True)) == ["murni"]
