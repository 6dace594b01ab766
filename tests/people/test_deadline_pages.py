"""The running clocks by week, and the calendar address that opens nothing else and dies when rights change."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from binakon.core import clock, deadlines
from binakon.core.models import Deadline
from binakon.people import actions
from binakon.people.documents.feed import deadline_file
from binakon.people.models import Role
from binakon.people.queries.deadlines import this_week, week_label
from binakon.people.queries.feed import FeedEntry, feed_of, key_of
from tests.cast import user, viewer
from tests.factories import BY
from tests.people.letters import a_clock
from tests.portal.plans import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]

WITA = ZoneInfo("Asia/Makassar")


def titles(role: Role, query: str = "") -> list[str]:
    page = as_role(role).get(f"/meja/tenggat/{query}").context["page"]
    return [line.title for week in page.weeks for line in week.lines]


def test_the_province_sees_its_clocks_late_first_and_a_regency_what_it_owes() -> None:
    a_clock(1, 9, title="Nanti")
    a_clock(2, -2, title="Lewat")
    a_clock(3, 3, title="Tabalong menjawab", owner_code="63.09", kind="quota_reply")
    a_clock(4, 3, title="Rahasia Banjar", office_code="63.03")
    a_clock(5, 3, title="Banjar menjawab", owner_code="63.03")
    a_clock(6, 1, title="Selesai", done_at=clock.now())
    assert titles(Role.STAFF) == ["Lewat", "Tabalong menjawab", "Banjar menjawab", "Nanti"]
    assert titles(Role.REGENCY_OFFICER) == ["Tabalong menjawab"]
    assert titles(Role.STAFF, "?jenis=quota_reply") == ["Tabalong menjawab"]
    assert titles(Role.STAFF, "?jenis=tak-dikenal&halaman=x") == titles(Role.STAFF)


def test_a_clock_about_a_person_is_there_for_who_sees_people() -> None:
    a_clock(1, -1, title="Kelas ditutup", subject_type="enrolment.training")
    a_clock(2, -2, title="Noor Hikmah (contoh): jawaban")
    assert titles(Role.VERIFIER) == ["Noor Hikmah (contoh): jawaban", "Kelas ditutup"]
    assert titles(Role.TREASURER) == ["Kelas ditutup"]


def told_to(role: Role) -> tuple[list[str], list[str]]:
    week = [line.title for line in this_week(viewer(role), "63").lines]
    return week, [entry.title for entry in feed_of(key_of(user(role))) or ()]


def test_the_week_and_the_calendar_tell_each_role_of_its_own() -> None:
    plain = {"subject_type": "enrolment.training"}
    a_clock(1, -4, title="Tawaran", **plain)
    a_clock(2, -3, title="Perbaikan", kind="correction", **plain)
    a_clock(3, -2, title="Triwulan I", kind="quarter_report", **plain)
    a_clock(4, -1, title="Belum bernama", kind="tak-dikenal", **plain)
    everything = ["Tawaran", "Perbaikan", "Triwulan I", "Belum bernama"]
    for role in (Role.SECTION_HEAD, Role.STAFF, Role.HEAD_OF_DIVISION, Role.HEAD_OF_OFFICE):
        week, calendar = told_to(role)
        assert (week, len(calendar)) == (everything, 4)
    assert told_to(Role.VERIFIER) == (["Perbaikan"], ["Perbaikan berkas"])
    assert told_to(Role.TREASURER)[0] == ["Triwulan I"]
    assert titles(Role.TREASURER) == everything
    assert titles(Role.TREASURER, "?untuk=peran") == ["Triwulan I"]


def test_the_treasurer_is_told_of_a_bill_and_never_whose_it_is() -> None:
    a_clock(1, 2, title="Noor Hikmah (contoh)", kind="case_payment", path="/meja/rahasia/")
    page = as_role(Role.TREASURER).get("/meja/tenggat/")
    assert "Hikmah" not in page.content.decode()
    [line] = [line for week in page.context["page"].weeks for line in week.lines]
    assert (line.title, line.href) == ("Pembayaran tagihan uji", "/meja/sertifikasi/biaya/")
    [entry] = feed_of(key_of(user(Role.TREASURER))) or ()
    assert entry.path == "/meja/sertifikasi/biaya/"
    assert titles(Role.SECTION_HEAD) == ["Noor Hikmah (contoh)"]


def test_the_page_is_narrowed_by_office_and_by_time() -> None:
    a_clock(1, -1, title="Lewat", owner_code="63.09")
    a_clock(2, title="Minggu ini", due_at=deadlines.end_of_weeks(clock.now(), 0))
    a_clock(3, 15, title="Nanti", owner_code="63.09")
    assert titles(Role.STAFF, "?kantor=63.09") == ["Lewat", "Nanti"]
    assert titles(Role.STAFF, "?kantor=63") == ["Minggu ini"]
    assert titles(Role.STAFF, "?waktu=terlambat") == ["Lewat"]
    assert titles(Role.STAFF, "?waktu=minggu-ini") == ["Minggu ini"]
    assert titles(Role.STAFF, "?waktu=nanti&kantor=63.09") == ["Nanti"]
    page = as_role(Role.STAFF).get("/meja/tenggat/?waktu=terlambat&kantor=63")
    assert "Tidak ada tenggat dengan pilihan ini" in page.content.decode()
    assert page.context["page"].query == "kantor=63&waktu=terlambat"


def test_an_instructor_has_no_clocks_and_a_partner_only_those_of_their_people() -> None:
    a_clock(1, -1, title="Orang lain", kind="case_answer", subject_type="certification.case")
    assert as_role(Role.INSTRUCTOR).get("/meja/tenggat/").status_code == 403
    assert feed_of(key_of(user(Role.INSTRUCTOR))) is None
    assert titles(Role.PARTNER) == []
    assert feed_of(key_of(user(Role.PARTNER))) == ()


def test_without_a_session_one_is_asked_to_log_in() -> None:
    answer = Client().get("/meja/tenggat/")
    assert answer.headers["Location"] == "/meja/masuk/?next=/meja/tenggat/"


@pytest.mark.parametrize(
    ("due", "label"),
    [
        ("2026-02-04 07:00", "Terlambat"),
        ("2026-02-04 16:00", "Minggu ini"),
        ("2026-02-08 23:59", "Minggu ini"),
        ("2026-02-09 00:00", "Minggu depan"),
        ("2026-02-16 16:00", "Minggu 16–22 Februari 2026"),
        ("2026-02-24 16:00", "Minggu 23 Februari–1 Maret 2026"),
        ("2026-12-31 16:00", "Minggu 28 Desember–3 Januari 2027"),
    ],
)
def test_clocks_stand_in_their_week(due: str, label: str) -> None:
    moments = [
        datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=WITA)
        for text in (due, "2026-02-04 09:00")
    ]
    assert week_label(*moments) == label


def test_a_year_whose_joint_leave_is_not_decreed_is_said_to_be_a_guess() -> None:
    due = datetime(2099, 3, 2, 8, 0, tzinfo=WITA)
    a_clock(1, due_at=due)
    page = as_role(Role.STAFF).get("/meja/tenggat/").content.decode()
    assert "Cuti bersama 2099 belum ditetapkan" in page


def address_of(role: Role) -> str:
    page = as_role(role).get("/meja/tenggat/")
    return str(page.context["address"]).split("/meja/")[1]


def test_the_calendar_tells_what_and_when_and_never_whose() -> None:
    due = deadlines.due_after(datetime(2026, 2, 2, 9, 0, tzinfo=WITA), 1)
    row = a_clock(1, due_at=due, path="/meja/pendaftaran/7/")
    a_clock(2, kind="tak-dikenal")
    a_clock(3, done_at=clock.now())
    answer = Client().get(f"/meja/{address_of(Role.STAFF)}")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Hikmah" not in answer.content.decode()
    first, second = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(first["SUMMARY"]), str(second["SUMMARY"])) == (
        "Jawaban atas tawaran kursi",
        "Tenggat",
    )
    assert first["DTEND"].to_ical() == b"20260203T080000Z"
    assert first["DTSTART"].to_ical() == b"20260203T073000Z"
    assert str(first["UID"]).startswith(f"tenggat-{row.pk}@")
    assert str(first["URL"]).endswith("/meja/pendaftaran/7/")
    triggers = [alarm["TRIGGER"].dt for alarm in first.walk("VALARM")]
    assert triggers == [timedelta(days=-1), timedelta(hours=-2)]


def test_a_clock_keeps_its_uid_when_it_is_set_anew() -> None:
    row = a_clock(1)
    before = Client().get(f"/meja/{address_of(Role.STAFF)}").content
    Deadline.objects.filter(pk=row.pk).update(due_at=row.due_at + timedelta(days=2))
    after = Client().get(f"/meja/{address_of(Role.STAFF)}").content
    uids = [[str(e["UID"]) for e in Calendar.from_ical(c).walk("VEVENT")] for c in (before, after)]
    assert uids[0] == uids[1]


def test_a_title_with_line_ends_begins_no_other_property() -> None:
    entry = FeedEntry(1, "Satu\r\nATTENDEE:mailto:x@contoh.example", clock.now(), "")
    text = deadline_file([entry], site="https://contoh.example", moment=clock.now()).decode()
    assert [line for line in text.splitlines() if line.startswith("ATTENDEE")] == []


@pytest.mark.parametrize(
    "key", ["", "1", "x", "1-" + "0" * 40, "999999-" + "a" * 40, "1-" + "é" * 40]
)
def test_a_forged_key_opens_nothing(key: str) -> None:
    assert Client().get("/meja/tenggat.ics", {"kunci": key}).status_code == 404


def test_one_users_key_does_not_open_anothers_calendar() -> None:
    mark = key_of(user(Role.STAFF)).split("-")[1]
    assert feed_of(f"{user(Role.SECTION_HEAD).pk}-{mark}") is None


def test_the_address_dies_with_a_new_role_a_new_password_and_the_account() -> None:
    staff = user(Role.STAFF)
    old = key_of(staff)
    assert feed_of(old) == ()
    actions.grant_role(
        user=staff, role=Role.VERIFIER, office_code="63", starts_on=date(2026, 2, 1), by=BY
    )
    second = key_of(user(Role.STAFF))
    assert (feed_of(old), feed_of(second)) == (None, ())
    changed = user(Role.STAFF)
    changed.set_password("hujan di martapura sore")
    changed.save()
    third = key_of(user(Role.STAFF))
    assert (feed_of(second), feed_of(third)) == (None, ())
    actions.deactivate_user(user=user(Role.STAFF), reason="pindah tugas", by=BY)
    assert feed_of(third) is None


def test_a_new_address_ends_the_old_one_and_other_sessions_but_not_this_one() -> None:
    here, there = as_role(Role.STAFF), as_role(Role.STAFF)
    old = key_of(user(Role.STAFF))
    assert here.get("/meja/tenggat/alamat-baru/").status_code == 405
    answer = here.post("/meja/tenggat/alamat-baru/")
    assert answer.headers["Location"] == "/meja/tenggat/"
    assert feed_of(old) is None
    page = here.get("/meja/tenggat/")
    assert "Ini alamat barunya" in page.content.decode()
    assert feed_of(page.context["address"].split("kunci=")[1]) == ()
    assert there.get("/meja/tenggat/").status_code == 302
