"""One activity: what is known, what is not known yet, and what the reader can do."""

import pytest
from django.test import Client

from binakon.planning.models import Activity
from binakon.planning.states import ActivityState
from tests.portal.pages import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kalsel")]


def test_a_bimtek_says_when_for_whom_with_whom_and_from_which_money() -> None:
    page = visit(Client(), "/kegiatan/63-2026-bimtek-jalan/")
    assert (page.status, page.headings[0]) == (200, "BIMTEK Jalan")
    office = "Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Selatan"
    assert page.facts == {
        "Waktu": "April 2026 perkiraan, bukan tanggal pasti",
        "Jabatan kerja": "Teknik Jalan",
        "Penyelenggara": f"{office} bersama HPJI",
        "Kursi": "belum diisi",
        "Anggaran": "murni, disahkan 27 Januari 2026",
        "Biaya": "belum diisi",
    }
    assert "bukan Sertifikat Kompetensi Kerja (SKK)" in page.text
    assert "dinas kabupaten/kota Anda" in page.text or "Jadwalnya sudah lewat" in page.text


def test_a_bimtek_without_a_subject_says_that_it_was_not_announced() -> None:
    page = visit(Client(), "/kegiatan/63-2026-bimtek-6/")
    assert page.facts["Jabatan kerja"] == "belum diumumkan"
    assert page.facts["Waktu"] == "Kapan saja dalam 2026 perkiraan, bukan tanggal pasti"


def test_the_certification_waits_for_the_perubahan_although_its_money_is_there() -> None:
    page = visit(Client(), "/kegiatan/63-2026-sertifikasi-ahli/")
    assert page.facts["Kursi"] == "60"
    assert page.facts["Anggaran"].endswith("pelaksanaannya menunggu perubahan anggaran")
    assert "Kegiatan ini berjalan setelah perubahan anggaran disahkan." in page.text


def test_the_coordination_meeting_names_the_thirteen() -> None:
    page = visit(Client(), "/kegiatan/63-2026-rakor-2026/")
    assert "Untuk 13 kabupaten/kota" in page.headings
    assert "Kabupaten Tabalong" in page.text
    assert page.facts["Waktu"].startswith("Akhir Maret atau awal April 2026")


@pytest.mark.parametrize("slug", ["tidak-ada", "63-2025-bimtek-jalan", "64-2026-bimtek-jalan"])
def test_an_unknown_activity_is_a_page_that_says_what_to_do(slug: str) -> None:
    page = visit(Client(), f"/kegiatan/{slug}/")
    assert (page.status, page.headings) == (404, ["Halaman ini tidak ada"])
    assert "mungkin salah ketik" in page.text
    assert page.href("Lihat kegiatan") == "/kegiatan/"


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ActivityState.CANCELLED, "Kegiatan ini tidak dilaksanakan."),
        (ActivityState.HELD, "Kegiatan ini sudah selesai."),
        (ActivityState.CLOSED, "Kegiatan ini sudah selesai."),
    ],
)
def test_what_is_over_or_called_off_invites_nobody_to_wait_for_it(
    state: ActivityState, sentence: str
) -> None:
    Activity.objects.filter(code="rakor-2026").update(state=state)
    page = visit(Client(), "/kegiatan/63-2026-rakor-2026/")
    assert (sentence in page.text, "Pendaftaran belum dibuka" in page.text) == (True, False)
