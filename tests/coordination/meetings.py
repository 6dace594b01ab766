"""What tests of meetings need: a meeting, its letter, and the letter on its way."""

from datetime import datetime, timedelta
from typing import Any

from binakon.coordination.actions import letter_sending, letters, meetings
from binakon.coordination.actions.letters import LetterText
from binakon.coordination.actions.meetings import MeetingText
from binakon.coordination.models import Invitation, Meeting, MeetingPaper
from binakon.coordination.queries.letters import mark_of
from binakon.coordination.states import MeetingPaperKind
from binakon.core import clock, files
from binakon.core.calendar import today
from binakon.people.models import Official
from tests.factories import BY, an_office

REGENCIES = tuple(f"63.{number:02d}" for number in (*range(1, 12), 71, 72))
SMALL_PDF = files.RebuiltFile(files.PDF, b"%PDF-1.4 contoh", 1, "0" * 64)


def a_text(title: str = "Rapat Koordinasi", *, days: int = 10, **told: Any) -> MeetingText:
    """A meeting of three hours so many days from now, to be answered in half that time."""
    start: datetime = (clock.now() + timedelta(days=days)).replace(microsecond=0)
    values: dict[str, Any] = {
        "starts_at": start,
        "ends_at": start + timedelta(hours=3),
        "venue": "Aula Dinas, Banjarbaru",
        "reply_by": today() + timedelta(days=days // 2),
        **told,
    }
    return MeetingText(title, **values)


def a_meeting(title: str = "Rapat Koordinasi", **told: Any) -> Meeting:
    return meetings.create_meeting(an_office(), a_text(title, **told), by=BY)


def an_official() -> Official:
    found, _is_new = Official.objects.get_or_create(
        office=an_office(), name="Pejabat (contoh)", position="Kepala Dinas"
    )
    return found


def a_letter(
    meeting: Meeting,
    kind: MeetingPaperKind = MeetingPaperKind.INVITATION,
    *,
    offices: tuple[str, ...] = REGENCIES,
    number: str = "005/1/BK/2026",
) -> MeetingPaper:
    paper = letters.write_letter(meeting, kind, LetterText("Undangan rapat", offices), by=BY)
    if number:
        letters.number_letter(
            paper, number=number, dated=today(), place="Banjarbaru", signatory=an_official(), by=BY
        )
    return paper


def sent(paper: MeetingPaper) -> int | None:
    return letter_sending.send_letter(paper, read=mark_of(paper), made=SMALL_PDF, by=BY)


def invited(meeting: Meeting | None = None, **letter: Any) -> list[Invitation]:
    """The invitations of a meeting whose letter went out."""
    meeting = meeting or a_meeting()
    sent(a_letter(meeting, **letter))
    meeting.refresh_from_db()
    rows = Invitation.objects.filter(meeting=meeting).select_related("meeting__office", "office")
    return list(rows.order_by("office__code"))
