"""The waiting list of a training, first in first out."""

from binakon.enrolment.models import Place
from binakon.enrolment.rules.buckets import Waiter, groups_of


def waiters_of(training_id: int) -> list[tuple[int, Waiter]]:
    """Everybody who waits, as (place, facts), in the order of the queue."""
    rows = (
        Place.objects.waiting()
        .filter(training=training_id)
        .values_list("pk", "office_id", "registration__sex", "registration__groups")
    )
    return [(pk, Waiter(office, groups_of(sex, groups))) for pk, office, sex, groups in rows]


def own_waiting_number(place: Place) -> int:
    """The same among the people of its own office; how many others wait is not said."""
    waiting = Place.objects.waiting().filter(training=place.training_id, office=place.office_id)
    return waiting.filter(queue__lte=place.queue).count()


def waiting_number(place: Place) -> int:
    """How many stand before this place on the list of its training, itself included."""
    waiting = Place.objects.waiting().filter(training=place.training_id)
    return waiting.filter(queue__lte=place.queue).count()
