"""A journey from a completed class to an eligible case, and the page of its person, who hands in what is missing."""

import json
from collections.abc import Mapping
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.enrolment.pages import a_picture
from tests.journeys.browser import LOOKS, Pages, axe, no_sideways_scroll
from tests.journeys.conftest import Site
from tests.journeys.test_published_year import log_in
from tests.runners import in_process

Told = Mapping[str, str]
PREPARE = """
import json
from datetime import date
from django.utils import timezone
from binakon.certification.actions.case_documents import judge_paper
from binakon.certification.actions.eligibility import ask_exception
from binakon.certification.actions.proposals import Asked, propose_completed
from binakon.certification.actions.reference import load_reference
from binakon.certification.models import CaseDocument
from binakon.certification.rules.links import case_path
from binakon.core import files
from binakon.enrolment.models import Document, Registration
from binakon.people.models import EducationRecord, Experience, Membership, Organisation, Worker
from binakon.planning.models import Activity
from tests.enrolment.handed_in import a_paper
from tests.enrolment.pages import a_picture
from tests.factories import an_activity
from binakon.trainings.actions.completion import realise_trained
from tests.trainings.classes import a_class, completed, participants
from tests.trainings.completions import one
load_reference(by=by)
activity = Activity.objects.filter(kind="certification").first()
taught = an_activity("kelas-jadi", title="BIMTEK Ahli Muda Teknik Jalan dan Jembatan, angkatan contoh")
training = a_class(3, activity=taught)
names = ["Gusti Muhammad Fadhlan Noor Rahmadi bin Haji Abdul Kadir", "Siti Nurhaliza", "Raden Ayu Kartikasari"]
rows = list(participants(training))
for row, name in zip(rows, names):
    Registration.objects.filter(pk=row.pk).update(name=name, is_invented=True)
    Worker.objects.filter(pk=row.worker_id).update(name=name, is_invented=True, phone="6281234567890")
    completed(training, row)
    a_paper(row, "id_card")
Document.objects.filter(registration__in=rows).update(state="accepted")
realise_trained(training, by=by, at=timezone.now())
for row in rows[1:]:
    EducationRecord.objects.create(worker=row.worker, diploma="s1", study_programme="Teknik Sipil (contoh)")
    Experience.objects.create(worker=row.worker, work="Jalan (contoh)", starts_on=date(2020, 3, 1))
    body, _new = Organisation.objects.get_or_create(name="Asosiasi (contoh)", kind="association")
    Membership.objects.create(worker=row.worker, association=body, state="active")
first = Registration.objects.select_related("worker", "office").get(pk=rows[0].pk)
(case,) = propose_completed(activity, [first], Asked("Ahli Muda Teknik Jalan dan Jembatan", 7), by=one())
ask_exception(case, reason="Bukti pengalaman menyusul minggu ini.", by=one())
kept = files.store(a_picture("IJAZAH"), accept=files.PICTURES)
paper = CaseDocument.objects.create(case=case, kind="diploma", file=kept, uploaded_at=timezone.now())
judge_paper(paper, is_in_order=False, reason="cut_off", note="Bagian bawah tidak terlihat.", by=one())
print(json.dumps({"activity": activity.slug, "kelas": taught.slug, "code": case.code,
                  "own": case_path(case.key.hex, case.link_version)}))
"""


@pytest.fixture(scope="module")
def own_site(early_site: Site) -> Site:
    """Before the demo's own classes, so that this story can teach one itself."""
    return early_site


@pytest.fixture(scope="module")
def told(own_site: Site) -> Told:
    """A completed class of three, one of them proposed with a paper that must be replaced."""
    found: Told = json.loads(in_process(own_site.installation, PREPARE).splitlines()[-1])
    return found


def test_from_the_class_to_an_eligible_case(own_page: Pages, own_site: Site, told: Told) -> None:
    site, page = own_site, own_page(refusals=(422,))
    log_in(page, site)
    page.goto(site / f"meja/pelatihan/{told['kelas']}/selesai/")
    page.get_by_role("link", name="Usulkan yang selesai untuk sertifikasi").click()
    page.get_by_label("Siti Nurhaliza (contoh)").check()
    page.get_by_label("Nama jabatan kerja menurut LSP").fill("Ahli Muda Teknik Jembatan")
    page.get_by_label("Jenjang").select_option("7")
    page.get_by_role("button", name="Usulkan yang dipilih").click()
    expect(page.get_by_text("1 orang diusulkan.")).to_be_visible()
    page.get_by_role("link", name="Siti Nurhaliza (contoh)").click()
    expect(page.get_by_text("2 syarat perlu putusan Anda.")).to_be_visible()
    for rule in ("Program studi", "Klasifikasi"):
        page.get_by_text(f"Putuskan: {rule}").click()
        form = page.locator("details[open] form")
        # By the keyboard alone: the first choice, then the reason.
        form.get_by_label("Terpenuhi", exact=True).press("Space")
        form.get_by_label("Alasan").fill("Ada di daftar jabatan kerja.")
        form.get_by_role("button", name="Simpan putusan").press("Enter")
        expect(page.get_by_text("Putusan tersimpan beserta alasannya.")).to_be_visible()
    page.get_by_role("button", name="Nyatakan memenuhi syarat").press("Enter")
    expect(page.get_by_text("Kasus ini memenuhi syarat dan siap ditetapkan.")).to_be_visible()


def test_the_person_hands_in_what_is_missing_without_javascript(
    own_page: Pages, own_site: Site, told: Told
) -> None:
    page = own_page(width=360, javascript=False)
    page.goto(own_site / told["own"])
    expect(page.get_by_text("Terpotong, tidak seluruh halaman tampak.")).to_be_visible()
    item = page.locator("#berkas-diploma")
    picture = {"name": "i.jpg", "mimeType": "image/jpeg", "buffer": a_picture("IJAZAH UTUH")}
    item.get_by_label("Ganti ijazah").set_input_files(files=[picture])
    item.get_by_role("button", name="Unggah").click()
    expect(page.locator("#berkas-diploma").get_by_text("menunggu diperiksa")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_readable_on_every_screen(
    own_page: Pages,
    own_site: Site,
    told: Told,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    page = own_page(width=width, scheme=scheme)
    log_in(page, own_site)
    case = f"meja/sertifikasi/kasus/{told['code']}/"
    activity = f"meja/sertifikasi/kegiatan/{told['activity']}/"
    for address in (
        "meja/sertifikasi/syarat/",
        f"{case}syarat/",
        f"{case}berkas/",
        f"{activity}dana/",
        f"{activity}usul/?kelas={told['kelas']}",
        "meja/sertifikasi/aturan/",
        "meja/sertifikasi/aturan/jenjang/baru/",
        "meja/sertifikasi/aturan/prodi/",
        told["own"],
    ):
        page.goto(own_site / address)
        assert axe(page) == [], address
        assert no_sideways_scroll(page) == [], address
