"""The waiting list of a training, first in first out."""

from binakon.enrolment.models import Place
from binakon.enrolment.rules.buckets import Waiter, groups_of
from binakon.enrolment.states import PlaceState


def waiters_of(training_id: int) -> list[tuple[int, Waiter]]:
    """Everybody who waits, as (place, facts), in the order of the queue."""
    rows = (
        Place.objects.waiting()
        .filter(training=training_id)
        .values_list("pk", "office_id", "registration__sex", "registration__groups")
    )
    return [(pk, Waiter(office, groups_of(sex, groups))) for pk, office, sex, groups in rows]


def kinds_of_waiters(training_id: int) -> list[Waiter]:
    """The different kinds of people who wait, however many they are: which seats any of them could have."""
    rows = (
        Place.objects.filter(training=training_id, state=PlaceState.WAITING)
        .order_by()
        .values_list("office_id", "registration__sex", "registration__groups")
        .distinct()
    )
    return [Waiter(office, groups_of(sex, groups)) for office, sex, groups in rows]


def own_waiting_number(place: Place) -> int:
    """The same among the people of its own office; how many others wait is not said."""
    waiting = Place.objects.waiting().filter(training=place.training_id, office=place.office_id)
    return waiting.filter(queue__lte=place.queue).count()


def waiting_number(place: Place) -> int:
    """How many stand before this place on the list of its training, itself included."""
    waiting = Place.objects.waiting().filter(training=place.training_id)
    return waiting.filter(queue__lte=place.queue).count()
