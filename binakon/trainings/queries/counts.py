"""How many people of a year's classes attended, completed, passed and hold a certificate at the end of a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model, Q

from binakon.core import clock
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.enrolment.models import Training
from binakon.enrolment.queries.counts import of_region
from binakon.people.queries.persons import person_of
from binakon.trainings.models import Certificate, Completion, CompletionRule, Presence, Sitting
from binakon.trainings.states import (
    SCORED,
    CertificateState,
    CompletionState,
    ExamKind,
    PresenceState,
    SittingState,
)

_PASSED = "passed"


@dataclass(slots=True)
class Tally:
    """Participants by training, and the persons behind them. Trainings that are not in it recorded nothing yet."""

    by_training: dict[int, int] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)

    @property
    def total(self) -> int | None:
        """Everybody of every training; None while nobody has recorded anything."""
        return sum(self.by_training.values()) if self.by_training else None


def _own(region: str) -> Q:
    return of_region(region, "registration__")


def attended_on(trainings: list[Training], day: date, region: str = "") -> Tally:
    """Participants with a presence, on a session of that day or before, that stood at its end."""
    rows = Presence.objects.filter(
        _own(region), session__training__in=trainings, session__on__lte=day
    )
    told = rows.values_list(
        "pk", "session__training_id", "registration_id", person_of("registration__worker"), "state"
    )
    struck = PresenceState.STRUCK
    return _tally(_as_of(Presence, told, day, born=PresenceState.PRESENT), without={struck})


def trained_on(trainings: list[Training], day: date, region: str = "") -> Tally:
    """Participants who stood as having completed at the end of the day, by the date of the decision."""
    rows = Completion.objects.filter(_own(region), training__in=trainings)
    told = rows.values_list(
        "pk", "training_id", "registration_id", person_of("registration__worker"), "state"
    )
    others = set(CompletionState) - {CompletionState.COMPLETED}
    return _tally(_as_of(Completion, told, day), without=others)


def passed_on(trainings: list[Training], day: date, region: str = "") -> Tally:
    """Participants whose post-test, ended by then, reaches what the rule of their training asks.

    A training that asks nothing of the post-test has no line to pass and stays unknown.
    """
    rules = CompletionRule.objects.filter(training__in=trainings)
    asked = rules.values_list("training_id", "least_post")
    lines = {training: least for training, least in asked if least is not None}
    rows = Sitting.objects.filter(
        _own(region),
        exam__training_id__in=list(lines),
        exam__kind=ExamKind.POST,
        score__isnull=False,
        ended_at__lte=clock.end_of(day),
    )
    told = rows.values_list(
        "pk", "exam__training_id", "registration_id", person_of("registration__worker"), "state"
    )
    scored = rows.values_list("pk", "score", "exam__training_id")
    passed = {
        pk for pk, score, training in scored if score is not None and score >= lines[training]
    }
    stood = [
        Stood(found.pk, found.training, found.person, found.worker, _PASSED)
        if found.state in SCORED and found.pk in passed
        else found
        for found in _as_of(Sitting, told, day, born=SittingState.SUBMITTED)
        if found.state != SittingState.VOID
    ]
    return _tally(stood, without=set(SittingState))


def certified_on(trainings: list[Training], day: date, region: str = "") -> Tally:
    """Participants with a certificate dated by then that stood at the end of the day."""
    rows = Certificate.objects.filter(_own(region), training__in=trainings, dated__lte=day)
    told = rows.values_list(
        "pk", "training_id", "registration_id", person_of("registration__worker"), "state"
    )
    ended = {CertificateState.REPLACED, CertificateState.REVOKED}
    return _tally(_as_of(Certificate, told, day, born=CertificateState.VALID), without=ended)


@dataclass(frozen=True, slots=True)
class Stood:
    """One row of one participant and its state at the end of the day."""

    pk: int
    training: int
    person: int
    worker: int | None
    state: str


def _tally(rows: Iterable[Stood], *, without: Collection[str]) -> Tally:
    """Count every participant once; a training with any row at all counts, be it with 0."""
    found = list(rows)
    tally = Tally({row.training: 0 for row in found})
    for training, _person, worker in {
        (row.training, row.person, row.worker) for row in found if row.state not in without
    }:
        tally.by_training[training] += 1
        if worker is not None:
            tally.people.add(worker)
    return tally


def _as_of(
    model: type[Model],
    rows: Iterable[tuple[int, int, int, int | None, str]],
    day: date,
    *,
    born: str = "",
) -> list[Stood]:
    """The rows in the state in which they were at the end of a day, by the dates of their moves.

    One that had not moved by then was as it is born, or not there at all where `born` is "".
    """
    found = [Stood(*row) for row in rows]
    if day >= today():
        return found
    moves = AuditEvent.objects.filter(
        subject_type=model._meta.label_lower, at__lte=clock.end_of(day)
    ).exclude(new_state="")
    last = dict(moves.order_by("at", "id").values_list("subject_id", "new_state"))
    return [
        Stood(row.pk, row.training, row.person, row.worker, state)
        for row in found
        if (state := last.get(row.pk, born))
    ]
