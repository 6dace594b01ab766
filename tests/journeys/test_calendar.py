"""Journeys through the calendar of the year."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site


def log_in(page: Page, site: Site) -> None:
    page.goto(site / "meja/")
    page.get_by_label("Surel").fill("kasi@contoh.example")
    page.get_by_label("Kata sandi").fill("contoh-section-head")
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/meja/")


@pytest.fixture(scope="module")
def site(early_site: Site) -> Site:
    """Before the demo moves classes, so that the months are those of the published plan."""
    return early_site


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_calendar_is_accessible_and_fits(
    browser_page, site: Site, width: int, scheme: str
) -> None:
    page = browser_page(width=width, scheme=scheme)
    log_in(page, site)
    for path in ("meja/kalender/2026/", "meja/kalender/2026/?bahasa=en"):
        page.goto(site / path)
        assert axe(page) == [], path
        assert no_sideways_scroll(page) == [], path


def test_the_section_head_opens_the_year_from_the_menu_and_an_activity_from_its_month(
    browser_page, site: Site
) -> None:
    page = browser_page(javascript=False)
    log_in(page, site)
    page.get_by_role("link", name="Kalender", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kalender 2026")
    expect(page.get_by_role("link", name="Kalender", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    april = page.locator("#bulan-4")
    expect(april.get_by_role("table", name="April 2026")).to_be_visible()
    expect(april.get_by_role("listitem").filter(has_text="Wafat Yesus Kristus")).to_be_visible()
    april.get_by_role("link", name="BIMTEK Jalan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("BIMTEK Jalan")


def test_on_a_phone_each_month_is_a_list_without_a_grid(browser_page, site: Site) -> None:
    page = browser_page(width=360)
    log_in(page, site)
    page.goto(site / "meja/kalender/2026/")
    april = page.locator("#bulan-4")
    expect(april.locator("table")).to_be_hidden()
    expect(april.get_by_role("link", name="BIMTEK Jalan")).to_be_visible()
    expect(april.get_by_text("perkiraan").first).to_be_visible()
