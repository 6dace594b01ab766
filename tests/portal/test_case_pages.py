"""The person of a case sees where it stands and what is missing, and only that, behind their own link."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from binakon.certification.actions.appeals import answer_appeal
from binakon.certification.models import Appeal, Assessment, Case, CaseCost, CaseDocument, CaseStep
from binakon.certification.queries.desk_work import case_work
from binakon.certification.rules.links import case_path
from binakon.certification.rules.own_words import OwnFacts, said_of
from binakon.certification.states import CaseState
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.people.models import Role
from tests.cast import viewer
from tests.certification.cases import DAY, a_case
from tests.certification.conftest import year
from tests.enrolment.handed_in import a_file
from tests.enrolment.pages import a_picture
from tests.factories import BY

__all__ = ["year"]

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

NUMBERS = {
    "blank_number": "B-1",
    "certificate_number": "S-1",
    "bnsp_number": "N-1",
    "lpjk_number": "L-1",
}


def link(case: Case, rest: str = "") -> str:
    return case_path(case.key.hex, case.link_version) + rest


def waits(case: Case, on: str, note: str = "") -> None:
    CaseStep.objects.create(
        case=case,
        move="step",
        reached=case.state,
        on=DAY,
        waits_on=on,
        note=note,
        at=timezone.now(),
    )


def shown(case: Case) -> str:
    answer = Client().get(link(case))
    assert answer.status_code == 200
    return answer.content.decode()


def a_photo(words: str = "NPWP") -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", a_picture(words))


@pytest.mark.parametrize("state", CaseState)
def test_every_state_has_its_sentence(state: CaseState) -> None:
    said = said_of(OwnFacts(state=state, occupation="Ahli Muda Teknik Jalan"))
    assert said.heading
    assert said.following
    assert "%(" not in said.heading + said.following


def test_only_what_is_missing_is_asked_for() -> None:
    case = a_case()
    CaseDocument.objects.create(
        case=case, kind="id_card", file=a_file(), uploaded_at=timezone.now(), checked_on=DAY
    )
    CaseDocument.objects.create(
        case=case, kind="cv", file=a_file(), uploaded_at=timezone.now(), problem="unreadable"
    )
    text = shown(case)
    asked = text.split("Yang masih kami perlukan")[1].split("Yang sudah kami terima")[0]
    assert 'id="berkas-npwp"' in asked
    assert "Tidak terbaca" in asked
    assert 'id="berkas-id_card"' not in asked
    kept = text.split("Yang sudah kami terima")[1]
    assert 'id="berkas-id_card"' in kept
    # What is in order is not replaced any more.
    assert 'id="file-id_card"' not in kept


def test_a_paper_is_handed_in_and_seen_again() -> None:
    case, person = a_case(), Client()
    address = link(case, "berkas/npwp/")
    assert person.post(address, {"paper": a_photo()}).status_code == 302
    assert AuditEvent.objects.filter(action="case:paper", actor_kind="link").count() == 1
    assert person.get(f"{address}lihat/").status_code == 200
    assert 'id="file-npwp"' in shown(case)
    bad = SimpleUploadedFile("foto.jpg", b"bukan gambar")
    refused = person.post(link(case, "berkas/cv/"), {"paper": bad})
    assert (refused.status_code, CaseDocument.objects.count()) == (422, 1)
    assert person.post(link(case, "berkas/cv/")).status_code == 422


def test_what_is_not_asked_for_is_not_taken() -> None:
    case, person = a_case(), Client()
    assert person.post(link(case, "berkas/old_skk/"), {"paper": a_photo()}).status_code == 404
    assert person.post(link(case, "berkas/lain/"), {"paper": a_photo()}).status_code == 404
    assert person.get(link(case, "berkas/npwp/lihat/")).status_code == 404
    CaseDocument.objects.create(
        case=case, kind="npwp", file=a_file(), uploaded_at=timezone.now(), checked_on=DAY
    )
    assert person.post(link(case, "berkas/npwp/"), {"paper": a_photo()}).status_code == 302
    over = a_case(state="withdrawn", ended_because="Pindah")
    assert person.post(link(over, "berkas/npwp/"), {"paper": a_photo()}).status_code == 302
    assert CaseDocument.objects.count() == 1


def test_a_bill_names_its_day_to_whoever_pays_and_nobody_else() -> None:
    due = datetime(2026, 11, 3, 15, 59, tzinfo=UTC)
    facts: dict[str, Any] = {"determined_on": DAY, "payment_due_at": due}
    case = a_case(state="unpaid", **facts)
    waits(case, "payer")
    CaseCost.objects.create(case=case, component="fee", payer="participant", rupiah=1_500_000)
    text = shown(case)
    assert "Bayar paling lambat 3 November 2026, 23.59 WITA." in text
    assert "Rp1.500.000" in text
    CaseCost.objects.filter(case=case).update(payer="balai")
    text = shown(case)
    assert "Anda tidak perlu membayar." in text
    assert "Rp1.500.000" not in text


def test_numbers_stand_there_once_they_are_recorded() -> None:
    dates = {"determined_on": DAY, "tested_on": DAY, "competent_on": DAY}
    competent = a_case(state="competent", **dates)
    assert "Nomor SKK Anda" not in shown(competent)
    recorded = a_case(
        state="recorded", recorded_on=DAY, expires_on=date(2031, 10, 5), **dates, **NUMBERS
    )
    text = shown(recorded)
    assert [number for number in NUMBERS.values() if f">{number}<" not in text] == []
    assert "5 Oktober 2031" in text


def test_a_correction_says_why() -> None:
    case = a_case(state="correction", determined_on=DAY)
    waits(case, "applicant", "Ijazah belum dilegalisir.")
    assert "Ijazah belum dilegalisir." in shown(case)


def test_in_a_correction_a_paper_that_was_in_order_may_be_replaced() -> None:
    case, person = a_case(state="correction", determined_on=DAY), Client()
    waits(case, "applicant", "Unggah NPWP yang terbaru.")
    CaseDocument.objects.create(
        case=case, kind="npwp", file=a_file(), uploaded_at=timezone.now(), checked_on=DAY
    )
    assert 'id="file-npwp"' in shown(case)
    assert person.post(link(case, "berkas/npwp/"), {"paper": a_photo()}).status_code == 302
    assert CaseDocument.objects.filter(case=case, replaced_at=None, checked_on=None).count() == 1


def test_a_forged_link_is_404_and_an_old_one_410() -> None:
    case = a_case()
    good = link(case)
    assert Client().get(good[:-3] + "xx/").status_code == 404
    Case.objects.filter(pk=case.pk).update(link_version=2)
    assert Client().get(good).status_code == 410
    assert Client().post(f"{good}berkas/npwp/", {"paper": a_photo()}).status_code == 410


def test_the_page_is_kept_by_nobody_and_never_out_of_date() -> None:
    case, person = a_case(), Client()
    first = person.get(link(case))
    assert first.headers["Cache-Control"] == "no-store, private"
    assert "noindex" in first.headers["X-Robots-Tag"]
    assert case.worker.nik_mask not in first.content.decode()
    Case.objects.filter(pk=case.pk).update(state="withdrawn", ended_because="Pindah")
    assert "Kasus sertifikasi Anda dihentikan" in person.get(link(case)).content.decode()


def a_failed_case() -> Case:
    case = a_case(state="not_competent", determined_on=DAY, tested_on=DAY)
    Assessment.objects.create(
        case=case, number=1, planned_on=DAY, tested_on=DAY, decided_on=DAY, outcome="not_competent"
    )
    return case


def test_a_result_is_appealed_once_behind_the_link_and_its_answer_is_read_there() -> None:
    case, person = a_failed_case(), Client()
    appeal_page = link(case, "banding/")
    assert appeal_page in shown(case)
    assert person.get(appeal_page).status_code == 200
    assert person.post(appeal_page, {"reason": ""}).status_code == 422
    assert person.post(appeal_page, {"reason": "NIK saya 6309994101900001"}).status_code == 422
    assert Appeal.objects.count() == 0
    assert person.post(appeal_page, {"reason": "Soal di luar skema"}).status_code == 302
    appeal = Appeal.objects.get()
    assert (appeal.reason, appeal.made_on, appeal.by) == ("Soal di luar skema", today(), None)
    assert AuditEvent.objects.get(subject_type="certification.appeal").actor_kind == "link"
    assert "Menunggu keputusan LSP" in shown(case)
    assert appeal_page not in shown(case)
    answer_appeal(appeal, upheld="no", answer="Sesuai skema", answered_on=today(), by=BY)
    assert "Sesuai skema" in shown(case)
    assert person.post(appeal_page, {"reason": "Sekali lagi"}).status_code == 302
    assert Appeal.objects.count() == 1


def test_what_is_not_a_failed_test_is_not_appealed() -> None:
    case = a_case(state="tested", determined_on=DAY, tested_on=DAY)
    Assessment.objects.create(case=case, number=1, planned_on=DAY, tested_on=DAY)
    assert link(case, "banding/") not in shown(case)
    assert Client().post(link(case, "banding/"), {"reason": "Coba"}).status_code == 302
    assert Client().get(link(case, "banding/")).status_code == 302
    assert Appeal.objects.count() == 0
    assert Client().get("/kasus/palsu/banding/").status_code == 404


def test_the_desk_is_told_of_an_appeal_that_waits() -> None:
    case = a_failed_case()
    Client().post(link(case, "banding/"), {"reason": "Soal di luar skema"})
    office, year = case.activity.programme.office.code, case.activity.programme.year
    path = f"/meja/sertifikasi/kasus/{case.code}/uji/"
    work = case_work(viewer(Role.STAFF), office, year)
    assert work.appeals == ((str(case.worker), path),)
    assert case_work(viewer(Role.VERIFIER), office, year).appeals == ()
