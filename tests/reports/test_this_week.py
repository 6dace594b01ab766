"""This week on the desk's first page: for the office with a plan, and for a regency that has none."""

import pytest

from binakon.core import clock
from binakon.people.models import Role
from tests.people.letters import a_clock
from tests.portal.plans import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]


def week_of(role: Role) -> tuple[list[str], int, str]:
    answer = as_role(role).get("/meja/")
    week = answer.context["week"]
    return [line.title for line in week.lines], week.more, answer.content.decode()


@pytest.mark.parametrize("role", [Role.STAFF, Role.SECTION_HEAD, Role.VERIFIER])
def test_staff_see_what_is_late_and_what_ends_by_sunday(role: Role) -> None:
    a_clock(1, -2, title="Lewat")
    a_clock(2, title="Sebentar lagi", due_at=clock.now())
    a_clock(3, 8, title="Minggu depan atau sesudahnya")
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
    assert "3 tenggat lagi minggu ini" in page


def test_a_quiet_week_says_so() -> None:
    assert "Tidak ada tenggat sampai hari Minggu." in week_of(Role.STAFF)[2]
