"""To whom a message about an invitation goes, and the facts that its words need."""

from collections.abc import Iterable
from typing import Any

from binakon.coordination.models import Invitation
from binakon.coordination.queries.invitations import link_of
from binakon.core.models import Message
from binakon.people.models import Office
from binakon.people.queries import nominators_of
from binakon.people.rules.phone import wa_digits


def addresses_of(office: Office) -> dict[str, str]:
    """The e-mails of an office with the names of their readers: its own, and those of its officers."""
    known = {office.email: office.label} if office.email else {}
    for email, person in nominators_of(office.code).values_list("email", "name"):
        known.setdefault(email, person)
    return known


def unreached_among(offices: Iterable[Office]) -> tuple[Office, ...]:
    """Those whom no e-mail reaches: what is written to them waits until somebody passes it on."""
    return tuple(office for office in offices if not addresses_of(office))


def waiting_among(rows: Iterable[Invitation], name: str) -> tuple[Office, ...]:
    """Those whom the newest message of this name has not reached: it had no e-mail, and nobody passed it on.

    An address that was filled in later does not bring it there.
    """
    offices = {row.pk: row.office for row in rows}
    messages = Message.objects.filter(
        name=name, subject_type="coordination.invitation", subject_id__in=list(offices)
    )
    newest = {message.subject_id: message for message in messages.order_by("id")}
    return tuple(
        office
        for pk, office in offices.items()
        if pk in newest and not newest[pk].to and newest[pk].passed_on_at is None
    )


def receivers(row: Invitation, **told: Any) -> list[dict[str, Any]]:
    """What `core.outbox.post` is told for the office's own address and for each of its officers.

    An office without any e-mail gets one that waits to be passed on by WhatsApp.
    """
    meeting, office = row.meeting, row.office
    return [
        {
            "to": email,
            "to_name": name,
            "phone": "" if email else wa_digits(office.phone),
            "about": row,
            "office_code": meeting.office.code,
            "context": {
                "meeting": meeting,
                "invitation": row,
                "name": name,
                "token": link_of(row),
                **told,
            },
        }
        for email, name in (addresses_of(office) or {"": office.label}).items()
    ]
