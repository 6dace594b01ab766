"""Seats and the waiting list: taken, offered, given back; nobody who comes passes anybody who waits."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from binakon.core.models import Message
from binakon.core.problems import Blocked
from binakon.enrolment import actions
from binakon.enrolment.models import Place, Registration, Training
from binakon.planning.actions import set_quota
from tests.enrolment.people import (
    APPLICANT,
    a_draft,
    a_nik,
    a_training,
    counters_agree,
    registered,
)
from tests.factories import BY, an_office

pytestmark = pytest.mark.database


def state_of(registration: Registration) -> str:
    return Place.objects.get(registration=registration).state


def test_the_first_to_come_gets_a_seat_and_a_message(training: Training) -> None:
    one = registered(training)
    assert (one.state, state_of(one)) == ("submitted", "accepted")
    assert [message.name for message in Message.objects.all()] == ["registration_received"]
    assert counters_agree(training)


def test_whoever_comes_when_it_is_full_waits_in_the_order_of_arrival(year: None, db: None) -> None:
    training = a_training(seats=2)
    people = [registered(training) for _number in range(4)]
    assert [state_of(one) for one in people] == ["accepted", "accepted", "waiting", "waiting"]
    actions.withdraw(people[0], reason="", by=APPLICANT)
    assert [state_of(one) for one in people] == ["released", "accepted", "offered", "waiting"]
    assert counters_agree(training)


def test_without_a_waiting_list_a_full_class_refuses_and_keeps_the_draft(
    year: None, db: None
) -> None:
    training = a_training(seats=1, has_waiting_list=False)
    registered(training)
    late = a_draft(training)
    with pytest.raises(Blocked) as refused:
        actions.submit(late, by=APPLICANT)
    assert [problem.code for problem in refused.value.problems] == ["full"]
    late.refresh_from_db()
    assert late.state == "draft"
    assert counters_agree(training)


def test_a_regency_takes_its_own_seats_first_and_then_the_pool(year: None, db: None) -> None:
    training = a_training(seats=3, quotas={"63.05": 1, "63.03": 1})
    people = [registered(training, office="63.05") for _number in range(3)]
    assert [state_of(one) for one in people] == ["accepted", "accepted", "waiting"]
    buckets = [Place.objects.get(registration=one).bucket for one in people]
    assert buckets == ["quota", "pool", ""]
    other = registered(training, office="63.03")
    assert state_of(other) == "accepted"
    assert counters_agree(training)


def test_a_newcomer_never_passes_somebody_who_waits_for_the_same_seat(year: None, db: None) -> None:
    training = a_training(seats=1)
    first, second = registered(training), registered(training)
    # Room appears without anybody being moved up: as if a quota had been changed elsewhere.
    Training.objects.filter(pk=training.pk).update(seats=2, pool=2)
    third = registered(training)
    assert [state_of(one) for one in (first, second, third)] == ["accepted", "waiting", "waiting"]
    actions.sync_seats(training, by=BY)
    assert [state_of(one) for one in (first, second, third)] == ["accepted", "offered", "waiting"]


def test_the_same_person_has_one_place_whatever_the_answer_says(training: Training) -> None:
    one, again = registered(training, 7), registered(training, 7)
    assert (one.state, again.state) == ("submitted", "repeated")
    assert again.repeats == one
    assert Place.objects.filter(training=training).count() == 1


def test_seats_below_those_taken_are_refused_with_the_number(training: Training) -> None:
    for _number in range(4):
        registered(training)
    with pytest.raises(Blocked) as refused:
        actions.change_capacity(training, seats=3, reason="ruang lebih kecil", by=BY)
    assert "4 sudah terisi" in refused.value.problems[0].sentence
    actions.change_capacity(training, seats=4, reason="ruang lebih kecil", by=BY)
    assert counters_agree(training)


def test_more_seats_are_offered_to_whoever_waits(year: None, db: None) -> None:
    training = a_training(seats=1)
    people = [registered(training) for _number in range(3)]
    actions.change_capacity(training, seats=2, reason="ruang lebih besar", by=BY)
    assert [state_of(one) for one in people] == ["accepted", "offered", "waiting"]
    actions.decline_offer(Place.objects.get(registration=people[1]), by=APPLICANT)
    assert [state_of(one) for one in people] == ["accepted", "declined", "offered"]
    actions.accept_offer(Place.objects.get(registration=people[2]), by=APPLICANT)
    assert state_of(people[2]) == "accepted"
    assert counters_agree(training)


def test_the_database_itself_refuses_one_seat_too_many(training: Training) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.filter(pk=training.pk).update(taken=11)


def test_somebody_who_withdrew_gets_no_seat_by_waiting_again(year: None, db: None) -> None:
    training = a_training(seats=1)
    _first, second = registered(training), registered(training)
    actions.withdraw(second, reason="", by=APPLICANT)
    with pytest.raises(Blocked) as refused:
        actions.queue_again(Place.objects.get(registration=second), reason="uji", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["not_active"]
    assert state_of(second) == "released"


def test_another_tab_that_saved_a_step_is_what_is_sent(training: Training) -> None:
    draft = a_draft(training, 21)
    same_draft = Registration.objects.get(pk=draft.pk)
    actions.save_step(
        same_draft, step="check", stated={"name": "Nama Baru"}, nik=a_nik(22), by=APPLICANT
    )
    sent = actions.submit(draft, by=APPLICANT)
    assert sent.worker is not None
    assert (sent.name, sent.nik_index) == ("Nama Baru", sent.worker.nik_index)
    assert registered(training, 21).state == "submitted"


def test_moving_up_asks_no_more_the_more_people_wait(year: None, db: None) -> None:
    def queries(waiting: int) -> int:
        training = a_training(seats=3, quotas={"63.03": 2})
        first = registered(training)
        for _number in range(waiting):
            registered(training)
        with CaptureQueriesContext(connection) as captured:
            actions.withdraw(first, reason="", by=APPLICANT)
        assert counters_agree(training)
        return len(captured)

    assert queries(2) == queries(8)


def test_a_pool_smaller_than_its_seats_taken_leaves_them_to_their_people(
    year: None, db: None
) -> None:
    training = a_training(seats=2)
    people = [registered(training) for _number in range(2)]
    set_quota(training.activity, office=an_office("63.05"), places=1, reason="uji", by=BY)
    actions.sync_seats(training, by=BY)
    assert [state_of(one) for one in people] == ["accepted", "accepted"]
    assert counters_agree(training)
