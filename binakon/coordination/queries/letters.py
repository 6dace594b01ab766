"""Letters of a meeting: one opened, its number in the register, and to which offices it goes."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from binakon.coordination.models import Invitation, Meeting, MeetingPaper
from binakon.coordination.queries.meetings import told_of
from binakon.coordination.queries.receivers import unreached_among, waiting_among
from binakon.coordination.states import MeetingPaperKind
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.core.numbering import written
from binakon.core.numbers import next_number
from binakon.people.models import Office
from binakon.people.queries import head_of_papers, regencies_of
from binakon.people.rules import Viewer, can_plan

SERIES = "surat"
MESSAGES = {
    MeetingPaperKind.INVITATION: "meeting_invitation",
    MeetingPaperKind.CANCELLATION: "meeting_cancelled",
}
LETTERS = (MeetingPaperKind.INVITATION, MeetingPaperKind.CANCELLATION)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter opened: to whom it goes, and the next step.

    `unreached` are the offices to which it will not go by itself; once it was sent, those for whom it still waits.
    """

    paper: MeetingPaper
    offices: tuple[Office, ...]
    unreached: tuple[Office, ...]
    next_number: str
    history: tuple[AuditEvent, ...]
    may_write: bool
    mark: str

    @property
    def reached_since(self) -> tuple[Office, ...]:
        """Those for whom the letter waits although an e-mail reaches them by now."""
        if self.paper.sent_at is None:
            return ()
        still = unreached_among(self.unreached)
        return tuple(office for office in self.unreached if office not in still)


def letter_for(meeting: Meeting, pk: int) -> MeetingPaper | None:
    """One letter of a meeting that was seen."""
    rows = MeetingPaper.objects.filter(meeting=meeting, pk=pk, kind__in=LETTERS)
    return rows.select_related("meeting__office", "signatory").first()


def letter_page(viewer: Viewer, paper: MeetingPaper) -> LetterPage:
    """The page of a letter of a meeting that the viewer may see."""
    offices = tuple(receivers_of(paper))
    history = AuditEvent.objects.filter(
        subject_type="coordination.meetingpaper", subject_id=paper.pk
    )
    return LetterPage(
        paper=paper,
        offices=offices,
        unreached=_unreached(paper, offices),
        next_number=suggested_number(paper),
        history=tuple(history.order_by("-id")[:20]),
        may_write=can_plan(viewer, paper.meeting.office.code),
        mark=mark_of(paper),
    )


def _unreached(paper: MeetingPaper, offices: tuple[Office, ...]) -> tuple[Office, ...]:
    if paper.sent_at is None:
        return unreached_among(offices)
    return waiting_among(invitations_of(paper), MESSAGES[MeetingPaperKind(paper.kind)])


def frozen(paper: MeetingPaper) -> dict[str, Any]:
    """What the letter tells of its meeting, kept with it when it is sent."""
    meeting = paper.meeting
    return {
        **paper.content,
        "told": told_of(meeting),
        "title": meeting.title,
        "agenda": [{"title": item.title, "length": item.length} for item in meeting.agenda.all()],
        "contact": " ".join(filter(None, (meeting.contact_name, meeting.contact_phone))),
        "reply_by": meeting.reply_by.isoformat() if meeting.reply_by else "",
        "reason": meeting.state_reason,
    }


def mark_of(paper: MeetingPaper) -> str:
    """A short mark of everything that an unsent letter would print now; another word on the paper is another mark."""
    words = [
        [paper.kind, paper.subject, paper.nature, paper.body, paper.copies],
        [paper.number, str(paper.dated), paper.place],
        paper.head or head_of_papers(paper.meeting.office.code, paper.signatory),
        [
            [office.code, office.name, office.office_name, office.seat]
            for office in receivers_of(paper)
        ],
        frozen(paper),
    ]
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:32]


def possible_offices(meeting: Meeting) -> list[Office]:
    """The kabupaten and kota that may be asked."""
    return list(regencies_of(meeting.office.code))


def receivers_of(paper: MeetingPaper) -> list[Office]:
    """The offices that the letter names, in the order of their codes."""
    return list(Office.objects.filter(code__in=paper.content.get("offices", [])).order_by("code"))


def invitations_of(paper: MeetingPaper) -> list[Invitation]:
    """The invitations of those offices, as far as they are asked."""
    codes = paper.content.get("offices", [])
    rows = Invitation.objects.filter(meeting=paper.meeting_id, office__code__in=codes)
    return list(rows.select_related("office", "meeting__office").order_by("office__code"))


def suggested_number(paper: MeetingPaper) -> str:
    """The next number of the register as it would be printed today; "" where the office types its numbers."""
    office = paper.meeting.office
    if not office.letter_numbers or paper.number:
        return ""
    day = today()
    number = next_number(SERIES, office_code=office.code, year=day.year)
    return written(office.letter_numbers, number, day)
