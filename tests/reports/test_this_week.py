"""This week on the desk's first page: for the office with a plan, and for a regency that has none."""

from datetime import date, datetime

import pytest

from binakon.core import clock, words
from binakon.core.calendar import WITA
from binakon.people.models import Role
from binakon.people.queries.deadlines import this_week
from tests.cast import viewer
from tests.people.letters import a_clock
from tests.portal.plans import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]


def week_of(role: Role) -> tuple[list[str], int, str]:
    answer = as_role(role).get("/meja/")
    week = answer.context["week"]
    return [line.title for line in week.lines], week.more, answer.content.decode()


@pytest.mark.parametrize("role", [Role.STAFF, Role.SECTION_HEAD, Role.VERIFIER])
def test_staff_see_what_is_late_and_what_ends_by_sunday(role: Role) -> None:
    a_clock(1, -2, title="Lewat", kind="correction")
    a_clock(2, title="Sebentar lagi", due_at=clock.now(), kind="correction")
    a_clock(3, 9, title="Sesudah tujuh hari", kind="correction")
    a_clock(4, -1, title="Selesai", done_at=clock.now())
    a_clock(5, -1, title="Kantor lain", office_code="63.03")
    titles, more, page = week_of(role)
    assert (titles, more) == (["Lewat", "Sebentar lagi"], 0)
    assert "terlambat 2 hari" in page
    assert "Semua tenggat" in page


def test_a_regency_officer_sees_what_the_own_office_owes() -> None:
    a_clock(1, -1, title="Calon Tabalong", owner_code="63.09")
    a_clock(2, -1, title="Calon Banjar", owner_code="63.03")
    titles, _more, page = week_of(Role.REGENCY_OFFICER)
    assert titles == ["Calon Tabalong"]
    assert "menunggu jawaban kantor Anda" in page
    assert "Calon Banjar" not in page


def test_a_full_week_shows_the_most_pressing_and_counts_the_rest() -> None:
    for number in range(11):
        a_clock(number, -1 - number, title=f"Tenggat {number}")
    titles, more, page = week_of(Role.STAFF)
    assert (titles, more) == ([f"Tenggat {number}" for number in range(10, 2, -1)], 3)
    assert "3 tenggat lagi dalam tujuh hari" in page


def test_a_quiet_week_says_so() -> None:
    assert "Tidak ada tenggat sampai hari Minggu." in week_of(Role.STAFF)[2]


# Sunday 8 February 2026 in the evening, and the Monday before it.
SUNDAY = datetime(2026, 2, 8, 20, tzinfo=WITA)
MONDAY = datetime(2026, 2, 2, 8, tzinfo=WITA)


def due(number: int, day: int, hour: int = 16) -> None:
    a_clock(number, title=f"{day} Februari", due_at=datetime(2026, 2, day, hour, tzinfo=WITA))


@pytest.mark.parametrize(
    ("moment", "this", "soon"),
    [
        (MONDAY, ["2 Februari", "8 Februari"], ["9 Februari"]),
        (SUNDAY, ["2 Februari", "8 Februari"], ["9 Februari", "15 Februari"]),
    ],
)
def test_a_week_is_monday_to_sunday_and_the_seven_days_ahead_follow(
    moment: datetime, this: list[str], soon: list[str]
) -> None:
    due(1, 2)
    due(2, 8, 23)
    due(3, 9, 0)
    due(4, 15)
    due(5, 16, 0)
    week = this_week(viewer(Role.STAFF), "63", at=moment)
    assert [line.title for line in week.lines] == this
    assert [line.title for line in week.soon] == soon
    assert week.ends_on == date(2026, 2, 8)


def test_the_page_says_which_days_it_means() -> None:
    week = this_week(viewer(Role.STAFF), "63")
    page = week_of(Role.STAFF)[2]
    assert f"Sampai hari Minggu, {words.day(week.ends_on)}, waktu WITA." in page
    assert f"sampai {words.day(week.soon_ends_on)} tampil di bawahnya" in page
