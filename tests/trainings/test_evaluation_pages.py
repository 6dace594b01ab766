"""The pages of the evaluation: set at the desk, answered by link, read as a summary."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from binakon.enrolment.models import Registration, Training
from binakon.enrolment.rules.links import token_of
from binakon.people.models import Role
from binakon.trainings.actions.evaluation import Said, answer_evaluation, set_evaluation
from binakon.trainings.models import EvaluationForm, EvaluationReply, EvaluationTicket
from binakon.trainings.rules.evaluation import Terms
from tests.enrolment.pages import as_
from tests.enrolment.people import APPLICANT, a_training, registered
from tests.factories import BY
from tests.trainings.classes import a_class, a_teacher, participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]
NOW = datetime.now(UTC)


def desk(training: Training, word: str = "") -> str:
    return f"/meja/pelatihan/{training.activity.slug}/evaluasi/{word}"


def own(person: Registration) -> str:
    return f"/pendaftaran/{token_of(person.key.hex, person.link_version)}/evaluasi/"


def opened(training: Training, *, hours: float = 24) -> EvaluationForm:
    closes = NOW + timedelta(hours=hours)
    terms = Terms(
        ("Bermanfaat.", "Jelas."), ("Menguasai materi.",), 3, NOW - timedelta(days=2), closes
    )
    return set_evaluation(training, terms, by=BY)


def test_a_class_begins_with_sensible_items_and_keeps_those_that_were_typed() -> None:
    training = a_class(1)
    head, address = as_(Role.SECTION_HEAD), desk(training, "atur/")
    typed = head.get(address).context["form"].initial
    assert len(typed["event"].splitlines()) == 6
    wrong = head.post(
        address,
        {
            **typed,
            "event": "",
            "least": "2",
            "opens_at": "17 April 2026, 16.00",
            "closes_at": "17 April 2026, 15.00",
        },
    )
    assert wrong.status_code == 422
    text = wrong.content.decode()
    for sentence in (
        "Tulis sedikitnya satu butir tentang acara.",
        "Batas pelindung paling rendah 3 jawaban.",
        "Waktu tutup harus setelah waktu buka.",
    ):
        assert sentence in text
    right = {
        "revision": 0,
        "event": "Bermanfaat.\n\n  Tempat   baik. ",
        "instructor": "",
        "least": "5",
        "opens_at": "17 April 2026, 16.00",
        "closes_at": "24 April 2026, 16.00",
    }
    assert head.post(address, right).status_code == 302
    row = EvaluationForm.objects.get()
    assert row.event_items == [
        {"code": "a1", "text": "Bermanfaat."},
        {"code": "a2", "text": "Tempat baik."},
    ]
    assert row.opens_at == datetime(2026, 4, 17, 8, tzinfo=UTC)


def test_a_participant_answers_by_their_link_once() -> None:
    training = a_class(1)
    engagement = a_teacher(training)
    opened(training)
    [person] = participants(training)
    page = Client()
    assert "Jawaban Anda tanpa nama." in page.get(own(person)).content.decode()
    half = page.post(own(person), {"e_a1": "4"})
    assert (half.status_code, EvaluationTicket.objects.count()) == (422, 0)
    assert "Pilih satu nilai, 1 sampai 5." in half.content.decode()
    whole = {"e_a1": "4", "e_a2": "5", f"i{engagement.pk}_n1": "3", "e_comment": "Bagus."}
    assert page.post(own(person), whole).status_code == 302
    assert "Terima kasih, jawaban Anda sudah masuk." in page.get(own(person)).content.decode()
    assert page.post(own(person), {**whole, "e_a1": "1"}).status_code == 302
    told = EvaluationReply.objects.order_by("item", "engagement").values_list(
        "item", "mark", "comment"
    )
    assert list(told) == [
        ("a1", 4, ""),
        ("a2", 5, ""),
        ("comment", None, "Bagus."),
        ("n1", 3, ""),
    ]


def test_who_is_no_participant_is_led_back_and_a_forged_link_leads_nowhere() -> None:
    training = a_training()
    opened(training)
    applicant = registered(training)
    link = own(applicant)
    for answer in (Client().get(link), Client().post(link, {"e_a1": "4", "e_a2": "5"})):
        assert (answer.status_code, answer["Location"]) == (302, link.removesuffix("evaluasi/"))
    assert not EvaluationTicket.objects.exists()
    assert Client().get("/pendaftaran/palsu/evaluasi/").status_code == 404


def test_before_it_opens_and_after_it_closed_the_page_says_when() -> None:
    training = a_class(1)
    [person] = participants(training)
    opened(training)
    EvaluationForm.objects.update(opens_at=NOW + timedelta(hours=1))
    assert "Evaluasi ini dibuka" in Client().get(own(person)).content.decode()
    EvaluationForm.objects.update(
        opens_at=NOW - timedelta(days=2), closes_at=NOW - timedelta(days=1)
    )
    assert "Evaluasi ini sudah ditutup" in Client().get(own(person)).content.decode()
    assert Client().post(own(person), {"e_a1": "4", "e_a2": "5"}).status_code == 302
    assert not EvaluationTicket.objects.exists()


def test_the_desk_reads_how_many_answered_and_no_word_below_the_line() -> None:
    training = a_class(4)
    opened(training)
    people = participants(training)
    for person in people[:2]:
        said = [
            Said(None, "a1", mark=1),
            Said(None, "a2", mark=2),
            Said(None, "comment", comment="panas"),
        ]
        answer_evaluation(person, said, by=APPLICANT)
    head = as_(Role.SECTION_HEAD)
    text = head.get(desk(training)).content.decode()
    assert "2 dari 4 peserta menjawab." in text
    assert "Belum cukup jawaban untuk melindungi pengisi." in text
    assert "panas" not in text
    for person in people[2:]:
        answer_evaluation(
            person, [Said(None, "a1", mark=5), Said(None, "a2", mark=2)], by=APPLICANT
        )
    waits = head.get(desk(training)).content.decode()
    assert ("panas" in waits, "ubah waktu tutupnya menjadi sekarang" in waits) == (False, True)
    EvaluationForm.objects.update(closes_at=NOW - timedelta(minutes=1))
    text = head.get(desk(training)).content.decode()
    assert ("3,00" in text, "panas" in text) == (True, True)
    assert not [person.name for person in people if person.name in text]


def test_an_instructor_and_strangers_see_nothing_and_a_reader_sets_nothing() -> None:
    training = a_class(1)
    assert as_(Role.INSTRUCTOR).get(desk(training)).status_code == 404
    assert as_(Role.REGENCY_OFFICER).get(desk(training)).status_code == 404
    assert as_(Role.TREASURER).get(desk(training)).status_code == 403
    assert as_(Role.VERIFIER).get(desk(training)).status_code == 200
    assert as_(Role.VERIFIER).get(desk(training, "atur/")).status_code == 403
