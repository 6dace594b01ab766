"""The public pages: their figures, their queries, and a cache that is never stale."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from binakon.core import ledger
from binakon.core.actor import job_actor
from binakon.planning.actions import cancel_activity
from binakon.planning.models import Activity, Goal

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]

PAGES = ["/", "/kegiatan/", "/kegiatan/63-2026-bimtek-jalan/", "/capaian/2026/", "/angka/2026/gap/"]


def figures(body: str) -> list[str]:
    return re.findall(r'<a class="fig" href="[^"]+">([^<]+)</a>', body)


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(path).status_code == 200
    return len(captured)


def test_the_home_page_opens_with_the_promise_and_each_number_opens() -> None:
    body = Client().get("/").content.decode()
    assert figures(body)[:4] == ["260", "200", "60", "13"]
    for href in sorted(set(re.findall(r'href="(/angka/[^"]+)"', body))):
        opened = Client().get(href.replace("&amp;", "&"))
        assert opened.status_code == 200, href
        assert "Arti" in opened.content.decode()


# The front page also counts who was trained; the page of an activity also asks how new its training is.
@pytest.mark.parametrize(
    ("path", "most", "kept"), [("/", 8, 1), ("/kegiatan/63-2026-bimtek-jalan/", 7, 2)]
)
def test_a_page_takes_at_most_eight_queries_and_one_or_two_when_nothing_was_written(
    path: str, most: int, kept: int
) -> None:
    assert queries(path) <= most
    assert queries(path) == kept


def test_any_write_that_leaves_a_line_of_history_renews_every_page() -> None:
    assert "375" in Client().get("/capaian/2026/").content.decode()
    goal = Goal.objects.get()
    Goal.objects.update(people=400)
    assert "375" in Client().get("/capaian/2026/").content.decode()
    ledger.record(goal, "goal:test", by=job_actor("tes"), sentence="Diubah")
    assert figures(Client().get("/capaian/2026/").content.decode())[1] == "400"


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_sets_no_cookie_and_a_strict_policy(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert list(answer.cookies) == []
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/kegiatan/tidak-ada/",
        "/capaian/2031/",
        "/angka/2026/dance/",
        "/?kantor=99",
        "/angka/2026/gap/?per=kemarin",
    ],
)
def test_what_is_not_there_is_a_clear_page(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    assert "Halaman ini tidak ada" in answer.content.decode()


def test_a_public_page_is_only_read() -> None:
    assert [Client().post(path).status_code for path in PAGES] == [405] * len(PAGES)


def test_the_calendar_never_turns_a_guess_into_a_date() -> None:
    events = Calendar.from_ical(Client().get("/jadwal.ics").content).walk("VEVENT")
    assert len(events) == 8
    assert {str(event["STATUS"]) for event in events} == {"TENTATIVE"}
    assert [
        str(event["SUMMARY"]) for event in events if "(perkiraan)" not in event["SUMMARY"]
    ] == []


def test_health_is_told_to_machines() -> None:
    assert Client().get("/-/live").json() == {"status": "live"}
    assert Client().get("/-/ready").json() == {"status": "ready"}


def test_the_language_is_chosen_by_address_and_remembered() -> None:
    client = Client()
    assert client.get("/?bahasa=en").headers["Content-Language"] == "en"
    assert client.get("/").headers["Content-Language"] == "en"
    assert Client().get("/?bahasa=xx").headers["Content-Language"] == "id"


def test_an_unknown_number_is_said_in_words_never_as_zero() -> None:
    body = Client().get("/angka/2026/trained/").content.decode()
    assert "belum diisi" in body
    assert "Kosong bukan nol" in body


def test_a_cancelled_activity_stays_visible_with_its_reason() -> None:
    activity = Activity.objects.get(code="bimtek-jalan")
    cancel_activity(activity, reason="Aula terendam", by=job_actor("tes"))
    body = Client().get("/kegiatan/63-2026-bimtek-jalan/").content.decode()
    assert "Dibatalkan:" in body
    assert "Aula terendam" in body
