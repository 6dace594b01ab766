"""The journey of a press brief: drafted, approved, published, overtaken by a perubahan, corrected."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from binakon.core.calendar import today
from tests.installation import PLAN, Installation
from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site, served, told_demo
from tests.journeys.test_published_year import log_in

PERUBAHAN = """
[[version]]
stage = "perubahan"
status = "ratified"
dated = {today}
[[version.target]]
indicator = "trained"
people = 200
[[version.target]]
indicator = "facilitated"
people = 90

"""
REASON = "Perubahan anggaran disahkan; target fasilitasi bertambah."
PAGES = [
    "/siaran-pers/",
    "/siaran-pers/2026/1/",
    "/siaran-pers/2026/1/angka/facilitated/",
    "/siaran-pers/2026/1/edisi/1/",
    "/siaran-pers/2026/1/edisi/1/angka/facilitated/",
]
DESK = [
    "/meja/",
    "/meja/siaran-pers/2026/",
    "/meja/siaran-pers/2026/1/",
    "/meja/siaran-pers/2026/1/angka/facilitated/",
]


@pytest.fixture(scope="module")
def site(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo of this module's own, told until its plan was published: no brief and no perubahan yet."""
    folder = tmp_path_factory.mktemp("brief_told")
    with (
        told_demo(migrated, folder, "--as-of", "2026-01-27") as told,
        served(told, tmp_path_factory.mktemp("brief")) as found,
    ):
        yield found


def as_head_of_division(page: Page, site: Site) -> Page:
    log_in(page, site, "kabid@contoh.example", "contoh-head-of-division")
    return page


def ratify_perubahan(site: Site, folder: Path) -> None:
    """Load the published plan with a perubahan of today that promises 90 instead of 60."""
    text = re.sub(r"\[stated\]\n(.+\n)+", "", PLAN.read_text(encoding="utf-8"))
    head, first, rest = text.partition("[[goal]]")
    plan = folder / "perubahan.toml"
    plan.write_text(head + PERUBAHAN.format(today=today()) + first + rest, encoding="utf-8")
    site.installation.binakon("load-plan", plan)


def well(page: Page) -> None:
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


def test_a_brief_from_its_draft_to_its_correction(browser_page, site: Site, tmp_path: Path) -> None:
    public = browser_page(width=360)
    public.goto(site / "siaran-pers/")
    expect(public.get_by_text("Belum ada siaran pers yang terbit.")).to_be_visible()
    well(public)

    writer = browser_page(refusals=(422,))
    log_in(writer, site)
    writer.get_by_role("link", name="Siaran pers").click()
    writer.get_by_role("button", name="Buat siaran pers dari naskah ini").click()
    expect(writer.get_by_text("Naskah ini mengikuti angka saat ini")).to_be_visible()
    writer.get_by_text("Tambah kutipan").click()
    writer.get_by_label("Kutipan").fill("Kita latih 200 orang.")
    writer.get_by_label("Yang mengatakan").fill("Kepala Bidang (contoh)")
    writer.get_by_role("button", name="Simpan kutipan").click()
    expect(writer.get_by_role("alert")).to_contain_text("angka yang diketik tidak bisa")
    well(writer)
    writer.get_by_label("Kutipan").fill("Tenaga ahli kita siap.")
    writer.get_by_role("button", name="Simpan kutipan").click()
    expect(writer.get_by_text("“Tenaga ahli kita siap.”")).to_be_visible()
    expect(writer.get_by_role("button", name="Setujui")).to_have_count(0)

    head = as_head_of_division(browser_page(), site)
    head.get_by_role("link", name="Siaran pers nomor 1 menunggu persetujuan").click()
    well(head)
    head.get_by_role("button", name="Setujui dan bekukan angkanya").click()
    head.get_by_role("button", name="Terbitkan di portal").click()
    expect(head.get_by_text("Sudah terbit")).to_be_visible()

    public.get_by_role("link", name="Menu").or_(public.locator("summary")).first.click()
    public.get_by_role("link", name="Siaran pers").first.click()
    public.get_by_role("link", name="merencanakan sekitar 260 tempat").click()
    expect(public.get_by_text("Sejak disetujui")).to_have_count(0)
    well(public)

    ratify_perubahan(site, tmp_path)
    public.reload()
    expect(public.locator(".alert")).to_contain_text(
        "target difasilitasi sertifikasinya 60 → 90 (perubahan, disahkan"
    )
    well(public)
    public.get_by_role("link", name="60", exact=True).first.click()
    expect(public.get_by_role("heading", level=1)).to_have_text("60 layanan")
    expect(public.get_by_role("link", name="90", exact=True)).to_be_visible()
    well(public)

    head.reload()
    expect(head.locator(".alert")).to_contain_text("60 → 90")
    head.get_by_text("Ralat siaran pers ini").click()
    head.get_by_label("Alasan ralat").fill(REASON)
    head.get_by_role("button", name="Terbitkan ralat").click()
    expect(head.get_by_role("heading", name="Catatan ralat")).to_be_visible()

    public.goto(site / "siaran-pers/2026/1/")
    expect(public.get_by_role("heading", level=1)).to_contain_text("290")
    expect(public.locator(".log")).to_contain_text(REASON)
    expect(public.locator(".log")).to_contain_text("60 → 90")
    public.get_by_role("link", name="Edisi 1").click()
    expect(public.get_by_role("heading", level=1)).to_contain_text("260")
    expect(public.get_by_text("Edisi ini sudah diralat.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_a_corrected_brief_are_accessible_and_fit(
    browser_page, site: Site, width: int, scheme: str
) -> None:
    page = as_head_of_division(browser_page(width=width, scheme=scheme), site)
    for path in (*DESK, *PAGES):
        page.goto(site / path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        page.evaluate(
            "for (const fold of document.querySelectorAll('main details')) fold.open = true"
        )
        assert axe(page) == [], path
        assert no_sideways_scroll(page) == [], path


def test_a_brief_is_read_without_javascript(browser_page, site: Site) -> None:
    page = as_head_of_division(browser_page(width=360, javascript=False), site)
    page.goto(site / "meja/siaran-pers/2026/")
    page.get_by_role("button", name="Buat siaran pers dari naskah ini").click()
    page.get_by_role("button", name="Setujui dan bekukan angkanya").click()
    expect(page.get_by_role("button", name="Terbitkan di portal")).to_be_visible()
