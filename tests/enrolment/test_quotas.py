"""Quotas calculated, applied, changed by hand: the record stays, and nobody loses a seat that is taken."""

import pytest
from django.db import DatabaseError, transaction

from binakon.core import ledger
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment import actions
from binakon.enrolment.actions import quotas
from binakon.enrolment.models import QuotaCalculation, Training
from binakon.enrolment.queries.quotas import (
    calculation_of,
    earlier_shortfall,
    names_of,
    plan_of,
    quota_page,
)
from binakon.enrolment.rules.apportion import Apportionment
from binakon.enrolment.rules.quota_plan import QuotaPlan, differing, share_out
from binakon.enrolment.states import Policy
from binakon.planning.models import RegionalQuota
from binakon.reports.queries.check import figure_problems
from tests.enrolment.people import a_training, counters_agree, registered
from tests.enrolment.selections import a_need
from tests.factories import BY, a_programme, an_activity, an_office

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


def a_plan(training: Training, basis: str = "equal", **asked: object) -> QuotaPlan:
    return plan_of(training, **{"basis": basis, "pool": 0, "floor": 0, "cap": None, **asked})  # type: ignore[arg-type]


def apply(training: Training, plan: QuotaPlan, reason: str = "rapat contoh") -> QuotaCalculation:
    return quotas.apply_quota(training, plan, reason=reason, by=BY)


def places_of(training: Training) -> dict[str, int]:
    rows = RegionalQuota.objects.filter(activity=training.activity_id)
    return dict(rows.values_list("office__code", "places"))


def sentences(refused: pytest.ExceptionInfo[Blocked]) -> list[str]:
    return [problem.sentence for problem in refused.value.problems]


def test_4500_seats_over_13_equal_regencies_give_two_347_and_eleven_346() -> None:
    training = a_training(seats=4500)
    apply(training, a_plan(training))
    found = places_of(training)
    assert sorted(found.values()) == [346] * 11 + [347] * 2
    assert [code for code, places in found.items() if places == 347] == ["63.01", "63.02"]
    assert (training.pool, counters_agree(training), figure_problems()) == (0, True, [])
    assert {row.exact for row in quota_page(training).rows} == {"346,154"}


def test_the_stored_calculation_reads_as_it_was_calculated() -> None:
    training = a_training(seats=60, reserved={"women": 6})
    plan = a_plan(training, "population", pool=4, floor=2, cap=9)
    calculation = apply(training, plan)
    calculation.refresh_from_db()
    assert QuotaPlan.from_json(calculation.inputs) == plan
    assert Apportionment.from_json(calculation.result) == share_out(plan)
    read = calculation_of(calculation, names_of(training))
    assert len(read.lines) == len(calculation.steps)
    assert (
        read.lines[0] == "50 kursi: 26 untuk jatah minimum, 24 dibagi dengan dasar jumlah penduduk."
    )
    assert sum(places_of(training).values()) + training.pool + 6 == 60
    assert [
        quota.reason for quota in RegionalQuota.objects.filter(activity=training.activity_id)
    ] == ["rapat contoh (dihitung dengan dasar jumlah penduduk)"] * 13


def test_a_need_that_nobody_filled_in_is_refused_by_name() -> None:
    training = a_training(seats=20)
    for office in names_of(training):
        if office not in {"63.05", "63.72"}:
            a_need(training, office, 3)
    with pytest.raises(Blocked) as refused:
        apply(training, a_plan(training, "need"))
    (sentence,) = sentences(refused)
    assert sentence.startswith("Dasar pembagian belum diisi untuk Tapin dan Banjarbaru.")
    assert places_of(training) == {}
    assert QuotaCalculation.objects.filter(training=training).count() == 0


def test_a_quota_follows_the_need_that_was_recorded_and_zero_is_zero() -> None:
    training = a_training(seats=20)
    for office in names_of(training):
        quotas.record_need(
            training,
            office=an_office(office),
            people=6 if office in {"63.05", "63.09"} else 0,
            source="surat contoh",
            by=BY,
        )
    apply(training, a_plan(training, "need"))
    assert {code: n for code, n in places_of(training).items() if n} == {"63.05": 10, "63.09": 10}


def test_a_need_without_a_source_is_refused_and_a_new_one_replaces_the_old() -> None:
    training, tapin = a_training(), an_office("63.05")
    with pytest.raises(Blocked):
        quotas.record_need(training, office=tapin, people=3, source=" ", by=BY)
    for people in (3, 5):
        quotas.record_need(training, office=tapin, people=people, source="surat", by=BY)
    assert list(training.needs.values_list("people", flat=True)) == [5]
    events = AuditEvent.objects.filter(action="need:record").order_by("id")
    assert [event.after["people"] for event in events] == [3, 5]


def test_the_earlier_shortfall_is_last_years_quota_minus_whoever_was_determined() -> None:
    last = an_activity("lama", programme=a_programme(year=2025), slug="63-2025-lama", indicator="")
    a_training(activity=last, seats=5, quotas={"63.05": 3, "63.09": 2})
    training = a_training(seats=10)
    assert earlier_shortfall(training) == {"63.05": 3, "63.09": 2}
    plan = a_plan(training, "shortfall")
    assert plan.source == "Kuota 2025 dikurangi peserta yang ditetapkan"
    # Regencies of which nothing is recorded are unknown, not zero.
    with pytest.raises(Blocked) as refused:
        apply(training, plan)
    assert "Banjarmasin" in sentences(refused)[0]
    typed = dict.fromkeys(names_of(training), 1) | {"63.05": 8}
    apply(training, a_plan(training, "shortfall", typed=typed))
    assert places_of(training)["63.05"] == 4


def test_fewer_places_than_people_hold_are_refused_with_the_list() -> None:
    training = a_training(seats=26, quotas={"63.05": 5, "63.09": 4})
    for number in range(1, 5):
        registered(training, number, office="63.05")
    for number in range(5, 8):
        registered(training, number, office="63.09")
    before = places_of(training)
    with pytest.raises(Blocked) as refused:
        apply(training, a_plan(training))
    assert sentences(refused) == [
        "Tapin: 4 kursi sudah terisi, padahal kuotanya menjadi 2.",
        "Tabalong: 3 kursi sudah terisi, padahal kuotanya menjadi 2.",
    ]
    assert (places_of(training), counters_agree(training)) == (before, True)


def test_a_pool_that_is_taken_is_not_shared_out() -> None:
    training = a_training(seats=14)
    registered(training, 1, office="63.05")
    registered(training, 2, office="63.09")
    with pytest.raises(Blocked) as refused:
        apply(training, a_plan(training, pool=1))
    assert sentences(refused) == [
        "Kursi umum tinggal 1, padahal 2 sudah terisi. Kurangi kuota lain, atau tambah kursi kelasnya."
    ]
    apply(training, a_plan(training, pool=2))
    assert (training.pool, counters_agree(training), figure_problems()) == (2, True, [])


def test_a_new_calculation_moves_whoever_waits_up_in_the_same_deed() -> None:
    training = a_training(seats=14, quotas={"63.05": 1, "63.09": 13})
    first, second = (registered(training, number, office="63.05") for number in (1, 2))
    assert [first.place.state, second.place.state] == ["accepted", "waiting"]
    apply(training, a_plan(training, pool=1))
    assert [place.state for place in training.places.order_by("queue")] == ["accepted", "offered"]
    assert counters_agree(training)


def test_a_plan_whose_facts_changed_since_it_was_shown_is_stale() -> None:
    training = a_training(seats=26)
    plan = a_plan(training)
    actions.change_capacity(training, seats=27, reason="uji", by=BY)
    with pytest.raises(StaleState):
        apply(training, plan)
    needy = a_training(seats=26)
    for office in names_of(needy):
        a_need(needy, office, 1)
    plan = a_plan(needy, "need")
    quotas.record_need(needy, office=an_office("63.05"), people=9, source="surat", by=BY)
    with pytest.raises(StaleState):
        apply(needy, plan)


def test_more_pool_than_seats_is_refused() -> None:
    training = a_training(seats=5, reserved={"women": 2})
    with pytest.raises(Blocked, match="Kurangi kursi umum"):
        apply(training, a_plan(training, pool=4))


def test_one_regency_is_changed_by_hand_and_the_calculation_stays() -> None:
    training = a_training(seats=26)
    calculation = apply(training, a_plan(training, pool=0))
    tapin = an_office("63.05")
    quotas.change_quota(training, office=an_office("63.09"), places=1, reason="usul", by=BY)
    assert training.pool == 1
    quotas.change_quota(training, office=tapin, places=3, reason="hasil rakor contoh", by=BY)
    assert (training.pool, places_of(training)["63.05"]) == (0, 3)
    page = quota_page(training)
    assert [row.name for row in page.rows if row.is_changed] == ["Tapin", "Tabalong"]
    assert page.current
    assert page.current.row == calculation
    events = AuditEvent.objects.filter(action="quota:set", note="hasil rakor contoh")
    assert [event.after for event in events] == [{"places": 3}]
    with pytest.raises(Blocked, match="padahal kelas ini punya 26 kursi"):
        quotas.change_quota(training, office=tapin, places=4, reason="lagi", by=BY)
    with pytest.raises(Blocked, match="Tulis alasan"):
        quotas.change_quota(training, office=tapin, places=2, reason=" ", by=BY)


def test_by_hand_too_nobody_loses_a_seat() -> None:
    training = a_training(seats=4, quotas={"63.05": 2})
    registered(training, 1, office="63.05")
    with pytest.raises(Blocked, match="Tapin: 1 kursi sudah terisi"):
        quotas.change_quota(training, office=an_office("63.05"), places=0, reason="uji", by=BY)
    assert counters_agree(training)


def test_a_calculation_cannot_be_changed_by_any_door() -> None:
    training = a_training(seats=26)
    calculation = apply(training, a_plan(training))
    for deed in (
        lambda: QuotaCalculation.objects.filter(pk=calculation.pk).update(reason="lain"),
        calculation.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_after_participants_are_determined_no_quota_changes() -> None:
    training = a_training(seats=26, is_open=False)
    ledger.move(training, "cancel", by=BY, sentence="batal")
    with pytest.raises(Blocked, match="tidak berubah lagi"):
        apply(training, a_plan(training))


def test_offices_that_lose_go_first() -> None:
    assert differing([("a", 3), ("b", 1), ("c", 2)], {"a": 1, "b": 3, "c": 2, "d": 1}) == [
        ("b", 1),
        ("d", 0),
        ("a", 3),
    ]


def test_the_page_counts_places_people_and_whoever_waits() -> None:
    training = a_training(
        seats=3, policy=Policy.FIRST_COME, quotas={"63.05": 1}, reserved={"women": 2}
    )
    registered(training, 1, office="63.05")
    registered(training, 2, office="63.05")
    page = quota_page(training)
    tapin = next(row for row in page.rows if row.office.code == "63.05")
    assert (tapin.places, tapin.taken, tapin.waiting, tapin.registered) == (1, 1, 1, 2)
    assert (len(page.rows), page.shared, page.taken, page.current) == (13, 1, 1, None)
