"""The desk's pages of certificates: preview, issue, download, replace, revoke, and the register."""

import io
import zipfile

import pytest
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from binakon.core import files
from binakon.core.models import AuditEvent
from binakon.enrolment.models import Training
from binakon.people.models import Office, Role
from binakon.trainings.actions.certificates import revoke_certificate
from binakon.trainings.jobs.certificates import render_certificates
from binakon.trainings.models import Certificate
from tests.enrolment.pages import as_
from tests.factories import BY
from tests.trainings.certificates import a_completed_class, a_signatory, issued, named
from tests.trainings.classes import participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

CERTIFIERS = (Role.SECTION_HEAD, Role.HEAD_OF_DIVISION, Role.HEAD_OF_OFFICE)
READERS = (Role.STAFF, Role.VERIFIER)
STRANGERS = (Role.REGENCY_OFFICER, Role.PARTNER, Role.INSTRUCTOR, Role.TREASURER)


def home(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/sertifikat/"


def told(**fields: object) -> dict[str, object]:
    values = {"dated": "2026-05-08", "place": "Banjarbaru", "signatory": a_signatory().pk}
    return {**values, **fields}


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_who_may_see_and_who_may_issue() -> None:
    [made] = issued()
    base = home(made.training)
    seen = [base, f"{base}{made.pk}/"]
    kept = [f"{base}terbit/", f"{base}{made.pk}/ganti/", f"{base}{made.pk}/cabut/"]
    for role in (*CERTIFIERS, *READERS):
        assert {as_(role).get(path).status_code for path in seen} == {200}, role
    for role in CERTIFIERS:
        assert {as_(role).get(path).status_code for path in kept} == {200}, role
    for role in READERS:
        client = as_(role)
        assert {client.get(path).status_code for path in kept} == {403}, role
        assert {client.post(path).status_code for path in kept} == {403}, role
    for role in STRANGERS:
        assert {as_(role).get(path).status_code for path in (*seen, *kept)} == {404}, role
    assert Client().get(base).status_code == 302


def test_the_preview_says_who_gets_one_and_why_others_do_not_and_issues_to_all_of_them() -> None:
    training = a_completed_class(3, completing=2)
    people = participants(training)
    client = as_(Role.SECTION_HEAD)
    page = read(client, f"{home(training)}terbit/")
    assert "2 orang mendapat sertifikat." in page
    assert "600.4/1/SERT-CONTOH/" in page
    assert "Selesainya belum diputuskan" in page
    refused = client.post(f"{home(training)}terbit/", told(dated="", signatory=""))
    assert refused.status_code == 422
    assert Certificate.objects.count() == 0
    done = client.post(
        f"{home(training)}terbit/",
        told(english="Technical guidance", competencies="F.410110.005.01 Merancang"),
    )
    assert (done.status_code, done.headers["Location"]) == (302, home(training))
    holders = set(Certificate.objects.values_list("registration_id", flat=True))
    assert holders == {people[0].pk, people[1].pk}
    units = [row.content["competencies"] for row in Certificate.objects.all()]
    assert units == [[{"code": "F.410110.005.01", "title": "Merancang"}]] * 2
    listed = read(client, home(training))
    assert "2 sertifikat berlaku." in listed
    assert "2 PDF sedang dibuat." in listed


def test_the_draft_is_looked_at_before_anything_is_issued() -> None:
    training = a_completed_class(1)
    answer = as_(Role.SECTION_HEAD).get(f"{home(training)}konsep.pdf")
    words = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    assert "KONSEP – belum diterbitkan" in words
    assert str(participants(training)[0]) in words
    assert Certificate.objects.count() == 0
    assert as_(Role.STAFF).get(f"{home(training)}konsep.pdf").status_code == 403


def test_an_office_whose_agenda_is_on_paper_types_a_number_a_line() -> None:
    training = a_completed_class(2)
    Office.objects.filter(code="63").update(certificate_numbers="")
    client = as_(Role.SECTION_HEAD)
    short = client.post(f"{home(training)}terbit/", told(numbers="A/1"))
    assert short.status_code == 422
    assert "Tulis 2 nomor" in short.content.decode()
    assert (
        client.post(f"{home(training)}terbit/", told(numbers="A/1\r\n\r\n A/2 ")).status_code == 302
    )
    assert sorted(Certificate.objects.values_list("number", flat=True)) == ["A/1", "A/2"]


def test_a_pdf_is_handed_over_as_it_was_kept_and_not_before() -> None:
    [made] = issued()
    path = f"{home(made.training)}{made.pk}/sertifikat.pdf"
    assert as_(Role.STAFF).get(path).status_code == 404
    render_certificates()
    made = Certificate.objects.get(pk=made.pk)
    assert made.pdf is not None
    answer = as_(Role.STAFF).get(path)
    assert answer.content == files.read(made.pdf)
    assert answer.headers["Content-Type"] == "application/pdf"


def test_all_pdfs_come_as_one_file_for_a_reason_under_names_without_numbers_of_people() -> None:
    training = a_completed_class(2)
    first, second = participants(training)
    named(first, "../../Siti 6305010101900001 Ünal/\\evil")
    named(second, "Ahmad")
    client = as_(Role.SECTION_HEAD)
    client.post(f"{home(training)}terbit/", told())
    render_certificates()
    assert client.post(f"{home(training)}unduh/", {"alasan": ""}).status_code == 422
    answer = client.post(f"{home(training)}unduh/", {"alasan": "dibagikan di kelas"})
    bundle = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]
    numbers = {row.registration_id: row.number for row in Certificate.objects.all()}
    assert sorted(bundle.namelist()) == sorted(
        [
            f"{numbers[first.pk].replace('/', '-').replace('.', '-')}-Siti--Unal-evil-contoh.pdf",
            f"{numbers[second.pk].replace('/', '-').replace('.', '-')}-Ahmad-contoh.pdf",
        ]
    )
    assert AuditEvent.objects.filter(action="certificate:bundle").count() == 1


def test_a_name_is_corrected_and_a_certificate_revoked_at_the_desk() -> None:
    [made] = issued()
    client = as_(Role.HEAD_OF_DIVISION)
    base = home(made.training)
    refused = client.post(f"{base}{made.pk}/ganti/", told(name="", reason=""))
    assert refused.status_code == 422
    done = client.post(f"{base}{made.pk}/ganti/", told(name="Nama Benar", reason="Salah ejaan."))
    new = Certificate.objects.get(replaces=made)
    assert done.headers["Location"] == f"{base}{new.pk}/"
    assert new.number in read(client, f"{base}{made.pk}/")
    assert made.number in read(client, f"{base}{new.pk}/")
    assert client.post(f"{base}{new.pk}/cabut/", {"because": "", "note": ""}).status_code == 422
    reason = {"because": "wrong_person", "note": "Tertukar."}
    assert client.post(f"{base}{new.pk}/cabut/", reason).status_code == 302
    assert "diterbitkan untuk orang yang keliru" in read(client, f"{base}{new.pk}/")
    assert client.post(f"{base}{new.pk}/cabut/", reason).status_code == 409


def test_a_parked_print_shows_its_error_and_is_tried_again() -> None:
    [made] = issued()
    Certificate.objects.filter(pk=made.pk).update(attempts=5, last_error="UnprintablePaper: x")
    base = home(made.training)
    client = as_(Role.SECTION_HEAD)
    assert "1 PDF gagal dibuat lima kali." in read(client, base)
    assert "UnprintablePaper: x" in read(client, f"{base}{made.pk}/")
    assert client.post(f"{base}{made.pk}/ulang/").status_code == 302
    assert render_certificates() == 1
    assert client.post(f"{base}{made.pk}/ulang/").status_code == 409


def test_the_register_explains_its_gaps_and_names_nobody_in_a_file_without_a_reason() -> None:
    first = issued(2)
    revoke_certificate(first[0], because="other", note="Contoh.", by=BY)
    client = as_(Role.SECTION_HEAD)
    page = read(client, "/meja/sertifikat/")
    assert "Nomor register berurutan tanpa celah." in page
    assert first[0].number in page

    def rows(answer: object) -> list[list[object]]:
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    plain = rows(client.get("/meja/sertifikat/unduh/"))
    assert plain[0] == ["Sertifikat", "Kelas", "Tanggal", "Keadaan", "JP", "Sebab dicabut"]
    assert {row[3] for row in plain[1:]} == {"berlaku", "dicabut"}
    named_rows = rows(client.post("/meja/sertifikat/unduh/", {"alasan": "laporan tahunan"}))
    assert named_rows[0][2] == "Nama"
    assert AuditEvent.objects.filter(action="certificate:export").count() == 1
    for role in (Role.REGENCY_OFFICER, Role.PARTNER, Role.TREASURER):
        assert as_(role).get("/meja/sertifikat/").status_code == 403, role
