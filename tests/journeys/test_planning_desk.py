"""Journeys at the planning desk: Excel out and in, a perubahan through one refusal, two people on one plan."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from binakon.planning.sheets.book_read import read_workbook
from binakon.planning.sheets.book_write import plan_workbook
from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

ROLES = {
    "kasi": "contoh-section-head",
    "kabid": "contoh-head-of-division",
    "staf": "contoh-staff",
    "bendahara": "contoh-treasurer",
}


def arrives(page: Page, site: Site, who: str) -> Page:
    log_in(page, site, f"{who}@contoh.example", ROLES[who])
    return page


def open_version(page: Page, site: Site, name: str) -> str:
    page.goto(site / "meja/rencana/2026/")
    page.get_by_role("row").get_by_role("link", name=name, exact=True).click()
    return page.url


def test_a_plan_goes_out_to_excel_comes_back_changed_and_is_taken_after_the_preview(
    own_page, own_site: Site, tmp_path: Path
) -> None:
    page = arrives(own_page(), own_site, "kasi")
    address = open_version(page, own_site, "Usulan")
    page.goto(own_site / "meja/rencana/2026/versi-baru/")
    page.get_by_label("pergeseran").check()
    page.get_by_label("Catatan (boleh kosong)").fill("Contoh: lewat Excel")
    page.get_by_role("button", name="Buat konsep").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pergeseran")
    with page.expect_download() as out:
        page.get_by_role("link", name="Unduh sebagai Excel").click()
    file = tmp_path / "rencana.xlsx"
    out.value.save_as(file)

    plan, problems, notes = read_workbook(file.read_bytes())
    assert plan is not None
    assert (problems, notes) == ([], [])
    (version,) = plan.versions
    wrong = _with_seats(version, 61)
    file.write_bytes(plan_workbook(replace(plan, versions=(wrong,))))
    page.get_by_label("Berkas Excel").set_input_files(file)
    page.get_by_role("button", name="Unggah dan lihat perubahannya").click()
    expect(page.get_by_text("belum bisa disimpan")).to_be_visible()
    expect(page.get_by_role("rowheader")).to_contain_text(["Kegiatan!"])
    expect(page.get_by_role("button", name="Simpan perubahan ini")).to_have_count(0)
    assert axe(page) == []

    page.go_back()
    right = _with_seats(version, 45)
    file.write_bytes(plan_workbook(replace(plan, versions=(right,))))
    page.get_by_label("Berkas Excel").set_input_files(file)
    page.get_by_role("button", name="Unggah dan lihat perubahannya").click()
    expect(page.get_by_text("Kegiatan: 0 ditambah, 0 dihapus, 1 diubah")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="kursi 60 → 45")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Simpan perubahan ini ke konsep").click()
    expect(page.get_by_role("status")).to_contain_text("sama dengan berkas Excel Anda")
    assert page.url != address
    page.get_by_text("Buang konsep ini").click()
    page.get_by_label("Alasan membuang").fill("contoh selesai")
    page.get_by_role("button", name="Buang konsep pergeseran").click()
    expect(page.get_by_role("status")).to_contain_text("Konsep dibuang")


def _with_seats(version, seats: int):  # type: ignore[no-untyped-def]
    activities = tuple(
        replace(held, seats=seats) if held.kind == "certification" else held
        for held in version.activities
    )
    return replace(version, activities=activities)


def test_two_people_edit_one_activity_and_neither_loses_a_word(own_page, own_site: Site) -> None:
    kasi = arrives(own_page(), own_site, "kasi")
    staf = arrives(own_page(refusals=(409,)), own_site, "staf")
    address = f"{open_version(kasi, own_site, 'Perubahan')}kegiatan/bimtek-jembatan/"
    for page in (kasi, staf):
        page.goto(address)
    kasi.get_by_label("Kursi (boleh kosong)").fill("28")
    kasi.get_by_role("button", name="Simpan", exact=True).click()
    expect(kasi.get_by_role("status")).to_contain_text("Tersimpan.")
    staf.get_by_label("Biaya (boleh kosong)").fill("Rp210.000.000")
    staf.get_by_role("button", name="Simpan", exact=True).click()
    expect(staf.get_by_role("status")).to_contain_text("Tersimpan.")
    row = staf.get_by_role("row", name="BIMTEK Jembatan")
    expect(row).to_contain_text("28")
    expect(row).to_contain_text("Rp210.000.000")

    for page in (kasi, staf):
        page.goto(address)
    kasi.get_by_label("Kursi (boleh kosong)").fill("30")
    kasi.get_by_role("button", name="Simpan", exact=True).click()
    staf.get_by_label("Kursi (boleh kosong)").fill("25")
    staf.get_by_role("button", name="Simpan", exact=True).click()
    expect(staf.get_by_role("alert").first).to_contain_text("Kedua nilainya ada di bawah")
    expect(staf.get_by_text("Rahmi Hidayati (contoh)")).to_be_visible()
    expect(staf.get_by_label("Pakai yang tersimpan: 30")).not_to_be_checked()
    expect(staf.get_by_label("Pakai isian saya: 25")).not_to_be_checked()
    assert axe(staf) == []
    staf.get_by_label("Pakai yang tersimpan: 30").check()
    staf.get_by_role("button", name="Simpan", exact=True).click()
    expect(staf.get_by_role("row", name="BIMTEK Jembatan")).to_contain_text("30")


def test_a_perubahan_is_refused_returned_mended_and_ratified_and_the_public_sees_it(
    own_page, own_site: Site
) -> None:
    in_process(
        own_site.installation,
        'activity = Activity.objects.get(code="bimtek-arsitek-3")\n'
        'actions.commit(activity, unit=Commitment.Unit.PEOPLE, amount=32, label="SK contoh 7/2026", by=by)',
    )
    kasi = arrives(own_page(), own_site, "kasi")
    address = open_version(kasi, own_site, "Perubahan")
    set_seats(kasi, address, "20")
    kasi.get_by_role("button", name="Ajukan versi perubahan").click()
    expect(kasi.get_by_role("status")).to_contain_text("Diajukan.")

    kabid = arrives(own_page(refusals=(422,)), own_site, "kabid")
    kabid.goto(address)
    _ratify(kabid)
    expect(kabid.get_by_text("di bawah 32 orang yang sudah ditetapkan")).to_be_visible()
    expect(kabid.get_by_text("SK contoh 7/2026 (32)")).to_be_visible()
    kabid.goto(address)
    kabid.get_by_label("Alasan pengembalian").fill("Contoh: kursi BIMTEK Jalan kurang")
    kabid.get_by_role("button", name="Kembalikan versi perubahan").click()
    expect(kabid.get_by_role("status")).to_contain_text("Dikembalikan")

    kasi.goto(address)
    expect(kasi.get_by_text("Contoh: kursi BIMTEK Jalan kurang").first).to_be_visible()
    set_seats(kasi, address, "35")
    kasi.get_by_role("button", name="Ajukan versi perubahan").click()
    kabid.goto(address)
    _ratify(kabid)
    expect(kabid.get_by_role("status")).to_contain_text("Disahkan.")
    expect(kabid.get_by_text("DPPA contoh 12/2026")).to_be_visible()

    public = own_page(width=360)
    public.goto(own_site / "kegiatan/63-2026-bimtek-arsitek-3/")
    expect(public.get_by_text("perubahan, disahkan 2 Oktober 2026").first).to_be_visible()
    expect(public.get_by_text("35", exact=True)).to_be_visible()
    public.goto(own_site / "")
    expect(public.get_by_role("link", name="350", exact=True).first).to_be_visible()


def set_seats(page: Page, address: str, seats: str) -> None:
    page.goto(f"{address}kegiatan/bimtek-arsitek-3/")
    page.get_by_label("Kursi (boleh kosong)").fill(seats)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Tersimpan.")


def _ratify(page: Page) -> None:
    page.get_by_label("Nomor dokumen").fill("DPPA contoh 12/2026")
    page.get_by_label("Tanggal dokumen").fill("2026-10-02")
    page.get_by_role("button", name="Sahkan versi perubahan").click()


def test_the_treasurer_pays_and_every_page_knows_what_is_left(own_page, own_site: Site) -> None:
    page = arrives(own_page(refusals=(422,)), own_site, "bendahara")
    page.goto(own_site / "meja/uang/2026/")
    page.get_by_label("Triwulan", exact=True).select_option(label="IV")
    page.get_by_label("Realisasi", exact=True).fill("Rp150.000.000")
    page.get_by_label("Nomor dokumen").fill("SP2D contoh 41")
    page.get_by_label("Tanggal dokumen").fill("2026-05-02")
    page.get_by_role("button", name="Catat realisasi").click()
    expect(page.get_by_role("alert")).to_contain_text("tidak berada dalam triwulan IV")
    expect(page.get_by_label("Realisasi", exact=True)).to_have_value("Rp150.000.000")
    page.get_by_label("Tanggal dokumen").fill("2026-11-02")
    page.get_by_role("button", name="Catat realisasi").click()
    expect(page.get_by_role("status")).to_contain_text("Tercatat.")
    page.get_by_role("link", name="Rp150.000.000").first.click()
    expect(page.get_by_role("rowheader", name="SP2D contoh 41")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_the_planning_desk_is_fit_to_be_used(
    own_page, own_site: Site, width: int, scheme: str
) -> None:
    page = arrives(own_page(width=width, scheme=scheme), own_site, "kasi")
    usulan = open_version(page, own_site, "Usulan")
    for address in (
        usulan,
        own_site / "meja/rencana/2026/",
        own_site / "meja/rencana/2026/versi-baru/",
        own_site / "meja/rencana/2026/kebutuhan/",
        own_site / "meja/rencana/baru/",
        own_site / "meja/rencana/banding/1/2/",
        own_site / "meja/uang/2026/",
        own_site / "meja/kegiatan/63-2026-rakor-2026/",
    ):
        page.goto(address)
        assert (address, axe(page)) == (address, [])
        assert (address, no_sideways_scroll(page)) == (address, [])
