"""What waits in the classes of one office's year for whoever opens the desk, by class; each kind for whoever may do it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F

from binakon.core import clock, deadlines
from binakon.enrolment.models import Objection, Place, SelectionRun, Training
from binakon.enrolment.queries.nominating import office_lines
from binakon.enrolment.queries.verification import QueueRow, verification_desk
from binakon.enrolment.rules.decree import Standing, is_ripe
from binakon.enrolment.states import (
    ObjectionState,
    PlaceState,
    RegistrationState,
    SelectionState,
    TrainingState,
)
from binakon.people.rules import Viewer, can_enrol, can_verify

# Working days before the last day of nominations from which the regencies that lack are told of.
NEAR = 5
_RIPENING = (TrainingState.CLOSED, TrainingState.SELECTED)


@dataclass(frozen=True, slots=True)
class ClassWork:
    """One thing that waits in one class: how many, and until when where it has an end."""

    training: Training
    many: int
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeskWork:
    """Everything of enrolment that waits for one viewer at one office; what they may not do is empty."""

    late: tuple[ClassWork, ...] = ()
    unverified: tuple[ClassWork, ...] = ()
    objections: tuple[ClassWork, ...] = ()
    undecreed: tuple[ClassWork, ...] = ()
    unanswered: tuple[ClassWork, ...] = ()


def desk_work(
    viewer: Viewer, office_code: str, year: int, *, at: datetime | None = None
) -> DeskWork:
    """What waits for this viewer; at most seven queries besides the clock and the classes whose nominations end soon."""
    moment = at or clock.now()
    rows: list[QueueRow] = []
    if can_verify(viewer, office_code):
        rows = [
            row
            for row in verification_desk(viewer, moment)
            if row.training.office_code == office_code
            and row.training.activity.programme.year == year
        ]
    trainings: list[Training] = []
    if can_enrol(viewer, office_code):
        found = Training.objects.filter(
            activity__programme__office__code=office_code,
            activity__programme__year=year,
            state__in=[TrainingState.OPEN, *_RIPENING],
        )
        trainings = list(found.select_related("activity__programme__office"))
    objections = _objections(trainings)
    return DeskWork(
        late=tuple(ClassWork(row.training, row.late) for row in rows if row.late),
        unverified=tuple(ClassWork(row.training, row.waiting) for row in rows if row.waiting),
        objections=tuple(
            ClassWork(training, objections[training.pk])
            for training in trainings
            if training.pk in objections
        ),
        undecreed=_undecreed(trainings, objections, moment),
        unanswered=_unanswered(trainings, moment),
    )


def _objections(trainings: list[Training]) -> dict[int, int]:
    if not trainings:
        return {}
    rows = Objection.objects.filter(
        state=ObjectionState.OPEN, result__registration__training__in=trainings
    )
    counted = rows.order_by().values_list("result__registration__training")
    return dict(counted.annotate(Count("pk")))


def _undecreed(
    trainings: list[Training], objections: dict[int, int], moment: datetime
) -> tuple[ClassWork, ...]:
    """Classes whose list nothing stands in the way of any more, with how many people are ready for it."""
    ripening = [training for training in trainings if training.state in _RIPENING]
    if not ripening:
        return ()
    places = Place.objects.filter(
        training__in=ripening,
        state=PlaceState.ACCEPTED,
        registration__state=RegistrationState.VERIFIED,
    )
    ready = dict(places.order_by().values_list("training").annotate(Count("pk")))
    runs = SelectionRun.objects.filter(trainings__in=ripening, state=SelectionState.ANNOUNCED)
    # The newest run of a class comes last and is the one that stays.
    until = dict(runs.order_by("id").values_list(F("trainings"), "objections_until"))
    found = []
    for training in ripening:
        ends = until.get(training.pk)
        standing = Standing(
            state=training.state,
            policy=training.policy,
            selection_state=SelectionState.ANNOUNCED if training.pk in until else "",
            is_window_open=bool(ends and ends > moment),
            open_objections=objections.get(training.pk, 0),
        )
        if training.pk in ready and is_ripe(standing):
            found.append(ClassWork(training, ready[training.pk]))
    return tuple(found)


def _unanswered(trainings: list[Training], moment: datetime) -> tuple[ClassWork, ...]:
    """Classes whose nominations end soon, with how many regencies have not named enough people."""
    soon = deadlines.due_after(moment, NEAR)
    found = []
    for training in trainings:
        due_at = training.nominations_due_at or training.closes_at
        is_near = training.opens_at <= moment < due_at <= soon
        if training.state != TrainingState.OPEN or not training.takes_nominations or not is_near:
            continue
        lacking = sum(not line.is_complete for line in office_lines(training))
        if lacking:
            found.append(ClassWork(training, lacking, due_at))
    return tuple(found)


def determined_slugs(slugs: list[str]) -> frozenset[str]:
    """Which of these activities have their participants determined by a decree."""
    if not slugs:
        return frozenset()
    found = Training.objects.filter(activity__slug__in=slugs, state=TrainingState.DETERMINED)
    return frozenset(found.values_list("activity__slug", flat=True))
