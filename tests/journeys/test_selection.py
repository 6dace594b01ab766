"""Journeys of quotas and selections: the section head calculates, proposes, announces and answers an objection."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

HOME = "meja/pelatihan/63-2026-bimtek-jalan/"
LONG = "H. Muhammad Syaifullah Noor Rahman Hidayatullah, S.Ars., M.T. (contoh)"
CLASS = f"""
from tests.enrolment.selections import a_ranked_class, verified
from tests.enrolment.people import registered
training = a_ranked_class(activity=Activity.objects.get(code="bimtek-jalan"), seats=15)
offices = ("63.06", "63.08", "63.05", None)
for number in range(1, 22):
    stated = dict(office=offices[number % 4], has_skk=None if number % 2 else False)
    if number % 5 == 0:
        stated["name"] = "{LONG}"
    verified(training, number, **stated)
registered(training, 30, office="63.05")
"""
CLOSE = """
from tests.enrolment.selections import closed
from binakon.enrolment.models import Training
closed(Training.objects.get())
"""
LINK = """
from binakon.enrolment.models import SelectionResult
from binakon.enrolment.rules.links import token_of
last = SelectionResult.objects.filter(outcome="waiting").order_by("-rank").first().registration
print(token_of(last.key.hex, last.link_version))
"""
DRAW = """
from tests.enrolment.selections import a_draw_class, closed, verified
from binakon.enrolment.actions import announcing, selection
training = a_draw_class(activity=Activity.objects.get(code="bimtek-jembatan"), seats=2)
for number in range(41, 47):
    verified(training, number)
announcing.announce(selection.propose([closed(training)], by=by), by=by)
"""


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


@pytest.fixture(scope="module")
def class_site(own_site: Site) -> Site:
    """A demo with an open class, 21 people whose papers are accepted and one who waits for a verifier."""
    in_process(own_site.installation, CLASS)
    return own_site


@pytest.fixture(scope="module")
def drawn_site(class_site: Site) -> Site:
    """The same with another class whose seats were drawn."""
    in_process(class_site.installation, DRAW)
    return class_site


def fit(page: Page) -> None:
    assert (page.url, axe(page)) == (page.url, [])
    assert (page.url, no_sideways_scroll(page)) == (page.url, [])


def test_a_quota_is_calculated_announced_selected_and_objected_to(
    own_page, class_site: Site
) -> None:
    page = own_page(refusals=(422,))
    log_in(page, class_site)
    _calculates(page, class_site)
    in_process(class_site.installation, CLOSE)
    _announces(page, class_site)
    link = f"pendaftaran/{in_process(class_site.installation, LINK)}/"
    phone = own_page(width=360)
    _objects(phone, class_site, link)
    _answers(page, class_site)
    _reads_the_answer(phone, class_site, link)


def _calculates(page: Page, site: Site) -> None:
    page.goto(site / f"{HOME}kuota/")
    expect(page.get_by_text("Kuota kelas ini belum dihitung")).to_be_visible()
    page.get_by_role("link", name="Hitung kuota").click()
    page.get_by_label("kebutuhan yang dicatat").check()
    page.get_by_label("Jatah minimum setiap wilayah").fill("1")
    page.get_by_label("Kursi umum").fill("1")
    page.get_by_role("button", name="Lihat hasilnya").click()
    expect(page.get_by_role("alert")).to_contain_text("Dasar pembagian belum diisi untuk")
    fit(page)
    page.get_by_label("jumlah penduduk").check()
    page.get_by_role("button", name="Lihat hasilnya").click()
    expect(page.get_by_text("14 kursi dibagi dengan dasar jumlah penduduk")).to_be_visible()
    fit(page)
    page.get_by_label("Alasan", exact=True).fill("hasil rapat koordinasi (contoh)")
    page.get_by_role("button", name="Terapkan kuota ini").click()
    expect(page.get_by_role("status")).to_contain_text("Tersimpan.")
    page.get_by_text("langkah perhitungan").click()
    expect(page.get_by_text("mendapat kursi sisa ke-1")).to_be_visible()
    fit(page)


def _announces(page: Page, site: Site) -> None:
    page.goto(site / f"{HOME}seleksi/")
    expect(page.get_by_text("1 berkas belum diperiksa")).to_be_visible()
    fit(page)
    page.get_by_role("button", name="Susun usulan hasil untuk 21 pendaftaran").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Usulan hasil seleksi")
    fit(page)
    page.get_by_role("link", name="Umumkan hasil ini").click()
    fit(page)
    page.get_by_role("button", name="Umumkan hasil:").click()
    expect(page.get_by_role("status")).to_contain_text("Hasil diumumkan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil seleksi")
    fit(page)


def _objects(phone: Page, site: Site, link: str) -> None:
    phone.goto(site / link)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anda cadangan nomor 17")
    expect(phone.get_by_text("sedangkan Anda peringkat 21 dari 21 dengan 40 poin")).to_be_visible()
    fit(phone)
    phone.get_by_role("link", name="Ajukan keberatan").click()
    phone.get_by_label("Apa yang keliru").fill(
        "Saya belum pernah ikut pelatihan; mohon poin saya diperiksa lagi (contoh)."
    )
    phone.get_by_role("button", name="Kirim keberatan").click()
    expect(phone.get_by_text("menunggu jawaban")).to_be_visible()
    fit(phone)


def _reads_the_answer(phone: Page, site: Site, link: str) -> None:
    phone.goto(site / link)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Anda mendapat kursi")
    expect(phone.get_by_text("poin dihitung ulang")).to_be_visible()
    expect(phone.get_by_text("Anda cadangan nomor")).to_have_count(0)
    fit(phone)


def _answers(page: Page, site: Site) -> None:
    page.goto(site / f"{HOME}keberatan/")
    expect(page.get_by_text("1 dari 1 keberatan menunggu jawaban.")).to_be_visible()
    fit(page)
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").click()
    expect(page.get_by_label("Keberatan diterima")).not_to_be_checked()
    fit(page)
    page.get_by_label("Keberatan diterima").check()
    page.get_by_label("Alasan").fill("Riwayat pelatihannya milik orang lain; poin dihitung ulang.")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("status")).to_contain_text("Jawaban tersimpan")
    page.get_by_label("tambah satu kursi umum").check()
    page.get_by_label("Alasan").fill("keberatan diterima")
    page.get_by_role("button", name="Beri kursi ini").click()
    expect(page.get_by_role("status")).to_contain_text("Kursi diberikan")
    expect(page.get_by_text("Keadaannya sekarang: mendapat kursi.")).to_be_visible()
    fit(page)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_quotas_and_selections_is_fit_to_be_used(
    own_page, class_site: Site, width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)
    log_in(page, class_site)
    for path in (
        "kuota/",
        "kuota/hitung/",
        "kuota/hitungan/1/",
        "kuota/ubah/63.06/",
        "kebutuhan/",
        "seleksi/",
        "seleksi/1/",
        "seleksi/banding/1/1/",
        "keberatan/",
        "keberatan/1/",
    ):
        answer = page.goto(class_site / f"{HOME}{path}")
        assert answer
        assert (path, answer.status) == (path, 200)
        fit(page)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_public_reads_how_seats_were_shared_and_drawn(
    own_page, drawn_site: Site, width: int, scheme: str
) -> None:
    page = own_page(width=width, scheme=scheme)
    for path in ("bimtek-jalan/kuota/", "bimtek-jembatan/undian/"):
        answer = page.goto(drawn_site / f"kegiatan/63-2026-{path}")
        assert answer
        assert (path, answer.status) == (path, 200)
        fit(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="benih.txt").click()
    assert taken.value.suggested_filename == "benih.txt"
