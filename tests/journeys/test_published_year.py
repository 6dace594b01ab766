"""Journeys through the published year: the public's, the section head's, and every page looked at."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site

PUBLIC = [
    "/",
    "/kegiatan/",
    "/kegiatan/63-2026-bimtek-jalan/",
    "/kegiatan/63-2026-sertifikasi-ahli/",
    "/capaian/2026/",
    "/angka/2026/planned_places/",
    "/angka/2026/trained/",
    "/meja/masuk/",
]
DESK = [
    "/meja/",
    "/meja/rencana/2026/",
    "/meja/angka/2026/",
    "/meja/angka/2026/gap/",
    "/meja/siaran-pers/2026/",
]


def log_in(
    page: Page,
    site: Site,
    email: str = "kasi@contoh.example",
    password: str = "contoh-section-head",
) -> None:
    page.goto(site / "meja/")
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/meja/")


def test_the_public_opens_260_down_to_its_rows(browser_page, site: Site) -> None:
    page = browser_page(width=360)
    page.goto(site / "")
    page.get_by_role("link", name="260", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("260")
    expect(
        page.get_by_role("row", name="Dilatih Keterangan 1.03.11.1.01.0011 Jumlah 200")
    ).to_be_visible()
    expect(page.get_by_text("murni, disahkan 27 Januari 2026")).to_be_visible()
    page.get_by_role("link", name="Janji dan capaian 2026").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Janji dan capaian 2026")
    page.get_by_role("link", name="BIMTEK Jembatan").click()
    expect(page.get_by_text("bersama HPJI")).to_be_visible()


def test_the_section_head_reads_the_day_by_keyboard_and_opens_a_number_of_the_brief(
    browser_page, site: Site
) -> None:
    page = browser_page()
    page.goto(site / "meja/")
    page.get_by_label("Surel").focus()
    page.keyboard.type("kasi@contoh.example")
    page.keyboard.press("Tab")
    page.keyboard.type("contoh-section-head")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meja/")
    expect(page.locator(".headline")).to_contain_text("115 dari 375")
    page.get_by_role("link", name="Siaran pers").press("Enter")
    expect(page.get_by_text("Sudah terbit").first).to_be_visible()
    page.get_by_role("link", name="tujuh", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("7")
    expect(page.get_by_role("link", name="BIMTEK keenam (belum diumumkan)")).to_be_visible()
    page.get_by_role("button", name="Keluar").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tempat bagi tenaga ahli")


def test_a_wrong_password_is_said_in_one_sentence(browser_page, site: Site) -> None:
    page = browser_page(width=360)
    page.goto(site / "meja/")
    page.get_by_label("Surel").fill("kasi@contoh.example")
    page.get_by_label("Kata sandi").fill("bukan-ini")
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Surel atau kata sandi tidak cocok")
    assert axe(page) == []


def test_the_officer_of_tabalong_sees_an_own_desk_and_not_the_provinces(
    browser_page, site: Site
) -> None:
    page = browser_page(refusals=(404,))
    log_in(page, site, "tabalong@contoh.example", "contoh-regency-officer")
    expect(page.get_by_role("link", name="Buka usulan")).to_be_visible()
    page.goto(site / "meja/?kantor=63")
    expect(page.get_by_role("heading", level=1)).to_have_text("Halaman ini tidak ada")


def test_the_pages_work_without_javascript(browser_page, site: Site) -> None:
    page = browser_page(width=360, javascript=False)
    log_in(page, site)
    page.get_by_role("link", name="115", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("115")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("path", [*PUBLIC, "/tidak-ada/"])
def test_a_public_page_is_accessible_and_fits(
    browser_page, site: Site, path: str, width: int, scheme: str
) -> None:
    page = browser_page(width=width, scheme=scheme, refusals=(404,))
    page.goto(site / path)
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_desk_is_accessible_and_fits(browser_page, site: Site, width: int, scheme: str) -> None:
    page = browser_page(width=width, scheme=scheme)
    log_in(page, site)
    for path in DESK:
        page.goto(site / path)
        assert axe(page) == [], path
        assert no_sideways_scroll(page) == [], path


@pytest.mark.parametrize("path", ["/", "/kegiatan/63-2026-bimtek-jalan/", "/capaian/2026/"])
def test_a_page_weighs_less_than_150_kilobytes(browser_page, site: Site, path: str) -> None:
    page = browser_page(width=360)
    weights: list[int] = []
    page.on(
        "response", lambda answer: weights.append(int(answer.headers.get("content-length", "0")))
    )
    page.goto(site / path, wait_until="networkidle")
    assert len(weights) >= 5
    assert sum(weights) < 150_000
