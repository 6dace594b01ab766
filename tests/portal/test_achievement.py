"""Promise and result of a year: every number opens, versions and earlier years stand beside it."""

import pytest
from django.test import Client

from binakon.core.actor import job_actor
from binakon.planning.actions import close_activity, hold_activity
from binakon.planning.models import Activity
from tests.portal.pages import opened, values, visit
from tests.portal.plans import load, plan_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kalsel")]

UNKNOWN = "belum diisi"
BY = job_actor("tes")


def test_promise_ideal_and_gap_open_the_page() -> None:
    page = visit(Client(), "/capaian/2026/")
    assert (page.status, page.headings[0]) == (200, "Janji dan capaian 2026")
    assert values(page.figures)[:3] == ["260", "375", "115"]


def test_what_nobody_counted_yet_is_unknown_and_not_zero() -> None:
    assert visit(Client(), "/capaian/2026/").facts == dict.fromkeys(
        (
            "ditetapkan",
            "dilatih",
            "sertifikat BIMTEK",
            "difasilitasi Kantor belum menetapkan tanggal mana yang dihitung.",
            "kompeten",
            "SKK tercatat",
        ),
        UNKNOWN,
    )


def test_nine_activities_seven_of_them_named_and_none_done() -> None:
    page = visit(Client(), "/capaian/2026/")
    counts = {link.href: link.text for link in page.figures if "activities_" in link.href}
    assert counts == {
        "/angka/2026/activities_planned/": "9",
        "/angka/2026/activities_named/": "7",
        "/angka/2026/activities_done/": "0",
    }


def test_every_number_opens_to_the_same_number() -> None:
    client = Client()
    found = list(opened(client, visit(client, "/capaian/2026/")))
    assert len(found) == 18
    for link, page in found:
        assert page.status == 200, link
        expected = UNKNOWN if link.text == UNKNOWN else link.text
        assert page.headings[0].startswith(expected), link
        assert list(page.facts)[:4] == ["Arti", "Dihitung per", "Versi anggaran", "Sumber"], link
        assert (len(page.rows) > 1) == (link.text not in {UNKNOWN, "0"}), link


def test_earlier_years_stand_as_published_with_their_source() -> None:
    page = visit(Client(), "/capaian/2026/")
    years = [(row[0], *row[2:]) for row in page.rows if row[0] in {"2024", "2025"}]
    assert years == [
        ("2024", "120", "151", "MC Kalsel, 15 Januari 2025"),
        ("2025", "375", UNKNOWN, "newsway.co.id, 8 Juli 2025"),
    ]


def test_an_activity_that_was_closed_is_counted_as_done() -> None:
    activity = Activity.objects.get(code="bimtek-jalan")
    hold_activity(activity, by=BY)
    close_activity(activity, by=BY)
    done = visit(Client(), "/angka/2026/activities_done/")
    assert done.headings[0] == "1 kegiatan"
    assert [row[0] for row in done.rows[1:]] == ["BIMTEK Jalan"]


def test_the_version_of_another_office_opens_at_that_office() -> None:
    load(plan_text(1, office="64.09", places=35))
    client = Client()
    for link, page in opened(client, visit(client, "/capaian/2026/?kantor=64.09")):
        assert "kantor=64.09" in link.href, link
        assert page.headings[0].startswith(link.text), link


@pytest.mark.parametrize("path", ["/capaian/2025/", "/capaian/2031/", "/capaian/2026/?kantor=62"])
def test_a_year_without_a_plan_is_a_page_that_says_where_to_go(path: str) -> None:
    page = visit(Client(), path)
    assert (page.status, page.headings) == (404, ["Halaman ini tidak ada"])
    assert (page.href("Ke beranda"), page.href("Lihat kegiatan")) == ("/", "/kegiatan/")
