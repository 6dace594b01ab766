"""Journeys at the verification desk: two applicants by keyboard, one sent back and corrected, four eyes, every look."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.enrolment.pages import a_picture
from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

WHO = {
    "verifikator": "contoh-verifier",
    "staf": "contoh-staff",
    "kasi": "contoh-section-head",
    "tabalong": "contoh-regency-officer",
}

# A class of four asked papers, and two people with long names; a second class with four eyes.
PEOPLE = """
from binakon.planning.models import Activity
from tests.enrolment.pages import a_real_paper
from tests.enrolment.handed_in import ASKED
from tests.enrolment.people import a_training, registered
facts = dict(employer="CV Karya Mandiri Banua Konsultan Perencana dan Pengawas (contoh)", position="Tenaga ahli muda teknik jalan", education="bachelor", field_of_study="Teknik Sipil, lulus 2014", has_skk=False)
roads = a_training(activity=Activity.objects.get(slug="63-2026-bimtek-jalan"), seats=30, documents=ASKED, quotas={"63.03": 5, "63.09": 5})
names = ["Muhammad Zainuddin Noor Rahman bin H. Syahrani", "Fitriani Norhasanah Abdurrahman Al-Banjari, S.T., M.T.", "Gusti Rizky Pratama"]
for number, name in enumerate(names):
    one = registered(roads, 100 + number, name=name, office=["63.03", "63.07", "63.09"][number], **facts)
    for kind in ASKED:
        a_real_paper(one, kind, f"CONTOH {kind}")
bridges = a_training(activity=Activity.objects.get(slug="63-2026-bimtek-jembatan"), documents=["id_card"], needs_two_verifiers=True)
one = registered(bridges, 200, name="Hj. Rusmawati", office="63.04", **facts)
a_real_paper(one, "id_card", "CONTOH KTP")
"""

LINK = """
from binakon.core.models import Message
print([word for word in Message.objects.get(name="correction_asked").body_text.split() if "/pendaftaran/" in word][0])
"""

STATES = """
from binakon.enrolment.models import Registration
print(" ".join(Registration.objects.order_by("id").values_list("state", flat=True)))
"""


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


@pytest.fixture(scope="module")
def people(own_site: Site) -> Site:
    """The module's own demo with two classes and four applicants."""
    in_process(own_site.installation, PEOPLE)
    return own_site


def arrives(page: Page, site: Site, who: str) -> Page:
    log_in(page, site, f"{who}@contoh.example", WHO[who])
    return page


def accept_by_key(page: Page, papers: int) -> None:
    for _number in range(papers):
        address = page.url
        expect(page.locator("input[name=word]:checked")).to_have_count(0)
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=address: url != before)


def test_a_verifier_accepts_one_and_sends_one_back_by_keyboard_alone(
    own_page, people: Site
) -> None:
    page = arrives(own_page(), people, "verifikator")
    page.goto(people / "meja/verifikasi/")
    page.get_by_role("row", name="BIMTEK Jalan").get_by_role("link").first.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("KTP Muhammad Zainuddin")
    accept_by_key(page, 4)
    expect(page.get_by_text("Semua berkas yang diminta sudah diterima.")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_contain_text("berkas lengkap")

    expect(page.get_by_role("heading", level=2).first).to_contain_text("KTP Fitriani")
    accept_by_key(page, 1)
    page.keyboard.press("2")
    expect(page.get_by_label("Alasan (wajib jika tidak diterima)")).to_be_focused()
    page.keyboard.type("tidak")
    page.keyboard.press("Tab")
    page.keyboard.type("Foto ulang sampai nomor ijazah jelas; 1 dan 2 terbaca.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Pas foto Fitriani")
    accept_by_key(page, 2)
    expect(page.get_by_text("Ijazah: tidak terbaca. Foto ulang sampai nomor")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_contain_text("permintaan perbaikan dikirim")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("KTP Gusti Rizky")
    states = in_process(people.installation, STATES).split()
    assert states == ["verified", "correction", "submitted", "submitted"]


def test_what_was_corrected_by_the_link_comes_back_to_the_queue_and_is_accepted(
    own_page, people: Site
) -> None:
    link = urlsplit(in_process(people.installation, LINK)).path
    phone = own_page(width=360, javascript=False)
    phone.goto(people / link)
    expect(phone.get_by_text("Foto ulang sampai nomor ijazah jelas").first).to_be_visible()
    picture = {"name": "ijazah.jpg", "mimeType": "image/jpeg", "buffer": a_picture("IJAZAH BARU")}
    phone.locator("#file-diploma").set_input_files(picture)
    phone.locator("#berkas-diploma").get_by_role("button", name="Unggah").click()
    expect(phone.locator("body")).not_to_contain_text("Foto ulang sampai nomor ijazah jelas")
    assert in_process(people.installation, STATES).split()[1] == "submitted"

    page = arrives(own_page(), people, "staf")
    page.goto(people / "meja/verifikasi/63-2026-bimtek-jalan/?antrean=perbaikan")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Ijazah Fitriani")
    expect(page.get_by_text("1 berkas", exact=False).first).to_be_visible()
    accept_by_key(page, 1)
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="Tidak ada lagi yang menunggu")).to_be_visible()
    assert in_process(people.installation, STATES).split()[1] == "verified"


def test_four_eyes_need_a_second_person(own_page, people: Site) -> None:
    first = arrives(own_page(), people, "verifikator")
    first.goto(people / "meja/verifikasi/63-2026-bimtek-jembatan/")
    address = first.url
    accept_by_key(first, 1)
    expect(first.get_by_text("Belum bisa disimpulkan")).to_be_visible()
    first.goto(address)
    expect(first.get_by_text("Pemeriksa kedua harus orang lain")).to_be_visible()
    expect(first.locator("input[name=word]")).to_have_count(0)
    second = arrives(own_page(), people, "staf")
    second.goto(people / "meja/verifikasi/63-2026-bimtek-jembatan/?antrean=kedua")
    expect(second.get_by_text("Anda pemeriksa kedua.")).to_be_visible()
    expect(second.get_by_text("juga sedang membuka pendaftaran ini")).to_be_visible()
    accept_by_key(second, 1)
    second.keyboard.press("s")
    expect(second.get_by_role("heading", name="Tidak ada lagi yang menunggu")).to_be_visible()
    assert in_process(people.installation, STATES).split()[3] == "verified"


def test_without_a_script_the_paper_turns_and_a_verdict_is_saved(own_page, people: Site) -> None:
    page = arrives(own_page(javascript=False), people, "staf")
    page.goto(people / "meja/verifikasi/63-2026-bimtek-jalan/")
    page.get_by_role("link", name="Putar").click()
    expect(page.locator(".sheet")).to_have_attribute("data-turn", "90")
    page.get_by_role("link", name="Perbesar").click()
    expect(page.locator(".sheet")).to_have_attribute("data-large", "1")
    page.get_by_role("radio", name="Terima").check()
    page.get_by_role("button", name="Simpan, berkas berikutnya").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Ijazah Gusti")


def test_keys_are_silent_while_somebody_types_and_when_switched_off(own_page, people: Site) -> None:
    page = arrives(own_page(), people, "staf")
    page.goto(people / "meja/verifikasi/63-2026-bimtek-jalan/")
    address = page.url
    page.get_by_label("Catatan (boleh kosong)").fill("")
    page.keyboard.type("123 njs")
    assert page.url == address
    expect(page.locator("input[name=word]:checked")).to_have_count(0)
    page.get_by_text("Tombol pintas", exact=True).click()
    page.get_by_label("Tombol pintas menyala").uncheck()
    page.locator(".sheet").focus()
    page.keyboard.press("1")
    expect(page.locator("input[name=word]:checked")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_the_desk_reads_well(own_page, people: Site, width: int, scheme: str) -> None:
    page = arrives(own_page(width=width, scheme=scheme), people, "kasi")
    page.goto(people / "meja/verifikasi/63-2026-bimtek-jalan/")
    addresses = [page.url, people / "meja/verifikasi/", people / "meja/pendaftaran/"]
    page.goto(people / "meja/pendaftaran/")
    addresses.append(str(page.get_by_role("link", name="Gusti Rizky").get_attribute("href")))
    for address in addresses:
        page.goto(address if address.startswith("http") else people / address)
        page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
        assert (address, axe(page)) == (address, [])
        assert (address, no_sideways_scroll(page)) == (address, [])


def test_a_regencys_officer_sees_only_their_own_people(own_page, people: Site) -> None:
    page = arrives(own_page(), people, "tabalong")
    page.goto(people / "meja/pendaftaran/")
    expect(page.get_by_role("link", name="Gusti Rizky Pratama")).to_be_visible()
    expect(page.get_by_role("heading", level=2).first).to_have_text("1 seluruhnya")
