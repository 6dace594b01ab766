"""The applicant's page becomes the participant's: sessions, materials, the decision and the certificate."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from binakon.enrolment.models import Registration, Training
from binakon.enrolment.rules.links import token_of
from binakon.trainings.actions import engagements, materials
from binakon.trainings.actions.certificates import issue_certificates, revoke_certificate
from binakon.trainings.actions.evaluation import set_evaluation
from binakon.trainings.actions.materials import MaterialText
from binakon.trainings.jobs.certificates import render_certificates
from binakon.trainings.models import Certificate, Material
from binakon.trainings.rules.evaluation import Terms
from binakon.trainings.states import RevocationReason
from tests.enrolment.decree_cases import a_made_scan
from tests.enrolment.people import a_training, registered
from tests.factories import BY
from tests.portal.pages import Page
from tests.trainings.certificates import a_completed_class, stated
from tests.trainings.classes import a_class, a_session, an_engagement, participants, present
from tests.trainings.exam_cases import a_test, done

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("year"),
]


def path_of(registration: Registration, rest: str = "") -> str:
    return f"/pendaftaran/{token_of(str(registration.key), registration.link_version)}/{rest}"


def a_file(training: Training, *, shown_from: datetime | None = None) -> Material:
    text = MaterialText("Beton (berkas)", shown_from=shown_from)
    return materials.add_material(training, text, made=a_made_scan(), by=BY)


def test_a_participant_reads_sessions_attendance_and_the_decision(client: Client) -> None:
    training = a_completed_class(1)
    [person] = participants(training)
    present(training.sessions.get(), person)
    page = client.get(path_of(person)).content.decode()
    assert "Sistem manajemen keselamatan konstruksi" in page
    assert "Kehadiran Anda yang tercatat: 2 dari 2 JP." in page
    assert "Anda dinyatakan selesai mengikuti pelatihan ini" in page
    assert "Nomor sertifikat" not in page


def test_the_certificate_is_taken_from_the_page_while_it_stands(client: Client) -> None:
    training = a_completed_class(1)
    [person] = participants(training)
    [made] = issue_certificates(training, stated(), by=BY)
    assert "Berkas PDF-nya sedang dibuat." in client.get(path_of(person)).content.decode()
    assert client.get(path_of(person, "sertifikat.pdf")).status_code == 404
    render_certificates()
    page = client.get(path_of(person)).content.decode()
    assert made.number in page
    # What somebody comes back for leads their page.
    assert page.index("Unduh sertifikat (PDF)") < page.index("Jadwal sesi")
    assert f"/v/{made.token}/kredensial.jwt" in page
    taken = client.get(path_of(person, "sertifikat.pdf"))
    assert (taken.status_code, taken.content[:5]) == (200, b"%PDF-")
    assert taken.headers["Cache-Control"] == "no-store, private"
    made = Certificate.objects.get(pk=made.pk)
    revoke_certificate(made, because=RevocationReason.OTHER, note="uji", by=BY)
    assert client.get(path_of(person, "sertifikat.pdf")).status_code == 404
    page = client.get(path_of(person)).content.decode()
    assert "Sertifikat Anda dicabut" in page
    assert "Unduh sertifikat (PDF)" not in page
    assert "kredensial.jwt" not in page


def test_a_material_is_read_from_its_hour_on_and_by_participants_alone(client: Client) -> None:
    training = a_completed_class(1)
    [person] = participants(training)
    shown = a_file(training)
    later = a_file(training, shown_from=datetime.now(UTC) + timedelta(days=1))
    stranger = registered(a_training(seats=2))
    found = client.get(path_of(person, f"materi/{shown.pk}/"))
    assert (found.status_code, found.headers["Content-Type"]) == (200, "application/pdf")
    assert client.get(path_of(person, f"materi/{later.pk}/")).status_code == 404
    assert client.get(path_of(stranger, f"materi/{shown.pk}/")).status_code == 404
    assert "Beton (berkas)" in client.get(path_of(person)).content.decode()


def test_after_the_class_the_page_does_not_say_that_all_is_done_while_the_evaluation_is_open(
    client: Client,
) -> None:
    training = a_completed_class(1)
    [person] = participants(training)
    now = datetime.now(UTC)
    open_now = Terms(("Bermanfaat.",), (), 3, now - timedelta(hours=1), now + timedelta(hours=1))
    set_evaluation(training, open_now, by=BY)
    page = client.get(path_of(person)).content.decode()
    assert "Anda dinyatakan selesai mengikuti pelatihan ini" in page
    assert "Isi evaluasinya paling lambat" in page
    assert "Isi evaluasi</a>" in page
    assert "Tidak ada lagi yang perlu Anda lakukan" not in page


def test_whoever_is_no_participant_has_nothing_of_it(client: Client) -> None:
    stranger = registered(a_training(seats=2))
    page = client.get(path_of(stranger)).content.decode()
    assert "Jadwal sesi" not in page
    assert client.get(path_of(stranger, "sertifikat.pdf")).status_code == 404


def test_the_page_of_a_day_names_the_next_session_its_teacher_and_the_test_to_do(
    client: Client,
) -> None:
    training = a_class(1)
    [person] = participants(training)
    rest = {"starts": time(0), "ends": time(0, 1), "jp": 0, "kind": "break", "topic": "Istirahat"}
    a_session(training, **rest)
    held = a_session(
        training, starts=time(0, 1), ends=time(23, 59, 59), topic="Beton", room="Ruang Ulin"
    )
    teacher = an_engagement(training)
    held.engagements.add(teacher)
    address = path_of(person)
    before = client.get(address).content.decode()
    assert "Berikutnya hari ini: 00.01–23.59 Beton, Ruang Ulin." in before
    assert "Narasumber (contoh)" not in before, "who has not said yes is not named"
    engagements.confirm(teacher, by=BY)
    exam = a_test(training)
    page = Page(client.get(address))
    assert "2 JP · Ruang Ulin · Narasumber (contoh)" in page.text
    assert "Tes awal bisa dikerjakan sekarang." in page.text
    assert f"{address}tes/pre/" in [link.href for link in page.links]
    done(exam, person, 3)
    after = Page(client.get(path_of(person))).text
    assert "Nilai Anda 75 dari 100." in after
    assert "Kerjakan tes awal" not in after


def test_a_class_that_was_called_off_has_no_participants_part(client: Client) -> None:
    training = a_class(1)
    [person] = participants(training)
    a_session(training, topic="Beton")
    Training.objects.filter(pk=training.pk).update(state="cancelled")
    page = client.get(path_of(person)).content.decode()
    assert "Kelas Anda sedang berlangsung" not in page
    assert "Beton" not in page
