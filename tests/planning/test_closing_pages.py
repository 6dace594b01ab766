"""The pages of a closing, of the years side by side, and of the next year: who may do what, and what they show."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from binakon.core.calendar import today
from binakon.core.measures import Scope
from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import (
    Activity,
    FrozenFigure,
    HistoryFact,
    PlanVersion,
    ProgrammeYear,
    YearReopening,
)
from binakon.planning.queries.closing_points import open_points
from binakon.planning.queries.year_list import years_page
from binakon.planning.rules import closing as closing_rules
from binakon.planning.states import YearState
from binakon.reports.queries.reported import MEASURES, reported_figures
from tests import cast, factories
from tests.factories import BY
from tests.planning.test_closing import LATE

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CLOSING = "/meja/tahun/2026/tutup/"
NEXT = "/meja/tahun/2026/berikutnya/"
LIST = "/meja/tahun/"


@pytest.fixture
def programme() -> ProgrammeYear:
    """The published plan of 2026, of which one class had 30 people by its published result and nothing is left to do."""
    factories.load_reference()
    cast.cast_arrives()
    factories.accepted(factories.KALSEL)
    found = ProgrammeYear.objects.select_related("office").get(year=2026)
    first = Activity.objects.filter(programme=found, indicator__key="trained", realised=None)
    Activity.objects.filter(pk=first.earliest("pk").pk).update(realised=30)
    for row in Activity.objects.filter(programme=found, realised=None):
        actions.cancel_activity(row, reason="Tidak jadi", by=BY)
    for version in PlanVersion.objects.filter(programme=found).exclude(
        state__in=("ratified", "superseded")
    ):
        version.delete()
    return found


@pytest.fixture
def running(programme: ProgrammeYear) -> ProgrammeYear:
    """The same in a year that has not begun, whenever this runs."""
    ProgrammeYear.objects.filter(pk=programme.pk).update(year=today().year + 1)
    programme.refresh_from_db()
    return programme


@pytest.fixture
def closed(programme: ProgrammeYear) -> ProgrammeYear:
    actions.prepare_closing(programme, by=BY)
    actions.close_year(programme, by=BY, at=LATE)
    return programme


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def body(role: Role, path: str) -> str:
    answer = as_(role).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def closing_of(programme: ProgrammeYear) -> str:
    return f"/meja/tahun/{programme.year}/tutup/"


def sent(role: Role, move: str, page: str = CLOSING, **data: str) -> int:
    return as_(role).post(f"{page}{move}/?kantor=63", data).status_code


def test_every_role_of_the_office_reads_and_another_office_finds_nothing(
    programme: ProgrammeYear,
) -> None:
    for role in (Role.SECTION_HEAD, Role.STAFF, Role.TREASURER, Role.HEAD_OF_OFFICE):
        client = as_(role)
        assert [client.get(path).status_code for path in (LIST, CLOSING)] == [200, 200]
    stranger = as_(Role.REGENCY_OFFICER)
    assert [stranger.get(path).status_code for path in (LIST, CLOSING, NEXT)] == [200, 404, 404]
    assert stranger.get(f"{CLOSING}?kantor=63").status_code == 404


def test_the_section_head_prepares_and_the_head_of_division_closes(
    running: ProgrammeYear,
) -> None:
    year, page = running.year, closing_of(running)
    assert sent(Role.TREASURER, "mulai", page) == 403
    assert sent(Role.SECTION_HEAD, "mulai", page) == 302
    text = body(Role.HEAD_OF_DIVISION, page)
    assert f"Tahun {year} belum berakhir" in text
    assert 'name="seen"' not in text
    assert sent(Role.SECTION_HEAD, "sahkan", page, seen="x") == 403
    assert sent(Role.HEAD_OF_DIVISION, "sahkan", page, seen="x") == 409
    assert sent(Role.SECTION_HEAD, "batal", page) == 302
    assert sent(Role.SECTION_HEAD, "entah", page) == 404
    running.refresh_from_db()
    assert running.state == YearState.OPEN


def test_a_year_that_still_runs_is_refused_with_the_sentence(running: ProgrammeYear) -> None:
    actions.prepare_closing(running, by=BY)
    seen = closing_rules.seen_of(open_points(running, today()))
    answer = as_(Role.HEAD_OF_DIVISION).post(
        f"{closing_of(running)}sahkan/?kantor=63", {"seen": seen}
    )
    assert answer.status_code == 422
    sentence = f"Penutupan bisa disahkan mulai 31 Desember {running.year}"
    assert sentence in answer.content.decode()


def test_two_people_open_it_again_on_the_page(closed: ProgrammeYear) -> None:
    assert "Minta pembukaan kembali" in body(Role.SECTION_HEAD, CLOSING)
    assert "Minta pembukaan kembali" not in body(Role.TREASURER, CLOSING)
    assert sent(Role.SECTION_HEAD, "minta-buka", reason="") == 422
    assert sent(Role.HEAD_OF_DIVISION, "minta-buka", reason="Realisasi keliru") == 302
    assert "Orang lain yang harus menjawabnya" in body(Role.HEAD_OF_DIVISION, CLOSING)
    assert sent(Role.HEAD_OF_DIVISION, "jawab", is_granted="ya") == 403
    assert sent(Role.SECTION_HEAD, "jawab", is_granted="ya") == 403
    assert sent(Role.HEAD_OF_OFFICE, "jawab", is_granted="tidak") == 422
    assert sent(Role.HEAD_OF_OFFICE, "jawab", is_granted="ya") == 302
    assert sent(Role.HEAD_OF_OFFICE, "jawab", is_granted="ya") == 409
    closed.refresh_from_db()
    assert closed.state == YearState.OPEN
    assert YearReopening.objects.get().answered_by == cast.user(Role.HEAD_OF_OFFICE)


def test_pages_of_a_closed_year_show_what_was_reported_and_what_moved_since(
    closed: ProgrammeYear,
) -> None:
    path = "/meja/angka/2026/published/?bagian=trained&per=2027-02-01"
    reported = body(Role.SECTION_HEAD, path)
    assert "dibekukan saat tahun ditutup 8 Januari 2027" in reported
    assert "Hitungan sekarang masih sama." in reported
    row = Activity.objects.exclude(realised=None).filter(indicator__key="trained").first()
    assert row is not None
    assert row.realised is not None
    Activity.objects.filter(pk=row.pk).update(realised=row.realised + 2)
    assert "Selisih +2 sesudah penutupan." in body(Role.SECTION_HEAD, path)
    assert "dibekukan saat tahun ditutup" not in body(
        Role.SECTION_HEAD, "/meja/angka/2026/published/?bagian=trained&per=2026-12-01"
    )


def test_the_page_of_the_closing_lists_what_moved(closed: ProgrammeYear) -> None:
    assert "Tidak ada. Hitungan hari ini sama dengan yang dilaporkan." in body(
        Role.SECTION_HEAD, CLOSING
    )
    Activity.objects.exclude(realised=None).update(realised=1)
    page = body(Role.SECTION_HEAD, CLOSING)
    assert "Angka yang kini dihitung lain" in page


def test_the_plan_of_a_closed_year_says_so_and_offers_nothing(closed: ProgrammeYear) -> None:
    page = body(Role.SECTION_HEAD, "/meja/rencana/2026/")
    assert "sudah ditutup dan angkanya dibekukan" in page
    assert "/meja/rencana/2026/versi-baru/" not in page
    answer = as_(Role.SECTION_HEAD).post(
        "/meja/rencana/2026/kebutuhan/?kantor=63", {"people": "1", "label": "x"}
    )
    assert answer.status_code == 422
    assert "minta pembukaan kembali" in answer.content.decode()


def test_the_next_year_is_opened_from_the_chosen_version(programme: ProgrammeYear) -> None:
    assert as_(Role.TREASURER).get(NEXT).status_code == 403
    page = body(Role.SECTION_HEAD, NEXT)
    assert "Buat konsep murni 2027" in page
    murni = PlanVersion.objects.get(stage="murni")
    client = as_(Role.SECTION_HEAD)
    answer = client.post(NEXT, {"base": str(murni.pk), "dated": "2026-12-30"})
    version = PlanVersion.objects.get(programme__year=2027)
    assert (answer.status_code, answer["Location"]) == (302, f"/meja/rencana/versi/{version.pk}/")
    draft = body(Role.SECTION_HEAD, answer["Location"])
    assert "masih dari tahun lalu, periksa dulu" in draft
    again = client.post(NEXT, {"base": str(murni.pk), "dated": "2026-12-30"})
    assert again.status_code == 422
    assert "sudah punya murni" in again.content.decode()


def public(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return " ".join(strip_tags(answer.content.decode()).split())


@pytest.mark.parametrize("path", ["/", "/capaian/2026/"])
@pytest.mark.parametrize("is_moved", [False, True])
def test_the_public_reads_of_a_closed_year_what_was_reported_and_what_moved(
    programme: ProgrammeYear, path: str, *, is_moved: bool
) -> None:
    # Rolled back lines of history are counted from the same number again by the next test.
    caches["pages"].clear()
    said = "Tahun 2026 sudah ditutup. Angkanya dilaporkan per 8 Januari 2027"
    assert said not in public(path)
    actions.prepare_closing(programme, by=BY)
    actions.close_year(programme, by=BY, at=LATE)
    row = Activity.objects.filter(state="cancelled").earliest("pk")
    if is_moved:
        Activity.objects.filter(pk=row.pk).update(realised=4)
    page = public(path)
    assert said in page
    assert ("Hitungan sekarang masih sama." in page) is not is_moved
    assert ("kegiatan selesai: dilaporkan 1, sekarang 2 (+1)" in page.casefold()) is is_moved


def test_numbers_of_people_on_the_page_of_a_closed_year_are_those_that_were_reported(
    closed: ProgrammeYear,
) -> None:
    scope = Scope("63", 2026, date(2027, 2, 1))
    rows = {row.figure.measure.key: row for row in reported_figures(scope)}
    assert list(rows) == list(MEASURES)
    frozen = FrozenFigure.objects.filter(part="", measure__in=MEASURES)
    assert {key: row.value for key, row in rows.items()} == dict(
        frozen.values_list("measure", "services")
    )
    assert not any(row.is_moved for row in rows.values())


def test_the_years_stand_side_by_side_with_where_each_figure_is_from(
    closed: ProgrammeYear,
) -> None:
    HistoryFact.objects.create(
        programme=closed, year=2024, indicator="trained", target=150, realised=141, source="LKjIP"
    )
    page = years_page(cast.viewer(Role.SECTION_HEAD), closed.office, date(2027, 2, 1))
    assert page is not None
    trained = next(found for found in page.indicators if found.key == "trained")
    line = {found.year: found for found in trained.lines}
    assert line[2024].origin == "diumumkan: LKjIP"
    assert (line[2024].target and line[2024].target.value, line[2024].realised.value) == (150, 141)
    assert line[2026].origin == "dibekukan 8 Januari 2027"
    assert (line[2026].murni and line[2026].murni.value) == 200
    assert len(trained.definitions) > 1
    assert [found.unit for found in page.indicators] != []
    text = body(Role.SECTION_HEAD, LIST)
    assert "tidak dihitung dengan cara yang sama" in text


def test_a_handed_over_total_is_not_told_twice(closed: ProgrammeYear) -> None:
    murni = PlanVersion.objects.get(stage="murni")
    actions.open_next_year(murni, dated=date(2027, 1, 9), by=BY)
    page = years_page(cast.viewer(Role.SECTION_HEAD), closed.office, date(2027, 2, 1))
    assert page is not None
    trained = next(found for found in page.indicators if found.key == "trained")
    assert [line.year for line in trained.lines].count(2026) == 1


def test_another_year_costs_the_list_a_handful_of_queries(closed: ProgrammeYear) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            years_page(cast.viewer(Role.SECTION_HEAD), closed.office, date(2027, 2, 1))
        return len(queries)

    before = asked()
    actions.open_next_year(PlanVersion.objects.get(stage="murni"), dated=date(2027, 1, 9), by=BY)
    assert asked() - before < 20


def test_an_office_without_a_plan_is_told_so(programme: ProgrammeYear) -> None:
    assert "Kantor Anda belum punya rencana tahun." in body(Role.REGENCY_OFFICER, LIST)
