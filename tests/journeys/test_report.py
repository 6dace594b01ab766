"""A journey after the event: the report is written, read on paper and approved; PKB, the register and SIPJAKI know the class."""

import re
from io import BytesIO
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.enrolment.pages import a_picture
from tests.journeys.browser import LOOKS, Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.report_story import SLUG, STORY, TITLE
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

DESK = f"meja/pelatihan/{SLUG}/laporan/"
HEAD = {"email": "kabid@contoh.example", "password": "contoh-head-of-division"}


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


@pytest.fixture(scope="module")
def deadlines(own_site: Site) -> list[str]:
    """A class that is over beside an early demo: until when PKB was to be told of it, before and after."""
    return in_process(own_site.installation, STORY).splitlines()


def is_sound(page: Page, name: str) -> None:
    assert axe(page) == [], name
    assert no_sideways_scroll(page) == [], name


def paper_of(page: Page, site: Site) -> str:
    """Every word of the report as it is printed now."""
    answer = page.request.get(site / f"{DESK}laporan.pdf")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    read = PdfReader(BytesIO(answer.body()))
    return " ".join(" ".join(each.extract_text().split()) for each in read.pages)


def test_the_report_is_made_approved_and_told(
    own_page: Pages, own_site: Site, deadlines: list[str]
) -> None:
    site, page = own_site, own_page()
    log_in(page, site)
    page.goto(site / DESK)
    page.get_by_role("link", name="Tulis laporan").click()
    page.get_by_label("Latar belakang").fill("Rencana pembinaan tahun ini.")
    page.get_by_label("Jalannya kegiatan").fill("Tiga hari, termasuk praktik di lapangan.")
    page.get_by_role("button", name="Simpan laporan").click()
    photo = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": a_picture("FOTO", (1200, 800))}
    page.get_by_label("Foto", exact=True).set_input_files([photo])  # type: ignore[list-item]
    page.get_by_label("Keterangan foto").fill("Praktik uji kepadatan, hari kedua")
    page.get_by_role("button", name="Tambah foto").click()
    expect(page.get_by_role("link", name="Praktik uji kepadatan, hari kedua")).to_be_visible()
    draft = paper_of(page, site)
    assert "Tiga hari, termasuk praktik di lapangan." in draft
    assert "KONSEP" in draft
    page.get_by_role("link", name="PKB", exact=True).click()
    for day in deadlines:
        expect(page.get_by_text(day)).to_be_visible()
    expect(page.get_by_role("columnheader", name="SKPK (perkiraan)")).to_be_visible()
    rows = page.get_by_role("row", name=re.compile("Siti Nurhaliza"))
    expect(rows).to_contain_text("24")
    log_in(head := own_page(), site, **HEAD)
    head.goto(site / DESK)
    head.get_by_label("Nomor dari buku agenda").fill("600.1/12/LAP/2026")
    head.get_by_label("Penanda tangan").select_option(index=1)
    head.get_by_role("button", name="Sahkan laporan").click()
    expect(head.get_by_text("Laporan disahkan. Isinya tidak berubah lagi.")).to_be_visible()
    approved = paper_of(head, site)
    assert "600.1/12/LAP/2026" in approved
    assert "KONSEP" not in approved
    head.locator("#isi").get_by_role("link", name="Baris SIPJAKI").click()
    expect(head.get_by_role("row", name=re.compile(re.escape(TITLE)))).to_contain_text(
        "6 peserta, 5 selesai"
    )
    head.goto(site / "meja/sertifikat/")
    expect(head.get_by_role("row", name=re.compile("SERT-CONTOH"))).to_have_count(5)


@pytest.mark.usefixtures("deadlines")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_readable_on_every_screen(
    own_page: Pages, own_site: Site, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = own_page(width=width, scheme=scheme)
    log_in(page, own_site)
    here = (DESK, f"{DESK}tulis/", f"{DESK}pkb/", "meja/laporan/sipjaki/", "meja/sertifikat/")
    for address in here:
        page.goto(own_site / address)
        is_sound(page, f"{address.replace('/', '-')}{width}-{scheme}")
