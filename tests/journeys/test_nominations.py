"""Journeys of a class and its nominees: staff open it, a regency's officer names people by Excel and by keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.enrolment.people import a_nik
from tests.enrolment.terms import a_book, a_row, in_days
from tests.journeys.browser import axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in

CLASS = "BIMTEK Jalan"
SLUG = "63-2026-bimtek-jalan"
LONG = "H. Muhammad Syaifullah Noor Rahman Hidayatullah"


def arrives(page: Page, site: Site, who: str, password: str) -> Page:
    log_in(page, site, f"{who}@contoh.example", password)
    return page


def is_sound(page: Page) -> None:
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


def test_staff_prepare_and_open_a_class_and_change_its_seats(own_page: Any, own_site: Site) -> None:
    page = arrives(own_page(refusals=(422,)), own_site, "staf", "contoh-staff")
    page.goto(own_site / "meja/pelatihan/")
    page.get_by_role("row", name=CLASS).get_by_role("link", name="Siapkan kelas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Siapkan kelas {CLASS}")
    first, second = in_days(20), in_days(21)
    days = f"{first:%d-%m-%Y} 08.00–16.00\n{second:%d-%m-%Y} pukul 08.00 s.d. 16.00 WITA"
    page.get_by_label("Hari dan jam").fill(days)
    page.get_by_label("Tempat").fill("Aula Dinas PUPR Provinsi Kalimantan Selatan, Banjarbaru")
    page.get_by_label("Pendaftaran dibuka").fill(f"{in_days(-1):%Y-%m-%d} 08.00")
    page.get_by_label("Pendaftaran ditutup").fill(f"{in_days(9):%Y-%m-%d}")
    page.get_by_label("Kursi", exact=True).fill("3")
    page.get_by_label("Urutan mendaftar: yang datang lebih dulu").check()
    page.get_by_label("Narahubung", exact=False).first.fill("Ahmad Zulkifli (contoh)")
    page.get_by_label("Nomor WA narahubung").fill("0812-3456-7890")
    page.get_by_role("button", name="Siapkan kelas").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis tanggal dan jamnya")
    is_sound(page)
    page.get_by_label("Pendaftaran ditutup").fill(f"{in_days(9):%Y-%m-%d} 16.00")
    page.get_by_role("button", name="Siapkan kelas").click()
    expect(page.get_by_role("status")).to_contain_text("Pendaftaran belum dibuka.")
    is_sound(page)
    page.get_by_role("link", name="Lihat dulu, lalu buka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Buka pendaftaran kelas ini?")
    is_sound(page)
    page.get_by_role("button", name="Buka pendaftaran").click()
    expect(page.locator(".headline")).to_contain_text("0 dari 3 kursi terisi; pendaftaran ditutup")
    page.get_by_role("link", name="Ubah jumlah kursi").click()
    page.get_by_label("Kursi", exact=True).fill("4")
    page.get_by_label("Alasan").fill("Ruangnya lebih besar")
    page.get_by_role("button", name="Ubah jumlah kursi").click()
    expect(page.locator(".headline")).to_contain_text("0 dari 4 kursi terisi")
    is_sound(page)


def test_an_officer_uploads_faults_corrects_them_accepts_and_replaces_one(
    own_page: Any, own_site: Site
) -> None:
    page = arrives(
        own_page(width=360, refusals=(422,)), own_site, "tabalong", "contoh-regency-officer"
    )
    page.goto(own_site / "meja/usulan/")
    page.get_by_role("link", name=CLASS).click()
    page.get_by_role("link", name="Usulkan dengan Excel").click()
    with page.expect_download() as template:
        page.get_by_role("link", name="Unduh templat Excel").click()
    assert template.value.suggested_filename.startswith(f"usulan-{SLUG}-63.09-")
    rows = [(f"{LONG} {number}", *a_row(number)[1:]) for number in (1, 2)]
    _upload(page, a_book([rows[0], (f"{LONG} 2", 6305014103900002, "", "", "")]))
    expect(page.get_by_role("rowheader", name="Usulan!B3")).to_be_visible()
    expect(page.get_by_text("NIK ini diketik sebagai angka")).to_be_visible()
    is_sound(page)
    _upload(page, a_book(rows))
    expect(page.locator(".headline")).to_have_text("2 orang siap diusulkan.")
    expect(page.get_by_text(a_nik(1))).to_have_count(0)
    is_sound(page)
    page.get_by_role("button", name="Usulkan 2 orang ini").click()
    expect(page.get_by_role("status").first).to_contain_text("2 orang diusulkan.")
    is_sound(page)

    page.get_by_role("row", name=f"{LONG} 1").get_by_role("link", name="Ganti").click()
    page.get_by_label("Alasan mengganti").fill("Pindah tugas")
    page.get_by_label("Nama lengkap").fill("Siti Khadijah Rusmalina (contoh)")
    page.get_by_label("NIK").fill(a_nik(3))
    is_sound(page)
    page.get_by_role("button", name="Ganti dengan orang ini").click()
    expect(page.get_by_role("status").first).to_contain_text("menggantikan")
    expect(page.get_by_role("row", name=f"{LONG} 1").first).to_contain_text("tidak lagi diusulkan")
    is_sound(page)


def test_an_officer_names_somebody_by_the_keyboard_alone_and_without_scripts(
    own_page: Any, own_site: Site
) -> None:
    page = arrives(own_page(javascript=False), own_site, "banjar", "contoh-regency-officer")
    page.goto(own_site / f"meja/usulan/{SLUG}/tambah/")
    page.keyboard.type("Norhasanah Fitriana Rahmawati (contoh)")
    page.keyboard.press("Tab")
    page.keyboard.type(a_nik(9))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("diusulkan.")
    expect(page.get_by_text(LONG)).to_have_count(0)
    expect(page.locator(".headline")).to_contain_text("1 orang diusulkan")


def test_staff_see_who_answered_and_remind_the_others_at_once(
    own_page: Any, own_site: Site
) -> None:
    page = arrives(own_page(scheme="dark"), own_site, "staf", "contoh-staff")
    page.goto(own_site / f"meja/usulan/{SLUG}/")
    expect(page.locator(".headline")).to_have_text("2 dari 13 kabupaten/kota sudah mengusulkan.")
    page.get_by_role("button", name="Ingatkan 11 kabupaten/kota").click()
    expect(page.get_by_role("status")).to_contain_text("Pengingat untuk 11 kabupaten/kota")
    is_sound(page)


def _upload(page: Page, content: bytes) -> None:
    file = {"name": "usulan.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("Berkas Excel").set_input_files(file)
    page.get_by_role("button", name="Unggah dan lihat isinya").click()
