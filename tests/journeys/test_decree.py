"""A journey to the signed SK: the section head draws up, numbers, prints, uploads the scan, and amends."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

SLUG = "63-2026-kelas-sk"
PREPARE = """
from binakon.core import ledger
from binakon.people.actions import letterheads
from tests.enrolment.people import a_training, registered
from tests.factories import an_activity
people = [
    ("Gusti Muhammad Fadhlan Noor Rahmadi bin Haji Abdul Kadir", "63.05", "PT Karya Banua Contoh Sejahtera"),
    ("Siti Nurhaliza", "63.03", "CV Contoh Mandiri"),
    ("Ahmad Zulkifli", "63.05", "Dinas PUPR Kabupaten Tapin"),
]
activity = an_activity("kelas-sk", title="BIMTEK Ahli Muda Teknik Jalan, angkatan contoh")
training = a_training(seats=2, quotas={"63.05": 1}, activity=activity)
for number, (name, office, employer) in enumerate(people):
    row = registered(training, 900 + number, name=name, office=office, employer=employer)
    ledger.move(row, "verify", by=by, sentence="lengkap")
registered(training, 950, name="Belum Diperiksa", office="63.09")
ledger.move(training, "close", by=by, sentence="ditutup")
office = Office.objects.get(code="63")
letterheads.set_letterhead(office, {
    "seat": "Banjarbaru", "address": "Jalan Contoh Nomor 1, Banjarbaru", "phone": "(0511) 000000",
    "decree_numbers": "188.4/{nomor}/BK/{tahun}"}, by=by)
print(training.pk)
"""


def a_scan(folder: Path) -> Path:
    content = BytesIO()
    Image.new("RGB", (600, 850), "white").save(content, "JPEG")
    path = folder / "sk-bertanda-tangan.jpg"
    path.write_bytes(content.getvalue())
    return path


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


@pytest.fixture(scope="module")
def prepared(own_site: Site) -> Site:
    """The demo with one class whose registration has ended."""
    in_process(own_site.installation, PREPARE)
    return own_site


def arrives(page: Page, site: Site) -> Page:
    log_in(page, site)
    page.goto(site / f"meja/pelatihan/{SLUG}/sk/")
    return page


def number_it(page: Page) -> None:
    page.get_by_label("Tanggal").fill("2026-04-17")
    page.get_by_label("Penanda tangan").select_option(index=1)
    page.get_by_role("button", name="Beri nomor").click()


def test_the_section_head_reaches_the_signed_decree_and_amends_it(
    own_page, prepared: Site, tmp_path: Path
) -> None:
    page = arrives(own_page(refusals=(422,)), prepared)
    expect(page.locator(".headline")).to_have_text("2 orang siap ditetapkan.")
    assert axe(page) == []
    page.get_by_role("button", name="Susun daftar").click()
    expect(page.get_by_role("status")).to_contain_text("Daftar disusun: 2 orang.")
    page.get_by_label("Tanggal").fill("")
    page.get_by_role("button", name="Beri nomor").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis tanggalnya.")
    expect(page.get_by_role("alert")).to_contain_text("Pilih pejabat yang menandatangani.")
    assert axe(page) == []
    number_it(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("SK 188.4/1/BK/2026")
    with page.expect_response("**/sk.pdf") as printed:
        page.evaluate("fetch(document.querySelector('a[href$=\"sk.pdf\"]').href)")
    assert printed.value.headers["content-type"] == "application/pdf"

    page.get_by_label("Pindaian SK").set_input_files(a_scan(tmp_path))
    page.get_by_role("button", name="Tetapkan 2 peserta").click()
    expect(page.get_by_role("status")).to_contain_text("2 orang ditetapkan dan diberi tahu.")
    expect(page.get_by_role("link", name="Unduh pindaian bertanda tangan")).to_be_visible()
    assert axe(page) == []

    page.get_by_role("link", name="SK penetapan peserta").click()
    page.get_by_role("link", name="Susun SK perubahan").click()
    assert axe(page) == []
    page.get_by_label("Gusti Muhammad Fadhlan").check()
    page.get_by_role("button", name="Lanjut ke pengganti").click()
    page.get_by_label("Pengganti Gusti").select_option(
        label="Ahmad Zulkifli (contoh), Kabupaten Tapin"
    )
    page.get_by_label("Alasan perubahan").fill("mutasi tugas")
    assert axe(page) == []
    page.get_by_role("button", name="Susun konsep SK perubahan").click()
    expect(page.get_by_text("digantikan")).to_be_visible()
    expect(page.get_by_text("1 orang tetap.")).to_be_visible()
    number_it(page)
    page.get_by_label("Pindaian SK").set_input_files(a_scan(tmp_path))
    page.get_by_role("button", name="Tetapkan 2 peserta").click()
    expect(page.get_by_role("status")).to_contain_text("2 orang ditetapkan")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_decrees_letters_and_the_letterhead_fit_every_screen(
    own_page, prepared: Site, width: int, scheme: str
) -> None:
    page = arrives(own_page(width=width, scheme=scheme), prepared)
    pages = ["sk/", "surat/", "surat/baru/nominee_request/"]
    for path in [*(f"meja/pelatihan/{SLUG}/{each}" for each in pages), "meja/kantor/"]:
        page.goto(prepared / path)
        assert no_sideways_scroll(page) == []
        assert axe(page) == []
    page.goto(prepared / "meja/kantor/ubah/")
    assert axe(page) == []
    page.goto(prepared / f"meja/pelatihan/{SLUG}/sk/")
    page.get_by_role("row").get_by_role("link", name="SK 188.4").first.click()
    assert no_sideways_scroll(page) == []
    assert axe(page) == []
