"""The desk decides on a probable pair: side by side, one person, and parted again; by keyboard, on every look."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import CHECK_FIGURES, Site
from tests.journeys.duplicate_story import STORY
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

NAME = "Muhammad Syarifuddin Noor Hidayatullah Rahmadhani (contoh)"


@pytest.fixture(scope="module")
def doubled_site(own_site: Site) -> Site:
    in_process(own_site.installation, STORY)
    return own_site


def staff(page: Page, site: Site) -> Page:
    log_in(page, site, "staf@contoh.example", "contoh-staff")
    return page


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_pairs_are_fit_to_be_used(
    own_page, doubled_site: Site, width: int, scheme: str
) -> None:
    page = staff(own_page(width=width, scheme=scheme), doubled_site)
    here = doubled_site / "meja/orang/ganda/"

    def judge() -> None:
        expect(page.locator("h1")).to_have_count(1)
        assert (page.url, axe(page)) == (page.url, [])
        assert (page.url, no_sideways_scroll(page)) == (page.url, [])

    page.goto(here)
    judge()
    page.get_by_role("link", name=NAME).click()
    judge()
    page.goto(f"{here}gabungan/")
    judge()
    page.get_by_role("link", name="Rusdiansjah Hamdani (contoh) ke").click()
    judge()
    page.goto(f"{here}dua-orang/")
    judge()


def test_one_person_is_joined_and_parted_by_keyboard_and_every_figure_stands(
    own_page, doubled_site: Site
) -> None:
    page = staff(own_page(), doubled_site)
    page.goto(doubled_site / "meja/orang/ganda/")
    page.get_by_role("link", name=NAME).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Satu orang atau dua?")
    page.get_by_label("A · Muhammad").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("foto KTP keduanya sama")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Bisa dipisahkan lagi di daftar gabungan.")).to_be_visible()
    assert in_process(doubled_site.installation, CHECK_FIGURES) == ""
    page.goto(doubled_site / "meja/orang/ganda/gabungan/")
    page.get_by_role("link", name="Moh. Sjarifoeddin").click()
    page.get_by_label("Alasan memisahkan").fill("ternyata sepupunya")
    page.get_by_role("button", name="Pisahkan lagi").click()
    expect(page.get_by_text("kembali dua orang, beserta riwayatnya.")).to_be_visible()
    assert in_process(doubled_site.installation, CHECK_FIGURES) == ""
    page.goto(doubled_site / "meja/orang/ganda/dua-orang/")
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
