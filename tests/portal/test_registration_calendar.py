"""A participant's own calendar: days and sessions with room and online link, each known again after a change."""

from datetime import time, timedelta

import pytest
from django.test import Client
from icalendar import Calendar, Event

from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.states import PlaceState, TrainingState
from binakon.trainings.actions.sessions import SessionText, edit_session, transfer_day
from binakon.trainings.models import Session
from binakon.trainings.states import SessionKind
from tests.factories import BY
from tests.trainings.classes import a_class, a_session, participants

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("year"),
]

LINK = "https://rapat.contoh.example/rahasia"


def body(person: Registration) -> str:
    token = token_of(person.key.hex, person.link_version)
    return Client().get(f"/pendaftaran/{token}/jadwal.ics").content.decode()


def events(person: Registration) -> dict[str, Event]:
    """Everything in the calendar, by its UID."""
    found = Calendar.from_ical(body(person)).walk("VEVENT")
    return {str(event["uid"]): event for event in found}  # type: ignore[misc]


def of(person: Registration, session: Session) -> Event:
    return events(person)[f"{session.key}@binakon"]


def told(event: Event) -> tuple[str, str, str]:
    start = event.decoded("dtstart").strftime("%H%M%z")
    return str(event["location"]), str(event.get("url", "")), start


@pytest.fixture
def training(year: None, db: None) -> Training:
    return a_class(2, venue="Gedung Diklat")


def test_a_participant_finds_each_session_with_its_room_and_its_link(training: Training) -> None:
    [person, _other] = participants(training)
    session = a_session(training, room="Aula", link=LINK)
    a_session(training, starts=time(10), ends=time(11), jp=0, kind=SessionKind.BREAK)
    event = of(person, session)
    assert told(event) == ("Aula, Gedung Diklat", LINK, "0000+0000")
    assert (str(event["description"]), str(event["status"])) == (
        f"Tautan daring: {LINK}",
        "CONFIRMED",
    )
    found = events(person)
    assert set(found) == {f"{person.code}-1@binakon", f"{session.key}@binakon"}
    # The day stands beside its sessions and takes no time of its own.
    assert str(found[f"{person.code}-1@binakon"]["transp"]) == "TRANSPARENT"
    assert str(person) not in body(person)
    assert "/pendaftaran/" not in body(person)


def test_a_change_keeps_the_uid_and_raises_the_sequence(training: Training) -> None:
    [person, _other] = participants(training)
    session = a_session(training, room="Aula")
    seen = [of(person, session)]
    text = SessionText(
        on=session.on,
        starts_at=time(13),
        ends_at=time(14, 30),
        topic="Beton",
        room="Ruang Meratus",
        link=LINK,
    )
    edit_session(session, text, revision=session.revision, by=BY)
    seen.append(of(person, session))
    transfer_day(training, training.starts_on, training.ends_on, keeps_source=False, by=BY)
    seen.append(of(person, session))
    # The venue is the training's, and moves the session too.
    moved = {"venue": "Hotel Contoh", "revision": training.revision + 1}
    Training.objects.filter(pk=training.pk).update(**moved)
    seen.append(of(person, session))
    Training.objects.filter(pk=training.pk).update(state=TrainingState.CANCELLED)
    seen.append(of(person, session))
    sequences = [event["sequence"] for event in seen]
    assert sequences == sorted(set(sequences))
    assert [str(event["status"]) for event in seen] == ["CONFIRMED"] * 4 + ["CANCELLED"]
    assert [told(event) for event in seen[1:]] == [
        ("Ruang Meratus, Gedung Diklat", LINK, "0500+0000"),
        ("Ruang Meratus, Gedung Diklat", LINK, "0500+0000"),
        ("Ruang Meratus, Hotel Contoh", LINK, "0500+0000"),
        ("Ruang Meratus, Hotel Contoh", "", "0500+0000"),
    ]
    days = [event.decoded("dtstart").date() for event in seen[1:3]]
    assert days[1] - days[0] == timedelta(days=1)


def test_whoever_was_replaced_finds_the_sessions_cancelled_and_no_link(training: Training) -> None:
    [person, _other] = participants(training)
    session = a_session(training, link=LINK)
    before = {uid: event["sequence"] for uid, event in events(person).items()}
    Place.objects.filter(registration=person).update(state=PlaceState.REPLACED, bucket="")
    found = events(person)
    assert {str(event["status"]) for event in found.values()} == {"CANCELLED"}
    assert all(event["sequence"] > before[uid] for uid, event in found.items())
    assert f"{session.key}@binakon" in found
    assert LINK not in body(person)


def test_an_applicant_without_a_seat_finds_days_and_no_session(training: Training) -> None:
    a_session(training, link=LINK)
    [person, _other] = participants(training)
    Place.objects.filter(registration=person).update(state=PlaceState.ACCEPTED)
    found = events(person)
    assert set(found) == {f"{person.code}-1@binakon"}
    assert str(found[f"{person.code}-1@binakon"]["transp"]) == "OPAQUE"
