"""What is counted of meetings: which offices were asked and which came, as of a day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from binakon.coordination.models import Invitation, Meeting
from binakon.core import clock
from binakon.core.models import AuditEvent
from binakon.people.rules import province_of

_BEGINNINGS = ("begin", "withdraw", "withdraw_unasked")


@dataclass(frozen=True, slots=True)
class Asked:
    """One kabupaten or kota in one meeting, as far as it was asked or came by that day."""

    office: str
    office_code: str
    meeting: str
    code: str
    on: date
    was_sent: bool
    came: bool


@dataclass(frozen=True, slots=True)
class MeetingsOfYear:
    """The meetings of an office's year as of a day; `were_held` is how many of them had begun."""

    asked: tuple[Asked, ...]
    were_held: int


def meetings_of_year(office: str, year: int, as_of: date) -> MeetingsOfYear:
    """Every office that was asked or came by the end of that day; meetings that were cancelled by then are none."""
    until = clock.end_of(as_of)
    meetings = Meeting.objects.filter(office__code=office, starts_at__year=year)
    moved = AuditEvent.objects.filter(subject_type=Meeting._meta.label_lower, at__lte=until)
    cancelled = moved.filter(action="cancel").values("subject_id")
    standing = meetings.exclude(pk__in=cancelled)
    rows = Invitation.objects.filter(
        Q(sent_at__lte=until) | Q(came_at__lte=until),
        meeting__in=standing,
        office__parent__code=province_of(office),
    ).select_related("office", "meeting")
    return MeetingsOfYear(
        tuple(
            _asked(row, until)
            for row in rows.order_by("meeting__starts_at", "meeting_id", "office__code")
        ),
        standing.filter(pk__in=_begun(moved)).count(),
    )


def _begun(moved: QuerySet[AuditEvent]) -> list[int]:
    """The meetings whose beginning stands: one that was undone was none."""
    steps = moved.filter(action__in=_BEGINNINGS).order_by("id").values_list("subject_id", "action")
    return [pk for pk, action in dict(steps).items() if pk is not None and action == "begin"]


def _asked(row: Invitation, until: datetime) -> Asked:
    return Asked(
        office=row.office.name,
        office_code=row.office.code,
        meeting=row.meeting.title,
        code=row.meeting.code,
        on=timezone.localdate(row.meeting.starts_at),
        was_sent=row.sent_at is not None and row.sent_at <= until,
        came=row.came_at is not None and row.came_at <= until,
    )
