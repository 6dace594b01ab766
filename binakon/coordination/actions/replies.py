"""What an office answers to its invitation, by its link or told on the telephone: who comes, or why nobody."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.coordination.actions.meeting_clocks import REPLY
from binakon.coordination.models import Guest, Invitation, Meeting
from binakon.coordination.rules.meetings import OPEN_STATES
from binakon.coordination.rules.replies import Comer, reply_problems
from binakon.coordination.states import Reply
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.deadlines import stop_clock
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.rules.phone import normalise_phone


@transaction.atomic
def answer_invitation(
    invitation: Invitation,
    *,
    comes: bool | None,
    guests: Sequence[Comer] = (),
    note: str = "",
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Write down who comes, or why nobody does; a later answer takes the place of an earlier one.

    A guest who is named again keeps the QR; who came already stays on the list. Raises `Blocked` with everything that
    is wrong, also once the meeting began, and where an office declines of which somebody came.
    """
    moment = at or clock.now()
    # Whoever marks an arrival in this meeting meanwhile waits, so that no scan is lost under an answer.
    Meeting.objects.filter(pk=invitation.meeting_id).update(revision=F("revision"))
    _demand_ahead(invitation, moment)
    has_come = invitation.guests.filter(came_at__isnull=False).exists()
    refuse(reply_problems(comes=comes, guests=guests, note=note, has_come=has_come))
    reply = Reply.COMES if comes else Reply.DECLINES
    before = invitation.reply
    same = Invitation.objects.filter(pk=invitation.pk, replied_at=invitation.replied_at)
    if same.update(reply=reply, reply_note=note.strip()[:2000], replied_at=moment) != 1:
        raise StaleState(_("Jawaban kantor ini baru saja diubah. Muat ulang, lalu lihat lagi."))
    invitation.reply, invitation.reply_note, invitation.replied_at = reply, note.strip(), moment
    _name(invitation, guests if comes else ())
    stop_clock(invitation, REPLY, at=moment)
    office = invitation.office.name
    told = f"hadir, {len(guests)} orang" if comes else "tidak hadir"
    ledger.record(
        invitation,
        "invitation:answer",
        by=by,
        at=moment,
        sentence=f"{office} menjawab undangan “{invitation.meeting}”: {told}",
        before={"reply": str(before)},
        after={"reply": str(reply.value)},
        office_code=invitation.meeting.office.code,
    )


def _demand_ahead(invitation: Invitation, moment: datetime) -> None:
    meeting = invitation.meeting
    meeting.refresh_from_db(fields=["state", "starts_at"])
    if meeting.state not in OPEN_STATES or meeting.starts_at <= moment:
        sentence = _(
            "Rapat ini sudah dimulai atau dibatalkan, jadi jawabannya tidak bisa diubah lagi. Hubungi narahubungnya."
        )
        raise Blocked([Problem("closed", sentence)])


def _name(invitation: Invitation, guests: Sequence[Comer]) -> None:
    """The guests as they are named now; who is named no more leaves unless they came, who is named again keeps the key."""
    known: dict[str, Guest] = {}
    for guest in invitation.guests.order_by(F("came_at").asc(nulls_last=True), "id"):
        known.setdefault(guest.name.casefold(), guest)
    named = set()
    for comer in guests:
        name = " ".join(comer.name.split())[:200]
        told = {
            "name": name,
            "position": " ".join(comer.position.split())[:200],
            "phone": normalise_phone(comer.phone)[:20] if comer.phone.strip() else "",
            "body": invitation.office.label[:200],
        }
        found = known.pop(name.casefold(), None)
        if found is None:
            found = Guest.objects.create(
                meeting=invitation.meeting, invitation=invitation, key=uuid4(), **told
            )
        else:
            Guest.objects.filter(pk=found.pk).update(**told)
        named.add(found.pk)
    invitation.guests.filter(came_at=None).exclude(pk__in=named).delete()
