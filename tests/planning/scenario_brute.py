"""Every answer by trying everything, written without the rules of the program: days one by one, places one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain, combinations, product

from binakon.core.holidays import is_working_day
from binakon.core.stretches import Stretch, earliest_finish
from binakon.planning.rules.scenarios.facts import Candidate, Indicator, Question

# In the order in which they are named: days, window, partner, floor, promise, goal, ceiling.
KINDS = (
    "finish",
    "change",
    "window",
    "classes",
    "cases",
    "floor",
    "promise",
    "goal",
    "ceiling",
)
Name = tuple[str, str]
NONE: frozenset[Name] = frozenset()


@dataclass(frozen=True)
class Try:
    """Classes and people of each candidate in the order of the question."""

    held: tuple[tuple[int, int], ...]
    people: int
    rupiah: int
    classes: int


def most(question: Question) -> Try | None:
    """The most people within the ceilings."""
    found = [one for one in tries(question) if not {*ceilings_broken(question, one)}]
    return first_that_fits(question, found, lambda one: (-one.people, one.rupiah, one.classes))


def least(question: Question) -> Try | None:
    """The least money that reaches the goals."""
    found = [one for one in tries(question) if not {*goals_missed(question, one)}]
    return first_that_fits(question, found, lambda one: (one.rupiah, -one.people, one.classes))


def first_that_fits(
    question: Question, found: list[Try], key: Callable[[Try], tuple[int, ...]]
) -> Try | None:
    """The first, in the order of the key, that keeps days, promises, partners and floors."""
    for one in sorted(found, key=key):
        if (
            not {*promises_broken(question, one)}
            and fits(question, one, NONE)
            and has_floors(question, one, [floor.region for floor in question.floors])
        ):
            return one
    return None


def fits(question: Question, one: Try, given: frozenset[Name]) -> bool:
    """Whether the days and the partners have room."""
    return are_days(question, one, given) and not {*partners_full(question, one, given)}


def smallest(question: Question) -> list[Name]:
    """The smallest set that must give way, the first of its size in the order of names."""
    days = [("finish", ""), ("change", "")]
    days += [("window", candidate.code) for candidate in question.candidates]
    best: list[Name] | None = None
    some = [(one, _broken(question, one)) for one in tries(question)]
    for size in range(len(days) + 1):
        for given in combinations(days, size):
            for one, broken in some:
                if best is not None and size + len(broken) > len(best):
                    continue
                if are_days(question, one, frozenset(given)):
                    full = partners_full(question, one, frozenset(given))
                    name = sorted([*given, *broken, *full], key=_place)
                    if best is None or _rank(name) < _rank(best):
                        best = name
    assert best is not None
    return best


def tries(question: Question) -> Iterator[Try]:
    """Every number of classes with every number of people."""
    own = [
        [
            (classes, people)
            for classes in range(candidate.most_times + 1)
            for people in range(classes * candidate.least, classes * candidate.most + 1)
        ]
        for candidate in question.candidates
    ]
    for held in product(*own):
        rupiah = sum(
            cost(question, candidate, classes, people)
            for candidate, (classes, people) in zip(question.candidates, held, strict=True)
        )
        yield Try(
            held,
            sum(people for _classes, people in held),
            rupiah,
            sum(classes for classes, _people in held),
        )


def cost(question: Question, candidate: Candidate, classes: int, people: int) -> int:
    """What so many classes and people cost."""
    assert candidate.fixed_cost is not None
    each = candidate.cost_per_person or 0
    travel = candidate.travel_per_person or 0
    return candidate.fixed_cost * classes + people * (each + travel * question.pays_travel)


def ceilings_broken(question: Question, one: Try) -> Iterator[Name]:
    """The ceilings that are passed."""
    for ceiling in question.ceilings:
        spent = sum(
            cost(question, candidate, classes, people)
            for candidate, (classes, people) in zip(question.candidates, one.held, strict=True)
            if ceiling.sub_activity in ("", candidate.sub_activity)
        )
        if spent > ceiling.rupiah:
            yield "ceiling", ceiling.sub_activity


def goals_missed(question: Question, one: Try) -> Iterator[Name]:
    """The goals that are not reached."""
    for goal in question.goals:
        people = sum(
            people
            for candidate, (_classes, people) in zip(question.candidates, one.held, strict=True)
            if goal.indicator in (None, candidate.indicator)
        )
        if people < goal.people:
            yield "goal", goal.indicator or ""


def promises_broken(question: Question, one: Try) -> Iterator[Name]:
    """The candidates that are held less often than promised."""
    for candidate, (classes, _people) in zip(question.candidates, one.held, strict=True):
        if classes < candidate.least_times:
            yield "promise", candidate.code


def are_days(question: Question, one: Try, given: frozenset[Name]) -> bool:
    """Whether everything that is held has a day."""
    return all(
        days_of(question, candidate, given)
        for candidate, (classes, _people) in zip(question.candidates, one.held, strict=True)
        if classes
    )


def partners_full(question: Question, one: Try, given: frozenset[Name]) -> Iterator[Name]:
    """The partners whose months or weeks do not have room."""
    for limit in question.limits:
        for indicator, each, name in (
            (Indicator.TRAINED, limit.classes_per_month, "classes"),
            (Indicator.FACILITATED, limit.cases_per_week, "cases"),
        ):
            units: list[Sequence[object]] = []
            for candidate, held in zip(question.candidates, one.held, strict=True):
                if candidate.partner == limit.partner and candidate.indicator is indicator:
                    days = days_of(question, candidate, given)
                    count = held[indicator is Indicator.FACILITATED]
                    units += [_slots(days, indicator)] * count
            if each is not None and not seated(units, each):
                yield name, limit.partner


def has_floors(question: Question, one: Try, regions: Sequence[str]) -> bool:
    """Whether the floors of these regions can all be filled by those who may come."""
    floors = {floor.region: floor.people for floor in question.floors}
    seats = [
        number for number, (_classes, people) in enumerate(one.held) for _person in range(people)
    ]
    wants: list[Sequence[object]] = []
    for region in regions:
        may = [
            place
            for place, number in enumerate(seats)
            if region in (question.candidates[number].regions or question.regions)
        ]
        wants += [may] * floors[region]
    return seated(wants, 1)


def seated(units: Sequence[Sequence[object]], each: int) -> bool:
    """Whether every unit finds a slot when a slot takes so many, by moving others along (Kuhn)."""
    held: dict[object, list[int]] = {}

    def place(unit: int, seen: set[object]) -> bool:
        for slot in units[unit]:
            if slot not in seen:
                seen.add(slot)
                own = held.setdefault(slot, [])
                if len(own) < each:
                    own.append(unit)
                    return True
                for number, other in enumerate(own):
                    if place(other, seen):
                        own[number] = unit
                        return True
        return False

    return all(place(unit, set()) for unit in range(len(units)))


def days_of(question: Question, candidate: Candidate, given: frozenset[Name]) -> tuple[date, ...]:
    """Every working day on which a candidate may begin."""
    base = question.asked_on
    if candidate.waits_for_change and ("change", "") not in given:
        if question.change_on is None:
            return ()
        base = max(base, question.change_on)
    return _days(
        _later(base, candidate.lead_days),
        date(1, 1, 1) if ("window", candidate.code) in given else candidate.earliest,
        date(9999, 1, 1) if ("window", candidate.code) in given else candidate.latest,
        None if ("finish", "") in given else question.finish_by,
        candidate.chain,
    )


@cache
def _days(
    ready: date, earliest: date, latest: date, by: date | None, stretches: tuple[Stretch, ...]
) -> tuple[date, ...]:
    return tuple(
        day
        for day in _working_days()
        if max(ready, earliest) <= day <= latest and (by is None or _over(stretches, day) <= by)
    )


@cache
def _over(stretches: tuple[Stretch, ...], day: date) -> date:
    return earliest_finish(stretches, start=day, by=day).earliest


@cache
def _working_days() -> tuple[date, ...]:
    days = (date(2026, 1, 1) + timedelta(days=number) for number in range(365))
    return tuple(day for day in days if is_working_day(day))


@cache
def _later(day: date, working_days: int) -> date:
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day


@cache
def _slots(days: tuple[date, ...], indicator: Indicator) -> tuple[object, ...]:
    # A week is known by its Monday.
    if indicator is Indicator.TRAINED:
        return tuple(sorted({day.month for day in days}))
    return tuple(sorted({day - timedelta(days=day.weekday()) for day in days}))


def _broken(question: Question, one: Try) -> list[Name]:
    """What gives way whatever the days: promises, goals, ceilings, and the fewest floors."""
    plain = [
        *chain(
            promises_broken(question, one),
            goals_missed(question, one),
            ceilings_broken(question, one),
        )
    ]
    floors = sorted(floor.region for floor in question.floors)
    for size in range(len(floors) + 1):
        for given in combinations(floors, size):
            if has_floors(question, one, [region for region in floors if region not in given]):
                return [*plain, *(("floor", region) for region in given)]
    raise AssertionError("no floor is left, and still they are not held")


def _place(name: Name) -> tuple[int, str]:
    return KINDS.index(name[0]), name[1]


def _rank(names: list[Name]) -> tuple[int, list[tuple[int, str]]]:
    return len(names), [_place(name) for name in names]
