"""The calendar of a year: months, holidays, guesses, clashes; for whom, and in how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core.actor import job_actor
from binakon.core.measures import Scope
from binakon.people.models import Role
from binakon.people.rules import DESK_ROLES
from binakon.planning.actions import cancel_activity
from binakon.planning.models import Activity
from binakon.reports.queries.calendar import CalendarPage, calendar_page
from binakon.reports.queries.clashes import clashes_of
from tests.installation import PLAN
from tests.portal.pages import Page, visit
from tests.portal.plans import as_role, load, load_reference

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.both_in_full]

# Far ahead, so that nothing has passed whenever the test runs.
YEAR = 2090
HEAD = f"""
[programme]
office = "63"
office_name = "Dinas contoh"
year = {YEAR}
name = "Program contoh"
[[version]]
stage = "murni"
status = "ratified"
dated = 2026-01-27
[[version.target]]
indicator = "trained"
people = 80
"""
PAGE = f"/meja/kalender/{YEAR}/"


def an_activity_text(code: str, window: str, more: str = "") -> str:
    return (
        f'[[activity]]\ncode = "{code}"\nkind = "other"\ntitle = "Kegiatan {code} (contoh)"\n'
        f'window = "{window}"\nfunded_by = "murni"\n{more}\n'
    )


def plan(*activities: str) -> None:
    load_reference()
    load(HEAD + "".join(activities))


def page_on(day: date) -> CalendarPage:
    page = calendar_page(Scope("63", YEAR, day))
    assert page is not None
    return page


def opened(role: Role = Role.SECTION_HEAD, path: str = PAGE) -> Page:
    return visit(as_role(role), path)


def titles(page: CalendarPage, month: int) -> list[tuple[str, str]]:
    return [(entry.activity.code, entry.shape) for entry in page.months[month - 1].entries]


def test_each_activity_stands_where_its_window_says_and_no_guess_has_a_day() -> None:
    plan(
        an_activity_text("pasti", "2090-03-08/2090-03-09"),
        an_activity_text("kira", "2090-03-08", "approximate = true"),
        an_activity_text("bulan", "2090-03"),
        an_activity_text("triwulan", "2090-Q2"),
        an_activity_text("kapan", "2090"),
        an_activity_text("nanti", "after-perubahan"),
    )
    page = page_on(date(2090, 1, 1))
    assert titles(page, 3) == [("kira", "stitched"), ("pasti", "exact"), ("bulan", "stitched")]
    assert [titles(page, month) for month in (4, 5, 6)] == [[("triwulan", "stitched")]] * 3
    assert titles(page, 7) == []
    assert [(e.activity.code, e.shape) for e in page.any_time] == [("kapan", "any")]
    assert [(e.activity.code, e.shape) for e in page.waiting] == [("nanti", "waiting")]
    fixed = [
        (cell.day.day, [entry.activity.code for entry in cell.entries])
        for week in page.months[2].weeks
        for cell in week
        if cell and cell.entries
    ]
    assert fixed == [(8, ["pasti"]), (9, ["pasti"])]


def test_the_page_names_weekdays_months_and_holidays_in_both_languages() -> None:
    plan(an_activity_text("pasti", "2090-08-16"))
    page = opened()
    assert [heading for heading in page.headings if heading in {"Agustus", "Desember"}] == [
        "Agustus",
        "Desember",
    ]
    assert "Kamis 17 Hari Kemerdekaan Republik Indonesia" in page.text
    assert ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min") in page.rows
    english = opened(path=f"{PAGE}?bahasa=en")
    assert "Thursday 17 Independence Day" in english.text
    assert ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun") in english.rows
    assert english.language == "en"


def test_a_holiday_and_an_activity_are_said_in_words_on_their_day() -> None:
    plan(an_activity_text("pasti", "2090-08-17"))
    days = {cell for row in opened().rows for cell in row}
    assert "17: Kegiatan pasti (contoh)libur" in days
    assert "Cuti bersama 2090 belum diketahui" in opened().text


def test_a_clash_is_told_with_links_to_its_activities() -> None:
    plan(
        an_activity_text("satu", "2090-03-08", 'partners = ["HPJI"]'),
        an_activity_text("dua", "2090-03-08", 'partners = ["HPJI"]'),
    )
    page = opened()
    assert "HPJI terlibat dalam dua kegiatan pada waktu yang sama" in page.text
    assert page.href("Kegiatan satu (contoh)") == "/kegiatan/63-2090-satu/"
    assert Client().get("/kegiatan/63-2090-satu/").status_code == 200


def test_one_organisation_under_two_names_is_one_partner() -> None:
    plan(
        an_activity_text("satu", "2090-03-08", 'partners = ["HPJI"]'),
        an_activity_text("dua", "2090-03-08", 'partners = ["hpji"]'),
    )
    clashes = clashes_of(Scope("63", YEAR, date(2090, 1, 1)))
    assert [(clash.kind, clash.codes) for clash in clashes] == [("partner", ("dua", "satu"))]


def test_what_has_passed_can_no_longer_clash() -> None:
    plan(an_activity_text("libur", "2090-08-17"))
    assert [c.kind for c in clashes_of(Scope("63", YEAR, date(2090, 8, 17)))] == ["day_off"]
    assert clashes_of(Scope("63", YEAR, date(2090, 8, 18))) == []


def test_a_cancelled_activity_stays_in_its_month_and_clashes_with_nothing() -> None:
    plan(an_activity_text("libur", "2090-08-17"))
    cancel_activity(Activity.objects.get(), reason="Aula terendam", by=job_actor("tes"))
    page = page_on(date(2090, 1, 1))
    assert titles(page, 8) == [("libur", "off")]
    assert page.clashes == ()
    assert "17 Agustus 2090 · Dibatalkan" in opened().text


def test_the_published_year_has_no_clash() -> None:
    load_reference()
    load(PLAN.read_bytes())
    assert clashes_of(Scope("63", 2026, date(2026, 1, 27))) == []


def test_beyond_a_dozen_the_clashes_open_on_demand() -> None:
    plan(*(an_activity_text(f"k{number}", "2090-08-17") for number in range(14)))
    page = page_on(date(2090, 1, 1))
    # Each on the holiday, and together more than a month should hold.
    assert (len(page.clashes), len(page.more_clashes)) == (12, 3)
    assert "3 benturan lagi" in opened().text


def queries() -> int:
    client = as_role(Role.SECTION_HEAD)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE).status_code == 200
    return len(captured)


def test_sixty_activities_take_no_more_queries_than_one() -> None:
    plan(an_activity_text("k0", "2090-03-08", 'partners = ["HPJI"]'))
    counted = [queries()]
    for many in (3, 60):
        load(
            HEAD
            + "".join(
                an_activity_text(f"k{number}", "2090-03-08", 'partners = ["HPJI"]')
                for number in range(many)
            )
        )
        counted.append(queries())
    assert counted == [counted[0]] * 3


@pytest.mark.parametrize("role", sorted(DESK_ROLES - {Role.REGENCY_OFFICER}))
def test_every_desk_role_opens_the_calendar_of_its_office(role: Role) -> None:
    plan()
    page = opened(role)
    assert (page.status, page.headings[0]) == (200, f"Kalender {YEAR}")
    assert "Belum ada kegiatan pada rencana tahun ini" in page.text


@pytest.mark.parametrize("role", [Role.PARTNER, Role.INSTRUCTOR])
def test_a_role_without_a_desk_is_refused(role: Role) -> None:
    plan()
    assert opened(role).status == 403


def test_another_offices_calendar_and_a_year_without_a_plan_are_not_there() -> None:
    plan()
    assert opened(Role.REGENCY_OFFICER).status == 404
    assert opened(Role.REGENCY_OFFICER, f"{PAGE}?kantor=63").status == 404
    assert opened(Role.SECTION_HEAD, f"{PAGE}?kantor=64").status == 404
    assert opened(Role.SECTION_HEAD, "/meja/kalender/2031/").status == 404


def test_a_stranger_is_sent_to_log_in_and_nobody_may_write() -> None:
    plan()
    answer = Client().get(PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/meja/masuk/?next={PAGE}")
    assert as_role(Role.SECTION_HEAD).post(PAGE).status_code == 405
