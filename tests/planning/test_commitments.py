"""What has been bound: never over the target or the ceiling, and no revision falls below it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from binakon.core.actor import job_actor
from binakon.core.problems import Blocked
from binakon.people import actions as people
from binakon.people.models import Office
from binakon.planning import actions as planning
from binakon.planning.models import (
    Activity,
    Commitment,
    Indicator,
    PlanVersion,
    ProgrammeYear,
    Target,
)
from binakon.reports.queries.check import figure_problems

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BY = job_actor("tes")
PEOPLE, RUPIAH = Commitment.Unit.PEOPLE, Commitment.Unit.RUPIAH


@pytest.fixture
def activity() -> Activity:
    """One activity of a ratified year: 200 people, Rp1,000."""
    people.load_reference(by=BY)
    planning.load_reference(by=BY)
    office = Office.objects.get(code="63")
    programme = ProgrammeYear.objects.create(office=office, year=2026, name="Program")
    version = a_version(programme, "murni", 200, 1000, date(2026, 1, 27))
    planning.submit_version(version, by=BY, revision=0)
    planning.ratify_version(version, by=BY)
    return Activity.objects.create(
        programme=programme,
        code="kelas",
        slug="63-2026-kelas",
        kind="bimtek",
        title="Kelas",
        window_form="2026",
        precision="year",
        indicator=Indicator.objects.get(key="trained"),
    )


def a_version(
    programme: ProgrammeYear, stage: str, places: int, ceiling: int, dated: date
) -> PlanVersion:
    version = PlanVersion.objects.create(
        programme=programme, stage=stage, dated=dated, ceiling=ceiling
    )
    Target.objects.create(
        version=version, indicator=Indicator.objects.get(key="trained"), people=places
    )
    return version


def test_people_are_bound_until_the_target_is_full(activity: Activity) -> None:
    planning.commit(activity, unit=PEOPLE, amount=180, label="SK 1", by=BY)
    with pytest.raises(Blocked) as refused:
        planning.commit(activity, unit=PEOPLE, amount=21, label="SK 2", by=BY)
    assert [p.sentence for p in refused.value.problems] == [
        "Sisa target 20 orang, yang diminta 21 orang."
    ]
    assert Commitment.objects.count() == 1
    assert Target.objects.get().committed == 180
    planning.commit(activity, unit=PEOPLE, amount=20, label="SK 3", by=BY)
    assert figure_problems() == []


def test_money_is_bound_until_the_ceiling(activity: Activity) -> None:
    planning.commit(activity, unit=RUPIAH, amount=900, label="Kontrak 1", by=BY)
    with pytest.raises(Blocked) as refused:
        planning.commit(activity, unit=RUPIAH, amount=101, label="Kontrak 2", by=BY)
    assert [p.sentence for p in refused.value.problems] == ["Sisa pagu Rp100, yang diminta Rp101."]
    assert figure_problems() == []


def test_what_is_released_can_be_bound_again(activity: Activity) -> None:
    row = planning.commit(activity, unit=PEOPLE, amount=200, label="SK 1", by=BY)
    planning.release(row, by=BY, reason="Batal")
    planning.commit(activity, unit=PEOPLE, amount=200, label="SK 2", by=BY)
    assert Target.objects.get().committed == 200
    assert figure_problems() == []


def test_what_is_realised_is_counted_once(activity: Activity) -> None:
    row = planning.commit(activity, unit=RUPIAH, amount=600, label="Kontrak", by=BY)
    planning.realise(row, by=BY)
    assert PlanVersion.objects.get().money_committed == 600
    assert figure_problems() == []


def test_the_counters_move_to_the_new_version(activity: Activity) -> None:
    planning.commit(activity, unit=PEOPLE, amount=150, label="SK 1", by=BY)
    planning.commit(activity, unit=RUPIAH, amount=700, label="Kontrak", by=BY)
    revised = a_version(activity.programme, "perubahan", 160, 800, date(2026, 9, 15))
    planning.submit_version(revised, by=BY, revision=0)
    planning.ratify_version(revised, by=BY)
    revised.refresh_from_db()
    assert (revised.money_committed, revised.targets.get().committed) == (700, 150)
    assert figure_problems() == []


def test_a_revision_below_what_is_bound_is_refused_with_the_whole_list(activity: Activity) -> None:
    planning.commit(activity, unit=PEOPLE, amount=150, label="SK 1", by=BY)
    planning.commit(activity, unit=RUPIAH, amount=700, label="Kontrak 9", by=BY)
    revised = a_version(activity.programme, "perubahan", 149, 699, date(2026, 9, 15))
    planning.submit_version(revised, by=BY, revision=0)
    with pytest.raises(Blocked) as refused:
        planning.ratify_version(revised, by=BY)
    assert [p.code for p in refused.value.problems] == ["below_people", "below_money"]
    assert "SK 1 (150)" in refused.value.problems[0].sentence
    assert "Kontrak 9 (Rp700)" in refused.value.problems[1].sentence
    assert PlanVersion.objects.get(stage="murni").state == "ratified"


def test_the_database_refuses_a_counter_above_its_promise_written_by_hand(
    activity: Activity,
) -> None:
    target = Target.objects.get()
    Target.objects.filter(pk=target.pk).update(committed=200)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(pk=target.pk).update(committed=201)
    PlanVersion.objects.update(money_committed=1000)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.update(money_committed=1001)


def test_check_figures_finds_a_counter_that_was_made_wrong_by_hand(activity: Activity) -> None:
    planning.commit(activity, unit=PEOPLE, amount=5, label="SK 1", by=BY)
    Target.objects.update(committed=6)
    assert [p.sentence for p in figure_problems()] == [
        "Orang terikat pada Program 2026 murni 1, trained: penghitung 6, padahal baris-barisnya berjumlah 5."
    ]


def test_two_versions_in_force_are_impossible(activity: Activity) -> None:
    revised = a_version(activity.programme, "perubahan", 160, 800, date(2026, 9, 15))
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(pk=revised.pk).update(state="ratified")


def test_a_quota_is_never_below_what_is_taken_nor_above_the_seats(activity: Activity) -> None:
    Activity.objects.update(seats=10)
    tabalong, banjar = Office.objects.get(code="63.09"), Office.objects.get(code="63.03")
    quota = planning.set_quota(activity, office=tabalong, places=6, reason="Rakor", by=BY)
    with pytest.raises(Blocked) as refused:
        planning.set_quota(activity, office=banjar, places=5, reason="", by=BY)
    assert [p.code for p in refused.value.problems] == ["reason", "over_seats"]
    type(quota).objects.update(taken=4)
    with pytest.raises(Blocked) as below:
        planning.set_quota(activity, office=tabalong, places=3, reason="Dikurangi", by=BY)
    assert [p.code for p in below.value.problems] == ["below_taken"]
    with pytest.raises(IntegrityError), transaction.atomic():
        type(quota).objects.update(taken=7)
