"""The duties of a year: the office's own rule starts their clocks, delivering stops them, and no rule is no clock."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from binakon.core.actor import Actor, ActorKind
from binakon.core.deadlines import start_clock
from binakon.core.models import AuditEvent, Deadline
from binakon.core.problems import Blocked
from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.actions.duties import (
    deliver_duty,
    set_duty_rule,
    take_duty_back,
    watch_duties,
)
from binakon.planning.models import DeliveredDuty, DutyRule
from binakon.planning.rules.duties import due_day
from tests.cast import cast_arrives, user
from tests.factories import BY, a_programme, an_office, load_reference

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = datetime(2026, 4, 2, 3, tzinfo=UTC)
PAGE = "/meja/rencana/2026/tenggat/"


@pytest.fixture(autouse=True)
def office() -> None:
    load_reference()
    cast_arrives()
    a_programme()


def actor(role: Role) -> Actor:
    found = user(role)
    return Actor(ActorKind.USER, found.name, found.pk)


def clocks() -> list[tuple[str, date]]:
    rows = Deadline.objects.open().filter(subject_type="planning.programmeyear")
    return [(row.kind, row.due_at.date()) for row in rows.order_by("due_at")]


def test_the_days_by_hand() -> None:
    assert [due_day("quarter_report", part, 2026, 10) for part in (1, 2, 3, 4)] == [
        date(2026, 4, 10), date(2026, 7, 10), date(2026, 10, 10), date(2027, 1, 10)
    ]  # fmt: skip
    assert due_day("year_payment", 0, 2026, 11) == date(2026, 12, 20)
    assert due_day("year_end", 0, 2026, 15) == date(2027, 1, 15)


def test_without_a_rule_no_clock_runs() -> None:
    assert (watch_duties(by=BY, at=NOW), clocks()) == (0, [])


def test_a_rule_starts_the_clocks_of_its_kind_and_a_newer_one_sets_them_anew() -> None:
    set_duty_rule(an_office(), "quarter_report", days=10, source="Edaran 1", by=BY, at=NOW)
    assert clocks() == [
        ("quarter_report:1", date(2026, 4, 10)),
        ("quarter_report:2", date(2026, 7, 10)),
        ("quarter_report:3", date(2026, 10, 10)),
        ("quarter_report:4", date(2027, 1, 10)),
    ]
    title = Deadline.objects.get(kind="quarter_report:1").title
    assert title == "Laporan triwulan I 2026 (Renja, formulir E.81), aturan kantor"
    set_duty_rule(an_office(), "quarter_report", days=5, source="Edaran 2", by=BY, at=NOW)
    assert clocks()[0] == ("quarter_report:1", date(2026, 4, 5))
    set_duty_rule(an_office(), "year_payment", days=11, source="Edaran 3", by=BY, at=NOW)
    assert (watch_duties(by=BY, at=NOW), len(clocks())) == (5, 5)
    assert AuditEvent.objects.filter(action="duty_rule:set").count() == 3


def test_delivering_stops_its_clock_once_and_the_job_does_not_start_it_again() -> None:
    set_duty_rule(an_office(), "quarter_report", days=10, source="Edaran 1", by=BY, at=NOW)
    said = {"on": date(2026, 4, 1), "by": BY, "at": NOW}
    assert deliver_duty(a_programme(), "quarter_report", 1, **said)
    assert not deliver_duty(a_programme(), "quarter_report", 1, **said)
    assert watch_duties(by=BY, at=NOW) == 3
    assert [kind for kind, _due in clocks()] == [f"quarter_report:{part}" for part in (2, 3, 4)]
    assert AuditEvent.objects.filter(action="duty:deliver").count() == 1


def test_a_mark_taken_back_is_owed_again_and_its_clock_runs() -> None:
    set_duty_rule(an_office(), "quarter_report", days=10, source="Edaran 1", by=BY, at=NOW)
    deliver_duty(a_programme(), "quarter_report", 1, on=date(2026, 4, 1), by=BY, at=NOW)
    assert take_duty_back(a_programme(), "quarter_report", 1, by=BY, at=NOW)
    assert not take_duty_back(a_programme(), "quarter_report", 1, by=BY, at=NOW)
    assert clocks()[0] == ("quarter_report:1", date(2026, 4, 10))
    assert AuditEvent.objects.filter(action="duty:take_back").count() == 1
    deliver_duty(a_programme(), "quarter_report", 1, on=date(2026, 4, 2), by=BY, at=NOW)
    assert DeliveredDuty.objects.get().on == date(2026, 4, 2)


def test_closing_the_year_stops_its_own_clocks_and_only_its_reports_go_on() -> None:
    late = datetime(2027, 1, 4, 3, tzinfo=UTC)
    for kind in ("quarter_report", "year_payment", "year_end"):
        set_duty_rule(an_office(), kind, days=9, source="Edaran 1", by=BY, at=NOW)
    assert watch_duties(by=BY, at=late) == 6
    start_clock(a_programme(), "year_recording", title="SKK", office_code="63", due_at=late)
    reports = [f"quarter_report:{part}" for part in (1, 2, 3, 4)]
    actions.prepare_closing(a_programme(), by=BY, at=late)
    actions.close_year(a_programme(), by=BY, at=late)
    assert [kind for kind, _due in clocks()] == reports
    assert watch_duties(by=BY, at=late) == 4
    assert [kind for kind, _due in clocks()] == reports
    row = actions.ask_reopening(a_programme(), reason="Keliru", by=actor(Role.SECTION_HEAD))
    head = actor(Role.HEAD_OF_OFFICE)
    actions.answer_reopening(row, is_granted=True, answer="", by=head, at=late)
    assert {kind for kind, _due in clocks()} == {*reports, "year_payment", "year_end"}


@pytest.mark.parametrize(
    ("kind", "part", "on"),
    [
        ("quarter_report", 5, date(2026, 4, 1)),
        ("tak-dikenal", 0, date(2026, 4, 1)),
        ("year_end", 0, date(2026, 4, 1)),
        ("quarter_report", 1, date(2026, 4, 3)),
        ("quarter_report", 1, date(2025, 12, 31)),
    ],
)
def test_what_cannot_have_been_delivered_is_refused(kind: str, part: int, on: date) -> None:
    with pytest.raises(Blocked):
        deliver_duty(a_programme(), kind, part, on=on, by=BY, at=NOW)
    assert DeliveredDuty.objects.count() == 0


@pytest.mark.parametrize(("days", "source"), [(91, "Edaran"), (-1, "Edaran"), (5, "  ")])
def test_a_rule_without_a_source_or_beyond_reason_is_refused(days: int, source: str) -> None:
    with pytest.raises(Blocked):
        set_duty_rule(an_office(), "year_payment", days=days, source=source, by=BY, at=NOW)


def test_the_page_tells_rules_takes_one_and_marks_what_is_delivered(client: Client) -> None:
    client.force_login(user(Role.SECTION_HEAD))
    assert client.get(PAGE).content.decode().count("belum ditetapkan") == 9
    told = {"kind": "quarter_report", "days": "10", "source": "Edaran Bappeda 4/2026"}
    assert client.post(PAGE, {**told, "source": ""}).status_code == 422
    assert client.post(PAGE, told).headers["Location"] == PAGE
    assert "Edaran Bappeda 4/2026" in client.get(PAGE).content.decode()
    assert client.get("/meja/rencana/1999/tenggat/").status_code == 404
    client.force_login(user(Role.TREASURER))
    assert client.post(PAGE, told).status_code == 403
    done = {"duty": "quarter_report:1", "on": "2026-01-05"}
    refused = client.post(f"{PAGE}selesai/", {**done, "on": "2025-12-31"}, follow=True)
    assert "Belum tercatat. Tanggalnya sebelum tahun program ini." in refused.content.decode()
    assert DeliveredDuty.objects.count() == 0
    assert client.post(f"{PAGE}selesai/", done).status_code == 302
    assert "selesai 5 Januari 2026" in client.get(PAGE).content.decode()
    for _turn in range(2):
        assert client.post(f"{PAGE}batal/", done).status_code == 302
        assert DeliveredDuty.objects.count() == 0
    assert client.post(f"{PAGE}selesai/", done).status_code == 302
    client.force_login(user(Role.VERIFIER))
    assert client.post(f"{PAGE}selesai/", done).status_code == 403
    assert client.post(f"{PAGE}batal/", done).status_code == 403
    assert DeliveredDuty.objects.count() == 1
    assert DutyRule.objects.count() == 1


def test_the_page_of_a_closed_year_says_what_ended_and_when(client: Client) -> None:
    late = datetime(2027, 1, 4, 3, tzinfo=UTC)
    actions.prepare_closing(a_programme(), by=BY, at=late)
    actions.close_year(a_programme(), by=BY, at=late)
    client.force_login(user(Role.SECTION_HEAD))
    told = client.get(PAGE).content.decode()
    assert (told.count("ditutup 4 Januari 2027"), told.count("berakhir dengan penutupan")) == (1, 1)
    assert told.count("Tandai selesai") == 4
