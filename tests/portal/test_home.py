"""The first page: the promise in numbers that open, another office's own page, and nothing loaded yet."""

import pytest
from django.test import Client

from binakon.planning.models import Activity
from tests.portal.pages import opened, values, visit
from tests.portal.plans import load, plan_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kalsel")]


def test_the_promise_is_told_in_numbers_that_open() -> None:
    page = visit(Client(), "/")
    assert (page.status, page.language) == (200, "id")
    assert page.headings[0] == "Tempat bagi tenaga ahli konstruksi Kalimantan Selatan"
    assert values(page.figures) == [
        *("260", "200", "60", "13"),
        *("200", "60", "115"),
        *("200", "60", "115"),
    ]


def test_every_number_opens_to_what_it_says_with_definition_day_version_and_rows() -> None:
    client = Client()
    for link, page in opened(client, visit(client, "/")):
        assert page.status == 200, link
        assert page.headings[0].split()[0] == link.text, link
        assert list(page.facts)[:4] == ["Arti", "Dihitung per", "Versi anggaran", "Sumber"], link
        assert page.rows[0] == ("Baris", "Keterangan", "Jumlah"), link
        assert len(page.rows) > 1, link


def test_an_activity_that_waits_for_the_perubahan_is_always_ahead() -> None:
    page = visit(Client(), "/")
    title = "Fasilitasi Sertifikasi Tenaga Kerja Konstruksi Kualifikasi Ahli"
    assert page.href(title) == "/kegiatan/63-2026-sertifikasi-ahli/"


def test_every_link_of_the_page_leads_somewhere() -> None:
    client = Client()
    followed = {link.href for link in visit(client, "/").links if link.href.startswith("/")}
    followed -= {"/meja/"}
    assert {href: client.get(href).status_code for href in followed} == dict.fromkeys(followed, 200)


def test_another_office_is_asked_for_by_its_code_and_kept_through_every_link() -> None:
    load(plan_text(2, office="64.09", office_name="Dinas PUPR Penajam", places=35))
    client = Client()
    page = visit(client, "/?kantor=64.09")
    assert page.title == "Kompetensi tenaga konstruksi · Dinas PUPR Penajam"
    assert [values(page.figures)[0], page.figures[0].href] == [
        "35",
        "/angka/2026/planned_places/?kantor=64.09",
    ]
    for link, found in opened(client, page):
        assert found.headings[0].split()[0] == link.text, link
        assert found.title.endswith("Dinas PUPR Penajam"), link
    for href in {link.href for link in page.links if "kantor=" in link.href}:
        assert client.get(href).status_code == 200, href


def test_the_activity_of_another_office_stands_in_the_frame_of_that_office() -> None:
    load(plan_text(1, office="64.09", office_name="Dinas PUPR Penajam"))
    slug = Activity.objects.get(programme__office__code="64.09").slug
    page = visit(Client(), f"/kegiatan/{slug}/")
    assert page.title == "Kelas contoh 1 · Dinas PUPR Penajam"
    assert page.facts["Penyelenggara"].startswith("Dinas PUPR Penajam bersama HPJI")
