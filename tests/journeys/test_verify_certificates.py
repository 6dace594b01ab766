"""Journeys of whoever holds a certificate in hand: by QR, by number, by PDF, and without any network."""

import base64
import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

VALID = "Sertifikat ini terdaftar dan berlaku"
# The demo's own certificates: one that stands, one that was replaced, its successor, one that was revoked.
KNOWN = """
import base64, json
from binakon.core import files
from binakon.trainings.models import Certificate
rows = Certificate.objects.select_related("pdf")
new = rows.exclude(replaces=None).get()
found = {"good": rows.filter(state="valid", replaces=None).first(), "old": new.replaces, "new": new, "bad": rows.get(state="revoked")}
told = {key: {"token": row.token, "number": row.number, "code": row.code, "name": row.content["name"], "offline": row.offline} for key, row in found.items()}
told["good"]["pdf"] = base64.b64encode(files.read(found["good"].pdf)).decode()
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(own_site: Site) -> dict[str, Any]:
    """What a holder reads on each of them."""
    found: dict[str, Any] = json.loads(in_process(own_site.installation, KNOWN).splitlines()[-1])
    return found


def fit(page: Page) -> tuple[list[str], list[str]]:
    return axe(page), no_sideways_scroll(page)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_by_qr_by_number_and_by_file(
    own_page, own_site: Site, told: dict[str, Any], width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme, refusals=(404, 422))
    good = told["good"]
    page.goto(own_site / f"v/{good['token']}/")
    expect(page.get_by_role("heading", name=VALID)).to_be_visible()
    expect(page.get_by_text(good["name"])).to_be_visible()
    assert fit(page) == ([], [])
    page.get_by_role("link", name="Periksa sertifikat lain").click()
    assert fit(page) == ([], [])
    page.get_by_label("Nomor sertifikat").fill(good["number"])
    page.get_by_label("Kode periksa").fill(f"{good['code'][:4]}-XXXX")
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Tidak ada sertifikat")
    assert fit(page) == ([], [])
    page.get_by_label("Kode periksa").fill(f"{good['code'][:4]}-{good['code'][4:]}".lower())
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_role("heading", name=VALID)).to_be_visible()
    printed = base64.b64decode(good["pdf"])
    for content, words in (
        (printed, "Berkas PDF-nya sama persis."),
        (printed + b"\n", "Berkas ini tidak sama dengan sertifikat mana pun"),
    ):
        page.goto(own_site / "verifikasi/")
        page.get_by_label("Berkas sertifikat (PDF)").set_input_files(
            {"name": "s.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        page.get_by_role("button", name="Bandingkan berkas").click()
        expect(page.get_by_text(words).first).to_be_visible()
        assert fit(page) == ([], [])
    page.goto(own_site / "v/PALSU/")
    expect(page.get_by_role("heading", name="tidak ada dalam daftar kami")).to_be_visible()
    assert fit(page) == ([], [])


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_one_that_was_revoked_or_replaced_is_shown_as_such(
    own_page, own_site: Site, told: dict[str, Any], width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)
    page.goto(own_site / f"v/{told['bad']['token']}/")
    expect(page.get_by_role("heading", name="Sertifikat ini sudah dicabut")).to_be_visible()
    expect(page.get_by_text("berkas pendaftaran tidak benar")).to_be_visible()
    assert fit(page) == ([], [])
    page.goto(own_site / f"v/{told['old']['token']}/")
    expect(page.get_by_role("heading", name="Sertifikat ini sudah diganti")).to_be_visible()
    assert fit(page) == ([], [])
    page.get_by_role("link", name="Lihat penggantinya").click()
    expect(page.get_by_text(told["new"]["name"])).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_without_network_a_signature_is_checked_and_an_edited_name_is_found(
    own_page, own_site: Site, told: dict[str, Any], width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)
    page.goto(own_site / "verifikasi/luring/")
    expect(page.get_by_text("Siap dipakai tanpa jaringan di ponsel ini.")).to_be_visible()
    own_site_cut(page)
    good = told["good"]
    page.goto(own_site / f"verifikasi/luring/#{good['offline']}")
    page.reload()
    expect(page.get_by_role("heading", name="Tanda tangannya sah")).to_be_visible()
    expect(page.get_by_text(good["name"])).to_be_visible()
    expect(page.get_by_text("Pemeriksaan luring tidak tahu pencabutan.")).to_be_visible()
    assert fit(page) == ([], [])
    text = good["offline"]
    edited = text[:120] + ("A" if text[120] != "A" else "B") + text[121:]
    page.get_by_label("Isi QR").fill(edited)
    page.get_by_role("button", name="Periksa isi QR").click()
    expect(page.get_by_text("Jangan percaya QR ini.")).to_be_visible()
    expect(page.get_by_role("heading", name="Tanda tangannya sah")).to_be_hidden()
    assert fit(page) == ([], [])
    page.get_by_label("Isi QR").fill(told["new"]["offline"])
    page.get_by_role("button", name="Periksa isi QR").click()
    expect(page.get_by_text(told["new"]["name"])).to_be_visible()


def own_site_cut(page: Page) -> None:
    """No network any more, for the page and for its worker."""
    page.context.set_offline(True)
    assert page.evaluate("navigator.onLine") is False


def test_a_device_without_ed25519_checks_with_the_library_beside_it(
    own_page, own_site: Site, told: dict[str, Any]
) -> None:
    page = own_page(width=360)
    page.add_init_script(
        "crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))"
    )
    page.goto(own_site / f"verifikasi/luring/#{told['good']['offline']}")
    expect(page.get_by_role("heading", name="Tanda tangannya sah")).to_be_visible()
    text = told["good"]["offline"]
    page.get_by_label("Isi QR").fill(text[:120] + ("A" if text[120] != "A" else "B") + text[121:])
    page.get_by_role("button", name="Periksa isi QR").click()
    expect(page.get_by_text("Jangan percaya QR ini.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_key_is_replaced_at_the_desk_and_old_codes_stay_good(
    own_page, own_site: Site, told: dict[str, Any], width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)
    log_in(page, own_site)
    page.goto(own_site / "meja/kunci/")
    assert fit(page) == ([], [])
    page.get_by_role("link", name="Ganti kunci").first.click()
    assert fit(page) == ([], [])
    page.get_by_label("Alasan mengganti kunci").fill("Pergantian tahunan")
    page.get_by_role("button", name="Ganti kunci").click()
    expect(page.get_by_text("Kunci diganti.")).to_be_visible()
    assert fit(page) == ([], [])
    page.goto(own_site / f"verifikasi/luring/#{told['good']['offline']}")
    expect(page.get_by_role("heading", name="Tanda tangannya sah")).to_be_visible()
