"""The year that "now" means: opening the next one in autumn turns no page to it."""

from datetime import date

import pytest
from django.test import Client

from binakon.core.calendar import today
from binakon.people.models import Role
from binakon.planning.rules.working_year import working_year
from tests import factories
from tests.cast import cast_arrives, user

AUTUMN = date(2026, 10, 2)


@pytest.mark.parametrize(
    ("states", "found"),
    [
        ({}, None),
        ({2026: "open", 2027: "open"}, 2026),
        ({2026: "closed", 2027: "open"}, 2026),
        ({2025: "closed", 2024: "closed"}, 2025),
        ({2025: "closed", 2027: "open"}, 2027),
        ({2025: "open", 2027: "open"}, 2025),
    ],
)
def test_the_year_of_the_day_counts_and_without_it_the_nearest_that_is_not_closed(
    states: dict[int, str], found: int | None
) -> None:
    assert working_year(states, AUTUMN) == found


@pytest.mark.database
@pytest.mark.django_db
def test_a_year_opened_ahead_turns_no_page_to_it() -> None:
    factories.load_all_reference()
    cast_arrives()
    year = today().year
    factories.a_programme(year=year)
    factories.a_programme(year=year + 1)
    desk = Client()
    desk.force_login(user(Role.SECTION_HEAD))
    # Every page that names no year: the menu of the desk, and what each of them speaks of itself.
    pages = {
        "/meja/": f"/meja/rencana/{year}/",
        "/meja/pelatihan/": f"/meja/rencana/{year}/",
        "/meja/sertifikasi/akhir-tahun/": f"/meja/rencana/{year}/",
        "/meja/kabupaten/63.09/": f"Ruang kerja {year}",
        "/meja/kabupaten/63.09/?tahun={next}": f"Ruang kerja {year + 1}",
        "/": f"/capaian/{year}/",
    }
    for address, word in pages.items():
        told = desk.get(address.format(next=year + 1)).content.decode()
        assert (address, word in told) == (address, True)
    ahead = desk.get("/meja/").content.decode()
    assert f"/meja/rencana/{year + 1}/" not in ahead
    assert desk.get("/meja/kabupaten/63.09/?tahun=1999").status_code == 404
