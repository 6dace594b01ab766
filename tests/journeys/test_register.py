"""Journeys in the register of people: fit to be used, and from a new person to a letter about their SKK."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.register_story import STORY
from tests.journeys.test_published_year import log_in
from tests.runners import in_process


@pytest.fixture(scope="module")
def person(own_site: Site) -> str:
    """The address of somebody with a record of every kind."""
    return f"meja/orang/{in_process(own_site.installation, STORY)}/"


def staff(page: Page, site: Site) -> Page:
    log_in(page, site, "staf@contoh.example", "contoh-staff")
    return page


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_register_is_fit_to_be_used(
    own_page, own_site: Site, person: str, width: int, scheme: str
) -> None:
    page = staff(own_page(width=width, scheme=scheme), own_site)
    for path in (
        "meja/orang/",
        "meja/orang/baru/",
        person,
        f"{person}ubah/",
        f"{person}skk/baru/",
        f"{person}kta/baru/",
        "meja/orang/masa-berlaku/",
        "meja/orang/masa-berlaku/?kapan=tanpa",
    ):
        page.goto(own_site / path)
        assert (path, axe(page)) == (path, [])
        assert (path, no_sideways_scroll(page)) == (path, [])


def test_a_new_person_gets_an_skk_and_a_letter_before_it_ends(
    own_page, own_site: Site, person: str
) -> None:
    page = staff(own_page(refusals=(422,)), own_site)
    page.goto(own_site / "meja/orang/")
    page.get_by_role("link", name="Tambah orang").click()
    page.get_by_label("Nama lengkap").fill("Rusdiana Hasanah")
    page.get_by_label("NIK", exact=True).fill("630999 010190 0001")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("NIK ini milik orang yang sudah tercatat.")).to_be_visible()
    page.get_by_label("NIK", exact=True).fill("630999 410190 0009")
    page.get_by_label("Nomor WA").fill("0812 3456 7890")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rusdiana Hasanah")
    page.get_by_role("link", name="Tambah SKK").click()
    page.get_by_label("Jabatan kerja", exact=True).fill("Ahli Muda Geoteknik")
    page.get_by_label("Jenjang").select_option("7")
    page.get_by_label("Berlaku sampai").fill("2025-12-31")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Kurang 100: ada 0 dari 100 SKPK")).to_be_visible()

    page.goto(own_site / "meja/orang/masa-berlaku/?kapan=lewat&cari=Rusdiana")
    page.get_by_label("Rusdiana Hasanah").check()
    page.get_by_role("button", name="Beri tahu pemegangnya").click()
    expect(page.get_by_text("Beri tahu pemegang 1 SKK")).to_be_visible()
    page.get_by_role("button", name="Beri tahu pemegangnya (1)").click()
    expect(page.get_by_text("masuk ke pesan keluar.")).to_be_visible()
    page.goto(own_site / "meja/pesan/?keadaan=whatsapp")
    expect(page.get_by_role("link", name="SKK Anda sudah tidak berlaku")).to_be_visible()
