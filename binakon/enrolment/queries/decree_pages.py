"""The pages of decrees: who is ready and who is not, one decree with its list, and what an amendment changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from binakon.core import clock
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.core.numbering import written
from binakon.core.numbers import next_number
from binakon.core.problems import Problem
from binakon.enrolment.models import Decree, DecreeEntry, Place, Training
from binakon.enrolment.queries.decrees import (
    candidates_of,
    decrees_for,
    seated_of,
    signed_decree_of,
    standing_of,
)
from binakon.enrolment.rules.decree import list_problems
from binakon.enrolment.rules.decree_page_words import TONES, headline, is_offered, why_not
from binakon.enrolment.rules.decree_words import Change
from binakon.enrolment.states import DecreeState, PlaceState
from binakon.people.rules import Viewer, can_enrol, can_see_desk

_HISTORY_SHOWN = 20


@dataclass(frozen=True, slots=True)
class SeatLine:
    """Somebody who holds a seat: ready for the list (`why` is ""), or why not yet.

    `is_offered` is somebody for whom a seat is only kept until they answer, at the latest at `offered_until`.
    """

    name: str
    employer: str
    region: str
    href: str
    why: str
    is_offered: bool
    offered_until: datetime | None


@dataclass(frozen=True, slots=True)
class DecreeLine:
    """One decree in the list of a training."""

    decree: Decree
    people: int
    tone: str
    pk: int


@dataclass(frozen=True, slots=True)
class DecreesPage:
    """Everything about the decrees of one training."""

    training: Training
    headline: str
    ready: tuple[SeatLine, ...]
    left: tuple[SeatLine, ...]
    offered: tuple[SeatLine, ...]
    problems: tuple[Problem, ...]
    lines: tuple[DecreeLine, ...]
    may_enrol: bool
    may_draw: bool
    may_amend: bool
    determined: int


def training_of(viewer: Viewer, slug: str) -> Training | None:
    """The training of an activity, where the viewer holds a desk at its office."""
    found = (
        Training.objects.filter(activity__slug=slug)
        .select_related("activity__programme__office", "partner")
        .first()
    )
    return found if found is not None and can_see_desk(viewer, found.office_code) else None


def decrees_page(viewer: Viewer, training: Training) -> DecreesPage:
    """The page of the decrees of a training that the viewer may see."""
    seats = [_seat_line(place) for place in seated_of(training)]
    ready = tuple(line for line in seats if not line.why)
    offered = tuple(line for line in seats if line.is_offered)
    left = tuple(line for line in seats if line.why and not line.is_offered)
    problems = list_problems(standing_of(training, clock.now()), candidates_of(training))
    rows = list(decrees_for(viewer, training))
    signed = any(row.state == DecreeState.SIGNED for row in rows)
    pending = [row for row in rows if row.state in (DecreeState.DRAFT, DecreeState.ISSUED)]
    determined = training.places.filter(state=PlaceState.DETERMINED).count()
    may = can_enrol(viewer, training.office_code)
    is_blocked = any(problem.blocks for problem in problems)
    return DecreesPage(
        training=training,
        headline=headline(len(ready), len(left), determined, len(offered)),
        ready=ready,
        left=left,
        offered=offered,
        problems=() if signed else tuple(problem for problem in problems if problem.blocks),
        lines=tuple(
            DecreeLine(row, row.entries.count(), TONES[DecreeState(row.state)], row.pk)
            for row in rows
        ),
        may_enrol=may,
        may_draw=may and not signed and not is_blocked and not _is_issued(pending),
        may_amend=may and signed and not pending,
        determined=determined,
    )


def _is_issued(rows: Iterable[Decree]) -> bool:
    return any(row.state == DecreeState.ISSUED for row in rows)


def _seat_line(place: Place) -> SeatLine:
    registration = place.registration
    return SeatLine(
        name=str(registration),
        employer=registration.employer,
        region=registration.office.name if registration.office else "",
        href=f"/meja/pendaftaran/{registration.pk}/",
        why=why_not(registration.state, place.state),
        is_offered=is_offered(place.state),
        offered_until=place.offered_until,
    )


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One name on the list, and what the amendment does to it ("" is nothing)."""

    position: int
    name: str
    employer: str
    region: str
    note: str


@dataclass(frozen=True, slots=True)
class DecreePage:
    """One decree opened: its list, its text, what may be done with it."""

    decree: Decree
    entries: tuple[EntryLine, ...]
    changes: tuple[Change, ...]
    unchanged: int
    tone: str
    next_number: str
    history: tuple[AuditEvent, ...]
    may_enrol: bool

    @property
    def is_draft(self) -> bool:
        """Whether its list and text can still change."""
        return self.decree.state == DecreeState.DRAFT

    @property
    def is_issued(self) -> bool:
        """Whether it waits for its signature."""
        return self.decree.state == DecreeState.ISSUED


def decree_page(viewer: Viewer, decree: Decree) -> DecreePage:
    """The page of one decree that the viewer may see."""
    entries = list(entries_of(decree))
    changes = changes_of(decree)
    noted = _notes(decree, entries)
    lines = tuple(
        EntryLine(row.position, row.name, row.employer, row.office_name, noted.get(row.pk, ""))
        for row in entries
    )
    history = AuditEvent.objects.filter(subject_type="enrolment.decree", subject_id=decree.pk)
    return DecreePage(
        decree=decree,
        entries=lines,
        changes=tuple(changes),
        unchanged=sum(not line.note for line in lines),
        tone=TONES[DecreeState(decree.state)],
        next_number=suggested_number(decree),
        history=tuple(history.order_by("-id")[:_HISTORY_SHOWN]),
        may_enrol=can_enrol(viewer, decree.training.office_code),
    )


def suggested_number(decree: Decree) -> str:
    """The next number of the register as it would be printed today; "" where the office types its numbers."""
    office = decree.training.activity.programme.office
    if not office.decree_numbers or decree.state != DecreeState.DRAFT:
        return ""
    day = today()
    number = next_number("sk", office_code=office.code, year=day.year)
    return written(office.decree_numbers, number, day)


def entries_of(decree: Decree) -> QuerySet[DecreeEntry]:
    """The list of a decree in its order."""
    return decree.entries.select_related("replaces").order_by("position")


def changes_of(decree: Decree) -> list[Change]:
    """What an amendment changes against the list it amends; nothing for a first decree."""
    if decree.amends is None:
        return []
    before = {row.registration_id: row.name for row in decree.amends.entries.all()}
    now = list(decree.entries.all())
    heirs = {row.replaces_id: row.name for row in now if row.replaces_id}
    kept = {row.registration_id for row in now}
    gone = [
        Change(name, heirs.get(registration, ""))
        for registration, name in before.items()
        if registration not in kept
    ]
    added = [
        Change("", row.name)
        for row in now
        if row.registration_id not in before and not row.replaces_id
    ]
    return [*gone, *added]


def _notes(decree: Decree, entries: list[DecreeEntry]) -> dict[int, str]:
    """What the list says beside a name: whom it replaces, or that it is new."""
    if decree.amends is None:
        return {}
    before = dict(decree.amends.entries.values_list("registration_id", "name"))
    return {
        row.pk: f"menggantikan {before.get(row.replaces_id, str(row.replaces))}"
        if row.replaces_id
        else "baru"
        for row in entries
        if row.registration_id not in before
    }


def notes_of(decree: Decree) -> dict[int, str]:
    """The same for the printed list, by entry."""
    return _notes(decree, list(entries_of(decree)))


def amendable_of(viewer: Viewer, training: Training) -> Decree | None:
    """The decree in force that this viewer may amend."""
    return signed_decree_of(training) if can_enrol(viewer, training.office_code) else None
