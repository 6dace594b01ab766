"""Classes that compete together, and the registrations that one person sent together, best wish first."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.rules.wishes import Way
from binakon.enrolment.states import (
    ACTIVE_REGISTRATIONS,
    PlaceState,
    Policy,
    RegistrationState,
    TrainingState,
)

_UNSELECTED = (TrainingState.OPEN, TrainingState.CLOSED)
_HELD = (PlaceState.ACCEPTED, PlaceState.DETERMINED)


def way_of(training: Training) -> Way:
    """How a class gives its seats."""
    return Way(
        training.activity.programme_id,
        training.policy,
        training.weights,
        timezone.localdate(training.closes_at),
    )


def wishable_with(training: Training, moment: datetime) -> list[Training]:
    """Other classes that take people now and compete together with this one; asks nothing where none can."""
    own = way_of(training)
    if not own.selects:
        return []
    rows = Training.objects.open_at(moment).filter(
        activity__programme=own.programme, policy=own.policy, takes_individuals=True
    )
    rows = rows.exclude(pk=training.pk).select_related("activity").order_by("starts_on", "pk")
    return [each for each in rows if own.goes_with(way_of(each))]


def classes_wished(wishes: Sequence[int]) -> list[Training]:
    """The classes of an order of wishes, in that order; those that are gone are left out."""
    rows = Training.objects.select_related("activity__programme__office").in_bulk(list(wishes))
    return [rows[pk] for pk in wishes if pk in rows]


def sent_together(registration: Registration) -> QuerySet[Registration]:
    """A registration and those that were sent together with it, best wish first."""
    lead = registration.wished_with_id or registration.pk
    rows = Registration.objects.filter(Q(pk=lead) | Q(wished_with=lead))
    return rows.order_by("wish", "pk")


def still_wished(registration: Registration) -> QuerySet[Registration]:
    """Those of them that still count, also for whoever said a registration again: neither taken back nor refused."""
    active = Q(state__in=ACTIVE_REGISTRATIONS)
    again = Q(state=RegistrationState.REPEATED, decision_reason="")
    rows = sent_together(registration).filter(active | again)
    return rows.exclude(training__state=TrainingState.CANCELLED)


def seated_elsewhere(registration: Registration) -> str:
    """The class where another wish, sent together with this one, has a seat; "" where none has."""
    if registration.training.policy == Policy.FIRST_COME or not registration.worker_id:
        return ""
    others = sent_together(registration).exclude(pk=registration.pk).order_by()
    seats = Place.objects.filter(registration__in=others, state__in=_HELD)
    place = seats.select_related("training__activity").order_by("-pk").first()
    return str(place.training) if place is not None else ""


def wished_beyond(trainings: Sequence[Training]) -> list[Training]:
    """Classes not yet selected that people of these classes wish as well: all must be selected together.

    Also those that people of the classes so found wish, and so on.
    """
    known = {training.pk for training in trainings}
    found: list[Training] = []
    while True:
        inside = Registration.objects.active().filter(training__in=known)
        leads = inside.order_by().values(lead=Coalesce("wished_with", F("pk")))
        together = Registration.objects.active().filter(
            Q(pk__in=leads) | Q(wished_with__in=leads), training__state__in=_UNSELECTED
        )
        more = Training.objects.filter(pk__in=together.order_by().values("training"))
        new = list(more.exclude(pk__in=known).select_related("activity").order_by("pk"))
        if not new:
            return found
        found += new
        known |= {training.pk for training in new}
