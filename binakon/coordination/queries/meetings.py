"""Meetings as a viewer may see them: the list by year, one opened, series, and what the plan still owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from binakon.coordination.models import (
    AgendaItem,
    Invitation,
    Meeting,
    MeetingFile,
    MeetingPaper,
    MeetingSeries,
)
from binakon.coordination.rules.meetings import AGENDA_STATES, OPEN_STATES
from binakon.coordination.states import MeetingPaperKind, MeetingState, Reply
from binakon.core import clock, words
from binakon.core.models import AuditEvent
from binakon.people.models import Office
from binakon.people.queries import regencies_of
from binakon.people.rules import DESK_ROLES, Viewer, can_plan, can_see_desk
from binakon.planning.models import Activity
from binakon.planning.states import ActivityKind

_HISTORY_SHOWN = 20


def meetings_for(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings of offices whose desk this viewer may open."""
    return Meeting.objects.filter(office__code__in=viewer.codes_with(DESK_ROLES)).select_related(
        "office", "series", "activity__programme"
    )


def meeting_for(viewer: Viewer, code: str) -> Meeting | None:
    """One meeting that the viewer may see; None for another office's."""
    found = Meeting.objects.filter(code=code).select_related(
        "office", "series", "activity__programme__office"
    )
    meeting = found.first()
    return meeting if meeting is not None and can_see_desk(viewer, meeting.office.code) else None


def series_for(viewer: Viewer, pk: int) -> MeetingSeries | None:
    """One series that the viewer may see."""
    found = MeetingSeries.objects.filter(pk=pk).select_related("office").first()
    return found if found is not None and can_see_desk(viewer, found.office.code) else None


def series_of(office_code: str) -> list[MeetingSeries]:
    """The series of an office, by name."""
    return list(MeetingSeries.objects.filter(office__code=office_code))


def planned_meetings(office_code: str) -> list[Activity]:
    """The planned meetings of the office, newest year first."""
    rows = Activity.objects.filter(programme__office__code=office_code, kind=ActivityKind.RAKOR)
    return list(rows.select_related("programme").order_by("-programme__year", "title"))


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in the list, with how many offices were asked, said yes, and came."""

    meeting: Meeting
    invited: int
    coming: int
    answered: int
    came: int


@dataclass(frozen=True, slots=True)
class MeetingList:
    """The meetings of an office: all that come, and those of one year that are over."""

    office: Office
    year: int
    years: tuple[int, ...]
    upcoming: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]
    series: tuple[MeetingSeries, ...]
    regencies: int
    may_write: bool


def meeting_list(
    viewer: Viewer, office: Office, year: int | None, at: datetime | None = None
) -> MeetingList:
    """The meetings of an office whose desk the viewer opened: all that come, and below what was in a year."""
    moment = at or clock.now()
    seen = meetings_for(viewer).filter(office=office)
    years = sorted(
        {timezone.localtime(start).year for start in seen.values_list("starts_at", flat=True)}
        | {timezone.localtime(moment).year},
        reverse=True,
    )
    shown = year if year in years else timezone.localtime(moment).year
    coming = Q(state=MeetingState.RUNNING) | Q(state__in=OPEN_STATES, ends_at__gte=moment)
    ahead = meeting_lines(seen.filter(coming))
    past = meeting_lines(seen.filter(starts_at__year=shown).exclude(coming))
    return MeetingList(
        office=office,
        year=shown,
        years=tuple(years),
        upcoming=tuple(sorted(ahead, key=lambda line: line.meeting.starts_at)),
        past=tuple(past),
        series=tuple(series_of(office.code)),
        regencies=regencies_of(office.code).count(),
        may_write=can_plan(viewer, office.code),
    )


def meeting_lines(rows: QuerySet[Meeting]) -> list[MeetingLine]:
    """Each meeting with its counts, in two statements whatever their number."""
    meetings = list(rows.order_by("-starts_at", "-id"))
    counted = (
        Invitation.objects.filter(meeting__in=meetings, sent_at__isnull=False)
        .values("meeting")
        .order_by()
        .annotate(
            invited=Count("pk"),
            coming=Count("pk", filter=Q(reply=Reply.COMES)),
            answered=Count("pk", filter=~Q(reply=Reply.OPEN)),
            came=Count("pk", filter=Q(came_at__isnull=False)),
        )
    )
    known = {
        row["meeting"]: (row["invited"], row["coming"], row["answered"], row["came"])
        for row in counted
    }
    return [MeetingLine(meeting, *known.get(meeting.pk, (0, 0, 0, 0))) for meeting in meetings]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """One series with its meetings."""

    series: MeetingSeries
    lines: tuple[MeetingLine, ...]
    may_write: bool


def series_page(viewer: Viewer, series: MeetingSeries) -> SeriesPage:
    """The page of a series that the viewer may see."""
    lines = meeting_lines(meetings_for(viewer).filter(series=series))
    return SeriesPage(series, tuple(lines), can_plan(viewer, series.office.code))


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting opened, in the order of the work."""

    meeting: Meeting
    agenda: tuple[AgendaItem, ...]
    files: tuple[MeetingFile, ...]
    papers: tuple[MeetingPaper, ...]
    invitations: tuple[Invitation, ...]
    uninvited: tuple[Office, ...]
    changed: tuple[str, ...]
    minutes: int
    history: tuple[AuditEvent, ...]
    may_write: bool

    @property
    def when(self) -> str:
        """From when to when, the day once where both fall on one."""
        start, end = (
            timezone.localtime(each) for each in (self.meeting.starts_at, self.meeting.ends_at)
        )
        if start.date() != end.date():
            return f"{words.moment(start)} – {words.moment(end)}"
        return f"{words.day(start.date())}, {start:%H.%M}–{end:%H.%M} WITA"

    @property
    def is_open(self) -> bool:
        """Whether what is announced may still change."""
        return self.meeting.state in OPEN_STATES

    @property
    def is_agenda_open(self) -> bool:
        """Whether points may still be added to the agenda and put in order."""
        return self.meeting.state in AGENDA_STATES

    @property
    def sent(self) -> tuple[Invitation, ...]:
        """The offices whose letter went out."""
        return tuple(row for row in self.invitations if row.sent_at is not None)

    @property
    def coming(self) -> int:
        """How many offices come."""
        return sum(row.reply == Reply.COMES for row in self.sent)

    @property
    def declining(self) -> int:
        """How many offices do not come."""
        return sum(row.reply == Reply.DECLINES for row in self.sent)

    @property
    def unanswered(self) -> int:
        """How many offices did not answer yet."""
        return sum(row.reply == Reply.OPEN for row in self.sent)

    @property
    def letters(self) -> tuple[MeetingPaper, ...]:
        """What was written to the offices before the day."""
        return tuple(paper for paper in self.papers if paper.kind != MeetingPaperKind.RECORD)

    @property
    def invitation_draft(self) -> MeetingPaper | None:
        """The letter of invitation that was not sent yet."""
        return _draft(self.papers, MeetingPaperKind.INVITATION)

    @property
    def cancellation_draft(self) -> MeetingPaper | None:
        """The letter of cancellation that was not sent yet."""
        return _draft(self.papers, MeetingPaperKind.CANCELLATION)

    @property
    def has_cancellation(self) -> bool:
        """Whether the cancellation has its letter, sent or not."""
        return any(paper.kind == MeetingPaperKind.CANCELLATION for paper in self.papers)


def _draft(papers: Sequence[MeetingPaper], kind: MeetingPaperKind) -> MeetingPaper | None:
    found = [paper for paper in papers if paper.kind == kind and paper.sent_at is None]
    return found[0] if found else None


def meeting_page(viewer: Viewer, meeting: Meeting) -> MeetingPage:
    """The page of a meeting that the viewer may see."""
    agenda = tuple(meeting.agenda.all())
    papers = tuple(meeting.papers.select_related("signatory"))
    rows = meeting.invitations.select_related("office").prefetch_related("guests")
    invitations = tuple(rows.order_by("office__code"))
    sent = {row.office_id for row in invitations if row.sent_at is not None}
    history = AuditEvent.objects.filter(
        subject_type="coordination.meeting", subject_id=meeting.pk
    ).order_by("-id")
    return MeetingPage(
        meeting=meeting,
        agenda=agenda,
        files=tuple(meeting.files.select_related("file", "item")),
        papers=papers,
        invitations=invitations,
        uninvited=tuple(
            office for office in regencies_of(meeting.office.code) if office.pk not in sent
        ),
        changed=tuple(changed_since_sent(meeting)),
        minutes=sum(item.length or 0 for item in agenda),
        history=tuple(history[:_HISTORY_SHOWN]),
        may_write=can_plan(viewer, meeting.office.code),
    )


def told_of(meeting: Meeting) -> dict[str, str]:
    """What a letter tells of when and where, as it is frozen with it."""
    return {
        "starts_at": meeting.starts_at.astimezone(timezone.get_default_timezone()).isoformat(),
        "ends_at": meeting.ends_at.astimezone(timezone.get_default_timezone()).isoformat(),
        "venue": meeting.venue,
        "online_link": meeting.online_link,
    }


def newest_sent(meeting: Meeting) -> MeetingPaper | None:
    """The newest letter of invitation that went out."""
    sent = meeting.papers.filter(kind=MeetingPaperKind.INVITATION, sent_at__isnull=False)
    return sent.order_by("-sent_at", "-id").first()


def changed_since_sent(meeting: Meeting) -> list[str]:
    """What the newest letter told otherwise than it stands now ("starts_at", "venue", …); [] without a letter."""
    paper = newest_sent(meeting)
    if paper is None:
        return []
    told: dict[str, str] = paper.content.get("told", {})
    return [name for name, value in told_of(meeting).items() if told.get(name) != value]


def reply_due(meeting: Meeting) -> datetime:
    """Until when an office answers: the end of `reply_by`, at the latest when the meeting begins."""
    if meeting.reply_by is None:
        return meeting.starts_at
    return min(clock.end_of(meeting.reply_by), meeting.starts_at)
