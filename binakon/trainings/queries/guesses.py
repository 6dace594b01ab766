"""The last alarm about guesses at certificates, for the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from binakon.core import clock
from binakon.core.models import AuditEvent

GUESSED = "certificate:guessed"
_SHOWN_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Guessed:
    """When somebody seemed to guess, and in how many look-ups; a sentence of the history."""

    at: datetime
    sentence: str


def guessed_lately(*, at: datetime | None = None) -> Guessed | None:
    """The newest alarm of the last day; None when there was none."""
    since = (at or clock.now()) - _SHOWN_FOR
    found = AuditEvent.objects.filter(action=GUESSED, at__gte=since).order_by("-at").first()
    return Guessed(found.at, found.sentence) if found is not None else None
