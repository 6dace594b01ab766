"""A journey of a file of people: uploaded, its columns paired, read by the worker, refused by cell, corrected, let in."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.browser import axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.people.files import HEADINGS, a_person, nik_of, workbook

NAME = "Gusti Muhammad Syaifullah Noor Rahman Hidayatullah"


def is_sound(page: Page) -> None:
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


def upload(page: Page, site: Site, content: bytes) -> None:
    page.goto(site / "meja/orang/impor/")
    is_sound(page)
    page.get_by_role("link", name="Unggah berkas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Unggah berkas")
    is_sound(page)
    page.get_by_label("tenaga kerja", exact=True).check()
    file = {"name": "anggota.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Unggah, lalu pasangkan kolom").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pasangkan kolom")


def test_a_file_is_refused_by_cell_corrected_and_let_in(own_page: Any, own_site: Site) -> None:
    page = own_page(width=360, scheme="dark", refusals=(422,))
    log_in(page, own_site, "staf@contoh.example", "contoh-staff")
    faulty = [["ANGGOTA (contoh)"], HEADINGS, a_person(1, NAME, nik=6371011205900001), a_person(2)]
    upload(page, own_site, workbook(faulty))
    is_sound(page)
    # The telephone column is skipped by keyboard; what is needed is told when it is missing.
    page.get_by_label("NIK/No.KTP").select_option("")
    page.get_by_role("button", name="Baca berkas ini").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Pilih kolom yang berisi NIK")
    is_sound(page)
    page.get_by_label("NIK/No.KTP").select_option("nik")
    page.get_by_role("button", name="Baca berkas ini").press("Enter")
    expect(page.locator(".headline")).to_have_text(
        "1 dari 2 baris bermasalah, jadi belum bisa masuk."
    )
    expect(page.get_by_role("row", name="Data!B3")).to_contain_text("diketik sebagai angka")
    is_sound(page)
    page.get_by_role("button", name="Buang berkas ini").click()
    expect(page.get_by_role("status")).to_contain_text("Berkas dibuang.")
    upload(page, own_site, workbook([HEADINGS, a_person(1, NAME), a_person(2)]))
    page.get_by_role("button", name="Baca berkas ini").press("Enter")
    expect(page.locator(".headline")).to_have_text("2 baris siap masuk, tanpa masalah.")
    page.get_by_role("button", name="Masukkan 2 baris ini").press("Enter")
    expect(page.locator(".headline")).to_contain_text("2 baru dan 0 yang sudah dikenal, masuk")
    is_sound(page)
    expect(page.locator("body")).not_to_contain_text(nik_of(1))
