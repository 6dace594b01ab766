"""What has been bound: never over the target or the ceiling, given back once, counted once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.planning import actions as planning
from binakon.planning.models import Activity, Commitment, Indicator, PlanVersion, Target
from binakon.reports.queries.check import figure_problems
from tests import factories
from tests.factories import BY, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

PEOPLE, RUPIAH = Commitment.Unit.PEOPLE, Commitment.Unit.RUPIAH

OVER = "Sisa pagu Rp100, yang diminta Rp101. Kurangi jumlahnya atau ubah pagunya lewat versi baru."


def bind(activity: Activity, unit: Commitment.Unit, amount: int, label: str) -> Commitment:
    return planning.commit(activity, unit=unit, amount=amount, label=label, by=BY)


def stored() -> tuple[object, ...]:
    """Everything that binding writes."""
    return (
        list(Commitment.objects.order_by("id").values_list("label", "unit", "kind", "amount")),
        list(Target.objects.order_by("id").values_list("committed", flat=True)),
        list(PlanVersion.objects.order_by("id").values_list("money_committed", "revision")),
        AuditEvent.objects.count(),
    )


def test_people_are_bound_until_the_target_is_full(activity: Activity) -> None:
    bind(activity, PEOPLE, 180, "SK 1")
    before = stored()
    with pytest.raises(Blocked) as refused:
        bind(activity, PEOPLE, 21, "SK 2")
    assert sentences(refused.value.problems) == ["Sisa target 20 orang, yang diminta 21 orang."]
    assert stored() == before
    bind(activity, PEOPLE, 20, "SK 3")
    with pytest.raises(Blocked) as refused:
        bind(activity, PEOPLE, 1, "SK 4")
    assert sentences(refused.value.problems) == ["Sisa target 0 orang, yang diminta 1 orang."]
    assert Target.objects.get(indicator__key="trained").committed == 200
    assert figure_problems() == []


def test_one_indicator_never_takes_the_places_of_another(activity: Activity) -> None:
    certification = factories.an_activity("sertifikasi", indicator="facilitated")
    bind(activity, PEOPLE, 200, "SK 1")
    bind(certification, PEOPLE, 60, "SK 1")
    with pytest.raises(Blocked):
        bind(certification, PEOPLE, 1, "SK 2")
    counters = dict(Target.objects.values_list("indicator__key", "committed"))
    assert counters == {"trained": 200, "facilitated": 60}
    assert figure_problems() == []


def test_people_fill_several_targets_of_one_indicator_in_turn() -> None:
    version = factories.a_version()
    first, second = list(factories.planning_codes(2))
    factories.a_target(version, "trained", 10, sub_activity=first)
    factories.a_target(version, "trained", 5, sub_activity=second)
    factories.ratified(version)
    activity = factories.an_activity()
    row = bind(activity, PEOPLE, 12, "SK 1")
    assert list(version.targets.values_list("committed", flat=True)) == [10, 2]
    with pytest.raises(Blocked) as refused:
        bind(activity, PEOPLE, 4, "SK 2")
    assert sentences(refused.value.problems) == ["Sisa target 3 orang, yang diminta 4 orang."]
    assert list(version.targets.values_list("committed", flat=True)) == [10, 2]
    planning.release(row, by=BY, reason="Batal")
    assert list(version.targets.values_list("committed", flat=True)) == [0, 0]
    assert figure_problems() == []


def test_money_is_bound_until_the_ceiling(activity: Activity) -> None:
    bind(activity, RUPIAH, 900, "Kontrak 1")
    before = stored()
    with pytest.raises(Blocked) as refused:
        bind(activity, RUPIAH, 101, "Kontrak 2")
    assert sentences(refused.value.problems) == [OVER]
    assert stored() == before
    bind(activity, RUPIAH, 100, "Kontrak 3")
    assert PlanVersion.objects.get().money_committed == 1000
    assert figure_problems() == []


def test_without_a_ceiling_money_is_counted_but_not_limited() -> None:
    factories.ratified(factories.a_version(trained=1))
    bind(factories.an_activity(), RUPIAH, 10**12, "Kontrak 1")
    assert PlanVersion.objects.get().money_committed == 10**12
    assert figure_problems() == []


@pytest.mark.parametrize(
    ("is_ratified", "indicator", "code"),
    [(False, "trained", "no_version"), (True, "facilitated", "no_target"), (True, "", "no_target")],
)
def test_nothing_is_bound_without_a_promise(is_ratified: bool, indicator: str, code: str) -> None:
    version = factories.a_version(trained=10)
    if is_ratified:
        factories.ratified(version)
    activity = factories.an_activity(indicator=indicator)
    before = stored()
    with pytest.raises(Blocked) as refused:
        bind(activity, PEOPLE, 1, "SK 1")
    assert [problem.code for problem in refused.value.problems] == [code]
    assert stored() == before


def test_one_fact_is_bound_once(activity: Activity) -> None:
    bind(activity, PEOPLE, 5, "SK 1")
    before = stored()
    with pytest.raises(IntegrityError), transaction.atomic():
        bind(activity, PEOPLE, 5, "SK 1")
    assert stored() == before


@pytest.mark.parametrize("amount", [0, -5])
@pytest.mark.parametrize("unit", [PEOPLE, RUPIAH])
def test_nothing_and_less_than_nothing_cannot_be_bound(
    activity: Activity, unit: Commitment.Unit, amount: int
) -> None:
    before = stored()
    with pytest.raises(IntegrityError), transaction.atomic():
        bind(activity, unit, amount, "SK 1")
    assert stored() == before


def test_what_is_released_can_be_bound_again(activity: Activity) -> None:
    for unit, amount in ((PEOPLE, 200), (RUPIAH, 1000)):
        row = bind(activity, unit, amount, "SK 1")
        planning.release(row, by=BY, reason="Batal")
        bind(activity, unit, amount, "SK 2")
    assert Target.objects.get(indicator__key="trained").committed == 200
    assert PlanVersion.objects.get().money_committed == 1000
    assert figure_problems() == []


@pytest.mark.parametrize("unit", [PEOPLE, RUPIAH])
@pytest.mark.parametrize("beside", [0, 50])
def test_what_was_released_is_not_released_again(
    activity: Activity, unit: Commitment.Unit, beside: int
) -> None:
    if beside:
        bind(activity, unit, beside, "SK 1")
    row = bind(activity, unit, 40, "SK 2")
    stale = Commitment.objects.get(pk=row.pk)
    planning.release(row, by=BY, reason="Batal")
    before = stored()
    with pytest.raises(StaleState):
        planning.release(stale, by=BY, reason="Batal lagi")
    assert stored() == before
    assert figure_problems() == []


def test_a_release_says_what_was_given_back_and_why(activity: Activity) -> None:
    row = bind(activity, RUPIAH, 40, "Kontrak 1")
    pk = row.pk
    planning.release(row, by=BY, reason="Penyedia mundur")
    line = AuditEvent.objects.latest("id")
    assert (line.action, line.subject_id, line.note) == (
        "commitment:release",
        pk,
        "Penyedia mundur",
    )
    assert line.sentence == "Dilepas dari Kelas: Kontrak 1: 40 rupiah. Penyedia mundur"
    assert line.before == {"amount": 40, "kind": "committed", "label": "Kontrak 1"}


def test_what_is_realised_is_counted_once_and_only_once_realised(activity: Activity) -> None:
    row = bind(activity, RUPIAH, 600, "Kontrak")
    stale = Commitment.objects.get(pk=row.pk)
    planning.realise(row, by=BY)
    assert Commitment.objects.get().kind == "realised"
    assert PlanVersion.objects.get().money_committed == 600
    line = AuditEvent.objects.latest("id")
    assert (line.action, line.before, line.after) == (
        "commitment:realise",
        {"kind": "committed"},
        {"kind": "realised"},
    )
    before = stored()
    with pytest.raises(StaleState):
        planning.realise(stale, by=BY)
    assert stored() == before
    assert figure_problems() == []


def test_the_same_row_cannot_be_realised_after_its_release(activity: Activity) -> None:
    row = bind(activity, PEOPLE, 6, "SK 1")
    stale = Commitment.objects.get(pk=row.pk)
    planning.release(row, by=BY, reason="Batal")
    with pytest.raises(StaleState):
        planning.realise(stale, by=BY)


def test_the_database_refuses_a_counter_above_its_promise_written_by_hand(
    activity: Activity,
) -> None:
    trained = Target.objects.filter(indicator__key="trained")
    assert trained.update(committed=200) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        trained.update(committed=201)
    assert PlanVersion.objects.update(money_committed=1000) == 1
    for wrong in (1001, -1):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanVersion.objects.update(money_committed=wrong)


@pytest.mark.parametrize(
    ("fields", "is_allowed"),
    [
        ({"people": 1}, True),
        ({"value": 1}, True),
        ({"people": 1, "value": 1}, False),
        ({}, False),
        ({"people": 3, "committed": 3}, True),
        ({"people": 3, "committed": 4}, False),
        ({"value": 9, "committed": 1}, False),
        ({"people": -1}, False),
    ],
)
def test_a_target_is_people_or_a_value_and_holds_what_is_bound(
    fields: dict[str, int], is_allowed: bool
) -> None:
    version = factories.a_version()
    row = Target(version=version, indicator=Indicator.objects.get(key="trained"), **fields)
    if is_allowed:
        row.save()
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_one_indicator_has_one_target_without_a_code() -> None:
    version = factories.a_version(trained=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.a_target(version, "trained", 5)
    (code,) = factories.planning_codes(1)
    factories.a_target(version, "trained", 5, sub_activity=code)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.a_target(version, "trained", 6, sub_activity=code)


def test_money_bound_late_counts_against_the_version_in_force(activity: Activity) -> None:
    bind(activity, RUPIAH, 400, "Kontrak 1")
    revised = factories.a_version("perubahan", dated=date(2026, 9, 15), ceiling=500, trained=210)
    factories.ratified(revised)
    with pytest.raises(Blocked) as refused:
        bind(activity, RUPIAH, 101, "Kontrak 2")
    assert sentences(refused.value.problems) == [OVER]
    bind(activity, RUPIAH, 100, "Kontrak 2")
    money = dict(PlanVersion.objects.values_list("stage", "money_committed"))
    assert money == {"murni": 400, "perubahan": 500}
    assert figure_problems() == []
