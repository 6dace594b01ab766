"""On which days a candidate can begin, and what slots of a partner (months, weeks) that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from binakon.core.holidays import add_working_days, is_working_day
from binakon.core.stretches import Stretch, earliest_finish, latest_starts
from binakon.planning.rules.scenarios.answers import GiveWay
from binakon.planning.rules.scenarios.facts import Candidate, Indicator, Question

# The assumptions about days, and the days a week has.
OF_DAYS = (GiveWay.FINISH, GiveWay.CHANGE, GiveWay.WINDOW)
WEEK = 7
NOTHING: frozenset[GiveWay] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day on which something may begin: working days, but for what was held."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Slots:
    """The numbers of the first and the last slot of a partner's capacity."""

    first: int
    last: int


def window_of(
    question: Question, candidate: Candidate, given: frozenset[GiveWay] = NOTHING
) -> Window | None:
    """When a candidate may begin, or None when it cannot; `given` are the assumptions about days that give way."""
    days = begin_days(question, candidate, given)
    return days if days and days.first <= days.last else None


def begin_days(
    question: Question, candidate: Candidate, given: frozenset[GiveWay] = NOTHING
) -> Window | None:
    """The first working day on which it can begin and the last on which it may, be the first too late or not.

    None when it waits for a perubahan that does not come. What was held or determined has the days that it has, also where
    they are days off or come after the last day of all others.
    """
    if candidate.is_held:
        return Window(candidate.earliest, candidate.latest)
    ready = _ready(question, candidate, given)
    if ready is None:
        return None
    first, last = max(ready, date(question.year, 1, 1)), date(question.year, 12, 31)
    if GiveWay.WINDOW not in given:
        first, last = max(first, candidate.earliest), min(last, candidate.latest)
    if GiveWay.FINISH not in given:
        last = min(last, last_start(candidate.chain, question.finish_by))
    return Window(_on_or_after(first), _on_or_before(last))


def options_of(
    question: Question, candidate: Candidate
) -> Iterator[tuple[frozenset[GiveWay], Window]]:
    """Every window that giving way can open, each with the fewest assumptions that must give way for it."""
    seen: list[tuple[frozenset[GiveWay], Window]] = []
    for size in range(len(OF_DAYS) + 1):
        for some in combinations(OF_DAYS, size):
            given = frozenset(some)
            window = window_of(question, candidate, given)
            if window and not any(less <= given and window == had for less, had in seen):
                seen.append((given, window))
                yield given, window


def slots_of(candidate: Candidate, window: Window) -> Slots:
    """The slots of a window: months for what is trained, weeks for what is facilitated."""
    return Slots(slot_on(candidate, window.first), slot_on(candidate, window.last))


def slot_on(candidate: Candidate, day: date) -> int:
    """The slot of a day: the month, or the week that begins on a Monday, counted from that of 1 January."""
    if candidate.indicator is Indicator.TRAINED:
        return day.month
    return (day - _first_monday(day.year)).days // WEEK


def day_in(candidate: Candidate, window: Window, slot: int) -> date:
    """The first working day of a slot within the window."""
    year = window.first.year
    if candidate.indicator is Indicator.TRAINED:
        start = date(year, slot, 1)
    else:
        start = _first_monday(year) + timedelta(days=WEEK * slot)
    day = max(start, window.first)
    return day if candidate.is_held else _on_or_after(day)


@lru_cache(maxsize=128)
def is_working_week(year: int, week: int) -> bool:
    """Whether a week has a working day in the year."""
    monday = _first_monday(year) + timedelta(days=WEEK * week)
    days = [monday + timedelta(days=number) for number in range(WEEK)]
    return any(day.year == year and is_working_day(day) for day in days)


@lru_cache(maxsize=1024)
def last_start(chain: tuple[Stretch, ...], by: date) -> date:
    """The last day on which a chain may begin to be over by a day."""
    return latest_starts(chain, by=by)[0].latest if chain else _on_or_before(by)


@lru_cache(maxsize=4096)
def over_on(chain: tuple[Stretch, ...], day: date) -> date:
    """When a chain that begins on a day can be over."""
    return earliest_finish(chain, start=day, by=day).earliest


def _ready(question: Question, candidate: Candidate, given: frozenset[GiveWay]) -> date | None:
    base: date | None = question.asked_on
    if candidate.waits_for_change and GiveWay.CHANGE not in given:
        base = max(question.asked_on, question.change_on) if question.change_on else None
    return _after(base, candidate.lead_days) if base else None


@lru_cache(maxsize=4096)
def _after(day: date, working_days: int) -> date:
    return add_working_days(day, working_days)


def _first_monday(year: int) -> date:
    new_year = date(year, 1, 1)
    return new_year - timedelta(days=new_year.weekday())


def _on_or_after(day: date) -> date:
    return day if is_working_day(day) else add_working_days(day, 1)


def _on_or_before(day: date) -> date:
    return day if is_working_day(day) else add_working_days(day, -1)
