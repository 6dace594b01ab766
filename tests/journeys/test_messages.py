"""Journeys at the outbox desk: edit one message, call another off, pass one on by WhatsApp; the week's deadlines."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.outbox_story import STORY
from tests.journeys.test_published_year import log_in
from tests.runners import in_process


@pytest.fixture(scope="module")
def busy_site(own_site: Site) -> Site:
    in_process(own_site.installation, STORY)
    return own_site


def staff(page: Page, site: Site) -> Page:
    log_in(page, site, "staf@contoh.example", "contoh-staff")
    return page


def number_of(page: Page, site: Site, subject: str) -> int:
    """The number of the newest message whose subject begins so."""
    page.goto(site / "meja/pesan/?baris=100")
    href = page.get_by_role("link", name=subject).first.get_attribute("href") or ""
    return int(href.split("/")[3])


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_messages_and_deadlines_are_fit_to_be_used(
    own_page, busy_site: Site, width: int, scheme: str
) -> None:
    page = staff(own_page(width=width, scheme=scheme), busy_site)
    first = number_of(page, busy_site, "Kursi")
    for path in (
        "meja/",
        "meja/pesan/",
        "meja/pesan/?keadaan=gagal",
        f"meja/pesan/{first}/",
        f"meja/pesan/{first + 2}/",
        f"meja/pesan/{first + 4}/",
        f"meja/pesan/{first + 6}/",
        f"meja/pesan/{first}/ubah/",
        "meja/tenggat/",
    ):
        page.goto(busy_site / path)
        assert (path, axe(page)) == (path, [])
        assert (path, no_sideways_scroll(page)) == (path, [])


def test_staff_edits_one_message_calls_another_off_and_passes_a_third_on(
    own_page, busy_site: Site
) -> None:
    page = staff(own_page(), busy_site)
    page.goto(busy_site / "meja/pesan/")
    page.get_by_role("link", name="Kursi tersedia untuk Anda").click()
    page.get_by_role("link", name="Ubah perihal dan isi").click()
    page.get_by_label("Perihal").fill("Kursi Anda di BIMTEK Jalan")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kursi Anda di BIMTEK Jalan")
    expect(page.get_by_text("diubah: perihal")).to_be_visible()
    page.get_by_text("Lihat sebagai surel").click()
    expect(page.frame_locator("iframe").get_by_text("Satu kursi")).to_be_visible()

    page.goto(busy_site / "meja/pesan/")
    page.get_by_role("link", name="Panggilan peserta").click()
    page.locator("summary").filter(has_text="Batalkan pesan ini").click()
    page.get_by_label("Alasan membatalkan").fill("Jadwal diundur")
    page.get_by_role("button", name="Batalkan pesan ini").click()
    expect(page.get_by_role("status")).to_contain_text("tidak akan dikirim")
    page.get_by_role("button", name="Urungkan pembatalan").click()
    expect(page.get_by_text("dijadwalkan", exact=True)).to_be_visible()

    page.goto(busy_site / "meja/pesan/?keadaan=whatsapp")
    page.get_by_role("link", name="Pendaftaran Anda kami terima").click()
    href = page.get_by_role("link", name="Buka di WhatsApp").get_attribute("href") or ""
    assert href.startswith("https://wa.me/6281200000002?text=Yth.%20Noor%20Hikmah")
    assert unquote(href).endswith("/")
    assert "https://binakon.contoh.example/pendaftaran/3f2a9cbb" in unquote(href)
    page.get_by_role("button", name="Tandai sudah diteruskan").click()
    expect(page.get_by_role("status")).to_contain_text("sudah diteruskan")
    page.goto(busy_site / "meja/pesan/?keadaan=whatsapp")
    expect(page.get_by_role("link", name="Pendaftaran Anda kami terima")).to_have_count(0)


def test_a_regency_officer_sees_this_week_and_nobody_elses_clocks(
    own_page, busy_site: Site
) -> None:
    page = own_page()
    log_in(page, busy_site, "tabalong@contoh.example", "contoh-regency-officer")
    expect(page.get_by_role("heading", name="Minggu ini")).to_be_visible()
    page.get_by_role("link", name="Semua tenggat").click()
    expect(page.get_by_text("Kabupaten Tabalong: calon peserta BIMTEK Arsitek")).to_be_visible()
    expect(page.get_by_text("Noor Hikmah")).to_have_count(0)
    assert axe(page) == []
