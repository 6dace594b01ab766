"""The clocks of licences of LSP: near their end one runs, and writing the next licence down stops it."""

from datetime import UTC, date, datetime

import pytest

from binakon.certification.actions.bodies import keep_licence
from binakon.certification.actions.licence_clocks import watch_licences
from binakon.certification.jobs.cases import watch_licences as job
from binakon.certification.models import Licence
from binakon.core.clock import end_of
from binakon.core.models import Deadline
from binakon.people.models import Organisation, Role
from binakon.people.queries.clock_reach import concerning
from tests.cast import cast_arrives, viewer
from tests.factories import BY, a_programme, load_reference

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = datetime(2026, 6, 1, 3, tzinfo=UTC)


@pytest.fixture
def lsp() -> Organisation:
    load_reference()
    cast_arrives()
    a_programme()
    return Organisation.objects.create(
        name="LSP Contoh", short_name="LSP Contoh", kind="lsp", source="tes"
    )


def kept(
    lsp: Organisation, number: str, ends: date | None, *, row: Licence | None = None
) -> Licence:
    told = {
        "number": number,
        "valid_from": date(2023, 1, 1),
        "valid_to": ends,
        "source": "surat",
        "is_active": True,
        "schemes": "",
    }
    return keep_licence(lsp, told, by=BY, licence=row, at=NOW)


def running() -> list[tuple[str, str, datetime]]:
    rows = Deadline.objects.open().filter(subject_type="certification.licence")
    return [(row.kind, row.path, row.due_at) for row in rows]


def test_a_licence_that_ends_soon_has_a_clock_for_the_desk(lsp: Organisation) -> None:
    kept(lsp, "1", date(2026, 8, 30))
    [clock] = running()
    assert clock == (
        "licence_ends:63",
        f"/meja/sertifikasi/lsp/{lsp.pk}/",
        end_of(date(2026, 8, 30)),
    )
    [row] = concerning(viewer(Role.STAFF)).filter(kind="licence_ends:63")
    assert row.title == "Lisensi LSP Contoh 1 berakhir 30 Agustus 2026"
    assert not concerning(viewer(Role.VERIFIER)).filter(kind="licence_ends:63").exists()


@pytest.mark.parametrize("ends", [date(2026, 8, 31), None])
def test_one_that_ends_later_or_on_an_unknown_day_has_none(
    lsp: Organisation, ends: date | None
) -> None:
    kept(lsp, "1", ends)
    assert running() == []


@pytest.mark.parametrize("ends", [date(2029, 1, 1), None])
def test_the_next_licence_stops_the_clock_and_without_it_the_clock_runs_again(
    lsp: Organisation, ends: date | None
) -> None:
    kept(lsp, "1", date(2026, 7, 1))
    following = kept(lsp, "2", ends)
    assert running() == []
    Licence.objects.filter(pk=following.pk).update(is_active=False)
    assert watch_licences(by=BY, at=NOW) == 1
    assert [kind for kind, _path, _due in running()] == ["licence_ends:63"]


def test_one_that_is_over_stays_late_until_it_is_not_used_any_more(lsp: Organisation) -> None:
    row = kept(lsp, "1", date(2026, 7, 1))
    assert watch_licences(by=BY, at=NOW.replace(month=9)) == 1
    Licence.objects.filter(pk=row.pk).update(is_active=False)
    assert watch_licences(by=BY, at=NOW.replace(month=9)) == 0
    assert running() == []


def test_the_job_of_the_worker_reads_the_clock_of_the_database(lsp: Organisation) -> None:
    assert job() == 0
