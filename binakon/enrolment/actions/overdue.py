"""What the clock finishes: offers nobody answered, and classes whose hours of registration have ended."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models

from binakon.core import clock
from binakon.core.actor import Actor
from binakon.core.problems import IllegalMove, StaleState
from binakon.enrolment.actions.places import lapse_offer, sync_seats
from binakon.enrolment.models import Place, Training
from binakon.enrolment.states import PlaceState, TrainingState


def lapse_due_offers(*, by: Actor, at: datetime | None = None) -> int:
    """End every offer that nobody answered in time, each in a transaction of its own; how many."""
    moment = at or clock.now()
    due = Place.objects.filter(state=PlaceState.OFFERED, offered_until__lt=moment).exclude(
        training__state=TrainingState.CANCELLED
    )
    places = due.select_related("training__activity__programme__office", "registration").order_by(
        "offered_until", "id"
    )
    return sum(_is_done(lapse_offer, place, by, moment) for place in places)


def sync_waited_for(*, by: Actor, at: datetime | None = None) -> int:
    """Offer what became free outside a seat's own deeds, such as a changed quota, to whoever waits; how many seats."""
    moment = at or clock.now()
    waited = Training.objects.filter(places__state=PlaceState.WAITING).distinct()
    taking = waited.exclude(state__in=[TrainingState.CANCELLED, TrainingState.DETERMINED])
    return sum(sync_seats(training, by=by, at=moment) for training in _with_office(taking))


def _with_office(trainings: "models.QuerySet[Training]") -> "models.QuerySet[Training]":
    return trainings.select_related("activity__programme__office").order_by("pk")


def _is_done(deed: Callable[..., None], subject: Any, by: Actor, moment: datetime) -> bool:
    """Do it unless somebody was faster; the next pass finds whatever is left."""
    try:
        deed(subject, by=by, at=moment)
    except (IllegalMove, StaleState):
        return False
    return True
