"""A rakor from its invitation to a changed quota and to the next meeting, which opens with what is late."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.enrolment.terms import in_days
from tests.journeys.browser import Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

TITLE = "Rapat Koordinasi Pembinaan Jasa Konstruksi Kabupaten/Kota se-Kalimantan Selatan"
NEXT = "Rapat Koordinasi lanjutan triwulan berikutnya"
GUEST = "Hj. Muthmainnah Nurul Aulia Rahmadaniah (contoh)"
OWED = "Kirim daftar tenaga kerja konstruksi bersertifikat"
CLASS = "BIMTEK Jalan"
OFFICE = "Kabupaten Tabalong"
LETTERHEAD = """
from datetime import date
from binakon.people.actions import letterheads
from tests.enrolment.decree_cases import an_official
office = Office.objects.get(code="63")
letterheads.set_letterhead(office, {
    "seat": "Banjarbaru", "address": "Jalan Contoh Nomor 1, Banjarbaru", "phone": "(0511) 000000"}, by=by)
an_official()
"""
# The link that stands in the letter to the office.
LINK = """
from binakon.coordination.models import Invitation
from binakon.coordination.queries.invitations import link_of
print(link_of(Invitation.objects.get(office__code="63.09", meeting__title__startswith="Rapat Koordinasi Pembinaan Jasa Konstruksi Kabupaten")))
"""
# Ten days later: the hour of the meeting has come.
DAY_COMES = """
from datetime import timedelta
from binakon.core import clock
from binakon.coordination.models import Meeting
now = clock.now()
Meeting.objects.filter(title__startswith="Rapat Koordinasi Pembinaan Jasa Konstruksi Kabupaten").update(
    starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=3))
"""
QUOTA = """
from binakon.planning.models import RegionalQuota
rows = RegionalQuota.objects.filter(office__code="63.09", activity__title="BIMTEK Jalan", places=7)
print(rows.filter(reason__contains="Rapat Koordinasi Pembinaan").count())
"""


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own meetings and classes."""
    in_process(early_site.installation, LETTERHEAD)
    return early_site


def is_sound(page: Page) -> None:
    assert axe(page) == []
    assert no_sideways_scroll(page) == []


def prepare(page: Page, site: Site, title: str, day: date) -> None:
    page.goto(site / "meja/rapat/baru/")
    page.get_by_label("Nama rapat").fill(title)
    page.get_by_label("Tanggal").fill(f"{day:%Y-%m-%d}")
    page.get_by_label("Mulai (WITA)").fill("09:00")
    page.get_by_label("Selesai (WITA)").fill("12:00")
    page.get_by_label("Tempat").fill("Aula Dinas PUPR Provinsi Kalimantan Selatan, Banjarbaru")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def invite(page: Page) -> None:
    """Thirteen offices in one letter."""
    page.get_by_role("link", name="Tulis undangan").click()
    page.get_by_role("button", name="Simpan konsep surat").click()
    page.get_by_label("Nomor dari buku agenda").fill("005/7/BK (contoh)")
    page.get_by_label("Penanda tangan").select_option(index=1)
    page.get_by_role("button", name="Beri nomor").click()
    is_sound(page)
    page.get_by_role("button", name="Kirim ke 13 kantor").click()
    expect(page.get_by_role("status")).to_contain_text("Dikirim ke 2 kantor.")


def agree(page: Page, kind: str, text: str, due: date, **more: str) -> None:
    """From the point of the agenda on the page of the minutes: written down, then agreed."""
    page.get_by_role("link", name="Catat keputusan atau komitmen").click()
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Apa yang disepakati").fill(text)
    page.get_by_label("Kantor yang bertanggung jawab").select_option(label=OFFICE)
    page.get_by_label("Tenggat").fill(f"{due:%Y-%m-%d}")
    if more:
        page.get_by_label("Kegiatan").select_option(label=more["activity"])
        page.get_by_label("Jumlah").fill(more["places"])
    is_sound(page)
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name="Sepakati").click()
    expect(page.get_by_role("status")).to_contain_text("Kesepakatan ini sekarang berlaku.")
    is_sound(page)


def test_a_rakor_changes_a_quota_and_the_next_one_opens_with_what_is_late(
    own_page: Pages, own_site: Site
) -> None:
    desk = own_page()
    log_in(desk, own_site)
    prepare(desk, own_site, TITLE, in_days(10))
    address = desk.url
    desk.get_by_role("link", name="Susun acara dan bahan").click()
    desk.get_by_label("Mata acara").fill("Pembagian kuota per kabupaten/kota")
    desk.get_by_role("button", name="Tambah acara").click()
    expect(desk.locator(".headline")).to_contain_text("1 mata acara")
    desk.goto(address)
    invite(desk)

    phone = own_page(width=360, javascript=False)
    phone.goto(own_site / f"undangan/{in_process(own_site.installation, LINK)}/")
    phone.get_by_label("Ya, kami hadir").check()
    guest = phone.get_by_role("group", name="Orang ke-1")
    guest.get_by_label("Nama").fill(GUEST)
    guest.get_by_label("Jabatan").fill("Kepala Bidang Bina Konstruksi")
    phone.get_by_role("button", name="Kirim jawaban").click()
    expect(phone.get_by_text("Kantor Anda hadir.")).to_be_visible()
    phone.get_by_role("link", name="Buka isian").click()
    need = phone.get_by_role("group", name="Kebutuhan ke-1")
    need.get_by_label("Jabatan kerja").fill("Ahli Muda Teknik Jalan")
    need.get_by_label("Orang").fill("4")
    phone.get_by_label("Calon peserta yang bisa Anda usulkan").fill("6")
    phone.get_by_role("button", name="Simpan dan kirim").click()
    expect(phone.get_by_text("Sudah dikirim")).to_be_visible()

    desk.goto(address)
    expect(desk.locator(".headline")).to_contain_text("1 dari 13 kantor menyatakan akan hadir")
    expect(desk.get_by_role("row", name=OFFICE)).to_contain_text(GUEST)
    is_sound(desk)
    desk.get_by_role("link", name="Jawaban dan isian berdampingan").click()
    expect(desk.get_by_role("row", name=OFFICE).first).to_contain_text("6")
    is_sound(desk)

    in_process(own_site.installation, DAY_COMES)
    desk.goto(f"{address}hadir/")
    desk.get_by_role("button", name=f"Catat hadir {GUEST}").click()
    expect(desk.locator(".headline")).to_contain_text("1 dari 13 kantor hadir, 1 orang.")
    desk.goto(f"{address}notulen/")
    desk.get_by_role("button", name="Mulai rapat").click()
    desk.get_by_label("Yang dibahas dan disimpulkan").fill("Tabalong menjadi tujuh kursi.")
    # The page saves by itself.
    expect(desk.locator("#simpanan")).to_have_text("Semua tersimpan.")
    activity = f"{CLASS} (2026)"
    agree(desk, "Kuota", "Kuota Tabalong tujuh", in_days(5), activity=activity, places="7")
    assert in_process(own_site.installation, QUOTA) == "1"
    desk.goto(f"{address}notulen/")
    agree(desk, "Data", OWED, in_days(-1))
    desk.goto(f"{address}notulen/")
    desk.get_by_role("button", name="Tutup rapat").click()
    expect(desk.locator(".headline")).to_contain_text("Rapat sudah ditutup")
    is_sound(desk)

    prepare(desk, own_site, NEXT, in_days(30))
    late = desk.locator("#terlambat")
    expect(late).to_contain_text("1 komitmen sebelumnya terlambat")
    expect(late).to_contain_text(OWED)
    expect(late).to_contain_text(OFFICE)
    expect(late).to_contain_text("lewat 1 hari")
    is_sound(desk)


def test_the_office_reads_its_new_quota_and_what_it_owes(own_page: Pages, own_site: Site) -> None:
    page = own_page(width=360, scheme="dark")
    log_in(page, own_site, "tabalong@contoh.example", "contoh-regency-officer")
    page.goto(own_site / "meja/kabupaten/63.09/")
    expect(page.get_by_role("row", name=CLASS)).to_contain_text("7")
    expect(page.get_by_role("row", name=OWED)).to_contain_text("lambat")
    is_sound(page)
