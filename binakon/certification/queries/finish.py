"""By when each stretch must start so that SKK are recorded before the year ends, for every batch and all who wait for one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max

from binakon.certification.models import Batch, Case, StepRule
from binakon.certification.queries.counts import facilitations_in
from binakon.certification.queries.gate import gate_problems
from binakon.certification.rules.remaining import (
    Ahead,
    Standing,
    ahead_of,
    finish_of,
    worst,
)
from binakon.certification.states import (
    ENDED_CASES,
    ESTIMATED,
    BatchState,
    CaseState,
    StretchKey,
)
from binakon.core.calendar import today
from binakon.core.holidays import is_joint_leave_known
from binakon.core.stretches import Finish, Hold, Stretch, latest_starts
from binakon.people.models import Office
from binakon.people.rules import Viewer, can_see_people
from binakon.planning.models import Activity
from binakon.planning.states import ActivityState


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """How long one stretch is thought to take; no days is unknown."""

    key: StretchKey
    days: int | None
    is_working: bool
    source: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class StartLine:
    """The last day on which a stretch may start; `is_over` once that day has gone by and it has not begun.

    `begun_on` is the day on which a stretch began that is under way.
    """

    label: str
    latest: date
    over_by: date
    is_over: bool
    begun_on: date | None = None


@dataclass(frozen=True, slots=True)
class FinishLine:
    """Cases that go together: a batch, those of an activity without one, or places for which nobody was proposed.

    `is_held_back`: the gate of money is closed for those that no decree names yet.
    """

    title: str
    activity: Activity
    batch: Batch | None
    many: int
    state: CaseState
    starts: tuple[StartLine, ...]
    finish: Finish | None
    is_whole_chain: bool
    is_held_back: bool

    @property
    def hold(self) -> str:
        """`good`, `narrow`, `lost`, or "" where no length is known."""
        return self.finish.hold.value if self.finish else ""

    @property
    def days_late(self) -> int:
        """By how many working days the year's end is missed; 0 when it is not."""
        return max(-self.finish.spare, 0) if self.finish else 0


@dataclass(frozen=True, slots=True)
class FinishPage:
    """Every line of a year, with the estimates they stand on."""

    office: Office
    year: int
    by: date
    day: date
    lines: tuple[FinishLine, ...]
    estimates: tuple[EstimateLine, ...]
    is_calendar_known: bool

    @property
    def lost(self) -> int:
        """How many lines cannot hold any more."""
        return sum(line.hold == Hold.LOST for line in self.lines)

    @property
    def narrow(self) -> int:
        """How many lines have no working day to lose."""
        return sum(line.hold == Hold.NARROW for line in self.lines)

    @property
    def unknown(self) -> int:
        """How many lines cannot be told."""
        return sum(not line.hold for line in self.lines)


def estimates_of(office: Office, day: date) -> tuple[EstimateLine, ...]:
    """The length of every stretch in force on a day; the office's own goes before what holds for all."""
    rows = StepRule.objects.valid_on(day).filter(key__in=StretchKey.values)
    found: dict[str, StepRule] = {}
    for row in rows.filter(office=None).order_by("valid_from", "pk"):
        found[row.key] = row
    for row in rows.filter(office=office).order_by("valid_from", "pk"):
        found[row.key] = row
    return tuple(
        EstimateLine(
            key,
            row.days if row else None,
            row.is_working if row else False,
            row.source if row else "",
            row is not None and row.office_id is not None,
        )
        for key in StretchKey
        for row in [found.get(key)]
    )


def lengths(estimates: Iterable[EstimateLine], year: int) -> tuple[dict[str, Stretch], date]:
    """The stretches whose length is known, and the last day of a year on which anything is recorded."""
    known = {
        line.key.value: Stretch(line.key, line.days, is_working=line.is_working)
        for line in estimates
        if line.days is not None
    }
    closing = known.pop(StretchKey.CLOSING, Stretch("", 0)).days
    return known, date(year, 12, 31) - timedelta(days=closing)


def finish_page(viewer: Viewer, office: Office, year: int) -> FinishPage | None:
    """The year's end of an office's facilitations; None for a viewer who may not see its people."""
    if not can_see_people(viewer, office.code):
        return None
    day = today()
    estimates = estimates_of(office, day)
    known, by = lengths(estimates, year)
    activities = [
        each
        for each in facilitations_in(office.code, year)
        if each.state not in {ActivityState.CANCELLED, ActivityState.CLOSED}
    ]
    groups = _groups(activities)
    lines = [
        _line(activity, batch, title_of, standings, known, day=day, by=by)
        for activity in activities
        for batch, title_of, standings in _of_activity(activity, groups[activity.pk])
    ]
    return FinishPage(office, year, by, day, tuple(lines), estimates, is_joint_leave_known(year))


Standings = list[tuple[Standing, int]]
Groups = dict[Batch | None, Standings]


def _groups(activities: Iterable[Activity]) -> Mapping[int, Groups]:
    """Cases that stand alike, by activity and batch."""
    batches = {
        batch.pk: batch
        for batch in Batch.objects.filter(activity__in=activities)
        .exclude(state__in=[BatchState.CANCELLED, BatchState.CLOSED])
        .select_related("organisation", "activity")
    }
    found: dict[int, Groups] = defaultdict(dict)
    for each in batches.values():
        found[each.activity_id][each] = []
    rows = (
        Case.objects.filter(activity__in=activities)
        .exclude(state__in=(*ENDED_CASES, CaseState.RECORDED))
        .values_list("activity_id", "batch_id", "state")
        .order_by("activity_id", "batch_id", "state")
        .annotate(Max("determined_on"), Max("test_on"), Count("pk"))
    )
    for activity, batch_pk, state, determined, test, many in rows:
        standing = Standing(CaseState(state), determined, test)
        batch = batches.get(batch_pk) if batch_pk else None
        found[activity].setdefault(batch, []).append((standing, many))
    return found


def _of_activity(
    activity: Activity, groups: Groups
) -> Iterable[tuple[Batch | None, str, Standings]]:
    """Its batches in their order, then those without one, then the places for which nobody was proposed."""
    batches = sorted((batch for batch in groups if batch), key=lambda each: each.number)
    for batch in batches:
        standings = groups[batch]
        if not standings and batch.state == BatchState.PREPARED:
            standings = [(Standing(CaseState.ELIGIBLE), 0)]
        if standings:
            yield batch, "batch", standings
    if alone := groups.get(None):
        yield None, "alone", alone
    proposed = Case.objects.filter(activity=activity).exclude(state=CaseState.WITHDRAWN).count()
    if activity.seats is not None and proposed < activity.seats:
        yield None, "open", [(Standing(CaseState.PROPOSED), activity.seats - proposed)]


def _line(
    activity: Activity,
    batch: Batch | None,
    title: str,
    standings: Standings,
    known: Mapping[str, Stretch],
    *,
    day: date,
    by: date,
) -> FinishLine:
    ahead = [ahead_of(standing, known, today=day) for standing, _many in standings]
    told = [each for each in ahead if each is not None]
    is_known = len(told) == len(ahead)
    # Whoever is furthest back decides by when the next stretch must start.
    last = max(range(len(standings)), key=lambda at: _rank(ahead[at], day, by))
    furthest = ahead[last]
    return FinishLine(
        title=title,
        activity=activity,
        batch=batch,
        many=sum(many for _standing, many in standings),
        state=standings[last][0].state,
        starts=_starts(furthest, day=day, by=by) if furthest else (),
        finish=worst([finish_of(each, today=day, by=by) for each in told]) if is_known else None,
        is_whole_chain=furthest is not None and furthest.is_whole_chain,
        is_held_back=_is_undecided(standings) and bool(gate_problems(activity)),
    )


def _rank(ahead: Ahead | None, day: date, by: date) -> date:
    return finish_of(ahead, today=day, by=by).earliest if ahead else date.max


def _is_undecided(standings: Standings) -> bool:
    return any(
        standing.state in {CaseState.PROPOSED, CaseState.ELIGIBLE} for standing, _many in standings
    )


def _starts(ahead: Ahead, *, day: date, by: date) -> tuple[StartLine, ...]:
    begun = ahead.is_whole_chain and ahead.start < day
    return tuple(
        StartLine(
            str(StretchKey(each.stretch.key).label),
            each.latest,
            each.over_by,
            is_over=not begun and each.latest < day,
            begun_on=ahead.start if begun else None,
        )
        for each in latest_starts(ahead.stretches, by=by)
    )


def own_estimates(office: Office) -> dict[str, tuple[int, bool]]:
    """The office's own estimates in force today, by stretch, for the form that changes them."""
    return {
        line.key.value: (line.days, line.is_working)
        for line in estimates_of(office, today())
        if line.is_own and line.days is not None and line.key in ESTIMATED
    }
