"""A participant's test behind their link: rules first, answers kept, sent once, resumed on another phone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from binakon.core import clock
from binakon.enrolment.models import Registration
from binakon.enrolment.rules.links import token_of
from binakon.portal.queries.exams import own_exam
from binakon.trainings.actions.exams import close_exam, prepare_exam
from binakon.trainings.actions.sittings import start_sitting, submit_sitting
from binakon.trainings.models import Answer, Exam, Sitting
from tests.factories import BY
from tests.portal.pages import Page
from tests.trainings.classes import a_class, participants
from tests.trainings.exam_cases import a_bank, a_test, chosen, terms

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("year"),
]


def path(registration: Registration, kind: str = "pre") -> str:
    return f"/pendaftaran/{token_of(registration.key.hex, registration.link_version)}/tes/{kind}/"


def sent(exam: Exam, right: int, **fields: str) -> dict[str, object]:
    answers = {f"q-{pk}": keys for pk, keys in chosen(exam, right).items()}
    return {**answers, **fields}


@pytest.fixture
def person() -> Registration:
    return participants(a_class(1))[0]


def test_the_rules_are_read_before_anything_starts(person: Registration) -> None:
    a_test(person.training)
    page = Page(Client().get(path(person)))
    assert "4 soal. Waktunya 30 menit sejak Anda menekan “Mulai”." in page.text
    assert "Soal contoh nomor" not in page.text
    assert Sitting.objects.count() == 0


def test_a_test_that_is_not_open_says_when_it_opens(person: Registration) -> None:
    exam = prepare_exam(person.training, "pre", terms(), by=BY)
    assert "Tes ini belum dibuka" in Page(Client().get(path(person))).text
    assert Client().post(path(person), {"deed": "start"}).status_code == 302
    assert Sitting.objects.filter(exam=exam).count() == 0


def test_nobody_else_finds_the_test(person: Registration) -> None:
    a_test(person.training)
    assert Client().get(path(person, "post")).status_code == 404
    assert Client().get(path(person, "lain")).status_code == 404
    address = path(person)
    stranger = participants(a_class(1))[0]
    assert Client().get(path(stranger)).status_code == 404
    assert Client().get(address.replace("~", "~x", 1)).status_code == 404


def test_one_person_starts_saves_and_goes_on_with_another_phone(person: Registration) -> None:
    exam = a_test(person.training)
    first, second = Client(), Client()
    first.post(path(person), {"deed": "start"})
    question = exam.questions.first()
    assert question is not None
    answer = first.post(f"{path(person)}simpan/", {f"q-{question.pk}": "a"})
    assert (answer.status_code, answer.json()) == (200, {"saved": True})
    body = second.get(path(person)).content.decode()
    assert f'name="q-{question.pk}" value="a" checked' in body
    assert body.count("checked") == 1
    second.post(path(person), {"deed": "start"})
    assert Sitting.objects.count() == 1


@pytest.mark.parametrize("name", ["q-²", "q-", "q--1", f"q-{'9' * 30}"])
def test_an_answer_to_what_is_no_question_is_passed_over(person: Registration, name: str) -> None:
    a_test(person.training)
    client = Client()
    client.post(path(person), {"deed": "start"})
    answer = client.post(f"{path(person)}simpan/", {name: "a"})
    assert (answer.status_code, answer.json()) == (200, {"saved": True})
    assert Answer.objects.count() == 0


def test_the_order_is_the_persons_own_and_the_same_on_every_phone(person: Registration) -> None:
    a_test(person.training)
    Client().post(path(person), {"deed": "start"})
    once, again = (Page(Client().get(path(person))).text for _phone in range(2))
    assert once == again


def test_two_people_have_two_orders_only_where_the_class_shuffles() -> None:
    training = a_class(2)
    one, other = participants(training)
    bank = a_bank(8)
    orders = {}
    for kind, shuffles in (("pre", True), ("post", False)):
        exam = a_test(training, kind, bank, shuffles=shuffles)
        for seed, person in enumerate((one, other), start=1):
            sitting = start_sitting(exam, person, by=BY)
            Sitting.objects.filter(pk=sitting.pk).update(seed=seed if shuffles else sitting.seed)
            asked = own_exam(exam, person, clock.now()).questions
            told = [(each.pk, [option.key for option in each.options]) for each in asked]
            orders[kind, seed] = told
    assert orders["pre", 1] != orders["pre", 2]
    assert orders["post", 1] == orders["post", 2]
    assert sorted(pk for pk, _keys in orders["pre", 1]) == sorted(
        pk for pk, _keys in orders["pre", 2]
    ), "nobody is asked something else"


def test_only_the_servers_clock_ends_a_go(person: Registration) -> None:
    exam = a_test(person.training, opens_at=terms().opens_at - timedelta(hours=5))
    start_sitting(exam, person, by=BY, at=exam.opens_at + timedelta(minutes=1))
    told = {"at": "2000-01-01", "due_at": "2099-01-01", "seconds": "1800"}
    late = Client().post(f"{path(person)}simpan/", {**sent(exam, 4), **told})
    assert (late.status_code, Answer.objects.count()) == (422, 0)
    # The control: nothing but the moment that stands in the database refused it.
    Sitting.objects.update(due_at=clock.now() + timedelta(minutes=5))
    assert Client().post(f"{path(person)}simpan/", sent(exam, 4)).status_code == 200
    assert Answer.objects.count() == 4


def test_the_page_of_a_running_test_holds_no_right_answer(person: Registration) -> None:
    exam = a_test(person.training)
    Client().post(path(person), {"deed": "start"})
    before = Client().get(path(person)).content.decode()
    assert "is_right" not in before
    Client().post(path(person), sent(exam, 4, deed="submit"))
    after = Page(Client().get(path(person))).text
    assert "Nilai Anda 100 dari 100." in after
    assert "Jawaban Anda dan kuncinya" not in after
    close_exam(exam, by=BY)
    assert "Jawaban Anda dan kuncinya" in Page(Client().get(path(person))).text


def test_a_class_that_keeps_scores_to_itself_tells_none(person: Registration) -> None:
    exam = a_test(person.training, shows_score=False)
    Client().post(path(person), {"deed": "start"})
    Client().post(path(person), sent(exam, 4, deed="submit"))
    close_exam(exam, by=BY)
    page = Page(Client().get(path(person)))
    assert "Jawaban Anda sudah diterima." in page.text
    assert "Nilai Anda" not in page.text
    assert "kunci" not in page.text


def test_empty_questions_are_asked_again_before_they_are_sent(person: Registration) -> None:
    exam = a_test(person.training)
    Client().post(path(person), {"deed": "start"})
    half = dict(list(sent(exam, 4).items())[:2])
    # A link carries the second in which it was made.
    here = path(person)
    answer = Client().post(here, {**half, "deed": "submit"})
    assert answer.url == f"{here}?periksa=1"
    assert "2 soal belum dijawab" in Page(Client().get(answer.url)).text
    assert Sitting.objects.get().state == "running"
    Client().post(path(person), {**half, "deed": "submit_anyway"})
    sitting = Sitting.objects.get()
    assert (sitting.state, sitting.score) == ("submitted", Decimal("50.00"))


def test_sending_twice_changes_nothing(person: Registration) -> None:
    exam = a_test(person.training)
    Client().post(path(person), {"deed": "start"})
    Client().post(path(person), sent(exam, 3, deed="submit"))
    again = Client().post(path(person), sent(exam, 4, deed="submit"))
    assert again.status_code == 302
    sitting = Sitting.objects.get()
    assert (sitting.state, sitting.score) == ("submitted", Decimal("75.00"))


def test_late_answers_are_refused_in_one_sentence_and_what_was_saved_counts(
    person: Registration,
) -> None:
    exam = a_test(person.training, opens_at=terms().opens_at - timedelta(hours=5))
    start = exam.opens_at + timedelta(minutes=1)
    sitting = start_sitting(exam, person, by=BY, at=start)
    answer = Client().post(f"{path(person)}simpan/", sent(exam, 4))
    assert answer.status_code == 422
    assert answer.json()["why"].startswith("Waktu Anda sudah habis")
    assert "Waktu Anda habis" in Page(Client().get(path(person))).text
    Client().post(path(person), sent(exam, 4, deed="submit"))
    sitting.refresh_from_db()
    assert (sitting.state, sitting.score, Answer.objects.count()) == ("lapsed", Decimal(0), 0)
    assert "yang dinilai adalah jawaban yang tersimpan" in Page(Client().get(path(person))).text


def test_several_right_answers_can_all_be_taken_back(person: Registration) -> None:
    exam = a_test(person.training)
    Client().post(path(person), {"deed": "start"})
    question = exam.questions.get(kind="multiple")
    Client().post(f"{path(person)}simpan/", {f"q-{question.pk}": ["", "a", "c"]})
    assert Answer.objects.get().chosen == ["a", "c"]
    Client().post(f"{path(person)}simpan/", {f"q-{question.pk}": [""]})
    assert Answer.objects.get().chosen == []


def test_a_participants_page_leads_to_the_tests_of_the_class(person: Registration) -> None:
    exam = a_test(person.training)
    prepare_exam(person.training, "post", terms(), by=BY)
    here = path(person)
    home = here[: -len("tes/pre/")]
    page = Page(Client().get(home))
    assert here in [link.href for link in page.links]
    # Asked for at once is what is open and not done; the other says when it opens.
    assert ("Kerjakan tes awal" in page.text, "Kerjakan tes akhir" in page.text) == (True, False)
    sitting = start_sitting(exam, person, by=BY)
    assert "Kerjakan tes awal" in Page(Client().get(home)).text
    submit_sitting(sitting, chosen(exam, 4), by=BY)
    assert "Kerjakan tes awal" not in Page(Client().get(home)).text
