"""Tests as the desk and the participants' pages read them: who takes part, with how many JP, which test."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from binakon.enrolment.models import Registration, Training
from binakon.enrolment.queries.training_terms import moment_words
from binakon.enrolment.states import PlaceState
from binakon.trainings.models import Exam, ExamQuestion, Presence, Session, Sitting
from binakon.trainings.rules.exams import Asked, Attended
from binakon.trainings.states import PresenceState, SittingState


def participants_of(training: Training) -> QuerySet[Registration]:
    """The people of a class, as its decree determined them, by name."""
    rows = Registration.objects.filter(training=training, place__state=PlaceState.DETERMINED)
    return rows.select_related("office").order_by("name", "id")


def takes_part(registration: Registration) -> bool:
    """Whether somebody is a participant of their class."""
    return participants_of(registration.training).filter(pk=registration.pk).exists()


def exam_of(training: Training, kind: str) -> Exam | None:
    """One test of a class."""
    rows = Exam.objects.filter(training=training, kind=kind)
    return rows.select_related("training__activity__programme__office").first()


def exams_of(training: Training) -> list[Exam]:
    """The tests that a class has, the one before first."""
    return sorted(Exam.objects.filter(training=training), key=lambda exam: exam.kind == "post")


def attended_of(registration: Registration, moment: datetime) -> Attended:
    """JP of the sessions that have ended, and of those where this person was present."""
    here = timezone.localtime(moment)
    ended = Q(on__lt=here.date()) | Q(on=here.date(), ends_at__lte=here.time())
    held = Session.objects.filter(ended, training=registration.training_id)
    present = Presence.objects.filter(registration=registration, state=PresenceState.PRESENT)
    was_there = held.filter(pk__in=present.values("session"))
    return Attended(_jp(was_there), _jp(held))


def _jp(sessions: QuerySet[Session]) -> int:
    total: int | None = sessions.aggregate(total=Sum("jp"))["total"]
    return total or 0


def sitting_of(exam: Exam, registration: Registration) -> Sitting | None:
    """The go of one person that stands."""
    rows = Sitting.objects.filter(exam=exam, registration=registration)
    return rows.exclude(state=SittingState.VOID).first()


def asked_of(exam: Exam) -> list[Asked]:
    """The questions of a test as paper is read against them, in their order."""
    rows = ExamQuestion.objects.filter(exam=exam).order_by("position")
    return [Asked(row.pk, row.kind, row.options) for row in rows]


def stated_of(exam: Exam | None) -> dict[str, Any]:
    """What the form of a test's terms starts with: its own, or what is usual."""
    if exam is None:
        return {"minutes": 30, "shuffles": True, "shows_score": True}
    fields = ("minutes", "shuffles", "shows_score", "least_attendance", "revision")
    return {
        **{field: getattr(exam, field) for field in fields},
        "opens_at": moment_words(exam.opens_at),
        "closes_at": moment_words(exam.closes_at),
    }
