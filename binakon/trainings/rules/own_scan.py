"""The ticket between opening a session's code on a phone and pressing the button: for one person, session and code."""

from datetime import UTC, datetime, timedelta

from django.core import signing

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
