"""Guesses at certificates: look-ups that found nothing, counted over the whole installation, and the alarm about them."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from binakon.core import clock, ledger, limits, outbox
from binakon.core.actor import Actor
from binakon.people.queries import administrators
from binakon.trainings.models import Certificate
from binakon.trainings.queries.guesses import GUESSED

MOST_MISSES = 500
MINUTES = 10
logger = logging.getLogger(__name__)


def note_miss(*, by: Actor, at: datetime | None = None) -> bool:
    """Count a look-up that found nothing; True when it was the one that raised the alarm.

    Misses are counted by minute and for all addresses together, because whoever guesses has many. From the 500th in ten
    minutes on the administrators are told, once in ten minutes however long it goes on.
    """
    moment = at or clock.now()
    misses = limits.tally("verify-miss", at=moment, minutes=MINUTES)
    if misses < MOST_MISSES:
        return False
    is_first = limits.count("verify-alarm", "", most=1, seconds=60 * MINUTES, at=moment) is None
    if is_first:
        _sound(misses, by=by, at=moment)
    return is_first


@transaction.atomic
def _sound(misses: int, *, by: Actor, at: datetime) -> None:
    logger.warning("%s look-ups of certificates found nothing in %s minutes", misses, MINUTES)
    ledger.record(
        Certificate(),
        GUESSED,
        by=by,
        at=at,
        sentence=f"{misses} pemeriksaan sertifikat dalam {MINUTES} menit tidak menemukan apa pun",
    )
    for user in administrators():
        outbox.post(
            "certificates_guessed",
            to=user.email,
            to_name=str(user),
            context={
                "name": user.name,
                "misses": misses,
                "minutes": MINUTES,
                "since": at - timedelta(minutes=MINUTES),
                "at": at,
            },
        )
