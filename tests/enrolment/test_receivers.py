"""Whom a message names as its receiver: an invented person is always marked, an actual one never."""

import pytest

from binakon.core.models import Message
from binakon.enrolment import actions
from binakon.enrolment.actions import reviews
from binakon.enrolment.actions.repeats import tell_repeated
from binakon.enrolment.actions.trainings import tell_registrants
from binakon.enrolment.models import Registration, Training
from tests.enrolment.people import APPLICANT, a_training, registered
from tests.factories import BY

pytestmark = pytest.mark.database

NAME = "Muhammad Arsyad Siregar"


@pytest.fixture
def told(year: None, db: None) -> Training:
    """A class of one seat in which the same invented name was told of every step."""
    training = a_training(seats=1)
    first = registered(training, 1, name="Noor Hikmah Rahmawati")
    waits = registered(training, 2, name=NAME)
    registered(training, 2, name=NAME)
    actions.withdraw(first, reason="", by=APPLICANT)
    tell_repeated(by=BY)
    tell_registrants(training, "training_changed", by=BY)
    waits.refresh_from_db()
    reviews.reject(waits, reason="Bukan tenaga kerja konstruksi", by=BY)
    return training


def receivers() -> set[tuple[str, str]]:
    rows = Message.objects.filter(to_name__startswith=NAME).values_list("name", "to_name")
    return {(name, to_name) for name, to_name in rows}


def test_every_message_to_an_invented_person_says_so(told: Training) -> None:
    steps = (
        "registration_received",
        "registration_repeated",
        "seat_offered",
        "training_changed",
        "registration_rejected",
    )
    assert receivers() == {(step, f"{NAME} (contoh)") for step in steps}


def test_a_message_to_an_actual_person_carries_no_mark(year: None, db: None) -> None:
    training = a_training()
    registered(training, 3, name=NAME)
    Registration.objects.update(is_invented=False)
    Message.objects.all().delete()
    tell_registrants(training, "training_changed", by=BY)
    assert receivers() == {("training_changed", NAME)}
