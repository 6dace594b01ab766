"""Attendance in a room without network: scans wait on the phone, are sent once, and what contradicts stays visible."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import LOOKS, log_in
from tests.runners import in_process

# A class of today with three people, a session that lasts all day and one that was in the night.
CLASS = """
import json
from datetime import time
from binakon.enrolment.models import Registration
from binakon.planning.models import Activity
from binakon.trainings.queries.attendance import badge_of
from binakon.enrolment.rules.links import token_of
from tests.trainings.classes import a_class, a_session, participants
training = a_class(3, activity=Activity.objects.get(slug="63-2026-bimtek-jalan"), venue="Aula Dinas PUPR Provinsi Kalimantan Selatan, Banjarbaru")
names = ["Muhammad Zainuddin Noor Rahman bin H. Syahrani", "Fitriani Norhasanah Abdurrahman Al-Banjari, S.T., M.T.", "Gusti Rizky Pratama"]
for one, name in zip(participants(training), names, strict=True):
    Registration.objects.filter(pk=one.pk).update(name=name, employer="CV Karya Mandiri Banua Konsultan Perencana dan Pengawas (contoh)")
day = a_session(training, starts=time(0), ends=time(23, 59), jp=8, topic="Perencanaan geometrik jalan dan keselamatan lalu lintas", room="Ruang Meratus")
night = a_session(training, on=training.ends_on, starts=time(12), jp=4, ends=time(15), topic="Praktik perhitungan tebal perkerasan lentur")
people = participants(training)
print(json.dumps({"day": day.pk, "tomorrow": night.pk, "names": [str(one) for one in people], "badges": [badge_of(one) for one in people], "links": [f"/pendaftaran/{token_of(one.key.hex, 1)}/" for one in people]}))
"""
CODE = """
from django.utils import timezone
from binakon.core import scan
from binakon.trainings.models import Session
print(scan.code_at(Session.objects.get(topic__startswith="Perencanaan").key.hex, timezone.now()))
"""
COUNTS = """
from binakon.trainings.models import Presence, Scan
print(Scan.objects.count(), Presence.objects.counted().count(), Scan.objects.filter(outcome="conflict").count())
"""
HERE = "meja/pelatihan/63-2026-bimtek-jalan/hadir/"


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes."""
    return early_site


@pytest.fixture(scope="module")
def known(own_site: Site) -> dict[str, list[str]]:
    """The sessions, badges and links of the class."""
    found: dict[str, list[str]] = json.loads(in_process(own_site.installation, CLASS))
    return found


def looks_right(page: Page) -> None:
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


def counts(site: Site) -> str:
    return in_process(site.installation, COUNTS)


def typed(page: Page, text: str) -> None:
    page.get_by_label("Kode atau nama peserta").fill(text)
    page.get_by_role("button", name="Catat hadir").click()


def test_scans_of_a_room_without_network_wait_and_are_taken_once(
    own_page: Pages, own_site: Site, known: dict[str, list[str]]
) -> None:
    page = own_page(width=360, loses_network=True)
    log_in(page, own_site, "staf@contoh.example", "contoh-staff")
    page.goto(own_site / f"{HERE}{known['day']}/pindai/")
    looks_right(page)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.wait_for_function(
        "async () => (await caches.match(location.href)) && (await (await caches.open('binakon-presensi')).keys()).length > 5"
    )
    page.wait_for_function(
        "async () => (await Promise.all(document.getElementById('pindai').dataset.besides.split(' ').map((each) => caches.match(each)))).every(Boolean)"
    )
    page.context.set_offline(True)
    # The page itself comes back without network.
    page.reload()
    typed(page, known["badges"][0])
    typed(page, known["badges"][1])
    waiting = page.locator("#jaringan")
    expect(waiting).to_contain_text("Luring")
    expect(waiting).to_contain_text("Pindaian menunggu dikirim: 2.")
    expect(page.locator("#terakhir")).to_contain_text(known["names"][1])
    looks_right(page)
    assert counts(own_site) == "0 0 0"
    page.reload()
    expect(waiting).to_contain_text("Pindaian menunggu dikirim: 2.")
    # A session that was never opened is no other session's page, nor is the address of the installed app.
    for path in (f"{HERE}{known['tomorrow']}/pindai/", HERE):
        page.goto(own_site / path)
        expect(page.locator("h1")).to_have_text("Halaman ini belum disimpan di ponsel ini")
        expect(page.locator("#pindai")).to_have_count(0)
        expect(page.locator("#tersimpan a")).to_have_text(
            ["Pindai: Perencanaan geometrik jalan dan keselamatan lalu lintas"]
        )
        looks_right(page)
    page.locator("#tersimpan a").click()
    expect(page.locator("#pindai")).to_have_attribute("data-session", str(known["day"]))
    expect(waiting).to_contain_text("Pindaian menunggu dikirim: 2.")
    page.context.set_offline(False)
    page.reload()
    expect(waiting).to_be_hidden()
    assert counts(own_site) == "2 2 0"
    # Logging out takes the names along.
    page.goto(own_site / HERE)
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url(own_site / "")
    assert page.evaluate("caches.keys()") == []


def test_a_conflict_stays_visible_until_it_is_settled(
    own_page: Pages, own_site: Site, known: dict[str, list[str]]
) -> None:
    page = own_page(width=1280)
    log_in(page, own_site, "staf@contoh.example", "contoh-staff")
    page.goto(own_site / f"{HERE}{known['tomorrow']}/pindai/")
    typed(page, known["badges"][2])
    expect(page.locator("#terakhir")).to_contain_text("Dipindai di luar jam sesi.")
    page.goto(own_site / HERE)
    looks_right(page)
    expect(page.locator("main")).to_contain_text("1 bertentangan", use_inner_text=True)
    page.get_by_role("link", name="Praktik perhitungan tebal").first.click()
    looks_right(page)
    page.get_by_label("Tidak dihitung hadir").check()
    page.get_by_label("Catatan").fill("Terpindai untuk hari yang keliru")
    page.get_by_role("button", name="Selesaikan").click()
    expect(page.locator("main")).to_contain_text("Diselesaikan.", use_inner_text=True)
    page.goto(own_site / HERE)
    expect(page.locator("main")).not_to_contain_text(
        "bertentangan dan menunggu", use_inner_text=True
    )


def test_a_participant_scans_the_projected_code_with_their_own_phone(
    own_page: Pages, own_site: Site, known: dict[str, list[str]]
) -> None:
    desk = own_page(width=1280)
    log_in(desk, own_site, "staf@contoh.example", "contoh-staff")
    desk.goto(own_site / f"{HERE}{known['day']}/kode/")
    looks_right(desk)
    shown = desk.locator("#kode .big").inner_text()
    phone = own_page(width=360, javascript=False)
    phone.goto(own_site / known["links"][2])
    phone.get_by_role("link", name="Kode QR dan kehadiran Anda").click()
    phone.get_by_label("Kode di layar ruang kelas").fill(shown)
    phone.get_by_role("button", name="Saya hadir").click()
    expect(phone.locator("main")).to_contain_text("hadir dicatat", use_inner_text=True)
    # The code on the wall is another one soon.
    desk.wait_for_function(
        "before => document.querySelector('#kode .big').innerText !== before",
        arg=shown,
        timeout=20_000,
    )


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_attendance_look_right(
    own_page: Pages, own_site: Site, known: dict[str, list[str]], width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)  # type: ignore[arg-type]
    log_in(page, own_site, "staf@contoh.example", "contoh-staff")
    for path in ("", f"{known['day']}/", f"{known['day']}/pindai/", f"{known['day']}/kode/"):
        page.goto(own_site / f"{HERE}{path}")
        looks_right(page)
    page.goto(own_site / f"{known['links'][0]}hadir/")
    looks_right(page)
