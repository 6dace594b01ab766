"""The clocks of a meeting: its day, and what each invited office is still to answer."""

from datetime import datetime

from binakon.coordination.models import Invitation, Meeting
from binakon.coordination.queries.meetings import reply_due
from binakon.coordination.states import Reply
from binakon.core.actor import Actor
from binakon.core.deadlines import start_clock, stop_clock
from binakon.core.models import Deadline

REPLY, FORM, DAY = "meeting_reply", "meeting_form", "meeting_day"


def start_day(meeting: Meeting, *, by: Actor) -> None:
    """Let the clock of the meeting itself run until it begins, or set it anew."""
    start_clock(
        meeting,
        DAY,
        title=str(meeting),
        office_code=meeting.office.code,
        path=f"/meja/rapat/{meeting.code}/",
        due_at=meeting.starts_at,
    )


def start_answers(row: Invitation, *, by: Actor) -> None:
    """Each office's answer has its clock, and its form another, while they are open; a newer letter sets them anew."""
    meeting = row.meeting
    clocks = []
    if not (getattr(row, "questionnaire", None) and row.questionnaire.sent_at):
        clocks.append((FORM, f"Isian {row.office.name} untuk {meeting}"))
    if row.reply == Reply.OPEN:
        clocks.append((REPLY, f"Jawaban {row.office.name} untuk {meeting}"))
    for kind, title in clocks:
        start_clock(
            row,
            kind,
            title=title,
            office_code=meeting.office.code,
            owner_code=row.office.code,
            path=f"/meja/undangan/{row.pk}/",
            due_at=reply_due(meeting),
        )


def move_answers(meeting: Meeting, *, by: Actor) -> None:
    """The clocks of answers that run follow the day that is announced now."""
    running = Deadline.objects.open().filter(
        subject_type="coordination.invitation",
        subject_id__in=meeting.invitations.values("pk"),
        kind__in=(REPLY, FORM),
    )
    running.update(due_at=reply_due(meeting))


def stop_all(meeting: Meeting, *, by: Actor, at: datetime | None = None) -> None:
    """Nothing is awaited before this meeting any more: it began, or was cancelled."""
    stop_clock(meeting, DAY, at=at)
    for row in meeting.invitations.all():
        stop_clock(row, REPLY, at=at)
        stop_clock(row, FORM, at=at)


def start_again(meeting: Meeting, *, by: Actor) -> None:
    """The meeting is still to come after all: its day, and what its offices have not answered, is awaited again."""
    start_day(meeting, by=by)
    asked = meeting.invitations.filter(sent_at__isnull=False)
    for row in asked.select_related("office", "questionnaire", "meeting__office"):
        start_answers(row, by=by)
