"""The treasurer's papers: never over a ceiling, withdrawn once, counted by sub-activity, quarter and day."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from binakon.core.measures import Scope, count
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.planning import actions
from binakon.planning.models import Ceiling, PlanVersion, Realisation, SubActivity
from binakon.reports.queries.check import figure_problems
from tests import factories
from tests.factories import BY, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

TRAINING, CERTIFYING = "1.03.11.1.01.0011", "1.03.11.1.01.0014"


@pytest.fixture
def version() -> PlanVersion:
    """Rp1.000 in all, of which Rp600 for training; certification has no ceiling of its own."""
    found = factories.a_version(ceiling=1000, trained=200, facilitated=60)
    Ceiling.objects.create(
        version=found, sub_activity=SubActivity.objects.get(code=TRAINING), amount=600
    )
    return factories.ratified(found)


def pay(
    amount: int, document: str, code: str = TRAINING, day: date = date(2026, 2, 3)
) -> Realisation:
    return actions.record_payment(
        factories.a_programme(),
        sub_activity=SubActivity.objects.get(code=code),
        quarter=(day.month - 1) // 3 + 1,
        amount=amount,
        document=document,
        dated=day,
        by=BY,
    )


def counted(key: str, part: str = "", as_of: date = date(2026, 12, 31)) -> int | None:
    return count(key, Scope("63", 2026, as_of, part)).services


def test_the_last_rupiah_of_a_part_is_paid_and_not_one_more(version: PlanVersion) -> None:
    pay(400, "SP2D 1")
    pay(200, "SP2D 2")
    with pytest.raises(Blocked) as refused:
        pay(1, "SP2D 3")
    assert sentences(refused.value.problems) == [
        f"Sisa pagu subkegiatan {TRAINING} Rp0, yang diminta Rp1. "
        "Kurangi jumlahnya atau ubah pagunya lewat versi baru."
    ]
    assert (Realisation.objects.count(), figure_problems()) == (2, [])


def test_the_whole_ceiling_binds_where_a_part_is_unknown(version: PlanVersion) -> None:
    pay(1000, "SP2D 1", CERTIFYING)
    with pytest.raises(Blocked):
        pay(1, "SP2D 2", CERTIFYING)
    assert figure_problems() == []


def test_nothing_is_paid_before_a_budget_is_ratified() -> None:
    factories.a_version(trained=10)
    with pytest.raises(Blocked) as refused:
        pay(1, "SP2D 1")
    assert sentences(refused.value.problems) == [
        "Belum ada versi anggaran yang disahkan untuk tahun ini."
    ]


def test_a_payment_is_withdrawn_once_with_its_reason(version: PlanVersion) -> None:
    row = pay(400, "SP2D 1")
    actions.withdraw_payment(row, reason="salah ketik", by=BY)
    with pytest.raises(StaleState):
        actions.withdraw_payment(row, reason="lagi", by=BY)
    event = AuditEvent.objects.get(action="realisation:withdraw")
    assert (event.note, event.before["amount"]) == ("salah ketik", 400)
    assert (counted("money_realised"), figure_problems()) == (None, [])


def test_a_withdrawal_without_a_reason_is_refused(version: PlanVersion) -> None:
    row = pay(400, "SP2D 1")
    with pytest.raises(Blocked):
        actions.withdraw_payment(row, reason="  ", by=BY)
    assert Realisation.objects.count() == 1


def test_money_is_counted_by_sub_activity_by_quarter_and_by_the_day_of_the_paper(
    version: PlanVersion,
) -> None:
    pay(100, "SP2D 1", day=date(2026, 2, 3))
    pay(200, "SP2D 2", day=date(2026, 5, 4))
    pay(50, "SP2D 3", CERTIFYING, date(2026, 5, 4))
    assert counted("money_realised") == 350
    assert counted("money_realised", TRAINING) == 300
    assert counted("money_realised", f"{TRAINING}@TW2") == 200
    assert counted("money_realised", "TW2") == 250
    assert counted("money_realised", f"{CERTIFYING}@TW1") is None
    assert counted("money_realised", as_of=date(2026, 3, 31)) == 100
    assert counted("ceiling") == 1000
    assert (counted("ceiling", TRAINING), counted("ceiling", CERTIFYING)) == (600, None)
    assert counted("money_remaining") == 650
    assert (counted("money_remaining", TRAINING), counted("money_remaining", CERTIFYING)) == (
        300,
        None,
    )


def test_without_any_payment_spent_and_remaining_are_unknown_not_zero(version: PlanVersion) -> None:
    assert (counted("money_realised"), counted("money_remaining")) == (None, None)
    assert counted("money_committed") is None


def test_a_revision_below_what_was_paid_is_refused_with_its_papers(version: PlanVersion) -> None:
    pay(600, "SP2D 1")
    revised = factories.a_version(
        "perubahan", dated=date(2026, 9, 15), ceiling=599, trained=200, facilitated=60
    )
    with pytest.raises(Blocked) as refused:
        factories.ratified(revised)
    assert sentences(refused.value.problems) == [
        "Pagu Rp599 di bawah Rp600 yang sudah dibelanjakan: SP2D 1 (Rp600)."
    ]


def test_a_revision_takes_the_payments_over(version: PlanVersion) -> None:
    pay(400, "SP2D 1")
    revised = factories.a_version(
        "perubahan", dated=date(2026, 9, 15), ceiling=500, trained=200, facilitated=60
    )
    factories.ratified(revised)
    revised.refresh_from_db()
    assert (revised.money_realised, figure_problems()) == (400, [])
    with pytest.raises(Blocked):
        pay(101, "SP2D 2", CERTIFYING)


@pytest.mark.parametrize(
    "table", ["planning_ceiling SET realised", "planning_planversion SET money_realised"]
)
def test_a_counter_that_lies_is_found(version: PlanVersion, table: str) -> None:
    pay(400, "SP2D 1")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} = 399")
    assert [problem.code for problem in figure_problems()] == ["counter_differs"]


@pytest.mark.parametrize(
    "table", ["planning_ceiling SET realised", "planning_planversion SET money_realised"]
)
def test_the_database_itself_refuses_to_spend_more_than_a_ceiling(
    version: PlanVersion, table: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} = 1001")
