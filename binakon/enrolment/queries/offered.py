"""What the public reads of a class before applying; nothing about any person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from binakon.core import clock, fetch, snapshots
from binakon.core.calendar import Precision, Window, describe
from binakon.enrolment.models import Training, TrainingDay
from binakon.enrolment.rules.ranking_facts import Weights
from binakon.enrolment.rules.ranking_words import weight_words
from binakon.enrolment.rules.terms import (
    Terms,
    policy_words,
    registration_words,
    state_sentence,
)
from binakon.enrolment.states import DocumentKind, Group, Policy, TrainingState
from binakon.people.rules.phone import wa_digits
from binakon.planning.models import Activity, RegionalQuota


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a class: when, from and to, and a note of its own."""

    on: datetime
    ends: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Share:
    """The seats of one regency or group. Whether one is free is not told: of so few it would say who took it."""

    name: str
    places: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A class as it stands on the activity's page."""

    training: Training
    terms: Terms
    sentence: str
    policy: str
    weights: tuple[str, ...]
    documents: tuple[str, ...]
    when: str
    days: tuple[Day, ...]
    quotas: tuple[Share, ...]
    reserved: tuple[Share, ...]
    contact: str

    @property
    def counts_free(self) -> bool:
        """Whether free seats mean anything yet: only where seats are given at once, while they are."""
        return self.terms.policy == Policy.FIRST_COME and self.terms.may_register

    @property
    def registration(self) -> str:
        """Whether one may register now or from a later hour; "" where neither."""
        return registration_words(self.terms)

    @property
    def is_cancelled(self) -> bool:
        """Whether the class was called off."""
        return self.terms.state == TrainingState.CANCELLED

    @property
    def is_drawn(self) -> bool:
        """Whether seats are given by lot."""
        return self.terms.policy == Policy.DRAW


def offer_of(activity_id: int, *, at: datetime | None = None) -> Offer | None:
    """The class of an activity for the public; None before it is announced at all."""
    training = Training.objects.filter(activity=activity_id).select_related("partner").first()
    if training is None or training.state == TrainingState.PREPARED:
        return None
    terms = terms_of(training, at or clock.now())
    ranked = training.policy == Policy.RANKED
    return Offer(
        training=training,
        terms=terms,
        sentence=state_sentence(terms),
        policy=policy_words(training.policy, has_waiting_list=training.has_waiting_list),
        weights=tuple(weight_words(weights_of(training.weights))) if ranked else (),
        documents=document_names(training),
        when=when_words(training),
        days=tuple(
            Day(_at(d.on, d.starts_at), _at(d.on, d.ends_at), d.note) for d in training.days.all()
        ),
        quotas=_quotas(training),
        reserved=tuple(Share(str(Group(r.group).label), r.places) for r in training.reserved.all()),
        contact=wa_digits(training.contact_phone),
    )


def terms_of(training: Training, moment: datetime) -> Terms:
    """What decides whether one may register."""
    return Terms(
        state=training.state,
        policy=training.policy,
        seats=training.seats,
        taken=training.taken,
        has_waiting_list=training.has_waiting_list,
        takes_individuals=training.takes_individuals,
        opens_at=training.opens_at,
        closes_at=training.closes_at,
        moment=moment,
    )


@dataclass(frozen=True, slots=True)
class Opening:
    """A class that a person may register for, now or (`is_coming`) from a later hour, as a list tells it."""

    sentence: str
    href: str
    is_coming: bool = False


@dataclass(frozen=True, slots=True)
class Openings:
    """Which of some activities take registrations, by activity, and when the clock alone makes that another answer.

    `coming` are those that are opened but take registrations only from a later hour.
    """

    by_activity: Mapping[int, Opening]
    coming: Mapping[int, Opening]
    changes_at: datetime | None


def openings_of(activities: Iterable[Activity], *, at: datetime | None = None) -> Openings:
    """Which of these activities take registrations now; one query."""
    # The version of the pages that tell it goes by the machine's clock too; whether one may register is asked again.
    moment = at or timezone.now()
    slugs = {activity.pk: activity.slug for activity in activities}
    rows = list(Training.objects.filter(activity__in=slugs, state=TrainingState.OPEN))
    terms = {row.activity_id: terms_of(row, moment) for row in rows}
    hours = [hour for row in rows for hour in (row.opens_at, row.closes_at) if hour > moment]
    return Openings(
        by_activity={
            pk: Opening(state_sentence(each), f"/kegiatan/{slugs[pk]}/daftar/")
            for pk, each in terms.items()
            if each.may_register
        },
        coming={
            pk: Opening(state_sentence(each), "", is_coming=True)
            for pk, each in terms.items()
            if each.is_coming
        },
        changes_at=min(hours, default=None),
    )


def open_training(slug: str, plan: int | None = None) -> Training | None:
    """The class behind an activity's address, with everything its form needs to know; `plan` as in `of_the_plan`."""
    found = training_at(slug, plan)
    if found is None or found.state == TrainingState.PREPARED:
        return None
    return of_the_plan(found, plan)


def training_at(slug: str, plan: int | None = None) -> Training | None:
    """The class of the activity with this address, announced or not; `plan` as in `of_the_plan`."""
    number = snapshots.kept(
        f"activity-at:{slug}",
        plan,
        lambda: Activity.objects.filter(slug=slug).values_list("pk", flat=True).first(),
    )
    return fetch.one_or_none(Training, activity_id=number) if number else None


def of_the_plan(training: Training, plan: int | None) -> Training:
    """The same with its activity, programme and office: kept since the plan last changed (its line of history is `plan`).

    They are two thirds of the columns of a registration, and a rush changes none of them.
    """
    training.activity = snapshots.kept(
        f"activity:{training.activity_id}",
        plan,
        lambda: Activity.objects.select_related("programme__office").get(pk=training.activity_id),
    )
    return training


def weights_of(stored: Mapping[str, Any]) -> Weights:
    """The weights of a class as they were stored; what is not there has the usual ones."""
    known = {field.name for field in fields(Weights)}
    return Weights(**{name: value for name, value in stored.items() if name in known})


def when_words(training: Training) -> str:
    """10–12 Februari 2026."""
    return describe(Window(Precision.RANGE, training.starts_on, training.ends_on, ""))


def ends_at(training: Training, days: Iterable[TrainingDay]) -> datetime:
    """When the last session ends; where no hour is known, at the end of the last day."""
    ends = max(((day.on, day.ends_at) for day in days), default=None)
    last, hour = ends or (training.ends_on + timedelta(days=1), time.min)
    return timezone.make_aware(datetime.combine(last, hour))


def document_names(training: Training) -> tuple[str, ...]:
    """The papers that a class asks for, in words."""
    known = set(DocumentKind.values)
    return tuple(str(DocumentKind(kind).label) for kind in training.documents if kind in known)


def _quotas(training: Training) -> tuple[Share, ...]:
    rows = (
        RegionalQuota.objects.filter(activity=training.activity_id, places__gt=0)
        .order_by("office__code")
        .values_list("office__name", "places")
    )
    return tuple(Share(name, places) for name, places in rows)


def _at(day: Any, hour: Any) -> datetime:
    return datetime.combine(day, hour)
