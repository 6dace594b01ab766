"""What one may register for now, as the home page and the catalogue tell it; and that no kept page outlives it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from binakon.core import ledger
from binakon.core.middleware import PageCacheMiddleware
from binakon.enrolment.models import Training
from binakon.planning.models import Activity
from binakon.planning.states import ActivityState
from tests.enrolment.people import a_training, registered
from tests.factories import BY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("kalsel", "forgotten_pages"),
]

LINK = 'href="/kegiatan/63-2026-bimtek-jalan/daftar/"'


def a_class(**fields: object) -> Training:
    """A class of the published plan, moved to another day before it was opened."""
    activity = Activity.objects.get(code="bimtek-jalan")
    moved = {"state": ActivityState.RESCHEDULED, "state_reason": "Menunggu mitra (contoh)"}
    Activity.objects.filter(pk=activity.pk).update(**moved)
    return a_training(activity=Activity.objects.get(pk=activity.pk), **fields)  # type: ignore[arg-type]


def page(path: str = "/") -> str:
    return Client().get(path).content.decode()


def test_the_home_page_leads_with_what_is_open_and_says_until_when() -> None:
    assert "Pendaftaran yang dibuka" not in page()
    a_class(seats=10)
    body = page()
    assert body.index('id="dibuka"') < body.index('id="kegiatan"')
    opened = body[body.index('id="dibuka"') : body.index('id="kegiatan"')]
    assert "Pendaftaran dibuka sampai" in opened
    assert "untuk 10 kursi. Masih ada kursi." in opened
    assert LINK in opened
    assert "Dijadwalkan ulang" not in opened
    assert "Menunggu mitra (contoh)" not in opened
    coming = body[body.index('id="kegiatan"') :]
    assert 'href="/kegiatan/63-2026-bimtek-jalan/"' not in coming


def test_the_catalogue_says_the_same_and_renews_with_the_seats() -> None:
    assert "Pendaftaran dibuka" not in page("/kegiatan/")
    training = a_class(seats=2)
    body = page("/kegiatan/")
    assert "untuk 2 kursi. Masih ada kursi." in body
    assert LINK in body
    registered(training)
    for path in ("/kegiatan/", "/"):
        assert "Hampir penuh: tinggal 1 kursi atau kurang, dari 2 kursi." in page(path)


@pytest.mark.parametrize(
    "closed",
    [
        {"takes_individuals": False},
        {"is_open": False},
    ],
)
def test_a_class_that_nobody_may_register_for_now_is_not_called_open(
    closed: dict[str, object],
) -> None:
    a_class(**closed)
    for path in ("/", "/kegiatan/"):
        assert LINK not in page(path)
        assert "Pendaftaran dibuka" not in page(path)
    assert "Menunggu mitra (contoh)" in page("/kegiatan/")


def test_a_class_opened_before_its_hour_says_from_when_on_every_page() -> None:
    opens = datetime(2999, 1, 1, 1, tzinfo=UTC)
    training = a_class(opens_at=opens, closes_at=opens + timedelta(days=9))
    from_when = "Pendaftaran dibuka mulai 1 Januari 2999, 09.00 WITA"
    for path in ("/", "/kegiatan/", f"/kegiatan/{training.activity.slug}/"):
        body = page(path)
        assert from_when in body
        assert LINK not in body
        assert "Pendaftaran dibuka<" not in body
    assert 'id="dibuka"' not in page()
    assert f"{from_when}, setelah dijadwalkan ulang:" in page(
        f"/kegiatan/{training.activity.slug}/"
    )


def test_the_catalogue_finds_an_open_class_by_both_facts_and_says_the_opening_first() -> None:
    a_class(seats=10)
    for value in ("pendaftaran-dibuka", "dijadwalkan-ulang"):
        body = page(f"/kegiatan/?keadaan={value}")
        assert LINK in body
        badges = body[body.index('class="side"') :]
        assert badges.index("Pendaftaran dibuka") < badges.index("Dijadwalkan ulang")
    filters = page("/kegiatan/")
    assert '<option value="pendaftaran-dibuka">Pendaftaran dibuka (1)</option>' in filters
    assert '<option value="dijadwalkan-ulang">Dijadwalkan ulang (1)</option>' in filters
    assert LINK not in page("/kegiatan/?keadaan=direncanakan")


def test_the_page_of_an_open_class_that_was_moved_says_the_opening_first() -> None:
    training = a_class(seats=10)
    body = page(f"/kegiatan/{training.activity.slug}/")
    assert "<b>Pendaftaran dibuka, setelah dijadwalkan ulang:</b> Menunggu mitra (contoh)" in body
    ledger.move(training, "close", by=BY, sentence="ditutup", office_code="63")
    body = page(f"/kegiatan/{training.activity.slug}/")
    assert "setelah dijadwalkan ulang" not in body
    assert "Menunggu mitra (contoh)" in body


def test_a_full_class_without_a_list_is_not_called_open() -> None:
    training = a_class(seats=1, has_waiting_list=False)
    assert LINK in page()
    registered(training)
    for path in ("/", "/kegiatan/"):
        assert LINK not in page(path)


def test_what_closes_is_gone_at_once() -> None:
    training = a_class()
    assert LINK in page()
    ledger.move(training, "close", by=BY, sentence="ditutup", office_code="63")
    for path in ("/", "/kegiatan/"):
        assert LINK not in page(path)


def test_both_pages_ask_for_all_openings_in_one_query() -> None:
    a_class()
    # The front page counts who was trained as well.
    for path, most in (("/", 9), ("/kegiatan/", 8)):
        with CaptureQueriesContext(connection) as captured:
            page(path)
        asked = [row for row in captured if '"opens_at"' in row["sql"] and "IN (" in row["sql"]]
        assert len(asked) == 1
        assert len(captured) <= most


def test_the_home_page_is_true_until_registration_closes() -> None:
    training = a_class()
    assert Client().get("/").wsgi_request.true_until == training.closes_at  # type: ignore[attr-defined]


def test_a_page_is_not_kept_beyond_the_moment_until_which_it_is_true() -> None:
    drawn = []
    until: datetime | None = None

    def view(request: HttpRequest) -> HttpResponse:
        drawn.append(request.path)
        request.true_until = until  # type: ignore[attr-defined]
        return HttpResponse("halaman")

    keeper = PageCacheMiddleware(view)
    for moment, path in ((None, "/capaian/2026/"), (datetime.now(UTC), "/")):
        until = moment
        keeper(RequestFactory().get(path))
        keeper(RequestFactory().get(path))
    assert drawn == ["/capaian/2026/", "/", "/"]
