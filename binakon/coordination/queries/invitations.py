"""An office's own invitation: behind its signed link, and at the desk of its officers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from binakon.coordination.models import (
    AgendaItem,
    Guest,
    Invitation,
    Meeting,
    MeetingFile,
    MeetingPaper,
    Questionnaire,
    StatedNeed,
)
from binakon.coordination.rules.links import ExpiredLink, read_token, token_of
from binakon.coordination.rules.meetings import OPEN_STATES
from binakon.coordination.states import MeetingPaperKind, MeetingState, Reply
from binakon.core import clock
from binakon.people.models import Role
from binakon.people.rules import Viewer
from binakon.planning.models import Occupation


def invitation_behind(token: str) -> Invitation:
    """The invitation of a signed link; raises `BadLink` when forged, `ExpiredLink` when it leads nowhere any more."""
    key, version = read_token(token)
    found = (
        reached(Invitation.objects.filter(key=key, link_version=version))
        .select_related("office", "meeting__office", "meeting__series")
        .first()
    )
    if found is None:
        raise ExpiredLink
    return found


def reached(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those whose office has something in hand: its letter, or the record of a meeting that was called by telephone."""
    records = MeetingPaper.objects.filter(
        meeting=OuterRef("meeting"), kind=MeetingPaperKind.RECORD, sent_at__isnull=False
    )
    return rows.filter(Q(sent_at__isnull=False) | Exists(records))


def link_of(invitation: Invitation) -> str:
    """The token of the link that this invitation has now."""
    return token_of(invitation.key.hex, invitation.link_version)


def is_changeable(invitation: Invitation, at: datetime | None = None) -> bool:
    """Whether the office may change its answer and its form at that moment (None: now): until the meeting begins."""
    meeting = invitation.meeting
    return meeting.state in OPEN_STATES and meeting.starts_at > (at or clock.now())


@dataclass(frozen=True, slots=True)
class OwnInvitation:
    """What an office sees of its invitation: never another office's answer."""

    invitation: Invitation
    meeting: Meeting
    guests: tuple[Guest, ...]
    agenda: tuple[AgendaItem, ...]
    files: tuple[MeetingFile, ...]
    papers: tuple[MeetingPaper, ...]
    questionnaire: Questionnaire | None
    may_change: bool
    token: str

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody has to come any more."""
        return self.meeting.state == MeetingState.CANCELLED

    @property
    def is_over(self) -> bool:
        """Whether the meeting was held and closed, so that what counts is who came and not who was announced."""
        return self.meeting.state == MeetingState.CLOSED

    @property
    def has_come(self) -> bool:
        """Whether somebody of the office was seen there."""
        return self.invitation.came_at is not None

    @property
    def listed(self) -> tuple[Guest, ...]:
        """Who comes; of a meeting that is over, who came."""
        return tuple(guest for guest in self.guests if guest.came_at or not self.is_over)

    @property
    def has_answered(self) -> bool:
        """Whether the office said who comes, or that nobody does."""
        return self.invitation.reply != Reply.OPEN


def own_invitation(invitation: Invitation) -> OwnInvitation:
    """Everything of one invitation."""
    meeting = invitation.meeting
    return OwnInvitation(
        invitation=invitation,
        meeting=meeting,
        guests=tuple(invitation.guests.all()),
        agenda=tuple(meeting.agenda.all()),
        files=tuple(meeting.files.select_related("file", "item")),
        papers=papers_of(invitation),
        questionnaire=questionnaire_of(invitation),
        may_change=is_changeable(invitation),
        token=link_of(invitation),
    )


def papers_of(invitation: Invitation) -> tuple[MeetingPaper, ...]:
    """What was sent to this office: letters that name it, the one of which it got a copy later, every record."""
    code, asked_at = invitation.office.code, invitation.sent_at
    sent = list(
        invitation.meeting.papers.filter(sent_at__isnull=False)
        .select_related("scan", "signatory", "meeting__office")
        .order_by("sent_at", "id")
    )
    letters = [paper for paper in sent if paper.kind == MeetingPaperKind.INVITATION]
    # Asked late, an office gets the letter that was the newest then.
    newest = [p.pk for p in letters if asked_at and p.sent_at and p.sent_at <= asked_at][-1:]
    return tuple(
        paper
        for paper in sent
        if paper.kind == MeetingPaperKind.RECORD
        or code in paper.content.get("offices", [])
        or paper.pk in newest
    )


def questionnaire_of(invitation: Invitation) -> Questionnaire | None:
    """The form of this invitation, once something of it was saved."""
    return Questionnaire.objects.filter(invitation=invitation).first()


def needs_of(form: Questionnaire | None) -> list[StatedNeed]:
    """The needs that were stated, in the order in which they were typed."""
    return list(form.needs.all()) if form else []


def occupation_names() -> list[str]:
    """The names of the expert occupations, to choose from while typing."""
    rows = Occupation.objects.order_by("name").values_list("name", flat=True)
    return list(dict.fromkeys(rows))


def own_invitations(viewer: Viewer) -> list[Invitation]:
    """The invitations that were sent to the offices for which this viewer is an officer, newest meeting first."""
    codes = viewer.codes_with({Role.REGENCY_OFFICER})
    rows = reached(Invitation.objects.filter(office__code__in=codes))
    return list(
        rows.select_related("office", "meeting__office").order_by("-meeting__starts_at", "-id")
    )


def own_invitation_for(viewer: Viewer, pk: int) -> Invitation | None:
    """One of those; None for another office's."""
    return next((row for row in own_invitations(viewer) if row.pk == pk), None)


def sent_invitation(meeting: Meeting, pk: int) -> Invitation | None:
    """One invitation of a meeting that was seen, whose letter went out."""
    rows = Invitation.objects.filter(meeting=meeting, pk=pk, sent_at__isnull=False)
    return rows.select_related("office", "meeting__office").first()
