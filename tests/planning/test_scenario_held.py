"""A scenario of the middle of the year knows what was held and determined: its people and its rupiah are spent."""

from dataclasses import replace
from datetime import date

import pytest

from binakon.core.calendar import parse_window
from binakon.core.problems import Blocked
from binakon.planning import actions
from binakon.planning.forms.scenarios import CandidateForm
from binakon.planning.models import Activity, Commitment, ScenarioAnswer
from binakon.planning.queries.scenarios import beginning
from binakon.planning.rules.plan_file import ActivityEntry, VersionEntry
from binakon.planning.rules.scenario_assumed import basis_lines, candidate_words
from binakon.planning.rules.scenario_held import HeldFact, held_problems, renewed, with_held
from binakon.planning.rules.scenario_proposal import lifted, proposal_note, proposed
from binakon.planning.rules.scenario_start import CODES
from binakon.planning.rules.scenarios.answers import Answer, Infeasible
from binakon.planning.rules.scenarios.checks import missing_prices
from binakon.planning.rules.scenarios.facts import (
    Candidate,
    Ceiling,
    Goal,
    Indicator,
    PartnerLimit,
    Question,
)
from binakon.planning.rules.scenarios.solve import solve
from tests import factories
from tests.enrolment.people import a_training
from tests.factories import BY, sentences
from tests.planning.cost_lines import a_planned
from tests.planning.scenario_cases import candidate, question
from tests.planning.scenarios import a_scenario

SEPTEMBER = date(2026, 9, 1)
COST = 100_000_000
APRIL = candidate(
    "apr", title="Kelas April (contoh)", fixed_cost=COST, earliest=date(2026, 4, 6),
    latest=date(2026, 4, 30), least=1, most=30, partner="BPK", lead_days=20,
)  # fmt: skip
OCTOBER = replace(APRIL, code="okt", earliest=date(2026, 10, 5), latest=date(2026, 10, 30))
HELD = {"apr": HeldFact(28, is_over=True)}


def asked(*candidates: Candidate, ceiling: int = 250_000_000) -> Question:
    """A general price that a class whose whole cost the plan tells must not pay a second time."""
    found = [replace(each, cost_per_person=0) for each in candidates]
    return question(
        *found,
        asked_on=SEPTEMBER,
        ceilings=(Ceiling("", ceiling, "murni"),),
        goals=(Goal(58),),
        cuts=(10,),
        limits=(PartnerLimit("BPK", classes_per_month=1),),
        curve_points=3,
    )


def the_most(found: Question) -> Answer:
    answer = solve(found).most
    assert isinstance(answer, Answer)
    return answer


def test_a_class_that_was_held_is_counted_with_its_people_and_its_rupiah() -> None:
    forgotten = the_most(asked(APRIL, OCTOBER))
    assert [pick.code for pick in forgotten.picks] == ["okt"]
    known = the_most(with_held(asked(APRIL, OCTOBER), HELD))
    assert [(pick.code, pick.people) for pick in known.picks] == [("apr", 28), ("okt", 30)]
    assert (known.people, known.rupiah) == (58, 2 * COST)


def test_what_was_held_spends_the_ceiling_and_never_gives_way() -> None:
    short = with_held(asked(APRIL, OCTOBER, ceiling=150_000_000), HELD)
    assert [(pick.code, pick.people) for pick in the_most(short).picks] == [("apr", 28)]
    none_left = solve(with_held(asked(APRIL, OCTOBER, ceiling=90_000_000), HELD)).most
    assert isinstance(none_left, Infeasible)
    assert [giving.kind for giving in none_left.givings] == ["ceiling"]


def test_people_may_be_added_to_those_determined_up_to_the_seats() -> None:
    found = with_held(asked(OCTOBER), {"okt": HeldFact(12, is_over=False)}).candidates[0]
    assert (found.least, found.most, found.least_times, found.partner) == (12, 30, 1, "BPK")
    assert candidate_words(found, {}) == (
        "Kelas April (contoh): sudah terlaksana atau pesertanya ditetapkan, 12 orang, "
        "masih bisa sampai 30 orang; biaya kelas Rp100.000.000 dari rencana."
    )


def test_what_nobody_knows_of_a_held_class_is_asked_for() -> None:
    unknown = replace(APRIL, fixed_cost=None, most=0, least=1)
    found = with_held(asked(unknown), {"apr": HeldFact(None, is_over=True)})
    assert len(missing_prices(found)) == 3
    known = found.candidates[0]
    form = CandidateForm(
        {"most": "25", "fixed_cost": "90000000", "cost_per_person": "0", "travel_per_person": "0",
         "source": "SPJ"}, regions={}, known=known,
    )  # fmt: skip
    assert list(form.fields) == [
        "most", "fixed_cost", "cost_per_person", "travel_per_person", "source",
    ]  # fmt: skip
    assert form.is_valid()
    better = form.taken(found, "apr")
    assert (better.candidates[0].least, better.candidates[0].most) == (25, 25)
    assert better.candidates[0].is_held
    assert missing_prices(better) == []


def test_the_usulan_keeps_what_has_happened_as_it_stands() -> None:
    entry = ActivityEntry(
        code="apr", kind="bimtek", title="Kelas April (contoh)", window=parse_window("2026-04"),
        window_text="minggu ketiga April", seats=30, cost=COST, indicator="trained",
        sub_activity=CODES[Indicator.TRAINED],
    )  # fmt: skip
    base = VersionEntry("murni", 1, "ratified", date(2026, 1, 5), activities=(entry,))
    found = with_held(asked(APRIL, OCTOBER), HELD)
    version = proposed(found, the_most(found), base, SEPTEMBER)
    assert version.activities[0] == replace(entry, seats=28)
    assert [each.code for each in version.activities] == ["apr", "okt"]
    assert (version.ceiling, version.people) == (2 * COST, 58)
    assert "Kelas April (contoh): sudah terlaksana" in " ".join(basis_lines(found, {}))


def test_a_held_class_keeps_the_seats_that_are_shared_out_and_the_target_holds_them() -> None:
    base = VersionEntry("murni", 1, "ratified", date(2026, 1, 5))
    found = with_held(asked(APRIL, OCTOBER), HELD)
    answer = the_most(found)
    version = proposed(found, answer, base, SEPTEMBER, shared={"apr": 31, "okt": 99})
    assert [(each.code, each.seats) for each in version.activities] == [("apr", 31), ("okt", 30)]
    assert version.people == answer.people + 3
    note = proposal_note("Contoh", answer, (), lifted(found, answer, {"apr": 31, "okt": 99}))
    assert note.endswith(
        "Targetnya 3 orang lebih banyak daripada jawaban itu, karena kuota wilayah membagikan lebih banyak kursi "
        "daripada orangnya: Kelas April (contoh) (31 kursi, 28 orang)."
    )


@pytest.mark.parametrize("shared", [{}, {"apr": 28}, {"okt": 31}])
def test_quotas_that_the_people_fill_lift_nothing(shared: dict[str, int]) -> None:
    found = with_held(asked(APRIL, OCTOBER), HELD)
    assert lifted(found, the_most(found), shared) == ()


def test_a_copy_is_asked_on_its_own_day_and_knows_what_has_happened_since() -> None:
    old = replace(asked(APRIL, OCTOBER), asked_on=date(2026, 3, 1))
    assert sentences(held_problems(old, HELD)) == [
        "Sejak skenario ini disusun ada kegiatan yang terlaksana atau pesertanya ditetapkan: Kelas April "
        "(contoh). Buat salinan skenario ini: salinannya memuat kenyataan itu."
    ]
    copy = renewed(old, HELD, SEPTEMBER)
    assert (copy.asked_on, held_problems(copy, HELD)) == (SEPTEMBER, [])


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_scenario_begun_in_autumn_begins_with_what_the_year_has_done() -> None:
    version = factories.a_version(trained=200)
    for code in ("maret", "juli", "okt"):
        a_planned(version, code, seats=30, cost=COST, indicator="trained")
    factories.ratified(version)
    Activity.objects.filter(code="maret").update(state="held", people_came=27)
    july = Activity.objects.get(code="juli")
    Commitment.objects.create(activity=july, unit="people", kind="committed", amount=20, label="SK")
    before = a_scenario(question=asked(replace(APRIL, code="maret")))
    found, _origin = beginning(factories.a_programme(), SEPTEMBER, is_empty=False)
    told = {each.code: (each.is_held, each.least, each.most) for each in found.candidates}
    assert told == {"maret": (True, 27, 27), "juli": (True, 20, 30), "okt": (False, 1, 30)}
    with pytest.raises(Blocked, match="Buat salinan skenario ini"):
        actions.ask_scenario(before, by=BY)
    assert ScenarioAnswer.objects.count() == 0


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_scenario_begins_with_the_days_and_seats_that_an_activity_has_by_now() -> None:
    version = factories.a_version(trained=200)
    for code in ("jalan", "gedung"):
        a_planned(version, code, seats=None, cost=COST, indicator="trained")
    factories.ratified(version)
    jalan = Activity.objects.get(code="jalan")
    Activity.objects.filter(code="gedung").update(seats=25)
    days = parse_window("2026-12-07/2026-12-09")
    actions.reschedule_activity(jalan, window=days, reason="contoh", by=BY)
    a_training(activity=jalan, seats=30, is_open=False)
    found, _origin = beginning(factories.a_programme(), SEPTEMBER, is_empty=False)
    told = {each.code: (each.earliest, each.latest, each.most) for each in found.candidates}
    assert told["jalan"] == (date(2026, 12, 7), date(2026, 12, 9), 30)
    assert told["gedung"][2] == 25


@pytest.mark.parametrize(
    ("day", "finish_by"),
    [
        # A Saturday; after the last day of all others; on a Sunday that is the last day.
        (date(2026, 12, 12), date(2026, 12, 15)),
        (date(2026, 12, 5), date(2026, 11, 30)),
        (date(2026, 12, 13), date(2026, 12, 13)),
    ],
)
def test_a_class_that_is_held_keeps_its_day_whatever_the_last_day_is(
    day: date, finish_by: date
) -> None:
    late = replace(OCTOBER, earliest=day, latest=day)
    found = with_held(asked(APRIL, late), {"okt": HeldFact(12, is_over=False)})
    answer = the_most(replace(found, finish_by=finish_by))
    assert [(pick.code, pick.day, pick.over_on) for pick in answer.picks] == [("okt", day, day)]


def test_a_class_that_was_moved_is_told_on_the_days_that_it_has_now() -> None:
    first, last = date(2026, 11, 12), date(2026, 11, 14)
    moved = HeldFact(12, is_over=False, first=first, last=last)
    found = with_held(asked(OCTOBER), {"okt": moved})
    assert [pick.day for pick in the_most(found).picks] == [first]
    assert (found.candidates[0].earliest, found.candidates[0].latest) == (first, last)
