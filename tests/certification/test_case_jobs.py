"""What the clock does to cases: reminders that go out once, and messages that are called off once they are not true."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from binakon.certification.actions import case_reminders, chain
from binakon.certification.actions.chain import Deed
from binakon.certification.actions.year_end import watch_year_end
from binakon.certification.jobs.cases import expire_cases, lapse_bills, remind_cases
from binakon.certification.models import Batch, Case
from binakon.certification.queries.finish import estimates_of, lengths
from binakon.core import jobs, questions
from binakon.core.models import Message
from binakon.core.questions import clock_label, why_untrue
from binakon.people.models import Organisation, Role
from binakon.people.queries.clock_reach import is_told_without_name, running_for
from binakon.planning.models import ProgrammeYear
from tests.cast import viewer
from tests.certification.walk import TODAY, a_case_in
from tests.factories import BY, an_office

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]


def reminded(case: Case) -> list[str]:
    rows = Message.objects.filter(subject_id=case.pk, subject_type="certification.case")
    names = rows.order_by("pk").values_list("name", flat=True)
    return [name for name in names if name.endswith(("_soon", "_silence"))]


def remind(at: datetime) -> int:
    return case_reminders.remind_due(by=BY, at=at)


def test_a_bill_is_spoken_of_once_before_it_lapses_and_again_when_it_is_asked_anew() -> None:
    case = a_case_in("reviewing")
    chain.bill(case, Deed(TODAY), payer="participant", by=BY)
    due = case.payment_due_at
    assert due is not None
    assert remind(due - timedelta(days=3)) == 0
    assert (remind(due - timedelta(days=1)), remind(due - timedelta(hours=1))) == (1, 0)
    assert reminded(case) == ["case_bill_soon"]
    assert remind(due + timedelta(hours=1)) == 0


def test_a_correction_is_spoken_of_once_also_when_it_is_late() -> None:
    case = a_case_in("reviewing")
    chain.ask_correction(case, Deed(TODAY, note="Ijazah"), due_on=TODAY, by=BY)
    assert (remind(timezone.now()), remind(timezone.now())) == (1, 0)
    assert reminded(case) == ["case_correction_soon"]


def test_a_test_is_spoken_of_on_the_day_before() -> None:
    case = a_case_in("paid")
    chain.schedule_test(case, Deed(TODAY + timedelta(days=3)), by=BY)
    noon = timezone.localtime().replace(hour=12)
    assert [remind(noon + timedelta(days=days)) for days in (0, 1, 2, 2)] == [0, 0, 1, 0]
    assert reminded(case) == ["case_test_soon"]


def test_an_lsp_that_is_silent_longer_than_the_rule_is_asked_once() -> None:
    case = a_case_in("applied")
    body = Organisation.objects.create(
        name="LSP Sunyi", short_name="Sunyi", kind="lsp", source="tes", email="lsp@contoh.example"
    )
    batch = Batch.objects.create(activity=case.activity, organisation=body, number=1)
    Case.objects.filter(pk=case.pk).update(batch=batch)
    case.refresh_from_db()
    chain.start_review(case, Deed(TODAY), by=BY)
    assert remind(timezone.now()) == 0
    later = timezone.now() + timedelta(days=20)
    assert (remind(later), remind(later)) == (1, 0)
    assert Message.objects.get(name="case_silence").to == "lsp@contoh.example"


def test_what_is_not_true_any_more_is_called_off() -> None:
    case = a_case_in("reviewing")
    chain.bill(case, Deed(TODAY), payer="participant", by=BY)
    message = Message.objects.get(name="case_bill")
    assert (message.condition, why_untrue("case_bill", case.pk)) == ("case_bill", "")
    chain.pay(case, Deed(TODAY, reference="1"), by=BY)
    assert why_untrue("case_bill", case.pk) != ""
    about = questions.about("certification.case", case.pk)
    assert about is not None
    assert (about.label, about.href) == (
        f"Kasus sertifikasi {case.code}",
        f"/meja/sertifikasi/kasus/{case.code}/",
    )


def test_the_clocks_of_cases_are_deadlines_for_whoever_sees_their_people() -> None:
    case = a_case_in("reviewing")
    chain.bill(case, Deed(TODAY), payer="participant", by=BY)
    seen = running_for(viewer(Role.STAFF)).filter(kind="case_payment")
    assert [row.path for row in seen] == [f"/meja/sertifikasi/kasus/{case.code}/"]
    [bill] = running_for(viewer(Role.TREASURER)).filter(kind="case_payment")
    assert is_told_without_name(bill, viewer(Role.TREASURER))
    assert not is_told_without_name(bill, viewer(Role.STAFF))
    assert clock_label("case_payment") == "Pembayaran tagihan uji"


def test_the_last_day_of_recording_is_a_clock_while_cases_are_on_their_way() -> None:
    case = a_case_in("competent")
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    assert watch_year_end(by=BY, at=moment) == 1
    [running] = running_for(viewer(Role.TREASURER)).filter(kind="year_recording")
    assert running.path == "/meja/sertifikasi/akhir-tahun/?tahun=2026"
    _known, last = lengths(estimates_of(an_office(), moment.date()), 2026)
    assert timezone.localdate(running.due_at) == last
    assert watch_year_end(by=BY, at=moment.replace(year=2027)) == 0
    assert watch_year_end(by=BY, at=moment) == 1
    Case.objects.filter(pk=case.pk).update(state="withdrawn")
    assert watch_year_end(by=BY, at=moment) == 0
    assert running_for(viewer(Role.TREASURER)).filter(kind="year_recording").count() == 0


def test_a_closed_year_has_no_last_day_of_recording() -> None:
    a_case_in("competent")
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    assert watch_year_end(by=BY, at=moment) == 1
    ProgrammeYear.objects.update(state="closed")
    assert watch_year_end(by=BY, at=moment) == 0


def test_the_worker_knows_the_jobs_of_cases() -> None:
    known = {job.name.rpartition(".")[2] for job in jobs.registered()}
    assert {"lapse_bills", "expire_cases", "remind_cases"} <= known
    assert (lapse_bills(), expire_cases(), remind_cases()) == (0, 0, 0)
