"""Any sequence of registering, cancelling, lapsing, promoting and changing capacity agrees with a small model."""

import os
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from binakon.core.problems import Blocked
from binakon.enrolment import actions
from binakon.enrolment.actions import seats
from binakon.enrolment.models import Place, Registration, Training
from tests.enrolment.people import APPLICANT, a_draft, a_training, counters_agree
from tests.factories import BY

pytestmark = pytest.mark.database
RUNS = int(os.environ.get("RUSH_RUNS", "30"))
STEPS = int(os.environ.get("RUSH_STEPS", "20"))
OFFICES = (None, "63.03", "63.05")


@dataclass
class Person:
    """What the model knows of somebody: where they come from, what they could have, and what they have."""

    number: int
    office: str | None
    sex: str
    state: str = "draft"
    bucket: str = ""


@dataclass
class Model:
    """A class as a child would play it: a list in the order of arrival and a few bowls with seats."""

    seats: dict[str, int]
    people: list[Person] = field(default_factory=list)

    def wanted(self, person: Person) -> list[str]:
        own = [f"quota:{person.office}"] if f"quota:{person.office}" in self.seats else []
        women = ["women"] if person.sex == "female" else []
        return [*own, *women, "pool"]

    def free(self, bucket: str) -> int:
        held = ("offered", "accepted")
        return self.seats[bucket] - sum(p.state in held and p.bucket == bucket for p in self.people)

    def first_free(self, person: Person) -> str:
        return next((bucket for bucket in self.wanted(person) if self.free(bucket) > 0), "")

    def arrive(self, person: Person) -> None:
        self.people.append(person)
        person.bucket = self.first_free(person)
        person.state = "accepted" if person.bucket else "waiting"

    def leave(self, person: Person, state: str) -> None:
        person.state, person.bucket = state, ""
        self.promote()

    def promote(self) -> None:
        for person in self.people:
            if person.state == "waiting" and (bucket := self.first_free(person)):
                person.state, person.bucket = "offered", bucket


class Rush(RuleBasedStateMachine):
    """The real actions beside the model; every step compares all of both."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.training = a_training(seats=4, quotas={"63.05": 1, "63.03": 1}, reserved={"women": 1})
        self.model = Model({"quota:63.05": 1, "quota:63.03": 1, "women": 1, "pool": 1})
        self.rows: dict[int, Registration] = {}
        self.next = 1

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def in_state(self, *states: str) -> list[Person]:
        return [person for person in self.model.people if person.state in states]

    def place(self, person: Person) -> Place:
        return Place.objects.get(registration=self.rows[person.number])

    @rule(office=st.sampled_from(OFFICES), is_female=st.booleans())
    def register(self, office: str | None, is_female: bool) -> None:
        person = Person(self.next, office, "female" if is_female else "male")
        self.next += 1
        draft = a_draft(self.training, person.number, office=office, sex=person.sex)
        self.rows[person.number] = actions.submit(draft, by=APPLICANT)
        self.model.arrive(person)

    @precondition(lambda self: self.in_state("offered", "accepted", "waiting"))
    @rule(data=st.data())
    def register_again(self, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from(self.in_state("offered", "accepted", "waiting")))
        draft = a_draft(self.training, person.number, sex=person.sex)
        assert actions.submit(draft, by=APPLICANT).state == "repeated"

    @precondition(lambda self: self.in_state("offered", "accepted", "waiting"))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from(self.in_state("offered", "accepted", "waiting")))
        row = Registration.objects.get(pk=self.rows[person.number].pk)
        actions.withdraw(row, reason="uji", by=APPLICANT)
        self.model.leave(person, "released")

    @precondition(lambda self: self.in_state("offered"))
    @rule(data=st.data(), answer=st.sampled_from(["accept", "decline", "lapse"]))
    def answer(self, data: st.DataObject, answer: str) -> None:
        person = data.draw(st.sampled_from(self.in_state("offered")))
        place = self.place(person)
        if answer == "accept":
            actions.accept_offer(place, by=APPLICANT)
            person.state = "accepted"
        elif answer == "decline":
            actions.decline_offer(place, by=APPLICANT)
            self.model.leave(person, "declined")
        else:
            actions.lapse_offer(place, by=BY)
            self.model.leave(person, "lapsed")

    @rule(pool=st.integers(0, 3))
    def change_capacity(self, pool: int) -> None:
        seats = 3 + pool
        try:
            actions.change_capacity(self.training, seats=seats, reason="uji", by=BY)
        except Blocked:
            held = self.model.seats["pool"] - self.model.free("pool")
            assert pool < held
        else:
            self.model.seats["pool"] = pool
            self.model.promote()

    @invariant()
    def both_say_the_same(self) -> None:
        numbers = {row.pk: number for number, row in self.rows.items()}
        places = Place.objects.filter(training=self.training).values_list(
            "registration_id", "state", "bucket", "office__code"
        )
        real = {
            numbers[pk]: (state, bucket, f":{code}" if code else "")
            for pk, state, bucket, code in places
        }
        model = {
            person.number: (
                person.state,
                person.bucket.split(":")[0],
                f":{person.office}" if person.office else "",
            )
            for person in self.model.people
        }
        assert real == model
        assert counters_agree(Training.objects.get(pk=self.training.pk))


def runs() -> int:
    """The engine's rules are the same on both databases; PostgreSQL is asked whether its statements do the same."""
    return RUNS if connection.vendor == "sqlite" else (RUNS + 2) // 3


def walk(**options: Any) -> None:
    run_state_machine_as_test(
        Rush,
        settings=settings(
            max_examples=options.pop("max_examples", runs()),
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            **options,
        ),
    )


# RUSH_RUNS=1000 RUSH_STEPS=100 is the whole walk, half an hour.
def test_any_sequence_agrees_with_the_model(year: None, db: None) -> None:
    walk()


def test_the_model_finds_a_seat_engine_that_forgets_to_move_people_up(
    year: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seats, "promote", lambda *_a, **_k: [])
    rush = Rush()
    try:
        for _number in range(3):
            rush.register(office=None, is_female=False)
        rush.both_say_the_same()
        first = rush.model.people[0]
        actions.withdraw(Registration.objects.get(pk=rush.rows[1].pk), reason="uji", by=APPLICANT)
        rush.model.leave(first, "released")
        with pytest.raises(AssertionError):
            rush.both_say_the_same()
    finally:
        rush.teardown()
