"""A letter that waited is asked again before it leaves: is its result, its news or its answer still so?"""

from datetime import timedelta

import pytest

from binakon.core import outbox
from binakon.core.models import Message
from binakon.enrolment import actions
from binakon.enrolment.actions import announcing, objection_answers, selection
from binakon.enrolment.actions.trainings import tell_registrants
from binakon.enrolment.models import Objection, Place, Registration, SelectionResult, Training
from binakon.enrolment.states import PlaceState
from tests.enrolment.people import APPLICANT, a_training, registered
from tests.enrolment.selections import a_competed_class, an_objection
from tests.factories import BY

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


@pytest.fixture
def announced() -> Training:
    """A class of three seats whose result letters, six of them, still wait."""
    training = a_competed_class()
    Message.objects.all().delete()
    announcing.announce(selection.propose([training], by=BY), by=BY)
    return Training.objects.get(pk=training.pk)


def of_outcome(outcome: str) -> SelectionResult:
    found = SelectionResult.objects.filter(outcome=outcome).order_by("rank").last()
    assert found is not None
    return found


def sent(name: str) -> set[int]:
    """Whose letters of this name leave now."""
    outbox.send_messages()
    rows = Message.objects.filter(name=name, sent_at__isnull=False)
    return {pk for pk in rows.values_list("subject_id", flat=True) if pk is not None}


def why_not(name: str, registration_id: int) -> list[str]:
    rows = Message.objects.filter(name=name, subject_id=registration_id).order_by("pk")
    return list(rows.values_list("cancel_reason", flat=True))


def test_results_that_still_hold_are_told(announced: Training) -> None:
    everybody = set(announced.registrations.values_list("pk", flat=True))
    assert sent("selection_result") == everybody
    assert len(everybody) == 6


def test_a_result_that_an_objection_changed_is_not_told(announced: Training) -> None:
    waiting = of_outcome("waiting")
    place = Place.objects.get(registration=waiting.registration_id)
    objection_answers.seat_by_hand(
        place, bucket="pool", reason="keberatan diterima", adds_seat=True, by=BY
    )
    told = sent("selection_result")
    assert waiting.registration_id not in told
    assert len(told) == 5
    assert why_not("selection_result", waiting.registration_id) == [
        "Hasilnya sudah berubah sejak surat ini ditulis: mendapat kursi."
    ]


def test_a_result_of_somebody_who_withdrew_is_not_told_and_whoever_moves_up_gets_the_offer_alone(
    announced: Training,
) -> None:
    seated = SelectionResult.objects.filter(outcome="seated", bucket="pool").get()
    actions.withdraw(seated.registration, reason="sakit", by=APPLICANT)
    moved_up = Place.objects.get(state=PlaceState.OFFERED).registration_id
    told = sent("selection_result")
    assert told.isdisjoint({seated.registration_id, moved_up})
    assert sent("seat_offered") == {Place.objects.get(registration=moved_up).pk}
    assert why_not("selection_result", seated.registration_id) == [
        "Keadaan pendaftaran sudah berubah: mengundurkan diri."
    ]
    assert why_not("selection_result", moved_up) == [
        "Hasilnya sudah berubah sejak surat ini ditulis: ditawari kursi."
    ]


def an_answer(result: SelectionResult) -> Objection:
    objection = an_objection(result)
    Message.objects.exclude(name="objection_answered").delete()
    objection_answers.answer_objection(
        objection, is_upheld=False, answer="Poin dihitung ulang, sama.", by=BY
    )
    return objection


def test_an_answer_to_an_objection_is_told(announced: Training) -> None:
    objection = an_answer(of_outcome("waiting"))
    assert sent("objection_answered") == {objection.result.registration_id}


def test_an_answer_to_somebody_who_withdrew_is_not_sent(announced: Training) -> None:
    objection = an_answer(of_outcome("waiting"))
    registration = objection.result.registration
    actions.withdraw(registration, reason="sakit", by=APPLICANT)
    assert sent("objection_answered") == set()
    assert why_not("objection_answered", registration.pk) == [
        "Keadaan pendaftaran sudah berubah: mengundurkan diri."
    ]


@pytest.fixture
def moved() -> tuple[Training, Registration, Registration]:
    """A class that moved a week, and two people who are told."""
    training = a_training()
    stays, leaves = registered(training, 1), registered(training, 2)
    Message.objects.all().delete()
    move_a_week(training)
    return training, stays, leaves


def move_a_week(training: Training) -> None:
    training.starts_on += timedelta(days=7)
    training.ends_on += timedelta(days=7)
    training.save(update_fields=["starts_on", "ends_on"])
    tell_registrants(training, "training_changed", by=BY)


def test_news_of_a_class_reach_only_who_still_takes_part(
    moved: tuple[Training, Registration, Registration],
) -> None:
    _training, stays, leaves = moved
    actions.withdraw(leaves, reason="", by=APPLICANT)
    assert sent("training_changed") == {stays.pk}
    assert why_not("training_changed", leaves.pk) == [
        "Keadaan pendaftaran sudah berubah: mengundurkan diri."
    ]


def test_of_a_class_that_moves_again_only_the_last_news_are_told(
    moved: tuple[Training, Registration, Registration],
) -> None:
    training, stays, leaves = moved
    move_a_week(training)
    assert sent("training_changed") == {stays.pk, leaves.pk}
    assert why_not("training_changed", stays.pk) == [
        "Sudah ada pesan yang lebih baru tentang hal yang sama.",
        "",
    ]


def test_news_of_a_class_that_was_called_off_are_not_told(
    moved: tuple[Training, Registration, Registration],
) -> None:
    training, stays, _leaves = moved
    Training.objects.filter(pk=training.pk).update(state="cancelled")
    assert sent("training_changed") == set()
    assert why_not("training_changed", stays.pk) == ["Kelas ini dibatalkan."]
