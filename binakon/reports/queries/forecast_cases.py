"""The cases of a year for the forecast: which may still reach a date before the year ends, and what became of ended ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.certification.models import Case
from binakon.certification.queries.counts import facilitations_in
from binakon.certification.queries.finish import estimates_of, lengths
from binakon.certification.queries.gate import gate_problems
from binakon.certification.rules.remaining import Standing, ahead_of, finish_of
from binakon.certification.states import (
    ENDED_CASES,
    CaseState,
    CountedDate,
    StretchKey,
)
from binakon.core.measures import Scope
from binakon.core.stretches import Hold, Stretch
from binakon.people.models import Office
from binakon.planning.models import Activity
from binakon.planning.states import ActivityState
from binakon.reports.queries.forecast_units import Line, Waiting
from binakon.reports.rules.forecast import Past, past_of_stages

PROPOSED = "proposed"
STAGES = (PROPOSED, *CountedDate.values)
# What is still ahead once a date is reached is nothing that it must wait for.
_AFTER: Mapping[CountedDate, tuple[StretchKey, ...]] = {
    CountedDate.DETERMINED: (
        StretchKey.APPLICATION,
        StretchKey.REVIEW,
        StretchKey.PAYMENT,
        StretchKey.SCHEDULE,
        StretchKey.ASSESSMENT,
        StretchKey.RECORDING,
    ),
    CountedDate.TESTED: (StretchKey.ASSESSMENT, StretchKey.RECORDING),
    CountedDate.COMPETENT: (StretchKey.RECORDING,),
    CountedDate.RECORDED: (),
}
_NO_MONEY = gettext_lazy("uangnya belum pasti, jadi batas bawahnya 0")
_FIELDS = ("activity_id", "batch_id", "batch__number", "state", "test_on")
_DATES = ("determined_on", "tested_on", "competent_on", "recorded_on")


@dataclass(frozen=True, slots=True)
class CasePast:
    """The share of ended cases that got to a date, by the stage they once were in; and how many ended at all."""

    stages: dict[str, Past | None]
    ended: int


@dataclass(frozen=True, slots=True)
class _Case:
    """One case as far as a forecast goes; it knows nobody's name."""

    activity: int
    batch: int | None
    number: int | None
    state: CaseState
    test_on: date | None
    dates: dict[str, date | None]

    @property
    def stage(self) -> str:
        """The last date that it has reached."""
        reached = [name for name in CountedDate.values if self.dates[name] is not None]
        return reached[-1] if reached else PROPOSED

    def has(self, counted: CountedDate) -> bool:
        """Whether it counts: a decree counts nobody who then did not go on."""
        is_named_no_more = counted == CountedDate.DETERMINED and self.state == CaseState.WITHDRAWN
        return self.dates[counted] is not None and not is_named_no_more


@dataclass(frozen=True, slots=True)
class _Time:
    """The length of what is ahead, today, and the last day of the year on which it counts."""

    known: Mapping[str, Stretch]
    day: date
    by: date

    def hold(self, standing: Standing) -> Hold | None:
        """Whether cases that stand so still get there in time; None where no length is known."""
        if self.day > self.by:
            return Hold.LOST
        ahead = ahead_of(standing, self.known, today=self.day)
        return finish_of(ahead, today=self.day, by=self.by).hold if ahead else None


def case_past(office_code: str, counted: CountedDate, published: list[Past]) -> CasePast:
    """What became of every case of the office that has ended, of any year."""
    rows = Case.objects.filter(activity__programme__office__code=office_code)
    ended = _cases(rows.filter(state__in=(*ENDED_CASES, CaseState.RECORDED)))
    tally = {}
    for place, stage in enumerate(STAGES):
        there = [case for case in ended if STAGES.index(case.stage) >= place]
        tally[stage] = (sum(case.has(counted) for case in there), len(there))
    return CasePast(past_of_stages(tally, STAGES, published), len(ended))


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is asked of every case: which date, what became of those before them, and how much time is left."""

    counted: CountedDate
    past: CasePast
    time: _Time


def case_lines(scope: Scope, counted: CountedDate, past: CasePast) -> list[list[Line]]:
    """The activities of the year, each as its lines: batches, cases without one, places nobody was proposed for."""
    office = Office.objects.get(code=scope.office)
    known, by = lengths(estimates_of(office, scope.as_of), scope.year)
    known |= {key: Stretch(key, 0) for key in _AFTER[counted]}
    reader = _Reader(counted, past, _Time(known, scope.as_of, by))
    activities = [
        each
        for each in facilitations_in(scope.office, scope.year)
        if each.state != ActivityState.CANCELLED
    ]
    cases: dict[int, list[_Case]] = defaultdict(list)
    for case in _cases(Case.objects.filter(activity__in=activities)):
        cases[case.activity].append(case)
    return [_of_activity(each, cases[each.pk], reader) for each in activities]


def _of_activity(activity: Activity, cases: list[_Case], reader: _Reader) -> list[Line]:
    batches: dict[tuple[bool, int, int], list[_Case]] = defaultdict(list)
    for case in cases:
        # Batches in their order; those without one stand after them.
        batches[case.batch is None, case.number or 0, case.batch or 0].append(case)
    lines = []
    for (is_alone, number, batch), members in sorted(batches.items()):
        where = (
            _("belum masuk rombongan")
            if is_alone
            else _("rombongan %(number)d") % {"number": number}
        )
        href = _path(activity) if is_alone else f"/meja/sertifikasi/rombongan/{batch}/"
        lines.append(_line(activity, (where, href), members, reader))
    proposed = sum(case.state != CaseState.WITHDRAWN for case in cases)
    is_over = activity.state in {ActivityState.CLOSED, ActivityState.HELD}
    if activity.seats is not None and proposed < activity.seats and not is_over:
        lines.append(_open(activity, activity.seats - proposed, reader))
    if activity.seats is None and activity.realised is None and not is_over:
        lines.append(_unfilled(activity))
    return lines


def _path(activity: Activity) -> str:
    return f"/meja/sertifikasi/kegiatan/{activity.slug}/"


def _line(
    activity: Activity, place: tuple[str, str], members: Iterable[_Case], reader: _Reader
) -> Line:
    now = 0
    alike: Counter[tuple[str, Hold | None]] = Counter()
    for case in members:
        if case.has(reader.counted):
            now += 1
        elif case.state not in ENDED_CASES:
            standing = Standing(case.state, case.dates[CountedDate.DETERMINED], case.test_on)
            alike[case.stage, reader.time.hold(standing)] += 1
    is_moneyless = any(stage == PROPOSED for stage, _hold in alike) and bool(
        gate_problems(activity)
    )
    waiting = tuple(
        Waiting(
            many,
            reader.past.stages[stage],
            is_possible=hold != Hold.LOST,
            is_doubtful=hold != Hold.GOOD or (is_moneyless and stage == PROPOSED),
        )
        for (stage, hold), many in alike.items()
    )
    why = _whys({hold for _stage, hold in alike}, _NO_MONEY if is_moneyless else "")
    where, href = place
    return Line(
        activity.title,
        where,
        href,
        now,
        waiting,
        tuple(why) or (_("tidak ada lagi yang ditunggu"),),
    )


def _open(activity: Activity, places: int, reader: _Reader) -> Line:
    hold = reader.time.hold(Standing(CaseState.PROPOSED))
    waiting = Waiting(
        places, reader.past.stages[PROPOSED], is_possible=hold != Hold.LOST, is_doubtful=True
    )
    first = _("belum ada yang diusulkan, jadi batas bawahnya 0")
    why = (first, *_whys({hold}, _NO_MONEY if gate_problems(activity) else ""))
    where = _("tempat yang masih kosong")
    return Line(activity.title, where, _path(activity), 0, (waiting,), why)


def _unfilled(activity: Activity) -> Line:
    why = _("jumlah kursinya belum diisi, jadi tidak ikut dihitung")
    where = _("tempat yang masih kosong")
    return Line(activity.title, where, _path(activity), 0, (), (why,), is_unfilled=True)


def _whys(holds: set[Hold | None], more: Any) -> list[str]:
    said = {
        Hold.GOOD: _("masih sempat sebelum tutup tahun"),
        Hold.NARROW: _("waktunya sempit, jadi batas bawahnya 0"),
        Hold.LOST: _("tidak sempat lagi tahun ini"),
        None: _("lama tahapnya belum ditetapkan kantor, jadi batas bawahnya 0"),
    }
    found = [words for hold, words in said.items() if hold in holds]
    return [*found, str(more)] if more else found


def _cases(rows: QuerySet[Case]) -> list[_Case]:
    told = rows.values_list(*_FIELDS, *_DATES)
    return [
        _Case(
            activity,
            batch,
            number,
            CaseState(state),
            test_on,
            dict(zip(CountedDate.values, dates, strict=True)),
        )
        for activity, batch, number, state, test_on, *dates in told
    ]
