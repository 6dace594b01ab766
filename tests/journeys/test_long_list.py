"""A long list in a browser: on a phone and a screen, by keyboard, with and without JavaScript."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site

BOXES = "#daftar tbody input[name=pilih]"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_samples_of_lists_are_clean_at_every_width_and_theme(
    site: Site, browser_page: Pages, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser_page(width=width, scheme=scheme)
    page.goto(site / "style/")
    page.locator("#daftar .downloads > summary").click()
    page.locator(BOXES).first.check()
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


def test_without_javascript_every_box_is_there_and_nothing_pretends(
    site: Site, browser_page: Pages
) -> None:
    page = browser_page(javascript=False)
    page.goto(site / "style/")
    page.locator(BOXES).first.check()
    expect(page.locator("#daftar thead input")).to_have_count(0)
    expect(page.locator("#daftar input[name=semua]")).to_have_count(1)


def test_all_of_the_page_are_chosen_at_once_and_counted(site: Site, browser_page: Pages) -> None:
    page = browser_page()
    page.goto(site / "style/")
    page.get_by_label("Pilih semua di halaman ini").check()
    expect(page.locator("#daftar [data-count]")).to_have_text("3 dipilih")
    page.locator(BOXES).nth(1).uncheck()
    expect(page.locator("#daftar [data-count]")).to_have_text("2 dipilih")
    expect(page.locator("#daftar tr[data-chosen]")).to_have_count(2)
    page.locator("#daftar input[name=semua]").check()
    expect(page.locator("#daftar tbody tr[data-chosen]")).to_have_count(3)
    expect(page.locator("#daftar [data-count]")).to_have_text("")


def test_shift_chooses_everything_between_two_boxes(site: Site, browser_page: Pages) -> None:
    page = browser_page()
    page.goto(site / "style/")
    page.locator(BOXES).first.click()
    page.locator(BOXES).last.click(modifiers=["Shift"])
    expect(page.locator("#daftar [data-count]")).to_have_text("3 dipilih")


def focused(page: Page) -> str:
    return str(
        page.evaluate(
            "() => { const e = document.activeElement; return e.name ? `${e.name}=${e.value}` : e.textContent.trim() }"
        )
    )


def test_the_keyboard_reaches_search_order_rows_and_deeds_in_the_order_of_the_page(
    site: Site, browser_page: Pages
) -> None:
    page = browser_page()
    page.goto(site / "style/")
    page.locator("#daftar #cari").focus()
    seen = []
    for _step in range(40):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if seen[-1].startswith("perbuatan=perbaiki"):
            break
    wanted = [
        "urut=-masuk",
        "Unduh",
        "Nama",
        "pilih=1",
        "pilih=2",
        "pilih=3",
        "semua=1",
        "perbuatan=terima",
    ]
    places = [seen.index(name) for name in wanted]
    assert places == sorted(places)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator("#daftar input[name=semua]")).to_be_checked()


def test_a_nik_typed_into_the_search_never_leaves_the_page(site: Site, browser_page: Pages) -> None:
    page = browser_page(javascript=False)
    page.goto(site / "style/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#daftar #cari").fill("6305 0101 0101 0001")
    page.locator("#daftar form[role=search] button").click()
    assert page.locator("#daftar #cari").evaluate("field => field.validity.patternMismatch")
    assert [url for url in asked if "cari=" in url] == []
    page.locator("#daftar #cari").fill("noor 12")
    page.locator("#daftar form[role=search] button").click()
    page.wait_for_url("**/style/?cari=noor+12**")
