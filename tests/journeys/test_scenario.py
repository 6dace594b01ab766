"""A journey from a scenario over a usulan to a ratified perubahan, with every refusal on the way."""

import re

from playwright.sync_api import Page, expect

from binakon.demo import scenarios
from tests.journeys.browser import axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_planning_desk import arrives, open_version, set_seats
from tests.runners import in_process

ANSWERED = (
    "from binakon.planning.models import ScenarioAnswer\n"
    "print(ScenarioAnswer.objects.exclude(answer=None).latest('id').pk)"
)
TRAINED, FACILITATED = "1.03.11.1.01.0011", "1.03.11.1.01.0014"
# People and rupiah that the perubahan must not fall below, beside those that the demo determined.
BOUND = (
    'activity = Activity.objects.get(code="bimtek-arsitek-3")\n'
    'actions.commit(activity, unit=Commitment.Unit.PEOPLE, amount=30, label="SK contoh 7/2026", by=by)\n'
    'actions.commit(activity, unit=Commitment.Unit.RUPIAH, amount=90_000_000, label="Kontrak contoh 3", by=by)'
)


def test_a_scenario_becomes_a_usulan_and_a_perubahan_once_nothing_bound_is_broken(
    own_page, own_site: Site
) -> None:
    answer = in_process(own_site.installation, ANSWERED).splitlines()[-1]
    kasi = arrives(own_page(refusals=(422,)), own_site, "kasi")
    kabid = arrives(own_page(refusals=(422,)), own_site, "kabid")
    kasi.goto(own_site / "meja/skenario/2026/")
    kasi.get_by_role("link", name=scenarios.NAME).click()
    expect(kasi.get_by_text("asumsi contoh, bukan angka kantor").first).to_be_visible()
    address = own_site / f"meja/skenario/jawaban/{answer}/"
    kasi.goto(address)
    expect(kasi.get_by_text("375 layanan dengan")).to_be_visible()
    assert axe(kasi) == []
    assert no_sideways_scroll(kasi) == []

    # One usulan at a time: that of the demo is decided first, and is no budget even then.
    _propose(kasi)
    expect(kasi.get_by_text("Masih ada usulan yang belum disahkan.")).to_be_visible()
    open_version(kabid, own_site, "Usulan")
    kabid.get_by_role("button", name="Sahkan sebagai usulan").click()
    expect(kabid.get_by_role("status")).to_contain_text("bukan anggaran")
    kabid.goto(own_site / "meja/rencana/2026/")
    expect(kabid.get_by_role("row").filter(has_text="berlaku")).to_contain_text("Murni")
    kasi.goto(address)
    _propose(kasi)
    expect(kasi.get_by_role("heading", level=1)).to_contain_text("Usulan 2")
    expect(kasi.get_by_text("tidak pernah dihitung sebagai target")).to_be_visible()
    kasi.get_by_role("link", name=f"Dari jawaban skenario “{scenarios.NAME}”").click()
    expect(kasi).to_have_url(address)

    # What was proposed becomes a perubahan of its own; the open one is put away.
    _copied_to_perubahan(kasi, own_site)
    expect(kasi.get_by_text("Masih ada perubahan yang belum disahkan.")).to_be_visible()
    open_version(kasi, own_site, "Perubahan")
    kasi.get_by_text("Buang konsep ini").click()
    kasi.get_by_label("Alasan membuang").fill("Contoh: diganti hasil skenario")
    kasi.get_by_role("button", name="Buang konsep perubahan").click()
    expect(kasi.get_by_role("status")).to_contain_text("Konsep dibuang")
    _copied_to_perubahan(kasi, own_site)
    expect(kasi.get_by_role("heading", level=1)).to_contain_text("Perubahan")
    perubahan = kasi.url

    # A ceiling below its own parts does not even leave the desk.
    in_process(own_site.installation, BOUND)
    _edit(kasi, perubahan, {"Pagu seluruhnya": "Rp1.000.000"})
    kasi.get_by_role("button", name="Ajukan versi perubahan").click()
    expect(kasi.get_by_text("melebihi pagu versi Rp1.000.000").first).to_be_visible()
    low = {"Pagu seluruhnya": "Rp50.000.000", TRAINED: "Rp10.000.000", FACILITATED: "Rp20.000.000"}
    _edit(kasi, perubahan, low)
    set_seats(kasi, perubahan, "20")
    _submit(kasi, perubahan)
    _ratify(kabid, perubahan)
    expect(kabid.get_by_text("di bawah 30 orang yang sudah ditetapkan")).to_be_visible()
    expect(kabid.get_by_text("SK contoh 7/2026 (30)")).to_be_visible()
    expect(kabid.get_by_text("Kontrak contoh 3 (Rp90.000.000)").first).to_be_visible()
    kabid.goto(perubahan)
    kabid.get_by_label("Alasan pengembalian").fill("Contoh: di bawah yang sudah terikat")
    kabid.get_by_role("button", name="Kembalikan versi perubahan").click()
    expect(kabid.get_by_role("status")).to_contain_text("Dikembalikan")

    mended = {TRAINED: "Rp1.091.250.000", FACILITATED: "Rp165.000.000"}
    _edit(kasi, perubahan, {**mended, "Pagu seluruhnya": "Rp1.256.250.000"})
    set_seats(kasi, perubahan, "30")
    _submit(kasi, perubahan)
    _ratify(kabid, perubahan)
    expect(kabid.get_by_role("status")).to_contain_text("Disahkan.")
    expect(kabid.get_by_text("DPPA contoh 15/2026")).to_be_visible()
    kabid.goto(own_site / "meja/rencana/2026/")
    expect(kabid.get_by_role("row").filter(has_text="berlaku")).to_contain_text("Perubahan")


def _propose(page: Page) -> None:
    page.get_by_role("button", name="Jadikan usulan").last.click()


def _copied_to_perubahan(page: Page, site: Site) -> None:
    page.goto(site / "meja/rencana/2026/versi-baru/")
    page.get_by_label("perubahan", exact=True).check()
    base = page.get_by_label("Mulai dari isi versi")
    value = base.locator("option").filter(has_text=re.compile("usulan 2")).get_attribute("value")
    base.select_option(value)
    page.get_by_role("button", name="Buat konsep").click()


def _edit(page: Page, address: str, values: dict[str, str]) -> None:
    page.goto(f"{address}ubah/")
    for label, value in values.items():
        page.get_by_label(label).first.fill(value)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Tersimpan.")


def _submit(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Ajukan versi perubahan").click()
    expect(page.get_by_role("status")).to_contain_text("Diajukan.")


def _ratify(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Nomor dokumen").fill("DPPA contoh 15/2026")
    page.get_by_label("Tanggal dokumen").fill("2026-10-05")
    # What it does to classes and quotas of the demo is told before the button and accepted by a tick.
    expect(page.get_by_text("mengubah yang sudah dibuat dari rencana")).to_be_visible()
    page.get_by_label("Saya sudah membaca akibatnya").check()
    page.get_by_role("button", name="Sahkan versi perubahan").click()
