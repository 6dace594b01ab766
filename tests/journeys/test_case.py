"""A journey along a case: from the board to the case by keyboard, its payment with evidence, its costs and decrees."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.browser import LOOKS, Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

SLUG = "63-2026-skk-contoh"
PREPARE = """
from datetime import timedelta
from django.utils import timezone
from binakon.certification.actions import chain, costs
from binakon.certification.actions.chain import Deed
from binakon.certification.actions.costs import Price
from binakon.certification.actions.reference import load_reference
from binakon.certification.models import Case
from binakon.core.models import Deadline
from binakon.planning.models import Activity
from tests.certification.cases import a_worker
from tests.certification.walk import TODAY, a_case_in, bound
from tests.factories import an_activity
load_reference(by=by)
activity = an_activity("skk-contoh", indicator="facilitated", kind="certification", seats=60,
    title="Fasilitasi Sertifikasi Kompetensi Kerja Konstruksi Jenjang 7 sampai 9, contoh")
names = ["Gusti Muhammad Fadhlan Noor Rahmadi bin Haji Abdul Kadir", "Siti Nurhaliza", "Ahmad Zulkifli",
    "Hj. Noor Aina Rahmawati", "Muhammad Rizky Pratama Hidayatullah", "Budi Hartono", "Lestari", "Dewi Anggraini"]
states = ["eligible", "eligible", "reviewing", "scheduled", "competent", "recorded", "proposed", "correction"]
office = Office.objects.get(code="63.05")
long = "Ahli Muda Bidang Keahlian Teknik Perencana Beton Pracetak Untuk Struktur Bangunan Gedung"
cases = [a_case_in(state, activity=activity, worker=a_worker(700 + place, name), office=office, occupation_name=long,
    code=f"JALAN{place}", state_since=timezone.now() - timedelta(days=9 * place))
    for place, (name, state) in enumerate(zip(names, states))]
for case in cases:
    bound(case)
for place in range(14):
    bound(a_case_in("determined", activity=activity, worker=a_worker(750 + place, f"Peserta Contoh Nomor {place}")))
costs.set_cost(cases[2], Price("travel", "balai", 750_000), by=by)
costs.set_cost(cases[2], Price("tuk", "lsp", None), by=by)
chain.bill(cases[2], Deed(TODAY, reference="INV-7"), payer="participant", rupiah=1_500_000, by=by)
chain.ask_correction(bound(a_case_in("reviewing", activity=activity, worker=a_worker(790, "Terlambat Sekali"))),
    Deed(TODAY, note="Ijazah tidak terbaca"), by=by)
Deadline.objects.filter(kind="case_correction").update(due_at=timezone.now() - timedelta(days=3))
"""
# What a look must see without writing anything.
PAGES = (
    "meja/sertifikasi/",
    f"meja/sertifikasi/kegiatan/{SLUG}/?menunggu=lsp",
    "meja/sertifikasi/daftar/?terlambat=ya",
    "meja/sertifikasi/kasus/JALAN2/",
    "meja/sertifikasi/kasus/JALAN4/",
    "meja/sertifikasi/kasus/JALAN2/biaya/",
    f"meja/sertifikasi/kegiatan/{SLUG}/biaya/",
    f"meja/sertifikasi/kegiatan/{SLUG}/sk/",
)


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """A demo without certification of its own, with cases in several states."""
    in_process(early_site.installation, PREPARE)
    return early_site


def a_paper(folder: Path) -> Path:
    content = BytesIO()
    Image.new("RGB", (600, 850), "white").save(content, "JPEG")
    path = folder / "bukti-bayar.jpg"
    path.write_bytes(content.getvalue())
    return path


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_cases_is_whole_narrow_and_wide(
    own_page: Pages, own_site: Site, width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)  # type: ignore[arg-type]
    log_in(page, own_site)
    for path in PAGES:
        page.goto(own_site / path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert axe(page) == [], path
        assert no_sideways_scroll(page) == [], path


def test_a_case_is_opened_by_keyboard_and_paid_with_evidence(
    own_page: Pages, own_site: Site, tmp_path: Path
) -> None:
    page = own_page()
    log_in(page, own_site)
    page.goto(own_site / "meja/sertifikasi/")
    expect(page.get_by_text("1 lewat tenggat").first).to_be_visible()
    card = page.get_by_role("link", name="Ahmad Zulkifli (contoh)")
    card.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("menunggu pembayaran")
    pay = page.locator("form[action$='/langkah/pay/']")
    pay.get_by_label("Nomor bukti bayar").fill("NTPN 0099")
    pay.get_by_label("Bukti", exact=False).last.set_input_files(a_paper(tmp_path))
    pay.get_by_role("button", name="Catat pembayaran").click()
    expect(page.get_by_text("Tercatat: dibayar, menunggu jadwal uji.")).to_be_visible()
    expect(page.get_by_text("NTPN 0099")).to_be_visible()
    expect(page.get_by_role("link", name="Bukti · Dibayar")).to_be_visible()
