"""Journeys through the second factor: an authenticator app, a passkey, and logging in with each."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in

PASSWORDS = {"verifikator": "contoh-verifier", "kadis": "contoh-head-of-office"}


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def be_sure(page: Page, who: str) -> None:
    """Where the page wants to be sure who it is, say the password again."""
    if page.get_by_role("heading", name="Pastikan ini Anda").count():
        page.get_by_label("Kata sandi").fill(PASSWORDS[who])
        page.get_by_role("button", name="Lanjutkan").click()


def test_an_authenticator_app_is_set_up_and_asked_for_at_the_next_log_in(
    own_page, own_site: Site
) -> None:
    page = own_page()
    log_in(page, own_site, "verifikator@contoh.example", PASSWORDS["verifikator"])
    page.get_by_role("link", name="Noor Aida Fitriani").click()
    page.get_by_role("link", name="Atur faktor kedua").click()
    page.get_by_role("link", name="Pasang aplikasi").click()
    be_sure(page, "verifikator")
    expect(page.locator(".qr svg")).to_be_visible()
    assert axe(page) == []
    secret = page.locator("code").inner_text()
    page.get_by_label("Kode enam angka dari aplikasi").fill(code_of(secret))
    page.get_by_role("button", name="Pasang").click()
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    expect(page.locator(".codes li")).to_have_count(10)
    with page.expect_navigation():
        page.get_by_role("button", name="Keluar").click()

    page = own_page(width=360)
    page.goto(own_site / "meja/masuk/")
    page.get_by_label("Surel").fill("verifikator@contoh.example")
    page.get_by_label("Kata sandi").fill(PASSWORDS["verifikator"])
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Satu langkah lagi")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Kode dari aplikasi").fill(code_of(secret))
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/meja/")


def test_a_passkey_is_added_and_logs_in_without_a_password(own_page, own_site: Site) -> None:
    address = own_site.address.replace("127.0.0.1", "localhost")
    page = own_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    site = Site(address, own_site.installation)
    log_in(page, site, "kadis@contoh.example", PASSWORDS["kadis"])
    page.goto(site / "meja/akun/faktor-kedua/kunci/tambah/")
    be_sure(page, "kadis")
    assert axe(page) == []
    page.get_by_label("Nama kunci").fill("Ponsel contoh")
    page.get_by_label("Boleh masuk tanpa kata sandi").check()
    page.get_by_role("button", name="Tambah kunci ini").click()
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Keluar").click()
    page.goto(site / "meja/masuk/")
    page.get_by_role("button", name="Masuk dengan kunci masuk").click()
    page.wait_for_url("**/meja/")
    expect(page.get_by_role("link", name="Siti Khadijah Rusmalina")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_the_account_is_fit_to_be_used(
    own_page, own_site: Site, width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)
    for path in ("meja/masuk/", "meja/masuk/lupa/", "meja/masuk/lupa/terkirim/"):
        page.goto(own_site / path)
        assert (path, axe(page), no_sideways_scroll(page)) == (path, [], [])
    log_in(page, own_site)
    for path in (
        "meja/akun/",
        "meja/akun/faktor-kedua/",
        "meja/akun/faktor-kedua/kunci/",
        "meja/akun/sandi/",
    ):
        page.goto(own_site / path)
        assert (path, axe(page), no_sideways_scroll(page)) == (path, [], [])
