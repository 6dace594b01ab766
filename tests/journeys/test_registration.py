"""An applicant on a phone: from the activity's page to the status page, in every way that a phone can be used."""

from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.installation import Installation
from tests.journeys.browser import Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.runners import in_process

OPEN = """
from datetime import UTC, datetime, timedelta
from binakon.core import ledger
from binakon.enrolment.models import Training, TrainingDay
from binakon.planning.models import Activity
now = datetime.now(UTC)
for code, asked in (("bimtek-jalan", ["id_card", "photo"]), ("bimtek-6", [])):
    training = Training.objects.create(
        activity=Activity.objects.get(code=code), seats=20, pool=20, policy="first_come", documents=asked,
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=9),
        starts_on=(now + timedelta(days=30)).date(), ends_on=(now + timedelta(days=31)).date(),
        venue="Aula Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Selatan (contoh)",
        requirements="Pendidikan paling rendah D3 teknik.", contact_name="Siti Rahmawati Hasanah (contoh)",
        contact_phone="0812 0000 9999",
    )
    TrainingDay.objects.create(training=training, on=training.starts_on, starts_at="08:00", ends_at="16:30")
    ledger.move(training, "open", by=by, sentence="dibuka", office_code="63")
"""
NAME = "Muhammad Zainuddin Noor Rahman bin H. Syahrani Abdurrahman (contoh)"


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


@pytest.fixture(scope="module")
def open_site(own_site: Site) -> Site:
    """A demo in which two classes take registrations: one asks for papers, one does not."""
    in_process(own_site.installation, OPEN)
    return own_site


def a_phone_photo(folder: Path) -> Path:
    """A photo as a phone takes it: large, turned by its EXIF, with a place in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Contoh"
    picture = Image.radial_gradient("L").resize((2400, 1800)).convert("RGB")
    target = BytesIO()
    picture.save(target, "JPEG", quality=80, exif=exif)
    path = folder / "IMG_20260410.jpg"
    path.write_bytes(target.getvalue())
    return path


def looks_right(page: Page) -> None:
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


def state_of(installation: Installation, code: str) -> str:
    read = f'from binakon.enrolment.models import Registration\nprint(Registration.objects.get(code="{code}").state)'
    return in_process(installation, read).split()[-1]


def code_on(page: Page) -> str:
    return page.locator(".eyebrow").inner_text().split()[-1]


def fill_who(page: Page, nik: str) -> None:
    page.get_by_label("Nama sesuai KTP").fill(NAME)
    page.get_by_label("NIK", exact=True).fill(nik)
    page.get_by_label("Tanggal lahir").fill("4 5 1991")
    page.get_by_label("laki-laki").check()
    page.get_by_role("button", name="Simpan dan lanjut").click()


def fill_reach(page: Page) -> None:
    page.get_by_label("Kabupaten/kota tempat Anda bekerja").select_option(label="Kabupaten Banjar")
    page.get_by_label("Nomor HP").fill("0812-0000-1234")
    page.get_by_label("Pendidikan terakhir").select_option(label="S1")
    page.get_by_label("Belum punya").check()
    page.get_by_role("button", name="Simpan dan lanjut").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_applicant_with_a_phone_photo_reaches_the_status_page(
    own_page: Pages, open_site: Site, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    page = own_page(width=360, scheme=scheme, refusals=(422,))
    page.goto(open_site / "kegiatan/63-2026-bimtek-jalan/")
    looks_right(page)
    page.get_by_role("link", name="Daftar sekarang").click()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(4)
    looks_right(page)
    fill_who(page, "6303 0504 0591 0012" if scheme == "light" else "6303.0504.0591.0013")
    looks_right(page)
    fill_reach(page)
    looks_right(page)
    photo = a_phone_photo(tmp_path)
    for label, kind in (("KTP", "id_card"), ("Pas foto", "photo")):
        page.get_by_label(label, exact=True).set_input_files(photo)
        page.locator(f"#berkas-{kind} .badge", has_text="Tersimpan").wait_for()
    looks_right(page)
    page.get_by_role("button", name="Lanjut").click()
    expect(page.locator(".nik")).to_contain_text("63••••••••••••1", use_inner_text=True)
    looks_right(page)
    page.get_by_label("Data yang saya isi benar").check()
    page.get_by_role("button", name="Kirim pendaftaran").click()
    expect(page.locator("h1")).to_contain_text(
        "Pendaftaran Anda masuk: satu kursi ditahan", use_inner_text=True
    )
    looks_right(page)
    assert state_of(open_site.installation, code_on(page)) == "submitted"


def test_without_javascript_the_same_pages_do_the_same(
    own_page: Pages, open_site: Site, tmp_path: Path
) -> None:
    page = own_page(width=360, javascript=False)
    page.goto(open_site / "kegiatan/63-2026-bimtek-jalan/daftar/")
    fill_who(page, "6303050405910014")
    fill_reach(page)
    photo = a_phone_photo(tmp_path)
    for kind in ("id_card", "photo"):
        page.locator(f"#file-{kind}").set_input_files(photo)
        page.locator(f"#berkas-{kind}").get_by_role("button", name="Unggah").click()
        page.locator(f"#berkas-{kind} .badge", has_text="Tersimpan").wait_for()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Data yang saya isi benar").check()
    page.get_by_role("button", name="Kirim pendaftaran").click()
    expect(page.locator("h1")).to_contain_text("Pendaftaran Anda masuk", use_inner_text=True)
    page.get_by_role("link", name="Batalkan pendaftaran").click()
    page.get_by_role("button", name="Batalkan pendaftaran").click()
    expect(page.locator("h1")).to_have_text(
        "Anda tidak lagi terdaftar di kelas ini", use_inner_text=True
    )


def test_with_the_keyboard_alone(own_page: Pages, open_site: Site) -> None:
    page = own_page(width=360)
    page.goto(open_site / "kegiatan/63-2026-bimtek-6/daftar/")
    page.get_by_label("Nama sesuai KTP").focus()
    keyboard = page.keyboard
    keyboard.type(NAME)
    for words in ("6303050405910015", "4 Mei 1991"):
        keyboard.press("Tab")
        keyboard.type(words)
    keyboard.press("Tab")
    keyboard.press("Space")
    keyboard.press("Enter")
    page.get_by_label("Kabupaten/kota tempat Anda bekerja").focus()
    keyboard.type("Kabupaten Tap")
    keyboard.press("Tab")
    keyboard.type("081200005678")
    for words in ("", "S1", "Teknik Sipil", "CV Contoh", "Pelaksana"):
        keyboard.press("Tab")
        keyboard.type(words)
    keyboard.press("Tab")
    keyboard.press("Space")
    keyboard.press("Enter")
    page.get_by_label("Data yang saya isi benar").focus()
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Enter")
    page.locator("h1", has_text="Pendaftaran Anda masuk").wait_for()
    expect(page.get_by_text("Kabupaten Tapin")).to_have_count(1)


def test_a_form_is_left_and_taken_up_on_another_phone(own_page: Pages, open_site: Site) -> None:
    first = own_page(width=360)
    first.goto(open_site / "kegiatan/63-2026-bimtek-6/daftar/")
    fill_who(first, "6303050405910016")
    first.get_by_text("Lanjutkan nanti").click()
    link = first.locator(".kept-link a").get_attribute("href")
    assert link is not None
    other = own_page(width=1280)
    other.goto(link)
    expect(other.locator("h1")).to_have_text("Pendaftaran Anda belum dikirim", use_inner_text=True)
    looks_right(other)
    other.get_by_role("link", name="Lanjutkan pendaftaran").click()
    fill_reach(other)
    other.go_back()
    expect(other.get_by_label("Nomor HP")).to_have_value("0812-0000-1234")
    other.go_forward()
    other.get_by_role("link", name="Ubah data diri").click()
    expect(other.get_by_label("Nama sesuai KTP")).to_have_value(NAME)
    other.get_by_role("button", name="Simpan dan lanjut").click()
    expect(other.locator("h1")).to_have_text("Periksa dan kirim", use_inner_text=True)


@pytest.mark.parametrize("path", ["pendaftaran/abc/", "pendaftaran/surel/abc/"])
def test_a_broken_link_is_a_page_to_go_on_from(own_page: Pages, open_site: Site, path: str) -> None:
    page = own_page(width=360, refusals=(404,))
    page.goto(open_site / path)
    expect(page.locator("h1")).to_have_text("Tautan ini tidak dikenal", use_inner_text=True)
    looks_right(page)
