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
