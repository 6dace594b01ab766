"""A case goes its chain step by step, each with its day and for whom it waits then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from binakon.certification.actions.eligibility import decide
from binakon.certification.actions.overrides import ask
from binakon.certification.actions.steps import Deed, take_step, withdraw
from binakon.certification.models import CaseStep
from binakon.certification.queries.steps import last_day
from binakon.certification.rules.chain import WAITS_ON, number_problems
from binakon.certification.states import CaseState, OverrideKind
from binakon.core.problems import Blocked, IllegalMove, StaleState
from tests.certification.cases import a_case
from tests.factories import BY, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def test_a_step_keeps_its_day_its_evidence_and_for_whom_the_case_waits() -> None:
    case, today = a_case(), timezone.localdate()
    take_step(case, "find_eligible", Deed(today), by=BY)
    step = take_step(
        case,
        "determine",
        Deed(today, reference="188.4/7/BK/2026", note="SK ditandatangani"),
        by=BY,
        determined_on=today,
    )
    assert (case.state, case.determined_on, case.state_since) == ("determined", today, step.at)
    told = CaseStep.objects.values_list("move", "reached", "waits_on", "reference")
    assert list(told) == [
        ("find_eligible", "eligible", "office", ""),
        ("determine", "determined", "applicant", "188.4/7/BK/2026"),
    ]


def test_words_that_are_kept_as_typed_hold_no_nik() -> None:
    case, today, typed = a_case(), timezone.localdate(), "KTP 6305010190000001 belum jelas"
    refused = (
        lambda: take_step(case, "find_eligible", Deed(today, note=typed), by=BY),
        lambda: withdraw(case, reason=typed, on=today, by=BY),
        lambda: decide(case, "experience", is_met=True, reason=typed, by=BY),
        lambda: ask(case, OverrideKind.ELIGIBILITY, [], reason=typed, by=BY),
    )
    for deed in refused:
        with pytest.raises(Blocked) as told:
            deed()
        assert [problem.code for problem in told.value.problems] == ["nik_here"]
    case.refresh_from_db()
    assert (case.state, CaseStep.objects.count()) == ("proposed", 0)


def test_a_step_is_neither_of_a_day_to_come_nor_before_the_last() -> None:
    case, today = a_case(), timezone.localdate()
    take_step(case, "find_eligible", Deed(today), by=BY)
    for day in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(Blocked):
            take_step(case, "determine", Deed(day), by=BY, determined_on=day)
    assert (case.state, CaseStep.objects.count()) == ("eligible", 1)


def test_a_test_is_arranged_for_a_day_to_come_and_does_not_move_the_last_day() -> None:
    today = timezone.localdate()
    case = a_case()
    for move in ("find_eligible", "determine", "apply", "review"):
        take_step(
            case,
            move,
            Deed(today),
            by=BY,
            **({"determined_on": today} if move == "determine" else {}),
        )
    take_step(case, "bill", Deed(today), by=BY, payment_due_at=timezone.now())
    take_step(case, "pay", Deed(today), by=BY, paid_on=today)
    test_on = today + timedelta(days=9)
    take_step(case, "schedule", Deed(test_on), by=BY, test_on=test_on)
    assert (case.state, case.test_on, last_day(case)) == ("scheduled", test_on, today)


def test_of_two_who_opened_the_same_page_the_second_is_told() -> None:
    case, today = a_case(), timezone.localdate()
    other = type(case).objects.get(pk=case.pk)
    take_step(case, "find_eligible", Deed(today), by=BY)
    with pytest.raises(StaleState):
        take_step(other, "find_eligible", Deed(today), by=BY)
    assert CaseStep.objects.count() == 1


def test_a_case_is_withdrawn_with_a_reason_and_only_before_its_test() -> None:
    case, today = a_case(), timezone.localdate()
    with pytest.raises(Blocked):
        withdraw(case, reason="  ", on=today, by=BY)
    withdraw(case, reason="pindah ke provinsi lain", on=today, by=BY)
    assert (case.state, case.ended_because) == ("withdrawn", "pindah ke provinsi lain")
    with pytest.raises(IllegalMove):
        withdraw(case, reason="sekali lagi", on=today, by=BY)


def test_every_state_waits_for_somebody_or_says_for_nobody() -> None:
    assert set(WAITS_ON) == set(CaseState)


def test_all_missing_numbers_are_told_at_once() -> None:
    assert sentences(number_problems({"blank_number": "B-1", "bnsp_number": " "})) == [
        "No. Sertifikat belum diisi.",
        "No. Registrasi BNSP belum diisi.",
        "No. Registrasi LPJK belum diisi.",
    ]
