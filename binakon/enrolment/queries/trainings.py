"""Trainings at the desk: the year's list, one training opened, and the facts that decide whether it may open."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum
from django.utils import timezone

from binakon.core import clock
from binakon.core.models import AuditEvent
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.queries.training_terms import terms_of
from binakon.enrolment.rules.opening import OpeningFacts
from binakon.enrolment.rules.training_words import (
    Tally,
    headline_of,
    seats_sentence,
    state_tone,
    state_words,
)
from binakon.enrolment.states import TrainingState
from binakon.people.queries import regencies_of
from binakon.people.rules import Viewer, can_enrol, can_see_desk
from binakon.planning.models import Activity, PlanVersion, RegionalQuota, Target
from binakon.planning.states import ActivityKind, ActivityState

# Kinds that people register for.
ENROLLING = (ActivityKind.BIMTEK, ActivityKind.TRAINING, ActivityKind.CERTIFICATION)
_AHEAD = (ActivityState.PLANNED, ActivityState.RESCHEDULED, ActivityState.POSTPONED)
_COMPETING = (TrainingState.OPEN, TrainingState.CLOSED, TrainingState.SELECTED)


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training on the list of the year."""

    training: Training
    stands: str
    state: str
    tone: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity from which a training could be prepared."""

    activity: Activity
    is_ready: bool


@dataclass(frozen=True, slots=True)
class TrainingList:
    """The trainings of a year, and the activities that have none yet."""

    office: str
    year: int
    lines: tuple[TrainingLine, ...]
    activities: tuple[ActivityLine, ...]
    may_enrol: bool

    @property
    def open_count(self) -> int:
        """How many take registrations."""
        return sum(line.is_open for line in self.lines)


def training_list(viewer: Viewer, office: str, year: int) -> TrainingList:
    """The trainings of an office's year for a viewer with a role there; empty for others."""
    may_see = bool(viewer.roles_at(office))
    activities = Activity.objects.filter(programme__office__code=office, programme__year=year)
    trainings = (
        Training.objects.filter(activity__in=activities)
        .select_related("activity__programme__office")
        .annotate(
            waiting=Count("places", filter=Q(places__state="waiting"), distinct=True),
            asking=Count("registrations", filter=_active(), distinct=True),
        )
    )
    free = activities.filter(training=None, kind__in=ENROLLING, state__in=_AHEAD)
    free = free.select_related("funded_by", "programme__office").in_year_order()
    moment = clock.now()
    return TrainingList(
        office=office,
        year=year,
        lines=tuple(_line(row, moment) for row in trainings) if may_see else (),
        activities=tuple(ActivityLine(row, row.is_funded) for row in free) if may_see else (),
        may_enrol=can_enrol(viewer, office),
    )


def _active() -> Q:
    return Q(registrations__state__in=["submitted", "correction", "verified"])


def _line(row: Training, moment: datetime) -> TrainingLine:
    waiting, asking = getattr(row, "waiting", 0), getattr(row, "asking", 0)
    tally = _tally(row, moment, waiting, asking)
    when = (row.state, row.opens_at, moment)
    return TrainingLine(
        training=row,
        stands=seats_sentence(tally),
        state=state_words(*when),
        tone=state_tone(*when),
        is_open=row.state == TrainingState.OPEN and row.opens_at <= moment < row.closes_at,
    )


def _tally(row: Training, moment: datetime, waiting: int, asking: int) -> Tally:
    return Tally(
        state=row.state,
        policy=row.policy,
        seats=row.seats,
        taken=row.taken,
        waiting=waiting,
        asking=asking,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        moment=moment,
    )


@dataclass(frozen=True, slots=True)
class Bucket:
    """Seats that belong together: of a kabupaten or kota, of a group, or of nobody in particular.

    `named` is how many people ask for them, who waits included.
    """

    label: str
    places: int
    taken: int
    waiting: int
    named: int


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """One training opened."""

    training: Training
    headline: str
    state: str
    tone: str
    quotas: tuple[Bucket, ...]
    groups: tuple[Bucket, ...]
    pool: Bucket
    history: tuple[AuditEvent, ...]
    moves: tuple[str, ...]
    waiting: int
    asking: int
    may_enrol: bool
    may_return: bool
    is_overdue: bool

    @property
    def is_orphan(self) -> bool:
        """Whether its activity was called off and it was not, or not yet."""
        is_off = self.training.activity.state == ActivityState.CANCELLED
        return is_off and self.training.state != TrainingState.CANCELLED


def training_for(viewer: Viewer, slug: str) -> Training | None:
    """The training of an activity, if the viewer has a desk at its office."""
    found = (
        Training.objects.filter(activity__slug=slug)
        .select_related("activity__programme__office", "activity__funded_by", "partner")
        .first()
    )
    return found if found is not None and can_see_desk(viewer, found.office_code) else None


def activity_for(viewer: Viewer, slug: str) -> Activity | None:
    """An activity that people can register for, if the viewer has a desk at its office."""
    found = (
        Activity.objects.filter(slug=slug, kind__in=ENROLLING)
        .select_related("programme__office", "funded_by")
        .first()
    )
    code = found.programme.office.code if found is not None else ""
    return found if found is not None and can_see_desk(viewer, code) else None


def training_page(viewer: Viewer, training: Training) -> TrainingPage:
    """What the page of one training shows; hand it a training that `training_for` gave to this viewer."""
    moment = clock.now()
    waiting: dict[int | None, int] = dict(
        Place.objects.waiting()
        .filter(training=training)
        .order_by()
        .values_list("office")
        .annotate(Count("id"))
    )
    asking: dict[int | None, int] = dict(
        Registration.objects.active()
        .filter(training=training)
        .order_by()
        .values_list("office")
        .annotate(Count("id"))
    )
    tally = _tally(training, moment, sum(waiting.values()), sum(asking.values()))
    events = AuditEvent.objects.filter(
        subject_type=Training._meta.label_lower, subject_id=training.pk
    )
    return TrainingPage(
        training=training,
        headline=headline_of(tally),
        state=state_words(training.state, training.opens_at, moment),
        tone=state_tone(training.state, training.opens_at, moment),
        quotas=_quotas(training, waiting, asking),
        groups=tuple(
            Bucket(row.get_group_display(), row.places, row.taken, 0, 0)
            for row in training.reserved.all()
        ),
        pool=Bucket(
            "", training.pool, training.pool_taken, waiting.get(None, 0), asking.get(None, 0)
        ),
        history=tuple(events.order_by("-id")[:12]),
        moves=tuple(Training.workflow.moves_from(training.state)),
        waiting=sum(waiting.values()),
        asking=sum(asking.values()),
        may_enrol=can_enrol(viewer, training.office_code),
        may_return=training.state in _COMPETING and training.unused_returned_at is None,
        is_overdue=training.state == TrainingState.OPEN and training.closes_at <= moment,
    )


def _quotas(
    training: Training, waiting: dict[int | None, int], asking: dict[int | None, int]
) -> tuple[Bucket, ...]:
    rows = {
        row.office_id: row for row in RegionalQuota.objects.filter(activity=training.activity_id)
    }
    buckets = []
    for office in regencies_of(training.office_code):
        row, named = rows.get(office.pk), asking.get(office.pk, 0)
        if row is not None or named:
            places, taken = (row.places, row.taken) if row is not None else (0, 0)
            buckets.append(Bucket(office.name, places, taken, waiting.get(office.pk, 0), named))
    return tuple(buckets)


def opening_facts(training: Training, moment: datetime) -> OpeningFacts:
    """What decides whether a training may open at this moment."""
    activity = training.activity
    version = activity.funded_by
    terms = terms_of(training)
    quotas = RegionalQuota.objects.filter(activity=activity).aggregate(sum=Sum("places"))
    return OpeningFacts(
        kind=activity.kind,
        activity_state=activity.state,
        version=version.label if version is not None else "",
        is_ratified=activity.is_funded,
        needs_perubahan=activity.needs_perubahan,
        seats=training.seats,
        plan_seats=activity.seats,
        target_left=target_left(activity, training),
        shared=(quotas["sum"] or 0) + sum(terms["reserved"].values()),
        moment=moment,
        closes_at=training.closes_at,
        closes_on=timezone.localdate(training.closes_at),
        nominations_due_at=training.nominations_due_at,
        starts_on=training.starts_on,
        has_days=bool(terms["days"]),
        contact_name=training.contact_name,
        contact_phone=training.contact_phone,
        documents=tuple(training.documents),
        takes_individuals=training.takes_individuals,
        takes_nominations=training.takes_nominations,
        policy=training.policy,
        has_weights=any(points for name, points in training.weights.items() if name != "months"),
        has_seed=bool(training.seed_hash),
    )


def target_left(activity: Activity, training: Training | None) -> int | None:
    """How many people the target in force still takes in beside the other trainings; None where there is no target."""
    targets = Target.objects.filter(
        version__in=PlanVersion.objects.in_force().filter(programme=activity.programme_id),
        indicator=activity.indicator_id,
    ).exclude(people=None)
    sums = targets.aggregate(people=Sum("people"), committed=Sum("committed"))
    if sums["people"] is None:
        return None
    others = Training.objects.filter(
        activity__programme=activity.programme_id,
        activity__indicator=activity.indicator_id,
        state__in=_COMPETING,
    ).exclude(activity=activity)
    promised = others.aggregate(seats=Sum("seats"))["seats"] or 0
    return int(sums["people"] - (sums["committed"] or 0) - promised)
