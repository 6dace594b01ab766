"""Who came to a meeting: marked once however often it is sent, the office with its first guest, taken back with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Min, Q
from django.utils.translation import gettext as _

from binakon.coordination.actions.holding import tell_plan
from binakon.coordination.models import Guest, GuestScan, Invitation, Meeting
from binakon.coordination.rules.arrivals import (
    MOST_IN_BATCH,
    NamedGuest,
    SentScan,
    believable,
    crowd_problems,
    door_problems,
    guest_problems,
    key_in,
    meant_by,
)
from binakon.coordination.states import ArrivalEvidence, MeetingState
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one scan: `outcome` is "present", "again" or "unknown"."""

    nonce: UUID
    outcome: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody says who comes unannounced; `invitation` is their office's, None for another body."""

    name: str
    position: str = ""
    body: str = ""
    phone: str = ""
    invitation: Invitation | None = None


@transaction.atomic
def mark_arrival(
    guest: Guest,
    evidence: ArrivalEvidence,
    *,
    by: Actor,
    seen_at: datetime | None = None,
    at: datetime | None = None,
) -> bool:
    """Note that a guest came; True when that is new, False when it was known. Raises `Blocked` while the door is shut.

    The first guest of an office makes the office come, in the same transaction.
    """
    moment = at or clock.now()
    meeting = _held(guest.meeting)
    refuse(door_problems(meeting.state, meeting.starts_at, moment))
    is_new = _mark(guest, evidence, seen_at or moment, by=by, at=moment)
    _tell_late(meeting, by=by, at=moment)
    return is_new


def _tell_late(meeting: Meeting, *, by: Actor, at: datetime) -> None:
    """What is typed from the list on paper after the meeting reaches the plan as well."""
    if meeting.state == MeetingState.CLOSED:
        tell_plan(meeting, by=by, at=at)


def _held(meeting: Meeting) -> Meeting:
    """Whoever else marks in this meeting waits until the transaction ends, so that the office's moment is its guests'."""
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision"))
    return Meeting.objects.select_related("office", "activity").get(pk=meeting.pk)


def _mark(
    guest: Guest, evidence: ArrivalEvidence, seen_at: datetime, *, by: Actor, at: datetime
) -> bool:
    absent = Guest.objects.filter(pk=guest.pk, came_at=None)
    if not absent.update(came_at=seen_at, came_by=evidence.value, marked_by=by.user_id):
        return False
    guest.came_at, guest.came_by = seen_at, evidence.value
    if guest.invitation_id is not None:
        later = Invitation.objects.filter(pk=guest.invitation_id)
        later.filter(Q(came_at=None) | Q(came_at__gt=seen_at)).update(came_at=seen_at)
    # Names of guests stand in the list, not in history, which is for ever.
    told = {"from": _origin(guest), "how": evidence.label}
    ledger.record(
        guest,
        "guest:arrive",
        by=by,
        at=at,
        sentence=_("%(from)s: satu orang tercatat hadir (%(how)s)") % told,
        office_code=guest.meeting.office.code,
    )
    return True


def _origin(guest: Guest) -> str:
    return str(guest.invitation.office) if guest.invitation else guest.body or _("tamu lain")


@transaction.atomic
def take_scans(
    meeting: Meeting, sent: Sequence[SentScan], *, by: Actor, at: datetime | None = None
) -> list[Taken]:
    """Take what a device read, online or from its queue; sent three times it is one arrival.

    Each scan counts once: an old queue that is sent again marks nobody whose arrival was taken back since. A code that the camera read is a scan of staff, one that was typed is the word of staff.
    """
    moment = at or clock.now()
    if len(sent) > MOST_IN_BATCH:
        raise Blocked([Problem("batch", _("Terlalu banyak pindaian dalam satu kiriman."))])
    held = _held(meeting)
    refuse(door_problems(held.state, held.starts_at, moment))
    rows = Guest.objects.filter(meeting=held).select_related(
        "invitation__office", "meeting__office"
    )
    known = {guest.key.hex: guest for guest in rows}
    taken = [_take(known.get(key_in(each.text)), each, by=by, at=moment) for each in sent]
    _tell_late(held, by=by, at=moment)
    return taken


def _take(guest: Guest | None, sent: SentScan, *, by: Actor, at: datetime) -> Taken:
    if guest is None:
        words = _("Kode ini bukan kode tamu rapat ini.")
        return Taken(sent.nonce, "unknown", "", words)
    name = f"{guest.name}, {_origin(guest)}"
    _scan, is_first = GuestScan.objects.get_or_create(nonce=sent.nonce, defaults={"guest": guest})
    if not is_first and guest.came_at is None:
        return Taken(sent.nonce, "again", name, _("tanda hadirnya sudah dibatalkan"))
    evidence = ArrivalEvidence.STAFF_SCAN if sent.is_read else ArrivalEvidence.TYPED
    is_new = _mark(guest, evidence, believable(sent.at, at), by=by, at=at)
    told = _("hadir, dicatat") if is_new else _("sudah tercatat hadir")
    return Taken(sent.nonce, "present" if is_new else "again", name, told)


@transaction.atomic
def welcome(
    meeting: Meeting,
    stated: Stated,
    evidence: ArrivalEvidence,
    *,
    by: Actor,
    at: datetime | None = None,
) -> Guest:
    """Somebody who states their name at the door: the announced guest of that name, or a guest more.

    Sent again it is the same guest. Raises `Blocked` with everything that is missing, and where the code on the wall
    has already added as many as an office sends at most.
    """
    moment = at or clock.now()
    held = _held(meeting)
    problems = door_problems(held.state, held.starts_at, moment)
    invitation = stated.invitation
    problems += guest_problems(stated.name, has_office=invitation is not None, body=stated.body)
    if invitation is not None and invitation.meeting_id != held.pk:
        problems.append(Problem("office", _("Kantor ini tidak diundang ke rapat ini.")))
    refuse(problems)
    guest = _named(held, stated)
    if guest is None:
        if evidence == ArrivalEvidence.OWN_SCAN:
            refuse(crowd_problems(_unannounced(held, stated)))
        guest = _added(held, stated)
    _mark(guest, evidence, moment, by=by, at=moment)
    _tell_late(held, by=by, at=moment)
    return guest


def _named(meeting: Meeting, stated: Stated) -> Guest | None:
    rows = Guest.objects.filter(meeting=meeting, invitation=stated.invitation)
    if stated.invitation is None:
        rows = rows.filter(body=_line(stated.body))
    meant = meant_by(stated.name, [NamedGuest(row.pk, row.name) for row in rows])
    return next((row for row in rows if row.pk == meant), None)


def _unannounced(meeting: Meeting, stated: Stated) -> int:
    rows = Guest.objects.filter(meeting=meeting, invitation=stated.invitation)
    return rows.filter(is_announced=False).count()


def _added(meeting: Meeting, stated: Stated) -> Guest:
    return Guest.objects.create(
        meeting=meeting,
        invitation=stated.invitation,
        key=uuid4(),
        name=_line(stated.name),
        position=_line(stated.position),
        body=_line(stated.body) if stated.invitation is None else "",
        phone=_line(stated.phone)[:20],
        is_announced=False,
    )


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


@transaction.atomic
def take_back(guest: Guest, *, reason: str, by: Actor, at: datetime | None = None) -> bool:
    """Undo a mark that was wrong, with the reason; the office came only while another of its guests did.

    True when there was a mark. Whoever came unannounced stays on the list as somebody who did not come.
    """
    words = " ".join(reason.split())
    if not words:
        raise Blocked([Problem("reason", _("Tulis alasan membatalkan tanda hadir ini."))])
    moment = at or clock.now()
    meeting = _held(guest.meeting)
    came = Guest.objects.filter(pk=guest.pk, came_at__isnull=False)
    if not came.update(came_at=None, came_by="", marked_by=None):
        return False
    guest.came_at, guest.came_by, guest.marked_by = None, "", None
    if guest.invitation_id is not None:
        first = Guest.objects.filter(invitation=guest.invitation_id).aggregate(at=Min("came_at"))
        Invitation.objects.filter(pk=guest.invitation_id).update(came_at=first["at"])
    ledger.record(
        guest,
        "guest:take_back",
        by=by,
        at=moment,
        note=words,
        sentence=_("%(from)s: satu tanda hadir dibatalkan: %(why)s")
        % {"from": _origin(guest), "why": words},
        office_code=meeting.office.code,
    )
    _tell_late(meeting, by=by, at=moment)
    return True
