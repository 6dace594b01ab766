"""Every verb of a case: from every state, what it writes down, and what it refuses."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from binakon.certification.actions import chain
from binakon.certification.actions.chain import Deed
from binakon.certification.actions.steps import take_step
from binakon.certification.models import (
    Assessment,
    Case,
    CaseCost,
    CaseStep,
    LevelRule,
    StepRule,
)
from binakon.certification.queries.holding import occupation_words
from binakon.certification.rules.chain import WAITS_ON
from binakon.certification.states import CASE, CaseState
from binakon.core.models import Deadline, Message
from binakon.core.problems import Blocked, IllegalMove
from binakon.people.models import HeldCertificate
from binakon.planning.models import Occupation
from tests.certification.cases import a_worker
from tests.certification.walk import NUMBERS, TODAY, YESTERDAY, a_case_in, numbers
from tests.factories import BY, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]

Verb = Callable[[Case], Any]
VERBS: dict[str, Verb] = {
    "find_eligible": lambda case: take_step(case, "find_eligible", Deed(TODAY), by=BY),
    "doubt": lambda case: take_step(case, "doubt", Deed(TODAY), by=BY),
    "determine": lambda case: take_step(case, "determine", Deed(TODAY), by=BY, determined_on=TODAY),
    "apply": lambda case: chain.apply(case, Deed(TODAY), number=f"ID-{case.pk}-2", by=BY),
    "review": lambda case: chain.start_review(case, Deed(TODAY), by=BY),
    "ask_correction": lambda case: chain.ask_correction(case, Deed(TODAY, note="Ijazah"), by=BY),
    "bill": lambda case: chain.bill(case, Deed(TODAY), payer="participant", by=BY),
    "pay": lambda case: chain.pay(case, Deed(YESTERDAY, reference="SSBP-1"), by=BY),
    "lapse": lambda case: take_step(case, "lapse", Deed(TODAY), by=BY),
    "schedule": lambda case: chain.schedule_test(case, Deed(TODAY), by=BY),
    "test": lambda case: chain.record_test(case, Deed(TODAY), by=BY),
    "miss": lambda case: chain.record_absence(case, Deed(TODAY), by=BY),
    "pass": lambda case: chain.record_competent(case, Deed(TODAY), by=BY),
    "fail": lambda case: chain.record_not_competent(case, Deed(TODAY), by=BY),
    "uphold_appeal": lambda case: take_step(
        case, "uphold_appeal", Deed(TODAY), by=BY, competent_on=TODAY
    ),
    "record": lambda case: chain.record_numbers(case, Deed(TODAY), numbers=numbers(case.pk), by=BY),
    "issue": lambda case: chain.issue(case, Deed(TODAY), by=BY),
    "expire": lambda case: take_step(case, "expire", Deed(TODAY), by=BY),
    "withdraw": lambda case: chain.withdraw(case, reason="pindah", on=TODAY, by=BY),
}


def test_every_move_of_the_table_has_its_verb() -> None:
    assert set(VERBS) == set(CASE.moves)


@pytest.mark.parametrize("state", list(CaseState))
def test_every_verb_goes_where_the_table_says_and_is_refused_everywhere_else(state: str) -> None:
    for move, verb in VERBS.items():
        starts, reached = CASE.moves[move]
        case = a_case_in(state)
        before = CaseStep.objects.count()
        if state in starts:
            verb(case)
            step = CaseStep.objects.order_by("-pk")[0]
            assert (move, case.state) == (move, reached)
            assert (step.move, step.reached, step.waits_on) == (move, reached, WAITS_ON[reached])
        else:
            with pytest.raises((IllegalMove, Blocked)):
                verb(case)
            case.refresh_from_db()
            assert (move, case.state, CaseStep.objects.count()) == (move, state, before)


def running(case: Case) -> list[tuple[str, date]]:
    rows = Deadline.objects.open().filter(subject_id=case.pk, subject_type="certification.case")
    return [(row.kind, timezone.localdate(row.due_at)) for row in rows]


def letters(case: Case) -> list[str]:
    rows = Message.objects.filter(subject_id=case.pk, subject_type="certification.case")
    return list(rows.order_by("pk").values_list("name", flat=True))


def test_an_application_has_its_own_number_and_waits_for_the_lsp() -> None:
    first, second = a_case_in("determined"), a_case_in("determined")
    chain.apply(first, Deed(TODAY), number=" 2610-0001 ", by=BY)
    assert (first.application_number, first.applied_on) == ("2610-0001", TODAY)
    assert [kind for kind, _due in running(first)] == ["case_answer"]
    for number, sentence in (
        ("", "Tulis nomor permohonan (ID-Izin) dari portal perizinan."),
        (
            "2610-0001",
            "Nomor permohonan 2610-0001 sudah dipakai kasus lain. Periksa nomornya.",
        ),
    ):
        with pytest.raises(Blocked) as refused:
            chain.apply(second, Deed(TODAY), number=number, by=BY)
        assert sentences(refused.value.problems) == [sentence]


def test_a_correction_says_what_and_by_when_to_the_applicant() -> None:
    case, due = a_case_in("reviewing"), TODAY + timedelta(days=6)
    with pytest.raises(Blocked):
        chain.ask_correction(case, Deed(TODAY, note=" "), by=BY)
    chain.ask_correction(case, Deed(TODAY, note="Ijazah tidak terbaca"), due_on=due, by=BY)
    assert (running(case), letters(case)) == ([("case_correction", due)], ["case_correction"])
    assert "Ijazah tidak terbaca" in Message.objects.get(name="case_correction").body_text
    chain.start_review(case, Deed(TODAY), by=BY)
    assert [kind for kind, _due in running(case)] == ["case_answer"]


def test_a_bill_stands_for_seven_days_whether_its_amount_is_known_or_not() -> None:
    for rupiah in (None, 1_500_000):
        case = a_case_in("reviewing")
        chain.bill(case, Deed(TODAY), payer="participant", rupiah=rupiah, by=BY)
        due = TODAY + timedelta(days=7)
        assert case.payment_due_at is not None
        assert timezone.localtime(case.payment_due_at).strftime("%H.%M") == "23.59"
        assert (running(case), letters(case)) == ([("case_payment", due)], ["case_bill"])
        [cost] = CaseCost.objects.filter(case=case)
        assert (cost.component, cost.payer, cost.rupiah) == ("fee", "participant", rupiah)


def test_a_bill_is_paid_with_evidence_and_in_time() -> None:
    case = a_case_in("unpaid")
    with pytest.raises(Blocked) as refused:
        chain.pay(case, Deed(TODAY), by=BY)
    assert sentences(refused.value.problems) == ["Lampirkan bukti bayar atau tulis nomornya."]
    chain.pay(case, Deed(TODAY, reference="NTPN 1"), by=BY)
    assert (case.state, case.paid_on, running(case)) == ("paid", TODAY, [])


def test_a_bill_lapses_only_after_its_last_moment_and_its_person_is_told() -> None:
    case = a_case_in("unpaid")
    due = case.payment_due_at
    assert due is not None
    assert chain.lapse_due(by=BY, at=due) == 0
    later = due + timedelta(seconds=1)
    assert (chain.lapse_due(by=BY, at=later), chain.lapse_due(by=BY, at=later)) == (1, 0)
    case.refresh_from_db()
    assert (case.state, running(case)) == ("lapsed", [])
    assert letters(case)[-1] == "case_lapsed"


def test_a_payment_in_time_that_was_typed_in_late_undoes_the_lapse_and_a_late_one_does_not() -> (
    None
):
    case = a_case_in("lapsed")
    assert case.payment_due_at is not None
    late = timezone.localdate(case.payment_due_at) + timedelta(days=1)
    with pytest.raises(Blocked):
        chain.pay(
            case,
            Deed(late, reference="NTPN 2"),
            by=BY,
            at=case.payment_due_at + timedelta(days=2),
        )
    chain.pay(case, Deed(YESTERDAY, reference="NTPN 2"), by=BY)
    assert (case.state, case.paid_on) == ("paid", YESTERDAY)


def test_each_go_at_the_test_is_an_assessment_and_the_case_keeps_its_first_day() -> None:
    case = a_case_in("scheduled")
    chain.schedule_test(case, Deed(TODAY + timedelta(days=2)), by=BY)
    chain.record_absence(case, Deed(TODAY), by=BY)
    chain.schedule_test(case, Deed(TODAY), by=BY)
    chain.record_test(case, Deed(TODAY), by=BY)
    chain.record_not_competent(case, Deed(TODAY, note="Ulangi unit 3"), by=BY)
    chain.schedule_test(case, Deed(TODAY), by=BY)
    tomorrow = timezone.now() + timedelta(days=1)
    chain.record_test(case, Deed(TODAY + timedelta(days=1)), by=BY, at=tomorrow)
    chain.record_competent(case, Deed(TODAY + timedelta(days=1)), by=BY, at=tomorrow)
    rows = Assessment.objects.filter(case=case).values_list("number", "outcome", "advice")
    assert list(rows) == [
        (1, "absent", ""),
        (2, "not_competent", "Ulangi unit 3"),
        (3, "competent", ""),
    ]
    assert (case.tested_on, case.competent_on) == (TODAY, TODAY + timedelta(days=1))


def test_the_four_numbers_come_all_at_once_and_belong_to_one_skk() -> None:
    first, second = a_case_in("competent"), a_case_in("competent")
    told = numbers(1)
    with pytest.raises(Blocked) as refused:
        chain.record_numbers(first, Deed(TODAY), numbers={**told, "lpjk_number": " "}, by=BY)
    assert sentences(refused.value.problems) == ["No. Registrasi LPJK belum diisi."]
    chain.record_numbers(first, Deed(TODAY), numbers=told, by=BY)
    HeldCertificate.objects.create(
        worker=a_worker(900), occupation="Ahli lain", blank_number="B-900"
    )
    with pytest.raises(Blocked) as refused:
        chain.record_numbers(
            second,
            Deed(TODAY),
            numbers={**numbers(2), "bnsp_number": told["bnsp_number"], "blank_number": "B-900"},
            by=BY,
        )
    assert [problem.code for problem in refused.value.problems] == [
        "blank_number_taken",
        "bnsp_number_taken",
    ]


def test_an_issued_skk_is_held_for_five_years_and_ends_the_one_it_renews() -> None:
    case = a_case_in("recorded")
    old = HeldCertificate.objects.create(worker=case.worker, occupation=case.occupation_name)
    case.renews = old
    case.save(update_fields=["renews"])
    chain.issue(case, Deed(TODAY), by=BY)
    held, old = case.held, HeldCertificate.objects.get(pk=old.pk)
    assert held is not None
    until = TODAY.replace(year=TODAY.year + 5)
    assert (held.worker, held.level, held.expires_on, case.expires_on) == (
        case.worker,
        7,
        until,
        until,
    )
    assert [getattr(held, field) for field in NUMBERS] == [getattr(case, f) for f in NUMBERS]
    assert old.ended_on == TODAY
    over = timezone.now() + timedelta(days=365 * 5 + 3)
    assert (chain.expire_due(by=BY), chain.expire_due(by=BY, at=over)) == (0, 1)


def test_an_skk_that_an_import_knew_already_is_not_held_twice() -> None:
    case = a_case_in("recorded")
    known = HeldCertificate.objects.create(
        worker=case.worker, occupation="Ahli", certificate_number=case.certificate_number
    )
    chain.issue(case, Deed(TODAY), by=BY)
    assert (case.held, HeldCertificate.objects.filter(worker=case.worker).count()) == (known, 1)


def test_a_step_for_many_is_taken_by_all_or_by_none_and_names_whoever_stands_in_the_way() -> None:
    cases = [a_case_in("determined"), a_case_in("paid"), a_case_in("determined")]
    given = {cases[0].pk: "SAMA", cases[1].pk: "LAIN", cases[2].pk: "SAMA"}
    with pytest.raises(Blocked) as refused:
        chain.for_all(
            cases,
            lambda case, by: chain.apply(case, Deed(TODAY), number=given[case.pk], by=by),
            by=BY,
        )
    assert [problem.code for problem in refused.value.problems] == ["state", "number_taken"]
    assert list(Case.objects.filter(application_number="SAMA")) == []
    for case in cases:
        case.refresh_from_db()
    done = chain.for_all(
        [cases[0], cases[2]],
        lambda case, by: chain.apply(case, Deed(TODAY), number=f"ID-{case.code}", by=by),
        by=BY,
    )
    assert [step.reached for step in done] == ["applied", "applied"]


def test_what_no_rule_times_is_due_as_the_office_estimates_it_and_without_an_estimate_never() -> (
    None
):
    unknown = a_case_in("paid")
    chain.schedule_test(unknown, Deed(TODAY), by=BY)
    chain.record_test(unknown, Deed(TODAY), by=BY)
    assert running(unknown) == []
    case = a_case_in("tested")
    office = case.activity.programme.office
    days = {"decree": 3, "application": 4, "schedule": 9, "assessment": 5, "recording": 12}
    for key, many in days.items():
        StepRule.objects.create(key=key, office=office, days=many, source="tes")
    chain.record_competent(case, Deed(TODAY), by=BY)
    assert running(case) == [("case_recording", TODAY + timedelta(days=12))]
    chain.record_numbers(case, Deed(TODAY), numbers=numbers(99), by=BY)
    assert running(case) == []
    for state, move, kind in (
        ("proposed", "find_eligible", "decree"),
        ("eligible", "determine", "application"),
        ("unpaid", "lapse", "application"),
        ("scheduled", "test", "assessment"),
        ("unpaid", "pay", "schedule"),
    ):
        started = a_case_in(state)
        VERBS[move](started)
        since = YESTERDAY if move == "pay" else TODAY
        assert running(started) == [(f"case_{kind}", since + timedelta(days=days[kind]))]


def test_a_stopped_case_waits_for_nobody() -> None:
    case = a_case_in("unpaid")
    chain.withdraw(case, reason="pindah provinsi", on=TODAY, by=BY)
    assert running(case) == []


def test_rules_come_from_rows_and_without_a_row_nothing_is_guessed() -> None:
    StepRule.objects.all().delete()
    LevelRule.objects.all().delete()
    with pytest.raises(Blocked):
        chain.bill(a_case_in("reviewing"), Deed(TODAY), payer="participant", by=BY)
    with pytest.raises(Blocked):
        chain.issue(a_case_in("recorded"), Deed(TODAY), by=BY)


def test_the_skk_of_a_case_is_classified_as_eligibility_reads_it() -> None:
    assert occupation_words(Case(occupation_name="Asisten Arsitek")) == ("arsitektur", "")
    road = Occupation(code="SI031001", name="Ahli Muda Teknik Jalan")
    case = Case(occupation=road, occupation_name=road.name)
    assert occupation_words(case) == ("sipil", "SI031001")
