"""What certification has proved stays byte-equal, and what cannot be is refused by the database itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from binakon.certification.models import Assessment, Case, CaseOverride, CaseStep, EligibilityCheck
from binakon.core import guards, ledger
from binakon.people.models import User
from tests.certification.cases import DAY, a_case, a_worker
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

NUMBERS = {
    "blank_number": "B-1",
    "certificate_number": "S-1",
    "bnsp_number": "N-1",
    "lpjk_number": "L-1",
}


def refused(deed: Callable[[], object]) -> bool:
    """Whether the database itself refuses."""
    try:
        with transaction.atomic():
            deed()
    except DatabaseError:
        return True
    return False


def moved(case: Case, *moves: str, **changes: object) -> Case:
    """The case after these moves; `changes` go with the last."""
    for move in moves[:-1]:
        ledger.move(case, move, by=BY, sentence=move)
    ledger.move(case, moves[-1], by=BY, sentence=moves[-1], **changes)
    return case


def recorded() -> Case:
    case = moved(a_case(), "find_eligible", "determine", determined_on=DAY)
    moved(case, "apply", "review")
    moved(case, "bill", payment_due_at=timezone.now())
    moved(case, "pay", "schedule")
    moved(case, "test", tested_on=DAY)
    moved(case, "pass", competent_on=DAY)
    return moved(case, "record", recorded_on=DAY, **NUMBERS)


def test_a_step_and_a_check_are_neither_changed_nor_deleted() -> None:
    case = a_case()
    step = CaseStep.objects.create(
        case=case, move="start", reached="proposed", on=DAY, waits_on="office", at=timezone.now()
    )
    check = EligibilityCheck.objects.create(case=case, answers=[], rules_of=DAY, at=timezone.now())
    for row, change in ((step, {"note": "lain"}), (check, {"answers": ["lain"]})):
        rows = type(row).objects.filter(pk=row.pk)
        assert refused(lambda rows=rows, change=change: rows.update(**change))
        assert refused(row.delete)


@pytest.mark.parametrize("without", ["", *NUMBERS, "recorded_on"])
def test_an_skk_is_recorded_only_with_its_day_and_its_four_numbers(without: str) -> None:
    case = moved(a_case(), "find_eligible", "determine", determined_on=DAY)
    moved(case, "apply", "review")
    moved(case, "bill", payment_due_at=timezone.now())
    moved(case, "pay", "schedule")
    moved(case, "test", tested_on=DAY)
    moved(case, "pass", competent_on=DAY)
    told = {**NUMBERS, "recorded_on": DAY}
    told.pop(without, None)
    assert refused(lambda: moved(case, "record", **told)) is bool(without)


def test_what_is_recorded_is_frozen() -> None:
    case = recorded()
    rows = Case.objects.filter(pk=case.pk)
    for change in (
        {"lpjk_number": "L-2"},
        {"tested_on": DAY - timedelta(days=1)},
        {"worker": a_worker(99)},
        {"level": 8},
    ):
        assert refused(lambda change=change: rows.update(**change))
    assert not refused(lambda: rows.update(issued_on=DAY))
    assert refused(case.delete)


def test_without_its_guard_a_recorded_number_would_change() -> None:
    """The control: the trigger is what refuses."""
    case = recorded()
    with connection.cursor() as cursor:
        table = " ON certification_case" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER certification_case_recorded{table}")
    assert not refused(lambda: Case.objects.filter(pk=case.pk).update(lpjk_number="L-2"))
    guards.install_all(using="default")
    assert refused(lambda: Case.objects.filter(pk=case.pk).update(lpjk_number="L-3"))


def test_two_cases_never_share_a_number() -> None:
    recorded()
    other = a_case()
    for column, number in NUMBERS.items():
        rows = Case.objects.filter(pk=other.pk)
        assert refused(lambda rows=rows, change={column: number}: rows.update(**change))


def test_one_person_has_one_open_case_for_one_occupation_and_level() -> None:
    first = a_case(a_worker(1))
    assert refused(lambda: a_case(a_worker(1)))
    moved(first, "withdraw", ended_because="pindah")
    assert not refused(lambda: a_case(a_worker(1)))


def test_the_second_person_of_an_exception_is_never_the_first() -> None:
    case = a_case()
    first, second = User.objects.order_by("id")[:2]
    asked = CaseOverride.objects.create(
        case=case, kind="eligibility", reason="x", asked_by=first, asked_at=timezone.now()
    )
    assert refused(lambda: moved_override(asked, first))
    assert not refused(lambda: moved_override(asked, second))
    assert refused(lambda: CaseOverride.objects.filter(pk=asked.pk).update(reason="lain"))


def moved_override(asked: CaseOverride, user: User) -> None:
    ledger.move(asked, "grant", by=BY, sentence="x", decided_by=user, decided_at=timezone.now())


def test_a_settled_assessment_is_frozen_and_only_one_is_open() -> None:
    case = a_case()
    one = Assessment.objects.create(case=case, number=1, planned_on=DAY)
    assert refused(lambda: Assessment.objects.create(case=case, number=2, planned_on=DAY))
    rows = Assessment.objects.filter(pk=one.pk)
    rows.update(outcome="not_competent", tested_on=DAY, decided_on=DAY)
    assert refused(lambda: rows.update(outcome="competent"))
    assert not refused(lambda: Assessment.objects.create(case=case, number=2, planned_on=DAY))
