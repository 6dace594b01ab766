"""An applicant on a phone wishes several classes in one form, and changes their order afterwards."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_registration import fill_reach, fill_who
from tests.runners import in_process

OPEN = """
from tests.enrolment.selections import a_ranked_class
from binakon.planning.models import Activity
for code in ("bimtek-jalan", "bimtek-jembatan", "bimtek-6"):
    a_ranked_class(activity=Activity.objects.get(code=code))
"""
START = "kegiatan/63-2026-bimtek-jalan/daftar/"


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, with three that compete together."""
    in_process(early_site.installation, OPEN)
    return early_site


def looks_right(page: Page) -> None:
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


@pytest.mark.parametrize(
    ("scheme", "javascript"), [("light", False), ("dark", True)], ids=["no script", "dark"]
)
def test_an_applicant_wishes_two_classes_and_changes_their_order(
    own_page: Pages, own_site: Site, scheme: Literal["light", "dark"], javascript: bool
) -> None:
    page = own_page(width=360, scheme=scheme, javascript=javascript, refusals=(422,))
    page.goto(own_site / START)
    fill_who(page, "6303 0504 0591 0021" if javascript else "6303 0504 0591 0022")
    fill_reach(page)
    expect(page.locator("h1")).to_have_text("Pilihan kelas", use_inner_text=True)
    second = page.get_by_label("Pilihan kedua")
    second.select_option(index=1)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Kelas ini sudah dipilih di atas", use_inner_text=True
    )
    if javascript:
        looks_right(page)
    page.get_by_label("Pilihan kedua").select_option(index=2)
    if javascript:
        looks_right(page)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.locator("h1")).to_have_text("Periksa dan kirim", use_inner_text=True)
    if javascript:
        looks_right(page)
    page.get_by_label("Data yang saya isi benar").check()
    page.get_by_role("button", name="Kirim pendaftaran").click()
    expect(page.locator("h1")).to_have_text(
        "Pendaftaran Anda sudah masuk dan menunggu seleksi", use_inner_text=True
    )
    page.wait_for_load_state()
    own = page.locator("#pilihan li")
    assert [text.split("\n")[-2].strip() for text in own.all_inner_texts()] != []
    before = own.locator(":first-child").all_inner_texts()
    if javascript:
        looks_right(page)
    page.get_by_role("link", name="Ubah urutan pilihan").click()
    if javascript:
        looks_right(page)
    page.get_by_label("Pilihan pertama").select_option(index=1)
    page.get_by_label("Pilihan kedua").select_option(index=0)
    page.get_by_role("button", name="Simpan urutan").click()
    expect(page.locator("#pilihan li").first).to_be_visible()
    page.wait_for_load_state()
    after = page.locator("#pilihan li").locator(":first-child").all_inner_texts()
    assert (len(after), sorted(after)) == (len(before), sorted(before))
    assert after != before
