"""Plain functions that make trainings with determined participants (all invented) and what happens to them."""

import uuid
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from binakon.core import ledger
from binakon.enrolment.models import Registration, Training
from binakon.trainings.models import (
    Completion,
    Engagement,
    Instructor,
    Presence,
    Scan,
    Session,
)
from binakon.trainings.states import EngagementState, Evidence, Method, ScanOutcome
from tests.enrolment.decree_cases import closed, signed, verified
from tests.enrolment.people import a_training
from tests.factories import BY, an_office


def a_class(people: int = 3, *, number: str = "", **fields: Any) -> Training:
    """A training whose decree is signed: `people` determined participants; its days are today and tomorrow."""
    today = timezone.localdate()
    days: dict[str, Any] = {"starts_on": today, "ends_on": today + timedelta(days=1)}
    training = a_training(seats=max(people, 1), **{**days, **fields})
    for _person in range(people):
        verified(training)
    signed(closed(training), number or f"188.4/{training.pk}/BK/2026")
    training.refresh_from_db()
    return training


def a_held_class(people: int = 3, **fields: Any) -> Training:
    """The same, over: its two days were last week."""
    begun = timezone.localdate() - timedelta(days=7)
    days = {"starts_on": begun, "ends_on": begun + timedelta(days=1)}
    return a_class(people, **{**days, **fields})


def participants(training: Training) -> list[Registration]:
    """Its determined people, in the order in which they came."""
    rows = Registration.objects.filter(training=training, place__state="determined")
    return list(rows.order_by("arrival", "id"))


def a_session(
    training: Training,
    *,
    on: date | None = None,
    starts: time = time(8),
    ends: time = time(9, 30),
    jp: int = 2,
    **fields: Any,
) -> Session:
    """A session of the training, on its first day when no day is given."""
    return Session.objects.create(
        training=training,
        on=on or training.starts_on,
        starts_at=starts,
        ends_at=ends,
        jp=jp,
        topic=fields.pop("topic", "Materi contoh"),
        key=uuid.uuid4(),
        **fields,
    )


def an_instructor(name: str = "Narasumber (contoh)", **fields: Any) -> Instructor:
    """Somebody who teaches for the province."""
    values = {"employer": "Universitas Contoh", "is_invented": True, **fields}
    return Instructor.objects.get_or_create(office=an_office(), name=name, defaults=values)[0]


def an_engagement(training: Training, instructor: Instructor | None = None) -> Engagement:
    """Somebody proposed to teach in the training."""
    return Engagement.objects.create(
        training=training, instructor=instructor or an_instructor(), key=uuid.uuid4()
    )


def a_teacher(training: Training, instructor: Instructor | None = None) -> Engagement:
    """Somebody who said yes to teaching in the training."""
    asked = an_engagement(training, instructor)
    Engagement.objects.filter(pk=asked.pk).update(state=EngagementState.CONFIRMED)
    asked.refresh_from_db()
    return asked


def a_scan(
    session: Session,
    registration: Registration,
    *,
    method: Method = Method.STAFF_SCAN,
    outcome: ScanOutcome = ScanOutcome.PRESENT,
    reason: str = "",
) -> Scan:
    """One scan that was taken."""
    now = timezone.now()
    return Scan.objects.create(
        nonce=uuid.uuid4(),
        session=session,
        registration=registration,
        method=method,
        evidence=Evidence.A,
        outcome=outcome,
        reason=reason,
        scanned_at=now,
        received_at=now,
    )


def present(session: Session, registration: Registration) -> Presence:
    """Somebody was in a session, scanned by staff."""
    scan = a_scan(session, registration)
    return Presence.objects.create(
        session=session,
        registration=registration,
        evidence=Evidence.A,
        first=scan,
        at=scan.scanned_at,
    )


def completed(training: Training, registration: Registration) -> Completion:
    """Somebody has completed, by the rule."""
    completion = Completion.objects.create(training=training, registration=registration)
    ledger.move(completion, "complete", by=BY, sentence="selesai")
    return completion
