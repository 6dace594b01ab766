"""A journey to certificates: the section head previews, issues, waits for the PDFs, corrects a name and revokes one."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import LOOKS, log_in
from tests.runners import in_process

PREPARE = """
from binakon.people.actions import letterheads
from tests.trainings import certificates as made
from binakon.trainings.actions.completion import realise_trained
from tests.trainings.classes import a_held_class, a_session, completed, participants
from binakon.enrolment.models import Registration
names = [
    "Gusti Muhammad Fadhlan Noor Rahmadi bin Haji Abdul Kadir, S.T., M.T.", "Siti Nurhaliza", "Ahmad Zulkifli",
    "Belum Selesai Contoh",
]
made.a_signatory()
training = a_held_class(len(names), venue="Aula Balai Jasa Konstruksi Wilayah Kalimantan, Banjarmasin")
for person, name in zip(participants(training), names):
    Registration.objects.filter(pk=person.pk).update(name=name)
    if name[0] != "B":
        completed(training, person)
realise_trained(training, by=by)
a_session(training, topic="Penerapan Sistem Manajemen Keselamatan Konstruksi (SMKK)", jp=4)
office = Office.objects.get(code="63")
letterheads.set_letterhead(office, {
    "seat": "Banjarbaru", "address": "Jalan Contoh Nomor 1, Banjarbaru", "phone": "(0511) 000000",
    "certificate_numbers": "600.4/{nomor}/SERT-CONTOH/{tahun}"}, by=by)
print(training.activity.slug)
"""


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


@pytest.fixture(scope="module")
def home(own_site: Site) -> str:
    """The path of a class of which three of four people have completed."""
    slug = in_process(own_site.installation, PREPARE)
    return f"meja/pelatihan/{slug}/sertifikat/"


def made_ready(page: Page, link: str) -> None:
    """Look again until the worker has printed it."""
    for _look in range(60):
        if page.get_by_role("link", name=link).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"no {link} on {page.url}")


def sign(page: Page) -> None:
    page.get_by_label("Penanda tangan").select_option(
        label="Ir. Contoh Rahmatullah (contoh), Kepala Dinas"
    )


def test_the_section_head_issues_corrects_and_revokes(own_page, own_site: Site, home: str) -> None:
    page = own_page(refusals=(422,))
    log_in(page, own_site)
    page.goto(own_site / home)
    expect(page.locator(".headline")).to_contain_text(
        "3 orang sudah selesai dan belum mendapatkannya."
    )
    page.get_by_role("link", name="Periksa dan terbitkan").click()
    expect(page.locator(".headline")).to_have_text(
        "3 orang mendapat sertifikat. 1 orang tidak; sebabnya ada di bawah."
    )
    expect(page.get_by_role("row", name="Belum Selesai Contoh")).to_contain_text(
        "Selesainya belum diputuskan"
    )
    assert axe(page) == []
    page.get_by_role("button", name="Terbitkan 3 sertifikat").click()
    expect(page.get_by_role("alert")).to_contain_text("Pilih pejabat yang menandatangani.")
    assert axe(page) == []
    sign(page)
    page.get_by_role("button", name="Terbitkan 3 sertifikat").click()
    expect(page.get_by_role("status")).to_contain_text("3 sertifikat terbit.")

    page.get_by_role("row", name="Siti Nurhaliza").get_by_role("link").first.click()
    made_ready(page, "Unduh PDF")
    with page.expect_response("**/sertifikat.pdf") as printed:
        page.evaluate("fetch(document.querySelector('a[href$=\"sertifikat.pdf\"]').href)")
    assert printed.value.headers["content-type"] == "application/pdf"

    page.get_by_role("link", name="Betulkan nama").click()
    page.get_by_label("Nama yang benar").fill("Siti Nurhaliza Rahmah")
    page.get_by_label("Apa yang salah").fill("Nama belakang belum tercetak.")
    sign(page)
    assert axe(page) == []
    page.get_by_role("button", name="Terbitkan pengganti").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Siti Nurhaliza Rahmah (contoh)")
    page.get_by_role("link", name="Cabut").click()
    page.get_by_label("diterbitkan untuk orang yang keliru").check()
    page.get_by_label("Apa yang terjadi?").fill("Dua orang bernama sama.")
    assert axe(page) == []
    page.get_by_role("button", name="Cabut sertifikat").click()
    expect(page.locator(".alert b")).to_contain_text("diterbitkan untuk orang yang keliru")
    page.goto(own_site / "meja/sertifikat/")
    expect(page.get_by_text("Nomor register berurutan tanpa celah.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_certificates_fit_every_screen(
    own_page, own_site: Site, home: str, width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)
    log_in(page, own_site)
    for path in (home, f"{home}terbit/", "meja/sertifikat/", "meja/kantor/"):
        page.goto(own_site / path)
        assert axe(page) == [], path
        assert no_sideways_scroll(page) == [], path
    page.goto(own_site / home)
    page.get_by_role("row", name="Ahmad Zulkifli").get_by_role("link").first.click()
    for link in ("Betulkan nama", "Cabut"):
        assert axe(page) == [], page.url
        assert no_sideways_scroll(page) == [], page.url
        page.get_by_role("link", name=link).click()
        assert axe(page) == [], page.url
        page.go_back()
