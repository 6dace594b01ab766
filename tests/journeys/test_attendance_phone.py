"""Codes read by a real camera, and a participant's own page without network: kept on the phone, sent once, confirmed by staff."""

import io
import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Error, Page, Playwright, expect

from tests.journeys.browser import Pages
from tests.journeys.camera import browser_seeing, show
from tests.journeys.conftest import Site
from tests.journeys.test_attendance import HERE, counts, known, looks_right
from tests.journeys.test_attendance import own_site as early_own_site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

__all__ = ["early_own_site", "known"]

own_site = early_own_site
RECORDED = "hadir dicatat|sudah tercatat"
NO_DETECTOR = "delete window.BarcodeDetector"
# Debian's Chromium brings no detector of its own: where there is none, one of the standard's shape asks an independent
# reader, so that the page's way to it is walked all the same.
DETECTOR = """
window.BarcodeDetector ??= class {
  static async getSupportedFormats() { return ["qr_code"] }
  async detect(video) {
    const canvas = document.createElement("canvas")
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    canvas.getContext("2d").drawImage(video, 0, 0)
    const rawValue = await readPicture(canvas.toDataURL("image/png"))
    return rawValue ? [{ rawValue }] : []
  }
}
"""
HOUR_OLD = """
from datetime import timedelta
from django.utils import timezone
from binakon.core import scan
from binakon.trainings.models import Session
print(scan.code_at(Session.objects.get(topic__startswith="Perencanaan").key.hex, timezone.now() - timedelta(hours=1)))
"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the camera sees; written before it is asked."""
    return tmp_path_factory.mktemp("camera") / "seen.y4m"


@pytest.fixture(scope="module")
def browser(playwright: Playwright, film: Path) -> Iterator[Browser]:
    """A browser with a camera."""
    with browser_seeing(playwright, film) as found:
        yield found


def picture_of(page: Page) -> bytes:
    """The code that a page shows, as pixels of its screen."""
    # By its place: the element itself is another one every fifteen seconds.
    place = page.locator(".qr").first.bounding_box()
    assert place is not None
    return page.screenshot(clip=place)


def read_picture(address: str) -> str:
    """What an independent reader finds in a picture that a page hands over."""
    with Image.open(io.BytesIO(b64decode(address.split(",", 1)[1]))) as picture:
        return next((found.text for found in zxingcpp.read_barcodes(picture)), "")


def equip(page: Page, detector: str) -> None:
    """Let the page have the browser's own reader, or only the one that we bring."""
    if detector == "browser":
        page.expose_function("readPicture", read_picture)
    page.add_init_script(DETECTOR if detector == "browser" else NO_DETECTOR)


def readers(page: Page) -> int:
    """How often the page has loaded the reader that we bring."""
    return page.locator("script[src*='jsQR']").count()


@pytest.mark.parametrize("detector", ["browser", "jsQR"])
def test_a_camera_reads_the_code_on_a_participants_phone(
    own_page: Pages, own_site: Site, known: dict[str, list[str]], film: Path, detector: str
) -> None:
    phone = own_page(width=360)
    phone.goto(own_site / f"{known['links'][0]}hadir/")
    show(film, picture_of(phone))
    desk = own_page(width=360)
    equip(desk, detector)
    log_in(desk, own_site, "staf@contoh.example", "contoh-staff")
    desk.goto(own_site / f"{HERE}{known['day']}/pindai/")
    desk.get_by_role("button", name="Pakai kamera").click()
    expect(desk.locator("#terakhir li").first).to_contain_text(known["names"][0])
    expect(desk.locator("#terakhir li").first).to_contain_text(re.compile(RECORDED))
    assert readers(desk) == (detector == "jsQR")


@pytest.mark.parametrize("detector", ["browser", "jsQR"])
def test_a_camera_reads_the_code_on_the_wall(
    own_page: Pages, own_site: Site, known: dict[str, list[str]], film: Path, detector: str
) -> None:
    wall = own_page(width=1280)
    log_in(wall, own_site, "staf@contoh.example", "contoh-staff")
    wall.goto(own_site / f"{HERE}{known['day']}/kode/")
    phone = own_page(width=360)
    equip(phone, detector)
    phone.goto(own_site / f"{known['links'][1]}hadir/")
    # On a slow machine a code may have changed before it is sent; the next one is read then.
    for _try in range(5):
        show(film, picture_of(wall))
        phone.get_by_role("button", name="Pindai dengan kamera").click()
        newest = phone.locator("#terakhir li").first
        expect(newest).to_contain_text("Perencanaan geometrik jalan")
        expect(newest).not_to_contain_text("tersimpan di ponsel ini")
        if re.search(RECORDED, newest.inner_text()):
            break
        phone.reload()
    else:
        pytest.fail(newest.inner_text())
    # One code is enough: the camera rests.
    expect(phone.locator("#gambar")).to_be_hidden()


def test_a_code_that_waited_on_a_participants_phone_is_sent_once_and_confirmed_by_staff(
    own_page: Pages, own_site: Site, known: dict[str, list[str]]
) -> None:
    code = in_process(own_site.installation, HOUR_OLD).strip()
    phone = own_page(width=360, loses_network=True)
    phone.clock.set_system_time(datetime.now(UTC) - timedelta(hours=1))
    phone.goto(own_site / f"{known['links'][2]}hadir/")
    phone.wait_for_function("() => navigator.serviceWorker.controller !== null")
    phone.wait_for_function(
        "async () => (await caches.match(location.href)) && (await (await caches.open('binakon-presensi')).keys()).length > 5"
    )
    phone.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    # The page itself comes back without network, with the code that staff scan.
    phone.reload()
    expect(phone.locator(".qr svg")).to_be_visible()
    phone.get_by_label("Kode di layar ruang kelas").fill("selamat pagi")
    phone.get_by_role("button", name="Saya hadir").click()
    expect(phone.locator("#terakhir")).to_contain_text("Itu bukan kode sesi.")
    phone.get_by_label("Kode di layar ruang kelas").fill(code)
    phone.get_by_role("button", name="Saya hadir").click()
    expect(phone.locator("#terakhir")).to_contain_text("tersimpan di ponsel ini")
    waiting = phone.locator("#jaringan")
    expect(waiting).to_contain_text("Pindaian menunggu dikirim: 1.")
    expect(waiting).not_to_contain_text("Yang tertua")
    looks_right(phone)
    before = counts(own_site)
    # An hour later it still waits, and says so.
    phone.clock.set_system_time(datetime.now(UTC))
    phone.reload()
    expect(waiting).to_contain_text("Yang tertua sudah menunggu 60 menit.")
    expect(waiting).to_have_attribute("data-tone", "bad")
    looks_right(phone)
    assert counts(own_site) == before
    phone.context.set_offline(False)
    # Nobody has to do anything: it goes as soon as there is network, at the latest with the next of its own tries.
    expect(phone.locator("#terakhir")).to_contain_text("menunggu kepastian petugas", timeout=40_000)
    expect(waiting).to_be_hidden()
    scans, present, conflicts = map(int, before.split())
    assert counts(own_site) == f"{scans + 1} {present} {conflicts + 1}"
    # On a borrowed phone the page is taken along.
    phone.get_by_role("button", name="Ponsel pinjaman?").click()
    expect(phone.get_by_role("button", name="Sudah dihapus dari ponsel ini")).to_be_disabled()
    phone.context.set_offline(True)
    with pytest.raises(Error):
        phone.reload()
