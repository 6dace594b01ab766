"""The rundown of a class: its sessions, the facts its rule judges, the page of the desk, and who reads them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from binakon.core.holidays import holiday_on
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import PlaceState, TrainingState
from binakon.people.rules import Viewer, can_enrol
from binakon.people.rules.phone import wa_digits
from binakon.trainings.models import RundownNorms, Session
from binakon.trainings.rules.rundown import (
    Elsewhere,
    Finding,
    Norms,
    RundownFacts,
    Slot,
    briefly,
    findings,
)
from binakon.trainings.states import TEACHING, EngagementState, SessionKind

ONE_DAY = timedelta(days=1)


def sessions_of(training: Training) -> QuerySet[Session]:
    """The sessions of a class in the order of time, with who teaches them."""
    rows = Session.objects.filter(training=training).order_by("on", "starts_at", "id")
    return rows.prefetch_related("engagements__instructor")


def sessions_for(registration: Registration) -> QuerySet[Session]:
    """The sessions of somebody's class; none for who is not its participant."""
    place = getattr(registration, "place", None)
    if place is None or place.state != PlaceState.DETERMINED:
        return Session.objects.none()
    return sessions_of(registration.training)


def sessions_told(registration: Registration) -> QuerySet[Session]:
    """The sessions that somebody's calendar may hold: a participant's, or of one who was replaced since."""
    place = getattr(registration, "place", None)
    if place is None or place.state not in (PlaceState.DETERMINED, PlaceState.REPLACED):
        return Session.objects.none()
    return sessions_of(registration.training)


def session_for(training: Training, pk: int) -> Session | None:
    """One session of this class."""
    return sessions_of(training).filter(pk=pk).first()


def days_of(training: Training) -> list[date]:
    """The days of a class: as stated with their hours, else its whole span."""
    stated = sorted({day.on for day in training.days.all()})
    if stated:
        return stated
    many = (training.ends_on - training.starts_on).days + 1
    return [training.starts_on + ONE_DAY * number for number in range(many)]


def norms_of(training: Training) -> Norms:
    """What this class's rundown is measured by; the proposals of the rule while nobody has set any."""
    row = RundownNorms.objects.filter(training=training).first()
    if row is None:
        return Norms()
    return Norms(
        minutes=row.minutes,
        most_jp=row.most_jp,
        most_jp_friday=row.most_jp_friday,
        starts_at=row.starts_at,
        breaks=tuple((time.fromisoformat(one), time.fromisoformat(two)) for one, two in row.breaks),
        prayer=(row.prayer_from, row.prayer_until),
        longest=row.longest,
        promised_jp=row.promised_jp,
    )


def slot_of(session: Session, same: Mapping[int, int]) -> Slot:
    """A session as the rule reads it; who said no or was replaced does not teach it; `same` is who is who."""
    return Slot(
        key=session.pk,
        on=session.on,
        starts=session.starts_at,
        ends=session.ends_at,
        kind=session.kind,
        jp=session.jp,
        topic=session.topic,
        room=session.room,
        teachers=tuple(
            (same[each.instructor_id], str(each.instructor))
            for each in session.engagements.all()
            if each.state in TEACHING
        ),
        on_screen=_on_screen(session),
    )


def place_words(session: Session) -> str:
    """Where a session is: its room, or that it meets on a screen."""
    return _("Daring") if _on_screen(session) else session.room


def _on_screen(session: Session) -> bool:
    return bool(session.link) and not session.room


def facts_of(
    training: Training, *, without: Iterable[int] = (), beside: Iterable[Slot] = ()
) -> RundownFacts:
    """All that the rule of a rundown judges: as it stands, `without` some sessions and with others `beside`."""
    left_out = set(without)
    kept = [row for row in sessions_of(training) if row.pk not in left_out]
    days = days_of(training)
    added = tuple(beside)
    asked = sorted({*days, *(row.on for row in kept), *(slot.on for slot in added)})
    others = list(_others(training, asked))
    same = _same_people([*kept, *others])
    slots = (*(slot_of(row, same) for row in kept), *added)
    off = [(day, holiday_on(day)) for day in asked]
    return RundownFacts(
        first=training.starts_on,
        last=training.ends_on,
        slots=slots,
        hours=tuple((day.on, day.starts_at, day.ends_at) for day in training.days.all()),
        norms=norms_of(training),
        elsewhere=tuple(_elsewhere(row, same) for row in others),
        holidays=tuple((day, found.label) for day, found in off if found is not None),
        venue=training.venue,
    )


def _others(training: Training, days: Collection[date]) -> QuerySet[Session]:
    """What other classes do on these days, their breaks apart."""
    rows = Session.objects.filter(on__in=days).exclude(training=training)
    rows = rows.exclude(training__state=TrainingState.CANCELLED).exclude(kind=SessionKind.BREAK)
    return (
        rows.select_related("training__activity")
        .prefetch_related("engagements__instructor")
        .order_by("on", "starts_at", "id")
    )


def _elsewhere(row: Session, same: Mapping[int, int]) -> Elsewhere:
    return Elsewhere(
        title=str(row.training),
        on=row.on,
        starts=row.starts_at,
        ends=row.ends_at,
        room=row.room,
        teachers=tuple(
            same[each.instructor_id] for each in row.engagements.all() if each.state in TEACHING
        ),
        venue=row.training.venue,
        on_screen=_on_screen(row),
    )


def _same_people(rows: Iterable[Session]) -> dict[int, int]:
    """Who is who: offices keep registries of their own, so one person is known by their e-mail or number."""
    people = {each.instructor_id: each.instructor for row in rows for each in row.engagements.all()}
    first: dict[str, int] = {}
    same: dict[int, int] = {}
    for pk in sorted(people):
        marks = [
            mark for mark in (people[pk].email.casefold(), wa_digits(people[pk].phone)) if mark
        ]
        same[pk] = min((first[mark] for mark in marks if mark in first), default=pk)
        for mark in marks:
            first.setdefault(mark, same[pk])
    return same


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session on the page: who teaches it by name and state, and what is to look at."""

    session: Session
    teachers: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day of the rundown: its hours, its sessions, its JP against the most of such a day."""

    on: date
    hours: str
    is_ours: bool
    lines: tuple[SessionLine, ...]
    warnings: tuple[str, ...]
    jp: int
    most_jp: int


@dataclass(frozen=True, slots=True)
class RundownPage:
    """The rundown of a class at the desk."""

    training: Training
    days: tuple[DayPlan, ...]
    warnings: tuple[str, ...]
    problems: tuple[str, ...]
    norms: Norms
    jp: int
    may_edit: bool

    @property
    def has_sessions(self) -> bool:
        """Whether anything is laid out yet."""
        return any(day.lines for day in self.days)

    @property
    def empty_days(self) -> int:
        """How many days of the class have no session."""
        return sum(not day.lines for day in self.days)

    @property
    def warned(self) -> int:
        """How many things are to look at."""
        inner = sum(len(line.warnings) for day in self.days for line in day.lines)
        return inner + len(self.warnings) + sum(len(day.warnings) for day in self.days)


def rundown_page(viewer: Viewer, training: Training) -> RundownPage:
    """The page of a class that the viewer may see."""
    facts = facts_of(training)
    found = findings(facts)
    by_day: dict[date, list[Session]] = defaultdict(list)
    for row in sessions_of(training):
        by_day[row.on].append(row)
    own = days_of(training)
    return RundownPage(
        training=training,
        days=tuple(
            _plan(day, by_day[day], found, facts, is_ours=day in own)
            for day in sorted({*own, *by_day})
        ),
        warnings=_sentences(f for f in found if f.on is None),
        problems=tuple(f.problem.sentence for f in found if f.problem.blocks),
        norms=facts.norms,
        jp=sum(slot.jp for slot in facts.slots),
        may_edit=can_enrol(viewer, training.office_code),
    )


def _sentences(found: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(each.problem.sentence for each in found if not each.problem.blocks)


def _plan(
    on: date, rows: list[Session], found: list[Finding], facts: RundownFacts, *, is_ours: bool
) -> DayPlan:
    today = [finding for finding in found if finding.on == on]
    hours = [f"{start:%H.%M}–{end:%H.%M}" for day, start, end in facts.hours if day == on]
    return DayPlan(
        on=on,
        hours=", ".join(hours),
        is_ours=is_ours,
        lines=tuple(_line(row, today) for row in rows),
        warnings=_sentences(f for f in today if len(f.slots) != 1),
        jp=sum(row.jp for row in rows),
        most_jp=facts.norms.most_on(on),
    )


def _line(row: Session, today: list[Finding]) -> SessionLine:
    return SessionLine(
        session=row,
        teachers=tuple(
            (str(each.instructor), each.get_state_display(), tone_of(each.state))
            for each in row.engagements.all()
            if each.state != EngagementState.REPLACED
        ),
        warnings=tuple(
            briefly(each, row.topic, row.starts_at, row.ends_at)
            for each in _sentences(f for f in today if f.slots == (row.pk,))
        ),
    )


def tone_of(state: str) -> str:
    """The tone of a badge for an instructor's answer."""
    tones = {EngagementState.CONFIRMED: "good", EngagementState.DECLINED: "bad"}
    waits = state in (EngagementState.PROPOSED, EngagementState.INVITED)
    return tones.get(EngagementState(state), "wait" if waits else "")
