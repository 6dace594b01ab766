"""A journey to completion: the rule, one press for all, an exception by two people, and the evaluation by link."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import LOOKS, Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

SLUG = "63-2026-kelas-selesai"
DESK = f"meja/pelatihan/{SLUG}/"
PREPARE = """
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from binakon.enrolment.models import Registration
from binakon.enrolment.rules.links import token_of
from binakon.trainings.actions.evaluation import set_evaluation
from binakon.trainings.models import Exam, Sitting
from binakon.trainings.rules.evaluation import Terms, default_event_items, default_instructor_items
from tests.factories import an_activity
from tests.trainings.classes import a_held_class, a_session, a_teacher, an_instructor, participants, present
names = [
    "Gusti Muhammad Fadhlan Noor Rahmadi bin Haji Abdul Kadir", "Siti Nurhaliza", "Ahmad Zulkifli",
    "Raden Ayu Kartikasari Widyaningrum", "Muhammad Ridho",
]
activity = an_activity("kelas-selesai", title="BIMTEK Ahli Muda Teknik Jalan dan Jembatan, angkatan contoh")
training = a_held_class(5, activity=activity)
people = participants(training)
for person, name in zip(people, names):
    Registration.objects.filter(pk=person.pk).update(name=name, is_invented=True)
first, second = a_session(training, jp=8), a_session(training, jp=2)
for person in people[:4]:
    present(first, person)
present(second, people[0])
now = datetime.now(UTC)
exam = Exam.objects.create(training=training, kind="post", opens_at=now, closes_at=now + timedelta(hours=1))
for person, score in zip(people, ("86.67", "69.99", "74")):
    Sitting.objects.create(exam=exam, registration=person, state="submitted", started_at=now, due_at=now,
                           ended_at=now, score=Decimal(score))
a_teacher(training, an_instructor("Dr. Ir. Nurul Hidayati, M.T."))
set_evaluation(training, Terms(tuple(default_event_items()), tuple(default_instructor_items()), 3,
               now - timedelta(hours=1), now + timedelta(days=7)), by=by)
for person in people:
    print("/pendaftaran/" + token_of(person.key.hex, person.link_version) + "/evaluasi/")
"""

# Closed by the clock: the evaluation began an hour ago.
CLOSE = """
from django.db.models import F
from datetime import timedelta
from binakon.trainings.models import EvaluationForm
EvaluationForm.objects.filter(training__activity__slug="63-2026-kelas-selesai").update(
    closes_at=F("opens_at") + timedelta(minutes=1)
)
"""


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can prepare one itself."""
    return early_site


@pytest.fixture(scope="module")
def links(own_site: Site) -> list[str]:
    """A taught class of five people beside an early demo: the addresses of their evaluations."""
    printed = in_process(own_site.installation, PREPARE)
    return [line for line in printed.splitlines() if line.startswith("/pendaftaran/")]


def is_sound(page: Page, name: str) -> None:
    assert axe(page) == [], name
    assert no_sideways_scroll(page) == [], name


@pytest.mark.usefixtures("links")
def test_from_the_rule_to_the_decision(own_page: Pages, own_site: Site) -> None:
    site, page = own_site, own_page(refusals=(422,))
    log_in(page, site)
    page.goto(site / f"{DESK}selesai/")
    page.get_by_role("link", name="Tetapkan syarat").click()
    page.get_by_label("Sikap").fill("30")
    page.get_by_label("Tes akhir", exact=False).last.fill("60")
    page.get_by_role("button", name="Simpan syarat").click()
    expect(page.get_by_text("Jumlah bobot harus 100, sekarang 90. Tambah 10 lagi.")).to_be_visible()
    is_sound(page, "aturan-galat")
    page.get_by_label("Sikap").fill("40")
    page.get_by_role("button", name="Simpan syarat").click()
    page.get_by_role("link", name="Isi nilai").click()
    page.get_by_label(re.compile("^Siti Nurhaliza.*sikap")).fill("87,5")
    is_sound(page, "nilai")
    page.get_by_role("button", name="Simpan nilai").click()
    page.get_by_role("link", name="Lihat usulan, lalu putuskan").click()
    is_sound(page, "putuskan")
    page.get_by_role("button", name="Putuskan sekarang").click()
    words = "Diputuskan: 2 selesai, 2 perlu pembinaan lanjutan. 1 menunggu data."
    expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("link", name="Siti Nurhaliza").click()
    page.get_by_label("Alasan").first.fill("Listrik padam saat tes; berita acara terlampir.")
    page.get_by_role("button", name="Minta pengecualian").click()
    expect(page.get_by_text("Pengecualian ini Anda minta sendiri.")).to_be_visible()
    is_sound(page, "pengecualian")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_readable_on_every_screen(
    own_page: Pages,
    own_site: Site,
    links: list[str],
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    page = own_page(width=width, scheme=scheme)
    log_in(page, own_site)
    words = ("selesai/", "selesai/aturan/", "selesai/nilai/", "selesai/putuskan/")
    for address in (*words, "evaluasi/", "evaluasi/atur/"):
        page.goto(own_site / f"{DESK}{address}")
        is_sound(page, f"{address.replace('/', '-')}{width}-{scheme}")
    page.goto(own_site / links[4])
    is_sound(page, f"isian-{width}-{scheme}")


def test_participants_answer_and_the_desk_waits_for_enough(
    own_page: Pages, own_site: Site, links: list[str]
) -> None:
    site, desk = own_site, own_page()
    log_in(desk, site)
    for number, link in enumerate(links):
        page = own_page(width=360, javascript=False)
        page.goto(site / link)
        for group in page.locator("fieldset").all():
            group.get_by_role("radio").nth(4 - number % 3).check()
        page.get_by_label("Saran tentang acara").fill("Perlu lebih banyak praktik di lapangan.")
        page.get_by_role("button", name="Kirim jawaban").click()
        expect(page.get_by_text("Terima kasih, jawaban Anda sudah masuk.")).to_be_visible()
        if number == 1:
            desk.goto(site / f"{DESK}evaluasi/")
            sentence = "Belum cukup jawaban untuk melindungi pengisi."
            expect(desk.get_by_text(sentence)).to_be_visible()
            is_sound(desk, "evaluasi-tertutup")
    desk.reload()
    expect(desk.get_by_text("5 dari 5 peserta menjawab.")).to_be_visible()
    expect(desk.get_by_text("Jawabannya cukup, tetapi masih bisa bertambah.")).to_be_visible()
    in_process(own_site.installation, CLOSE)
    desk.reload()
    expect(desk.get_by_text("Perlu lebih banyak praktik di lapangan.")).to_have_count(5)
