"""A session's code on a participant's phone: what was read, when it can have been on the screen, and the ticket of an address that was opened."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.core import signing

from binakon.core import scan
from binakon.trainings.rules.attendance import AFTER, EARLY, SessionFacts

# A code names its moment within four hours; further apart it is asked about again.
_REACH = timedelta(hours=4)
_ADDRESS = re.compile(r"/HADIR/([0-9A-F]{32})/([0-9A-Z]{8})/?$")
LASTS = timedelta(minutes=2)
_SALT = "binakon.trainings.hadir"


def ticket_of(registration: int, session: int, code: str, at: datetime) -> str:
    """A ticket for whoever opened this code at this moment, while it was on the screen."""
    text = f"{registration}.{session}.{code}.{int(at.timestamp())}"
    return signing.Signer(salt=_SALT, sep="~").sign(text)


def read_ticket(
    ticket: str, registration: int, session: int, code: str, at: datetime
) -> datetime | None:
    """When the code was opened; None when the ticket is not for this person, session and code, or too old."""
    try:
        text = signing.Signer(salt=_SALT, sep="~").unsign(ticket)
    except signing.BadSignature:
        return None
    head, _dot, moment = text.rpartition(".")
    opened = datetime.fromtimestamp(int(moment), tz=UTC)
    is_theirs = head == f"{registration}.{session}.{code}"
    return opened if is_theirs and at - opened <= LASTS else None


def read_code(text: str) -> tuple[str, str]:
    """The key of the session ("" for a code that was typed) and its code, from what a phone read or its owner typed.

    The site in an address is not looked at: the same office may be reached by several names.
    """
    found = _ADDRESS.search(text.upper())
    return (found[1].lower(), found[2]) if found else ("", scan.plain(text))


def shown_at(code: str, key: str, session: SessionFacts, *, said: datetime) -> datetime | None:
    """When the session showed this code, by the device's word `said` or else in its own hours; None when it never did.

    A phone whose clock is a day wrong still proves that it had the code.
    """
    moments = (scan.shown_at(code, key, near=near) for near in (said, *_hours(session)))
    return next((moment for moment in moments if moment), None)


def _hours(session: SessionFacts) -> Iterator[datetime]:
    near = session.starts - EARLY
    while near < session.ends + AFTER + _REACH:
        yield near
        near += _REACH
