"""What the record of a meeting says: frozen with its number, as it stands now while it is a draft."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from binakon.coordination.models import Agreement, Guest, Meeting, MeetingPaper
from binakon.coordination.queries.arrivals import guests_of, invitations_of
from binakon.coordination.queries.late import late_at
from binakon.coordination.queries.letters import suggested_number
from binakon.coordination.queries.minutes import agreements_of
from binakon.coordination.queries.receivers import addresses_of
from binakon.coordination.rules.records import is_proposal
from binakon.coordination.states import MeetingPaperKind
from binakon.core.models import AuditEvent
from binakon.people.models import Official
from binakon.people.queries import head_of_papers
from binakon.people.rules import Viewer, can_plan

_HISTORY_SHOWN = 12
PAPER_LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Receiver:
    """An office that gets the record; `addresses` are its e-mails with the name of their reader."""

    name: str
    addresses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record opened."""

    paper: MeetingPaper
    content: dict[str, Any]
    receivers: tuple[Receiver, ...]
    next_number: str
    history: tuple[AuditEvent, ...]
    may_write: bool

    @property
    def unreached(self) -> tuple[Receiver, ...]:
        """The offices without any e-mail."""
        return tuple(each for each in self.receivers if not each.addresses)

    @property
    def agreed(self) -> int:
        """How many decisions and commitments it tells."""
        return sum(not is_proposal(row) for row in self.content["agreements"])

    @property
    def proposed(self) -> int:
        """How many proposals it tells that nobody has agreed to yet."""
        return sum(is_proposal(row) for row in self.content["agreements"])


def records_of(meeting: Meeting) -> list[MeetingPaper]:
    """The records of a meeting, the newest first: a correction names the one before it."""
    rows = MeetingPaper.objects.filter(meeting=meeting, kind=MeetingPaperKind.RECORD)
    return list(rows.order_by("-id"))


def record_in(meeting: Meeting, pk: int) -> MeetingPaper | None:
    """One record of a meeting that was seen."""
    rows = MeetingPaper.objects.filter(meeting=meeting, kind=MeetingPaperKind.RECORD, pk=pk)
    return rows.select_related("meeting__office", "signatory", "scan").first()


def record_page(viewer: Viewer, paper: MeetingPaper) -> RecordPage:
    """The page of one record."""
    history = AuditEvent.objects.filter(
        subject_type="coordination.meetingpaper", subject_id=paper.pk
    )
    return RecordPage(
        paper,
        content_of(paper),
        tuple(receivers_of(paper.meeting)),
        suggested_number(paper),
        tuple(history.order_by("-id")[:_HISTORY_SHOWN]),
        can_plan(viewer, paper.meeting.office.code),
    )


def receivers_of(meeting: Meeting) -> list[Receiver]:
    """Every invited office with its own e-mail and those of who works there."""
    rows = [invitation.office for invitation in invitations_of(meeting)]
    return [Receiver(office.name, tuple(addresses_of(office).items())) for office in rows]


def content_of(paper: MeetingPaper) -> dict[str, Any]:
    """What the record says: as it was frozen with its number, or as it stands now."""
    return paper.content if paper.number else fresh(paper)


def head_for(paper: MeetingPaper, signatory: Official | None = None) -> dict[str, str]:
    """What stands on top and under it: as it was when it was numbered, else as it stands now."""
    head: dict[str, str] = paper.head
    return head or head_of_papers(paper.meeting.office.code, signatory or paper.signatory)


def fresh(paper: MeetingPaper) -> dict[str, Any]:
    """What a draft would say now, in the language of the paper whatever its reader's is."""
    with override(PAPER_LANGUAGE):
        return _fresh(paper)


def _fresh(paper: MeetingPaper) -> dict[str, Any]:
    meeting = paper.meeting
    day = timezone.localdate(meeting.starts_at)
    guests = list(guests_of(meeting))
    came = [guest for guest in guests if guest.came_at is not None]
    invitations = invitations_of(meeting)
    return {
        "title": meeting.title,
        "starts_at": timezone.localtime(meeting.starts_at).isoformat(),
        "ends_at": timezone.localtime(meeting.ends_at).isoformat(),
        "venue": meeting.venue or meeting.online_link,
        "chair": meeting.chair,
        "minutes_by": meeting.minutes_by,
        "opening": meeting.opening,
        "closing": meeting.closing,
        "corrects": _corrected(paper),
        "offices": [
            {
                "name": each.office.name,
                "came": each.came_at is not None,
                "people": sum(guest.invitation_id == each.pk for guest in came),
            }
            for each in invitations
        ],
        "late": [
            {**_agreed(row), "days": (day - row.due_on).days if row.due_on else 0}
            for row in late_at(meeting, day)
        ],
        "agenda": [
            {"title": item.title, "speaker": item.speaker, "minutes": item.minutes}
            for item in meeting.agenda.order_by("position", "id")
        ],
        "agreements": [_agreed(each) for each in agreements_of(meeting)],
        "guests": [_guest(guest) for guest in came],
    }


def _corrected(paper: MeetingPaper) -> dict[str, str] | None:
    """The record that went out before this one."""
    earlier = MeetingPaper.objects.filter(
        meeting=paper.meeting, kind=MeetingPaperKind.RECORD, sent_at__isnull=False
    ).exclude(pk=paper.pk)
    found = earlier.order_by("-sent_at", "-id").first()
    if found is None or found.dated is None:
        return None
    return {"number": found.number, "dated": found.dated.isoformat()}


def _agreed(row: Agreement) -> dict[str, Any]:
    return {
        "kind": str(row.get_kind_display()),
        "about": row.kind,
        "text": row.text,
        "owner": row.owner.name if row.owner else "",
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "places": row.places,
        "activity": row.activity.title if row.activity else "",
        "state": row.state,
    }


def _guest(guest: Guest) -> dict[str, str]:
    came = timezone.localtime(guest.came_at) if guest.came_at else None
    return {
        "name": guest.name,
        "position": guest.position,
        "from": guest.invitation.office.name if guest.invitation else guest.body,
        "at": f"{came:%H.%M}" if came else "",
        "how": str(guest.get_came_by_display()),
    }
