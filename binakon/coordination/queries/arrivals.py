"""Who came to a meeting: office by office, and everybody on the list."""

from dataclasses import dataclass

from django.db.models import QuerySet

from binakon.coordination.models import Guest, Invitation, Meeting
from binakon.coordination.rules.arrivals import door_problems, guest_code, room_subject
from binakon.coordination.states import MeetingState, Reply
from binakon.core import clock
from binakon.people.rules import Viewer, can_plan


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One guest on the list."""

    guest: Guest
    code: str

    @property
    def how(self) -> str:
        """How it is known that they came."""
        return str(self.guest.get_came_by_display()) if self.guest.came_at else ""


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One invited office with its guests; `word` says in one what became of it."""

    invitation: Invitation
    guests: tuple[GuestRow, ...]

    @property
    def has_come(self) -> bool:
        """Whether one of its guests was seen."""
        return self.invitation.came_at is not None

    @property
    def announced(self) -> int:
        """How many it said would come."""
        return sum(row.guest.is_announced for row in self.guests)

    @property
    def arrived(self) -> int:
        """How many of it came."""
        return sum(row.guest.came_at is not None for row in self.guests)

    @property
    def is_awaited(self) -> bool:
        """Whether it said that it comes."""
        return self.invitation.reply == Reply.COMES


@dataclass(frozen=True, slots=True)
class ArrivalPage:
    """The list of a meeting: offices that came first, then those that were awaited, then the others."""

    meeting: Meeting
    offices: tuple[OfficeRow, ...]
    others: tuple[GuestRow, ...]
    may_write: bool
    shut: tuple[str, ...]

    @property
    def may_take(self) -> bool:
        """Whether the viewer may mark arrivals, and somebody can be marked now."""
        return self.may_write and not self.shut

    @property
    def came(self) -> int:
        """How many offices came."""
        return sum(row.has_come for row in self.offices)

    @property
    def people(self) -> int:
        """How many people came."""
        told = sum(row.arrived for row in self.offices)
        return told + sum(row.guest.came_at is not None for row in self.others)

    @property
    def everybody(self) -> tuple[GuestRow, ...]:
        """Every guest, office by office."""
        return (*(row for office in self.offices for row in office.guests), *self.others)


def meeting_shown(code: str) -> Meeting | None:
    """A meeting that is going on, for whoever stands in its room."""
    rows = Meeting.objects.filter(code=code, state=MeetingState.RUNNING)
    return rows.select_related("office").first()


def subject_of(meeting: Meeting) -> str:
    """What the changing code of a meeting's room is made of."""
    return room_subject(meeting.code, meeting.scan_seed)


def guest_in(meeting: Meeting, pk: int) -> Guest | None:
    """One guest of a meeting."""
    rows = guests_of(meeting).filter(pk=pk)
    return rows.first()


def guests_of(meeting: Meeting) -> QuerySet[Guest]:
    """Everybody on the list of a meeting, office by office."""
    rows = Guest.objects.filter(meeting=meeting).select_related(
        "invitation__office", "marked_by", "meeting__office"
    )
    return rows.order_by("invitation__office__code", "id")


def invitations_of(meeting: Meeting) -> list[Invitation]:
    """The offices that are asked to a meeting."""
    rows = Invitation.objects.filter(meeting=meeting).select_related("office", "meeting__office")
    return list(rows.order_by("office__code"))


def invitation_in(meeting: Meeting, office_code: str) -> Invitation | None:
    """The invitation of one office; None where it is not asked."""
    rows = Invitation.objects.filter(meeting=meeting, office__code=office_code)
    return rows.select_related("office").first()


def arrival_page(viewer: Viewer, meeting: Meeting) -> ArrivalPage:
    """The page of who came, was announced, or did neither."""
    rows: dict[int | None, list[GuestRow]] = {}
    for guest in guests_of(meeting):
        rows.setdefault(guest.invitation_id, []).append(GuestRow(guest, guest_code(guest.key)))
    offices = tuple(
        OfficeRow(each, tuple(rows.get(each.pk, ()))) for each in invitations_of(meeting)
    )
    shut = door_problems(meeting.state, meeting.starts_at, clock.now())
    return ArrivalPage(
        meeting,
        offices,
        tuple(rows.get(None, ())),
        can_plan(viewer, meeting.office.code),
        tuple(problem.sentence for problem in shut),
    )


def people_who_came(meeting: Meeting) -> int:
    """Everybody who came, of whatever body."""
    return Guest.objects.filter(meeting=meeting, came_at__isnull=False).count()
