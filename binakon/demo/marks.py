"""Attendance as the demo takes it: by the phones of staff, by participants themselves, and on paper."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from binakon.core import scan
from binakon.core.calendar import WITA
from binakon.demo.deeds import APPLICANT, actor
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import PlaceState
from binakon.people.models import Role
from binakon.trainings.actions.attendance import mark_self, take_scans
from binakon.trainings.models import Session
from binakon.trainings.queries.attendance import badge_of
from binakon.trainings.rules.attendance import Sent

PHONE, OTHER_PHONE = "HP panitia 1 (contoh)", "HP panitia 2 (contoh)"


def people_of(training: Training) -> list[Registration]:
    """The participants, in the order in which they came to register."""
    rows = Registration.objects.filter(training=training, place__state=PlaceState.DETERMINED)
    return list(rows.select_related("training__activity__programme__office").order_by("id"))


def start_of(session: Session) -> datetime:
    """When a session begins."""
    return datetime.combine(session.on, session.starts_at, tzinfo=WITA)


def end_of(session: Session) -> datetime:
    """When it ends."""
    return datetime.combine(session.on, session.ends_at, tzinfo=WITA)


def scan_people(
    session: Session,
    people: Iterable[Registration],
    first: datetime,
    *,
    received: datetime | None = None,
    without_code: Iterable[Registration] = (),
    device: str = PHONE,
) -> None:
    """Staff scans one after the other from `first` on, eight seconds each; sent at once or `received` later.

    Whoever is `without_code` is picked from the list.
    """
    texts = [badge_of(person) for person in people] + [person.code for person in without_code]
    sent = [
        Sent(uuid4(), session.pk, text, first + timedelta(seconds=8 * place), device)
        for place, text in enumerate(texts)
    ]
    moment = received or first + timedelta(seconds=8 * len(texts))
    if sent:
        take_scans(session.training, sent, by=actor(Role.STAFF), at=moment)


def scan_themselves(session: Session, people: Iterable[Registration], first: datetime) -> None:
    """Everybody scans the code that the screen of the room shows in that moment."""
    for place, person in enumerate(people):
        moment = first + timedelta(seconds=9 * place)
        code = scan.code_at(session.key.hex, moment)
        mark_self(person, session, code=code, nonce=uuid4(), by=APPLICANT, at=moment)
