"""Every activity of the year, in the order of the year, in as many queries for three as for one."""

import pytest
from django.test import Client

from tests.portal.pages import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kalsel")]


def test_the_nine_activities_stand_in_the_order_of_the_year() -> None:
    page = visit(Client(), "/kegiatan/")
    listed = [link for link in page.links if link.href.startswith("/kegiatan/63-2026-")]
    assert [link.text for link in listed] == [
        "BIMTEK jabatan kerja Arsitek, angkatan 1",
        "BIMTEK jabatan kerja Arsitek, angkatan 2",
        "BIMTEK jabatan kerja Arsitek, angkatan 3",
        "Rapat Koordinasi Jasa Konstruksi 2026",
        "BIMTEK Jalan",
        "BIMTEK Jembatan",
        "BIMTEK keenam (belum diumumkan)",
        "BIMTEK ketujuh (belum diumumkan)",
        "Fasilitasi Sertifikasi Tenaga Kerja Konstruksi Kualifikasi Ahli",
    ]
    client = Client()
    assert {client.get(link.href).status_code for link in listed} == {200}


def test_a_filter_narrows_the_list_and_its_chip_takes_it_away() -> None:
    page = visit(Client(), "/kegiatan/?jenis=bimtek&bulan=2026-04")
    listed = [link.text for link in page.links if link.href.startswith("/kegiatan/63-2026-")]
    assert listed == ["BIMTEK Jalan", "BIMTEK Jembatan"]
    assert "2 dari 9 kegiatan" in page.text
    assert [link.href for link in page.links if "hapus saringan" in link.text] == [
        "/kegiatan/?bulan=2026-04",
        "/kegiatan/?jenis=bimtek",
    ]


@pytest.mark.parametrize("query", ["?jenis=pesta", "?bulan=2026-99&halaman=x", "?wilayah=%27--"])
def test_a_silly_filter_is_told_and_shows_everything(query: str) -> None:
    page = visit(Client(), f"/kegiatan/{query}")
    assert "tidak dikenal dan diabaikan" in page.text
    assert "9 kegiatan" in page.text


def test_the_calendar_of_a_filtered_list_holds_just_that() -> None:
    body = Client().get("/jadwal.ics?jenis=bimtek&bulan=2026-04").content.decode()
    assert body.count("BEGIN:VEVENT") == 2


def test_the_filters_of_the_catalogue_fold_away_until_one_of_them_is_on() -> None:
    for query, opened in (("", 0), ("?cari=jalan", 0), ("?jenis=bimtek", 1)):
        body = Client().get(f"/kegiatan/{query}").content.decode()
        found = (
            body.count("<details open><summary>Saring"),
            body.count("<details><summary>Saring"),
        )
        assert found == (opened, 1 - opened), query
