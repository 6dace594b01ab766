"""The results of one kabupaten's or kota's people, quarter by quarter, counted as every other figure is."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.calendar import QUARTERS
from binakon.core.measures import Measure, Scope, count, measure
from binakon.people.models import Office
from binakon.people.rules import province_of
from binakon.planning.queries import programme, version_in_force

# What is told of a region's people, in the order of their way.
RESULTS = (
    "registered",
    "determined",
    "trained",
    "certificate",
    "facilitated",
    "competent",
    "recorded",
)


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter as it is counted: to its last day, or to today while it runs; `as_of` None is still to come."""

    name: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One measure at the end of every quarter, from the start of the year; None is unknown or still to come."""

    measure: Measure
    values: tuple[int | None, ...]
    note: str

    @property
    def now(self) -> int | None:
        """The newest value that is counted."""
        return next((value for value in reversed(self.values) if value is not None), None)


@dataclass(frozen=True, slots=True)
class Recap:
    """The results of a year so far; `version` is the plan that was in force when they were counted."""

    office: Office
    year: int
    as_of: date
    quarters: tuple[Quarter, ...]
    lines: tuple[RecapLine, ...]
    version: str


def recap_of(office: Office, year: int, as_of: date) -> Recap:
    """The recap of one office; ask only for a viewer who may open its workspace."""
    quarters = tuple(_quarter(name, number, year, as_of) for number, name in enumerate(QUARTERS))
    desk = province_of(office.code)
    scopes = [
        Scope(desk, year, quarter.as_of, region=office.code) if quarter.as_of else None
        for quarter in quarters
    ]
    lines = tuple(_line(key, scopes) for key in RESULTS)
    plan = programme(desk, year)
    version = version_in_force(plan.pk) if plan else None
    told = _("%(version)s, disahkan %(day)s")
    words_of = (
        told % {"version": version.get_stage_display(), "day": words.day(version.dated)}
        if version
        else ""
    )
    return Recap(office, year, as_of, quarters, lines, words_of)


def _quarter(name: str, number: int, year: int, as_of: date) -> Quarter:
    first = date(year, 3 * number + 1, 1)
    next_first = date(year + 1, 1, 1) if number == 3 else date(year, 3 * number + 4, 1)
    last = date.fromordinal(next_first.toordinal() - 1)
    return Quarter(name, None if first > as_of else min(last, as_of))


def _line(key: str, scopes: list[Scope | None]) -> RecapLine:
    counted = [count(key, scope) if scope else None for scope in scopes]
    known = [each for each in counted if each is not None]
    values = tuple(each.services if each else None for each in counted)
    return RecapLine(measure(key), values, known[-1].note if known else "")
