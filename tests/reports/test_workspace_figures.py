"""The workspace is an officer's home, and each of its numbers opens with the rows of that office alone."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binakon.core import words
from binakon.people.models import Role
from binakon.planning import queries as programmes
from binakon.planning.models import ProgrammeYear
from tests import factories
from tests.cast import cast_arrives
from tests.coordination.agreed import BANJAR, TABALONG
from tests.enrolment.people import a_training
from tests.enrolment.terms import a_nominee
from tests.reports.test_workspace_pages import OTHER, OWN, as_role

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        factories.load_all_reference()
        cast_arrives()
        factories.ratified(factories.a_version(trained=200))
        training = a_training(seats=10, quotas={TABALONG: 3, BANJAR: 2}, takes_nominations=True)
        for number, office in enumerate((TABALONG, TABALONG, BANJAR), start=1):
            a_nominee(training, number, office=office)
        yield
        transaction.set_rollback(True)


def test_the_workspace_is_the_home_of_an_officer_and_of_nobody_else() -> None:
    home = as_role(Role.REGENCY_OFFICER).get("/meja/").text
    assert ("<h1>Kabupaten Tabalong</h1>" in home, "<h2>Minggu ini</h2>" in home) == (True, True)
    assert "Rekap" not in as_role(Role.SECTION_HEAD).get("/meja/").text
    assert "<h2>Minggu ini</h2>" not in as_role(Role.SECTION_HEAD).get(OWN).text


def test_every_number_of_the_workspace_opens_and_none_of_another_office() -> None:
    officer = as_role(Role.REGENCY_OFFICER)
    found = re.findall(rf'href="({OWN}angka/[^"]+)"', officer.get(OWN).text)
    assert len(found) > 2
    for address in dict.fromkeys(found):
        page = officer.get(address)
        assert (page.status_code, "Dihitung per" in page.text) == (200, True)
        assert "<dt>Versi anggaran</dt>" in page.text
        assert officer.get(address.replace(TABALONG, BANJAR)).status_code == 404


def test_an_opened_number_counts_the_own_people_alone() -> None:
    desk = as_role(Role.SECTION_HEAD)
    for place, key, told in (
        (OWN, "registered", "2"),
        (OTHER, "registered", "1"),
        (OWN, "kuota", "3"),
        (OWN, "terisi", "2"),
        (OTHER, "terisi", "1"),
    ):
        page = desk.get(f"{place}angka/2026/{key}/").text
        assert re.search(r"<h1>(\d+) <small>", page)[1] == told  # type: ignore[index]


def test_an_opened_number_names_the_plan_version_of_its_day() -> None:
    page = as_role(Role.REGENCY_OFFICER).get(f"{OWN}angka/2026/kuota/").text
    version = programmes.version_in_force(ProgrammeYear.objects.get(year=2026).pk)
    assert version is not None
    assert f"{programmes.fact_of(version).label}, disahkan {words.day(version.dated)}" in page


def test_what_no_workspace_shows_is_not_opened_there() -> None:
    officer = as_role(Role.REGENCY_OFFICER)
    for rest in (
        "2026/trained_places/",
        "2026/apa/",
        "2030/registered/",
        "2026/registered/?per=2025-12-31",
        "2026/registered/?per=2099-01-01",
        "2026/registered/?per=x",
    ):
        assert officer.get(f"{OWN}angka/{rest}").status_code == 404
