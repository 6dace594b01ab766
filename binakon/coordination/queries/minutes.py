"""The minutes of a meeting: their parts as they stand, and everything that belongs beside them on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from binakon.coordination.models import AgendaItem, Agreement, Invitation, Meeting, MeetingPaper
from binakon.coordination.queries.agreements import AgreementLine
from binakon.coordination.queries.arrivals import people_who_came
from binakon.coordination.queries.late import late_for
from binakon.coordination.rules.arrivals import beginning_problems
from binakon.coordination.rules.meetings import AGENDA_STATES
from binakon.coordination.rules.minutes import (
    FRAME,
    MeetingFacts,
    TextClash,
    closing_warnings,
    mark_of,
    writing_problems,
)
from binakon.coordination.states import (
    MEETING,
    RUNNING_AGREEMENTS,
    AgreementState,
    MeetingPaperKind,
    MeetingState,
)
from binakon.core import clock
from binakon.core.history import of_row
from binakon.core.problems import Problem
from binakon.people.rules import Viewer, can_plan


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the minutes in its field."""

    name: str
    label: str
    text: str
    base: str


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One point of the agenda with its minutes and what was agreed on it."""

    item: AgendaItem
    part: Part
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The page on which the minutes are written."""

    meeting: Meeting
    frame: dict[str, Part]
    items: tuple[ItemPart, ...]
    loose: tuple[Agreement, ...]
    late: tuple[AgreementLine, ...]
    came: int
    invited: int
    people: int
    warnings: tuple[Problem, ...]
    may_write: bool
    shut: str
    moves: tuple[str, ...]
    early: str
    may_lead: bool
    may_withdraw: bool
    may_add: bool


def has_numbered_record(meeting: Meeting) -> bool:
    """Whether its berita acara has a number, so that its words are fixed."""
    records = MeetingPaper.objects.filter(meeting=meeting, kind=MeetingPaperKind.RECORD)
    return records.exclude(number="").exists()


def was_closed(meeting: Meeting) -> bool:
    """Whether it was ended before, however it stands now: then the plan knows it as held."""
    return any(event.action == "close" for event in of_row(Meeting._meta.label_lower, meeting.pk))


def parts_of(meeting: Meeting) -> dict[str, str]:
    """Every part of the minutes as it is stored."""
    frame: dict[str, str] = {name: getattr(meeting, name) for name in FRAME}
    return frame | {f"item-{item.pk}": item.minutes for item in _agenda(meeting)}


def labels_of(meeting: Meeting) -> dict[str, str]:
    """What each part is called."""
    frame = {
        "opening": _("Pembukaan"),
        "closing": _("Penutup"),
        "chair": _("Pemimpin rapat"),
        "minutes_by": _("Notulis"),
    }
    numbered = enumerate(_agenda(meeting), start=1)
    return frame | {f"item-{item.pk}": f"{place}. {item.title}" for place, item in numbered}


def _agenda(meeting: Meeting) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(meeting=meeting).order_by("position", "id"))


def facts_of(meeting: Meeting) -> MeetingFacts:
    """What is known of a meeting when it is about to be closed."""
    agenda = _agenda(meeting)
    invitations = Invitation.objects.filter(meeting=meeting)
    agreed = Agreement.objects.filter(meeting=meeting)
    return MeetingFacts(
        invited=invitations.count(),
        came=invitations.exclude(came_at=None).count(),
        people=people_who_came(meeting),
        empty_items=tuple(item.title for item in agenda if not item.minutes),
        items=len(agenda),
        has_chair=bool(meeting.chair),
        has_writer=bool(meeting.minutes_by),
        has_closing=bool(meeting.closing),
        undated=agreed.filter(
            Q(owner__isnull=False, due_on=None), state__in=RUNNING_AGREEMENTS
        ).count(),
        unsettled=agreed.filter(state=AgreementState.PROPOSED).count(),
    )


def agreements_of(meeting: Meeting) -> list[Agreement]:
    """What was agreed in a meeting, dropped ones left out."""
    rows = Agreement.objects.filter(meeting=meeting).exclude(state=AgreementState.DROPPED)
    return list(rows.select_related("owner", "activity", "occupation", "item").order_by("id"))


def minutes_page(viewer: Viewer, meeting: Meeting) -> MinutesPage:
    """Everything that stands on the page of the minutes."""
    meeting.refresh_from_db()
    labels, stored = labels_of(meeting), parts_of(meeting)
    parts = {name: Part(name, labels[name], text, mark_of(text)) for name, text in stored.items()}
    agreed = agreements_of(meeting)
    items = tuple(
        ItemPart(
            item,
            parts[f"item-{item.pk}"],
            tuple(each for each in agreed if each.item_id == item.pk),
        )
        for item in _agenda(meeting)
    )
    may_lead = can_plan(viewer, meeting.office.code)
    shut = writing_problems(meeting.state, has_record=has_numbered_record(meeting))
    facts = facts_of(meeting)
    moves = tuple(name for name, (starts, _to) in MEETING.moves.items() if meeting.state in starts)
    early = beginning_problems(meeting.starts_at, clock.now())
    return MinutesPage(
        meeting=meeting,
        frame={name: parts[name] for name in FRAME},
        items=items,
        loose=tuple(each for each in agreed if each.item_id is None),
        late=late_for(viewer, meeting),
        came=facts.came,
        invited=facts.invited,
        people=facts.people,
        warnings=tuple(closing_warnings(facts)) if meeting.state == MeetingState.RUNNING else (),
        may_write=may_lead and not shut,
        shut=shut[0].sentence if shut else "",
        moves=moves,
        early=early[0].sentence if early and "begin" in moves else "",
        may_lead=may_lead,
        may_add=may_lead and meeting.state in AGENDA_STATES,
        may_withdraw="withdraw" in moves and not facts.people and not was_closed(meeting),
    )


def clashes_of(meeting: Meeting, sent: Mapping[str, str], names: Sequence[str]) -> list[TextClash]:
    """Contradictions that their reader has left open, with the texts that they were shown."""
    labels = labels_of(meeting)
    return [
        TextClash(
            name,
            labels[name],
            sent.get(f"isi-{name}", ""),
            sent.get(f"lain-{name}", ""),
            sent.get(f"dasar-{name}", ""),
        )
        for name in names
        if name in labels
    ]
