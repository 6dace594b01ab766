"""A journey through the catalogue by keyboard, and the style page as the designer sees it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import LOOKS, Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site


def test_the_catalogue_is_narrowed_by_keyboard_alone_and_without_javascript(
    browser_page, site: Site
) -> None:
    page = browser_page(width=360, javascript=False)
    page.goto(site / "kegiatan/")
    page.get_by_label("Cari").focus()
    page.keyboard.type("hpji")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2 dari 9 kegiatan")).to_be_visible()
    page.get_by_role("link", name="hapus saringan").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="9 kegiatan", exact=True)).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize(
    "path",
    [
        "kegiatan/?jenis=bimtek&keadaan=direncanakan",
        "kegiatan/?cari=tidak-ada-sama-sekali",
        "kegiatan/?jenis=pesta",
        "style/",
    ],
)
def test_catalogue_and_style_page_are_fit_to_be_used(
    browser_page, site: Site, path: str, width: int, scheme: str
) -> None:
    page = browser_page(width=width, scheme=scheme)
    page.goto(site / path)
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


def test_on_a_phone_the_first_activity_is_near_and_on_a_screen_every_filter_is_shown(
    site: Site, browser_page: Pages
) -> None:
    phone = browser_page(width=360, height=740, javascript=False)
    phone.goto(site / "kegiatan/")
    expect(phone.get_by_label("Kabupaten/kota")).to_be_hidden()
    box = phone.locator(".events h3").first.bounding_box()
    assert box is not None
    assert box["y"] < 740
    screen = browser_page(width=1280, javascript=False)
    screen.goto(site / "kegiatan/")
    expect(screen.get_by_label("Kabupaten/kota")).to_be_visible()
    expect(screen.locator(".filter summary")).to_be_hidden()
