"""A journey to a confirmed instructor: the section head lays a day, invites, the instructor says yes by their link."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

SLUG = "63-2026-kelas-rundown"
HOME = f"meja/pelatihan/{SLUG}/"
PREPARE = """
from datetime import date, time
from binakon.enrolment.models import TrainingDay
from binakon.people.actions import letterheads
from tests.enrolment.people import a_training
from tests.factories import an_activity
activity = an_activity("kelas-rundown", title="BIMTEK Ahli Muda Teknik Jembatan, angkatan contoh")
training = a_training(
    seats=5, activity=activity, starts_on=date(2026, 4, 23), ends_on=date(2026, 4, 24),
    venue="Aula Dinas PUPR Provinsi Kalimantan Selatan, Banjarbaru", contact_name="Panitia (contoh)",
)
for day in (23, 24):
    TrainingDay.objects.create(
        training=training, on=date(2026, 4, day), starts_at=time(8), ends_at=time(16, 30)
    )
letterheads.set_letterhead(Office.objects.get(code="63"), {
    "seat": "Banjarbaru", "address": "Jalan Contoh Nomor 1, Banjarbaru", "phone": "(0511) 000000",
    "letter_numbers": "800/{nomor}/BK/{tahun}", "decree_numbers": "188.4/{nomor}/BK/{tahun}"}, by=by)
print(training.pk)
"""
LINK = """
from binakon.trainings.models import Engagement
from binakon.trainings.queries.engagements import link_of
print(link_of(Engagement.objects.get()))
"""
TEACHER = "Prof. Dr. Ir. Muhammad Hafizhuddin Noor Rahman, M.T., IPU"


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


@pytest.fixture(scope="module")
def prepared(own_site: Site) -> Site:
    """The demo with one class that has days and no rundown."""
    in_process(own_site.installation, PREPARE)
    return own_site


def lay_first_day(page: Page, site: Site) -> None:
    page.goto(site / f"{HOME}rundown/")
    page.get_by_role("link", name="Susun hari ini dari norma").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Susun Kamis, 23 April 2026")
    page.get_by_label("Materi 08.00–10.15").fill(
        "Perencanaan jembatan beton prategang bentang panjang"
    )
    assert axe(page) == []
    page.get_by_role("button", name="Simpan sesi yang dipilih").click()
    expect(page.get_by_role("status")).to_contain_text("7 sesi disusun.")
    expect(page.locator(".headline")).to_contain_text("9 JP dalam 2 hari.")


def keep_teacher(page: Page, site: Site) -> None:
    page.goto(site / "meja/narasumber/")
    page.get_by_role("link", name="Tambah narasumber").click()
    page.get_by_label("Nama lengkap").fill(TEACHER)
    page.get_by_label("Jabatan").fill("Guru besar teknik sipil")
    page.get_by_label("Instansi").fill("Universitas Lambung Mangkurat (contoh)")
    page.get_by_label("Surel").fill("narasumber@contoh.example")
    assert axe(page) == []
    page.get_by_role("button", name="Simpan narasumber").click()
    expect(page.get_by_role("status")).to_contain_text("Narasumber ditambahkan.")


def invite_teacher(page: Page, site: Site) -> None:
    page.goto(site / f"{HOME}narasumber/")
    page.get_by_label("Narasumber").select_option(index=1)
    page.get_by_role("button", name="Usulkan", exact=True).click()
    page.goto(site / f"{HOME}rundown/")
    page.get_by_role("link", name="Perencanaan jembatan beton").click()
    page.get_by_label(TEACHER).check()
    page.get_by_label("Ruang").fill("Ruang Meranti")
    page.get_by_role("button", name="Simpan sesi").click()
    page.goto(site / f"{HOME}narasumber/")
    page.get_by_role("button", name="Undang").click()
    expect(page.get_by_role("status")).to_contain_text("Undangan masuk ke pesan keluar.")
    assert axe(page) == []


def test_the_section_head_lays_a_day_and_the_instructor_says_yes_by_their_link(
    own_page, prepared: Site
) -> None:
    page = own_page()
    log_in(page, prepared)
    lay_first_day(page, prepared)
    keep_teacher(page, prepared)
    invite_teacher(page, prepared)

    link = in_process(prepared.installation, LINK)
    own = own_page(javascript=False, width=360)
    own.goto(prepared / f"narasumber/{link.partition('/narasumber/')[2]}")
    expect(own.get_by_text("Perencanaan jembatan beton prategang")).to_be_visible()
    own.get_by_label("Ya, saya bersedia").check()
    own.get_by_label("Catatan untuk penyelenggara").fill("Mohon disediakan proyektor.")
    own.get_by_role("button", name="Kirim jawaban").click()
    expect(own.get_by_role("heading", level=1)).to_have_text("Terima kasih, Anda bersedia mengajar")

    page.reload()
    expect(page.locator(".headline")).to_contain_text("1 narasumber bersedia.")
    page.get_by_role("button", name="Susun SK narasumber").click()
    expect(page.get_by_role("status")).to_contain_text("Konsep disusun.")
    page.get_by_label("Penanda tangan").select_option(index=1)
    page.get_by_role("button", name="Beri nomor").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("SK narasumber 188.4/")
    assert axe(page) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_rundown_instructors_and_the_answer_fit_every_screen(
    own_page, prepared: Site, width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)
    log_in(page, prepared)
    paths = [
        "",
        "rundown/",
        "rundown/susun/?hari=2026-04-24",
        "rundown/sesi/",
        "rundown/norma/",
        "narasumber/",
        "materi/",
        "materi/baru/",
    ]
    answer = "/narasumber/" + in_process(prepared.installation, LINK).partition("/narasumber/")[2]
    for path in [
        *(f"{HOME}{each}" for each in paths),
        "meja/narasumber/",
        f"kegiatan/{SLUG}/",
        answer,
    ]:
        page.goto(prepared / path)
        assert no_sideways_scroll(page) == []
        assert axe(page) == []
