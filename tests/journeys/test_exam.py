"""A participant does a test on a phone: rules, answers kept, the connection lost and found again, another phone, sent."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import WAIT_MS, Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.runners import in_process

WAITING = """
from binakon.demo.midway import CODE
from binakon.enrolment.models import Registration
from binakon.enrolment.rules.links import token_of
people = Registration.objects.filter(training__activity__code=CODE, place__state="determined")
for person in people.exclude(sittings__exam__kind="pre").order_by("id"):
    print("/pendaftaran/" + token_of(person.key.hex, person.link_version) + "/tes/pre/")
"""
DESK = "meja/pelatihan/63-2026-bimtek-arsitek-2/tes/"


@pytest.fixture(scope="module")
def addresses(own_site: Site) -> list[str]:
    """The pre-test of the two of the demo's class of today who have not done it."""
    return in_process(own_site.installation, WAITING).split()


def sound(page: Page) -> None:
    """The page is accessible and fits the phone."""
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone whose connection may break: what a broken connection writes into the console is no fault of the page."""
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, locale="id-ID", reduced_motion="reduce"
    )
    context.set_default_timeout(WAIT_MS)
    faults: list[str] = []
    context.on("console", lambda each: faults.append(each.text) if each.type == "error" else None)
    context.on("weberror", lambda each: faults.append(str(each.error)))
    yield context.new_page()
    context.close()
    assert [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []


def log_in(page: Page, site: Site) -> None:
    page.goto(site / "meja/")
    page.get_by_label("Surel").fill("kasi@contoh.example")
    page.get_by_label("Kata sandi").fill("contoh-section-head")
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/meja/")


def killed_while_offline(phone: Page, address: str) -> Page:
    """An answer is given without a connection, the browser is killed, and the page opened again with one."""
    phone.context.set_offline(True)
    phone.get_by_label("Izin Lokasi").check()
    expect(phone.locator("[data-exam-status]")).to_contain_text("Sambungan putus.")
    context = phone.context
    phone.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    return again


def test_a_phone_that_loses_its_connection_loses_no_answer(
    phone: Page, own_page: Pages, own_site: Site, addresses: list[str]
) -> None:
    phone.goto(own_site / addresses[0])
    expect(phone.get_by_text("10 soal.")).to_be_visible()
    sound(phone)
    phone.get_by_role("button", name="Mulai").click()
    expect(phone.get_by_text("Waktu Anda sampai")).to_be_visible()
    expect(phone.get_by_text("Sisa 30 menit.")).to_be_visible()
    sound(phone)
    status = phone.locator("[data-exam-status]")
    phone.get_by_label("Koefisien Dasar Bangunan").check()
    expect(status).to_have_text("Jawaban tersimpan.")
    phone.context.set_offline(True)
    phone.get_by_label("Persetujuan Bangunan Gedung").check()
    phone.get_by_label("Keselamatan").check()
    expect(status).to_contain_text("Sambungan putus.")
    phone.get_by_role("button", name="Kirim jawaban").click()
    sound(phone)
    # Nothing was sent, nothing was lost: another phone has what was kept before the connection broke.
    other = own_page(width=360, height=800, scheme="dark")
    other.goto(own_site / addresses[0])
    expect(other.get_by_label("Koefisien Dasar Bangunan")).to_be_checked()
    expect(other.get_by_label("Persetujuan Bangunan Gedung")).not_to_be_checked()
    phone.context.set_offline(False)
    expect(status).to_have_text("Jawaban tersimpan.")
    other.reload()
    expect(other.get_by_label("Persetujuan Bangunan Gedung")).to_be_checked()
    expect(other.get_by_label("Keselamatan")).to_be_checked()
    phone = killed_while_offline(phone, own_site / addresses[0])
    expect(phone.get_by_label("Izin Lokasi")).to_be_checked()
    expect(phone.locator("[data-exam-status]")).to_have_text("Jawaban tersimpan.")
    assert phone.evaluate("localStorage.length") == 0
    other.reload()
    expect(other.get_by_label("Izin Lokasi")).to_be_checked()
    other.get_by_label("Persetujuan Bangunan Gedung").check()
    expect(other.locator("[data-exam-status]")).to_have_text("Jawaban tersimpan.")
    other.get_by_label("Kesehatan").check()
    other.get_by_label("Kemudahan").check()
    expect(other.locator("[data-exam-status]")).to_have_text("Jawaban tersimpan.")
    other.get_by_role("button", name="Kirim jawaban").click()
    expect(other.get_by_role("heading", name="7 soal belum dijawab")).to_be_visible()
    sound(other)
    other.get_by_role("button", name="Kirim dengan 7 soal kosong").click()
    expect(other.get_by_text("Nilai Anda 30 dari 100.")).to_be_visible()
    sound(other)
    # The first phone learns that the test was sent, and so does the participant's own page.
    phone.reload()
    expect(phone.get_by_text("Nilai Anda 30 dari 100.")).to_be_visible()
    phone.get_by_role("link", name="Halaman Anda", exact=True).click()
    expect(phone.get_by_text("Nilai Anda 30 dari 100.")).to_be_visible()
    sound(phone)


def test_the_same_test_needs_no_script(
    own_page: Pages, own_site: Site, addresses: list[str]
) -> None:
    page = own_page(width=360, height=800, javascript=False)
    page.goto(own_site / addresses[1])
    page.get_by_role("button", name="Mulai").click()
    page.get_by_label("Koefisien Dasar Bangunan").check()
    page.get_by_role("button", name="Simpan dulu").click()
    expect(page.get_by_label("Koefisien Dasar Bangunan")).to_be_checked()
    expect(page.get_by_text("Tersimpan. Anda bisa melanjutkan")).to_be_visible()
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_role("button", name="Kirim dengan 9 soal kosong").click()
    expect(page.get_by_text("Nilai Anda 10 dari 100.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_desk_of_tests_is_accessible_and_fits(
    own_page: Pages,
    own_site: Site,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    page = own_page(width=width, scheme=scheme)
    log_in(page, own_site)
    rest = ("", "pre/", "pre/kertas/", "pre/kertas/unggah/", "pre/soal/", "pre/atur/", "hasil/")
    bank = ("meja/soal/", "meja/soal/baru/", "meja/soal/unggah/", "meja/soal/1/")
    for path in (*(f"{DESK}{each}" for each in rest), *bank):
        page.goto(own_site / path)
        expect(page.locator("h1")).to_be_visible()
        sound(page)
