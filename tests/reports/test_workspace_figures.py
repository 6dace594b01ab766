"""The workspace is an officer's home, and each of its numbers opens with the rows of that office alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binakon.core import clock, words
from binakon.core.deadlines import start_clock
from binakon.core.measures import Counted, Row, Scope
from binakon.people.models import Role
from binakon.planning import queries as programmes
from binakon.planning.models import ProgrammeYear
from binakon.reports.queries.opened import for_viewer, open_figure
from tests import factories
from tests.cast import cast_arrives, viewer
from tests.coordination.agreed import BANJAR, TABALONG
from tests.coordination.meetings import invited
from tests.enrolment.people import a_training
from tests.enrolment.terms import a_nominee
from tests.factories import an_office
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


def test_no_row_of_a_number_leads_where_its_reader_may_not_go() -> None:
    boards = ("/meja/sertifikasi/kegiatan/ahli/", "/kegiatan/ahli/")
    page = open_figure(Scope("63", 2026, date(2026, 4, 1)), "facilitated", {})
    assert page is not None
    rows = tuple(Row("Sertifikasi ahli", 3, path=path) for path in boards)
    page = replace(page, figure=replace(page.figure, counted=Counted(6, 6, rows)))
    paths = {
        role: tuple(row.path for row in for_viewer(page, viewer(role)).figure.rows)
        for role in (Role.SECTION_HEAD, Role.TREASURER, Role.REGENCY_OFFICER)
    }
    assert paths == {
        Role.SECTION_HEAD: boards,
        Role.TREASURER: ("", "/kegiatan/ahli/"),
        Role.REGENCY_OFFICER: ("", "/kegiatan/ahli/"),
    }


def test_a_clock_leads_only_whoever_may_open_its_page() -> None:
    office, path = an_office(TABALONG), "/meja/usulan/kelas-contoh/"
    start_clock(
        office,
        "quota_reply",
        title="Usulan Tabalong",
        office_code="63",
        owner_code=TABALONG,
        path=path,
        due_at=clock.now(),
    )
    links = {
        role: f'href="{path}"' in as_role(role).get("/meja/tenggat/").text
        for role in (Role.SECTION_HEAD, Role.TREASURER, Role.REGENCY_OFFICER)
    }
    assert links == {Role.SECTION_HEAD: True, Role.TREASURER: False, Role.REGENCY_OFFICER: True}
    assert "Usulan Tabalong" in as_role(Role.TREASURER).get("/meja/tenggat/").text


def test_a_meeting_of_the_workspace_opens_for_the_office_and_for_the_desk() -> None:
    row = invited(offices=(TABALONG,))[0]
    desk, officer = as_role(Role.TREASURER), as_role(Role.REGENCY_OFFICER)
    for reader, place in (
        (desk, f"/meja/rapat/{row.meeting.code}/"),
        (officer, f"/undangan/{row.key.hex}."),
    ):
        assert f'href="/meja/undangan/{row.pk}/"' in reader.get(OWN).text
        led = reader.get(f"/meja/undangan/{row.pk}/").headers["Location"]
        assert led.startswith(place)
