"""How many cases of a year had reached each of the four dates at the end of a day, by activity and by person."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from binakon.certification.models import Case, CaseStep, CountingRule
from binakon.certification.states import CaseState, CountedDate
from binakon.enrolment.queries.counts import of_region
from binakon.people.queries.persons import person_of
from binakon.planning.models import Activity
from binakon.planning.states import ActivityKind


@dataclass(frozen=True, slots=True)
class DatedCase:
    """One case: when it was proposed, when it was ended without a test, and its four dates; None is not yet."""

    activity: int
    person: int
    proposed_on: date
    withdrawn_on: date | None
    dates: dict[CountedDate, date | None]

    def has_reached(self, counted: CountedDate, day: date) -> bool:
        """Whether the date lies on that day or before.

        Whoever was named in a decree and then did not go on is named no more from the day on which the case ended; a
        test that took place has taken place.
        """
        reached = self.dates[counted]
        if reached is None or reached > day:
            return False
        is_ended = self.withdrawn_on is not None and self.withdrawn_on <= day
        return counted != CountedDate.DETERMINED or not is_ended


@dataclass(slots=True)
class Tally:
    """Cases by activity, and the persons behind them; an activity that is not in it has no case yet."""

    by_activity: dict[int, int] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)

    @property
    def total(self) -> int | None:
        """Every case; None while there is none to count."""
        return sum(self.by_activity.values()) if self.by_activity else None


def facilitations_in(office_code: str, year: int) -> list[Activity]:
    """The activities of a year that facilitate certification, in the order of their windows."""
    rows = Activity.objects.filter(
        programme__office__code=office_code, programme__year=year, kind=ActivityKind.CERTIFICATION
    )
    return list(rows.in_year_order().select_related("programme__office", "funded_by"))


def dated_cases(office_code: str, year: int, region: str = "") -> list[DatedCase]:
    """Every case of the year with its dates, of one kabupaten or kota alone when it is named."""
    rows = Case.objects.filter(
        of_region(region),
        activity__programme__office__code=office_code,
        activity__programme__year=year,
    )
    ended = dict(
        CaseStep.objects.filter(case__in=rows, reached=CaseState.WITHDRAWN).values_list(
            "case_id", "on"
        )
    )
    told = rows.values_list(
        "pk",
        "activity_id",
        person_of("worker"),
        "proposed_at",
        "determined_on",
        "tested_on",
        "competent_on",
        "recorded_on",
    )
    return [
        DatedCase(
            activity,
            person,
            timezone.localdate(proposed),
            ended.get(pk),
            dict(zip(CountedDate, days, strict=True)),
        )
        for pk, activity, person, proposed, *days in told
    ]


def reached_on(cases: list[DatedCase], counted: CountedDate, day: date) -> Tally:
    """The cases that had reached one date at the end of a day, among those proposed by then."""
    known = [case for case in cases if case.proposed_on <= day]
    tally = Tally({case.activity: 0 for case in known})
    for case in known:
        if case.has_reached(counted, day):
            tally.by_activity[case.activity] += 1
            tally.people.add(case.person)
    return tally


def counting_rule(office_code: str, day: date) -> CountingRule | None:
    """What the office counts as facilitated on a day; None while it has not decided."""
    rows = CountingRule.objects.filter(office__code=office_code, starts_on__lte=day)
    return rows.order_by("-starts_on").first()
