"""A journey from a completed class to recorded SKK: proposed, sent to an LSP, tested, and its file taken whole."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from binakon.core.calendar import today
from tests.certification.batches import a_workbook
from tests.journeys import batch_story
from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

BATCHES = "meja/sertifikasi/rombongan/"


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


@pytest.fixture(scope="module")
def prepared(own_site: Site) -> Site:
    """The demo with a completed class and an LSP."""
    told(own_site, batch_story.PREPARE)
    return own_site


def told(site: Site, code: str) -> str:
    return in_process(site.installation, batch_story.IMPORTS + code)


def a_scan(folder: Path) -> Path:
    content = BytesIO()
    Image.new("RGB", (600, 850), "white").save(content, "JPEG")
    path = folder / "surat-bertanda-tangan.jpg"
    path.write_bytes(content.getvalue())
    return path


def as_lsp(page: Page, site: Site) -> Page:
    page.goto(site / "meja/")
    page.get_by_label("Surel").fill("lsp@contoh.example")
    page.get_by_label("Kata sandi").fill(batch_story.PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/meja/mitra/")
    return page


def proposed(page: Page, site: Site) -> None:
    page.goto(
        site / f"meja/sertifikasi/kegiatan/{batch_story.ACTIVITY}/usul/?kelas={batch_story.CLASS}"
    )
    for name in batch_story.NAMES:
        page.get_by_label(name).check()
    page.get_by_label("Nama jabatan kerja menurut LSP").fill("Ahli Muda Teknik Jalan")
    page.get_by_label("Jenjang").select_option("7")
    page.get_by_role("button", name="Usulkan yang dipilih").click()
    expect(page.get_by_role("status")).to_be_visible()


def sent_to_the_lsp(page: Page, site: Site, scan: Path) -> None:
    page.goto(site / f"{BATCHES}baru/")
    assert axe(page) == []
    page.get_by_label("Kegiatan fasilitasi").select_option(
        label="Fasilitasi SKK ahli jalan dan jembatan, angkatan contoh (2026)"
    )
    page.get_by_label("LSP", exact=True).select_option(label="LSP Banua Jasa Konstruksi")
    page.get_by_role("button", name="Buka rombongan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pilih peserta")
    assert axe(page) == []
    for name in batch_story.NAMES:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Masukkan ke rombongan").click()
    expect(page.get_by_role("status")).to_contain_text("3 orang masuk.")
    assert axe(page) == []
    page.get_by_role("button", name="Susun surat pengantar").click()
    page.get_by_label("Penanda tangan").select_option(index=1)
    page.get_by_role("button", name="Beri nomor").click()
    expect(page.get_by_role("status")).to_contain_text("Bernomor 005/")
    assert axe(page) == []
    page.get_by_label("Pindaian yang ditandatangani").set_input_files(scan)
    page.get_by_role("button", name="Simpan pindaian").click()
    page.get_by_role("button", name="Kirim daftar ke LSP").click()
    expect(page.get_by_role("status")).to_contain_text("Dikirim ke LSP")


def judged_by_the_lsp(page: Page) -> None:
    page.get_by_role("link", name="Fasilitasi SKK ahli jalan").click()
    assert axe(page) == []
    for name in batch_story.NAMES:
        page.get_by_role("link", name=name).click()
        page.get_by_role("button", name="Catat mulai diperiksa").click()
        expect(page.get_by_role("button", name="Kirim tagihan")).to_be_visible()
        page.get_by_label("Biaya uji (Rp)").fill("1.500.000")
        page.get_by_role("button", name="Kirim tagihan").click()
        expect(page.get_by_role("status")).to_contain_text("Tagihan tercatat")
        page.get_by_role("link", name="Fasilitasi SKK ahli jalan").click()


def arranged_by_the_lsp(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Tetapkan jadwal uji").click()
    assert axe(page) == []
    page.get_by_label("Hari uji").fill(today().isoformat())
    page.get_by_label("Tempat uji (TUK)").select_option(index=1)
    page.get_by_label("Hj. Noorhayati").check()
    page.get_by_role("button", name="Tetapkan jadwal dan beri tahu peserta").click()
    expect(page.get_by_role("status")).to_contain_text("3 peserta diberi tahu")


def recap(folder: Path) -> Path:
    """What an LSP sends back: its own heads, names without titles, K and BK in its own words."""
    day = today()
    content = a_workbook(
        ["No", "ID Izin", "Nama Asesi", "Rekomendasi", "Tgl Asesmen", "No. Blangko", "Nomor SKK", "No Reg BNSP", "No. Reg LPJK", "Tgl Pencatatan"],
        [1, "id izin 0001", "Gusti Muhammad Fadhlan Noor Rahmadi bin Haji Abdul Kadir", "Kompeten", day, "1234567", "74201 2142 7 0000001 2026", "REG-BNSP-1", "REG-LPJK-1", day],
        [2, "ID-IZIN-0002", "Hj. Siti Maimunah Nurul Hidayati, S.T.", "K", day, "1234568", "74201 2142 7 0000002 2026", "REG-BNSP-2", "REG-LPJK-2", day],
        [3, "ID-IZIN-0003", "Ahmad Zulkifli", "BK", day, "", "", "", "", ""],
        before=["REKAPITULASI HASIL UJI KOMPETENSI", "LSP Banua Jasa Konstruksi (contoh)"],
    )  # fmt: skip
    path = folder / "rekap lsp final(2).xlsx"
    path.write_bytes(content)
    return path


def test_from_a_completed_class_to_recorded_skk_with_the_file_of_an_lsp(
    own_page, prepared: Site, tmp_path: Path
) -> None:
    staff = own_page()
    log_in(staff, prepared)
    proposed(staff, prepared)
    assert told(prepared, batch_story.DETERMINE) == "3"
    sent_to_the_lsp(staff, prepared, a_scan(tmp_path))

    lsp = as_lsp(own_page(width=360, refusals=(409,)), prepared)
    expect(lsp.locator(".headline")).to_have_text("3 hal menunggu Anda.")
    assert axe(lsp) == []
    judged_by_the_lsp(lsp)
    told(prepared, batch_story.PAY)
    arranged_by_the_lsp(lsp)
    lsp.get_by_label("Berkas hasil dari LSP").set_input_files(recap(tmp_path))
    lsp.get_by_role("button", name="Unggah dan lihat isinya").click()
    expect(lsp.locator(".headline")).to_have_text("3 orang akan bergerak.")
    assert axe(lsp) == []
    assert no_sideways_scroll(lsp) == []
    preview = lsp.url
    lsp.get_by_role("button", name="Masukkan hasil 3 orang").click()
    expect(lsp.get_by_role("status")).to_contain_text("Hasil 3 orang masuk.")
    lsp.goto(preview)
    expect(lsp.get_by_role("button", name="Masukkan hasil")).to_have_count(0)

    staff.goto(prepared / BATCHES)
    staff.get_by_role("link", name="Fasilitasi SKK ahli jalan").first.click()
    expect(staff.get_by_text("2 tercatat")).to_be_visible()
    staff.get_by_role("button", name="Susun berita acara uji").click()
    expect(staff.locator(".headline")).to_contain_text("Memuat 3 orang.")
    assert axe(staff) == []
    staff.goto(prepared / BATCHES)
    staff.get_by_role("link", name="Fasilitasi SKK ahli jalan").first.click()
    staff.get_by_role("link", name=batch_story.NAMES[1]).click()
    expect(staff.get_by_text("74201 2142 7 0000002 2026").first).to_be_visible()
    staff.get_by_role("link", name="Uji dan banding").click()
    expect(staff.locator(".headline")).to_contain_text("SKK 74201 2142 7 0000002 2026, tercatat")
    assert axe(staff) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_bodies_and_batches_fit_every_screen(
    own_page, prepared: Site, width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)
    log_in(page, prepared)
    for path in ("meja/sertifikasi/lsp/", "meja/sertifikasi/lsp/baru/", BATCHES, f"{BATCHES}baru/"):
        page.goto(prepared / path)
        assert no_sideways_scroll(page) == []
        assert axe(page) == []
    page.goto(prepared / "meja/sertifikasi/lsp/")
    page.get_by_role("link", name="LSP Banua Jasa Konstruksi").click()
    assert no_sideways_scroll(page) == []
    assert axe(page) == []
    page.get_by_role("link", name="Tambah lisensi").click()
    assert no_sideways_scroll(page) == []
    assert axe(page) == []
