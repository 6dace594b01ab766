"""The product with its seats taken carelessly: look, then write what was seen. Only tests serve it, never the product."""

import time

from binakon.config.wsgi import application
from binakon.enrolment.actions import registrations, seats
from binakon.enrolment.models import Training
from binakon.enrolment.rules.buckets import POOL

__all__ = ["application"]


def _take_seat(training, *, buckets, office_id, by, many=1):  # type: ignore[no-untyped-def]
    seen = Training.objects.get(pk=training.pk)
    if seen.taken >= seen.seats:
        return ""
    # As long as a slow machine might think; without it a quick one gets away with it now and then.
    time.sleep(0.01)
    Training.objects.filter(pk=seen.pk).update(
        taken=seen.taken + many, pool_taken=seen.pool_taken + many
    )
    return POOL


def _arrive(registration, *, by, at):  # type: ignore[no-untyped-def]
    seen = Training.objects.get(pk=registration.training_id)
    return seen.last_queue + 1


seats.take_seat = _take_seat
registrations.arrive = _arrive
