"""Somebody wishes several classes in one form: asked only where there is a choice, sent together, one verdict each."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binakon.core.models import Message
from binakon.enrolment.models import Document, Registration, Training
from tests.enrolment.papers import photo_bytes
from tests.enrolment.people import a_training, registered
from tests.enrolment.selections import WEIGHTS, a_draw_class, a_ranked_class
from tests.factories import an_office
from tests.portal.applicants import Applicant
from tests.portal.pages import Page
from tests.portal.wishers import of, order, rivals, sent, wisher

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year")]
STEP = "isian/pilihan/"


@pytest.fixture(autouse=True)
def _tables(db: None) -> None:
    """Every test here reads and writes."""


def a_file(shade: int = 100) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", photo_bytes(shade), content_type="image/jpeg")


def begun(training: Training, number: int = 1) -> Applicant:
    person = Applicant(training, number)
    person.begin()
    return person


def test_where_others_compete_together_one_step_asks_for_them() -> None:
    first, second, third = rivals()
    person = begun(first)
    assert person.reach().url == f"{person.home}{STEP}"
    page = Page(person.get(STEP))
    assert page.headings[0] == "Pilihan kelas"
    assert "Langkah 3 dari 4" in page.text
    assert page.body.count("<select") == 3
    assert [second.activity.title in page.text, third.activity.title in page.text] == [True, True]
    answer = person.post(STEP, **order(third, first))
    assert answer.url == f"{person.home}isian/kirim/"
    check = Page(person.get("isian/kirim/")).text
    assert check.index(third.activity.title) < check.rindex(first.activity.title)
    assert person.registration.answers == {"wishes": [third.pk, first.pk], "papers": []}


def _other_day() -> dict[str, Any]:
    return {"closes_at": datetime.now(UTC) + timedelta(days=9)}


@pytest.mark.parametrize(
    "other",
    [
        lambda: None,
        a_training,
        a_draw_class,
        lambda: a_ranked_class(weights={**WEIGHTS, "never_trained": 50}),
        lambda: a_ranked_class(**_other_day()),
        lambda: a_ranked_class(takes_individuals=False),
        lambda: a_ranked_class(is_open=False),
    ],
    ids=["alone", "first come", "draw", "points", "day", "nominations", "not open"],
)
def test_a_class_without_rivals_has_no_such_step(other: Any) -> None:
    training = a_ranked_class()
    other()
    person = begun(training)
    assert person.reach().url == f"{person.home}isian/kirim/"
    assert person.get(STEP).url == f"{person.home}isian/kirim/"
    assert "Pilihan kelas" not in Page(person.get("isian/kirim/")).text
    assert "Langkah 3 dari 3" in Page(person.get("isian/kirim/")).text


def test_a_class_of_first_come_asks_nothing_to_know_it() -> None:
    training = a_training()
    a_ranked_class()
    person = begun(training)
    with CaptureQueriesContext(connection) as captured:
        person.get("isian/asal/")
    assert [q["sql"] for q in captured.captured_queries if "closes_at >" in q["sql"]] == []


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ((1, 1), "Kelas ini sudah dipilih di atas"),
        ((1, 2), "Kelas yang Anda daftar harus ada di antara pilihan Anda"),
        ((), "Pilih satu kelas."),
    ],
)
def test_an_order_that_cannot_be_is_said_in_words(choice: tuple[int, ...], said: str) -> None:
    classes = rivals()
    person = begun(classes[0])
    person.reach()
    answer = person.post(STEP, **order(*(classes[number] for number in choice)))
    assert (answer.status_code, said in Page(answer).text) == (422, True)
    assert person.registration.answers == {}


def test_a_foreign_class_is_refused() -> None:
    first, _second = rivals(2)
    stranger = a_training()
    person = begun(first)
    answer = person.post(STEP, **order(first, stranger))
    assert answer.status_code == 422
    assert "Kelas ini tidak bisa dipilih." in Page(answer).text


def test_only_this_class_is_one_press_and_one_registration() -> None:
    first, _second = rivals(2)
    person = sent(first)
    assert Registration.objects.count() == 1
    assert person.registration.wish == 1
    assert "Kelas yang Anda pilih" not in Page(person.get()).text


def test_each_wish_becomes_a_registration_of_its_own_confirmed_once() -> None:
    first, second, third = rivals()
    person = sent(third, first, second, of=first)
    rows = list(Registration.objects.order_by("wish"))
    assert [(row.training, row.wish, row.state) for row in rows] == [
        (third, 1, "submitted"),
        (first, 2, "submitted"),
        (second, 3, "submitted"),
    ]
    assert len({row.code for row in rows} | {row.key for row in rows}) == 6
    assert len({(row.worker_id, row.name, row.phone, row.office_id) for row in rows}) == 1
    assert {row.wished_with_id for row in rows} == {None, person.registration.pk}
    assert all(row.privacy_at and row.nik_sealed == b"" for row in rows)
    message = Message.objects.get(name="registration_received")
    said = message.body_text
    assert [each.activity.title in said for each in (first, second, third)] == [True] * 3
    assert said.index(rows[0].code) < said.index(rows[1].code, said.index(rows[0].code))


def test_sending_twice_sends_once() -> None:
    first, second = rivals(2)
    person = wisher(first, second)
    assert [person.send().url for _press in range(2)] == [person.home] * 2
    assert Registration.objects.count() == 2
    assert Message.objects.filter(name="registration_received").count() == 1
    first.refresh_from_db()
    assert first.last_queue == 1


def test_a_class_that_closed_meanwhile_stops_all_and_loses_nothing() -> None:
    first, second = rivals(2)
    person = wisher(first, second)
    Training.objects.filter(pk=second.pk).update(closes_at=datetime.now(UTC) - timedelta(minutes=1))
    answer = person.send()
    assert answer.status_code == 422
    page = Page(answer)
    assert f"{second.activity.title}: Pendaftaran sudah ditutup" in page.text
    assert list(Registration.objects.values_list("state", flat=True)) == ["draft"]
    # The step stays, so that the choice can be changed.
    assert person.post(f"{STEP}?dari=kirim", **order(first)).url == f"{person.home}isian/kirim/"
    assert person.send().url == person.home
    assert Registration.objects.get().state == "submitted"


def test_somebody_known_in_one_class_reads_as_fresh_and_counts_once() -> None:
    first, second = rivals(2)
    known = registered(second, 1, office="63.03")
    person = sent(first, second)
    assert [of(person, each).state for each in (first, second)] == ["submitted", "repeated"]
    assert of(person, second).repeats == known
    page = Page(person.get())
    # In the title, as the heading, and in the line of the other class.
    assert "pendaftaran ulang" not in page.text
    assert page.body.count("Pendaftaran Anda sudah masuk dan menunggu seleksi") == 3
    assert second.registrations.active().count() == 1


def test_withdrawing_one_wish_leaves_the_others() -> None:
    first, second, third = rivals()
    person = sent(first, second, third)
    page = Page(person.get("mundur/"))
    assert "Yang dibatalkan hanya kelas ini." in page.text
    person.post("mundur/", reason="Jadwal bentrok")
    states = [of(person, each).state for each in (first, second, third)]
    assert states == ["withdrawn", "submitted", "submitted"]
    shown = Page(person.get())
    assert [shown.text.count(word) for word in ("Pilihan pertama", "Pilihan kedua")] == [1, 1]
    assert "tidak ikut" in shown.text


def test_papers_uploaded_once_serve_every_class_that_asks_for_them() -> None:
    first = a_ranked_class(documents=["id_card"])
    second = a_ranked_class(documents=["id_card", "photo"])
    person = wisher(first, second)
    assert Page(person.get("isian/kirim/")).text.count("belum ada") == 2
    person.post("berkas/id_card/", paper=a_file(100))
    answer = person.send()
    assert answer.status_code == 422
    assert person.post("berkas/photo/", paper=a_file(120)).status_code == 302
    assert person.send().url == person.home
    own, other = of(person, first), of(person, second)
    held = sorted(Document.objects.values_list("registration", "kind", "state"))
    assert held == sorted(
        [
            (own.pk, "id_card", "waiting"),
            (other.pk, "id_card", "waiting"),
            (other.pk, "photo", "waiting"),
        ]
    )
    assert own.documents.get().file_id == other.documents.get(kind="id_card").file_id


def test_the_office_stated_is_that_of_every_wish() -> None:
    first, second = rivals(2)
    person = sent(first, second)
    assert {row.office for row in Registration.objects.all()} == {an_office("63.03")}
    assert person.registration.office == an_office("63.03")
