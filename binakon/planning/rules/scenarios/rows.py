"""The rows of a question: classes and people of each candidate within its days, its partner, the floors and the money.

A partner's slots are months or weeks, and every candidate's days are one unbroken stretch of them. So nothing has to say which
slot: what begins within a stretch of slots must fit into them, for every stretch, and then all fits (Hall). Candidates that
differ in nothing but their code are one choice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import gcd

from binakon.planning.rules.scenarios.dates import (
    Slots,
    Window,
    is_working_week,
    slots_of,
    window_of,
)
from binakon.planning.rules.scenarios.facts import (
    Candidate,
    Goal,
    Indicator,
    PartnerLimit,
    Prices,
    Question,
    free_of,
    prices_of,
)
from binakon.planning.rules.scenarios.program import Program


@dataclass(frozen=True, slots=True)
class Choice:
    """One or more equal candidates, when they may begin, and the variables of their classes and people."""

    candidates: tuple[Candidate, ...]
    prices: Prices
    window: Window
    classes: int
    people: int

    @property
    def first(self) -> Candidate:
        """The candidate that stands for all of them."""
        return self.candidates[0]

    @property
    def slots(self) -> Slots:
        """The slots of the partner in which they may begin."""
        return slots_of(self.first, self.window)


@dataclass(slots=True)
class Built:
    """A program with what its variables mean; money is counted in `unit` rupiah."""

    question: Question
    program: Program
    unit: int
    choices: list[Choice] = field(default_factory=list)

    def people(self, indicator: Indicator | None = None) -> list[tuple[int, int]]:
        """The people, of one indicator or of both."""
        return [
            (choice.people, 1)
            for choice in self.choices
            if indicator in (None, choice.first.indicator)
        ]

    def money(self, sub_activity: str = "") -> list[tuple[int, int]]:
        """What is spent on a sub-activity, or (empty) on all, in units."""
        chosen = [c for c in self.choices if sub_activity in ("", c.first.sub_activity)]
        return [
            term
            for choice in chosen
            for term in (
                (choice.classes, choice.prices.fixed // self.unit),
                (choice.people, choice.prices.person // self.unit),
            )
        ]

    def classes(self) -> list[tuple[int, int]]:
        """How many classes are held."""
        return [(choice.classes, 1) for choice in self.choices]

    def order(self) -> list[tuple[int, int]]:
        """Classes weighed with the places of their codes: small where the first codes are taken."""
        return [(choice.classes, number) for number, choice in enumerate(self.choices, start=1)]


def in_order(question: Question) -> list[Candidate]:
    """The candidates by their codes."""
    return sorted(question.candidates, key=lambda candidate: candidate.code)


def unit_of(question: Question) -> int:
    """The greatest number of rupiah of which every price is a multiple; small numbers keep the solver exact."""
    prices = [prices_of(question, candidate) for candidate in question.candidates]
    return gcd(*(rupiah for price in prices for rupiah in (price.fixed, price.person))) or 1


def build(question: Question) -> Built | None:
    """The rows for days, promises, partners and floors; None when a promised class has no day."""
    built = Built(question, Program(), unit_of(question))
    for equals in _equals(question):
        window = window_of(question, equals[0])
        if window is None:
            if any(candidate.least_times for candidate in equals):
                return None
            continue
        add_choice(built, tuple(equals), window)
    for limit in question.limits:
        for terms, most in capacity_rows(built.choices, limit, question.year):
            if built.program.most(terms) > most:
                built.program.row(terms, high=most)
    for region, terms in floor_rows(built):
        built.program.row(terms, low=region)
    return built


def add_choice(built: Built, candidates: tuple[Candidate, ...], window: Window) -> Choice:
    """Add the variables of a choice, and that every class has its least and most people."""
    first, program = candidates[0], built.program
    times = sum(candidate.most_times for candidate in candidates)
    classes = program.variable(sum(c.least_times for c in candidates), times)
    people = program.variable(0, times * first.most)
    program.row([(people, 1), (classes, -first.least)], low=0)
    program.row([(people, 1), (classes, -first.most)], high=0)
    prices = prices_of(built.question, first)
    built.choices.append(Choice(candidates, prices, window, classes, people))
    return built.choices[-1]


def capacity_rows(
    choices: Iterable[Choice], limit: PartnerLimit, year: int
) -> Iterator[tuple[list[tuple[int, int]], int]]:
    """What begins within each stretch of slots, and how much of it fits there."""
    own = [choice for choice in choices if choice.first.partner == limit.partner]
    for indicator, each in (
        (Indicator.TRAINED, limit.classes_per_month),
        (Indicator.FACILITATED, limit.cases_per_week),
    ):
        members = [choice for choice in own if choice.first.indicator is indicator]
        if each is not None and members:
            yield from _stretches(members, indicator, each, year)


def capacity(indicator: Indicator, each: int, slots: Slots, year: int) -> int:
    """How much fits into a stretch of months or weeks; a week without a working day takes nothing."""
    numbers = range(slots.first, slots.last + 1)
    if indicator is Indicator.TRAINED:
        return each * len(numbers)
    return each * sum(is_working_week(year, week) for week in numbers)


def floor_rows(built: Built) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """For each floor the places that reach the region: a flow from those who may come to it, whole by itself."""
    program, floors = built.program, built.question.floors
    sources: dict[tuple[str, ...], list[int]] = {}
    for choice in built.choices:
        sources.setdefault(tuple(sorted(choice.first.regions)), []).append(choice.people)
    reach: dict[str, list[tuple[int, int]]] = {floor.region: [] for floor in floors}
    for regions, people in sources.items():
        flows = []
        for floor in floors:
            if not regions or floor.region in regions:
                flow = program.variable(0, floor.people, is_whole=False)
                reach[floor.region].append((flow, 1))
                flows.append((flow, 1))
        if flows:
            program.row([*flows, *((number, -1) for number in people)], high=0)
    for floor in floors:
        yield floor.people, reach[floor.region]


def goal_terms(built: Built, goal: Goal) -> list[tuple[int, int]]:
    """The people that count for a goal."""
    return built.people(goal.indicator)


def hold_goals(built: Built) -> None:
    """Hold every goal."""
    for goal in built.question.goals:
        built.program.row(goal_terms(built, goal), low=goal.people)


def hold_ceilings(built: Built) -> None:
    """Hold every ceiling: the candidates spend what the others leave of it."""
    for ceiling in built.question.ceilings:
        free = free_of(built.question, ceiling)
        built.program.row(built.money(ceiling.sub_activity), high=free // built.unit)


def _stretches(
    members: list[Choice], indicator: Indicator, each: int, year: int
) -> Iterator[tuple[list[tuple[int, int]], int]]:
    slots = [choice.slots for choice in members]
    for first in sorted({own.first for own in slots}):
        for last in sorted({own.last for own in slots}):
            inside = [
                (choice, own)
                for choice, own in zip(members, slots, strict=True)
                if first <= own.first and own.last <= last
            ]
            if not inside or min(own.first for _choice, own in inside) > first:
                continue
            if max(own.last for _choice, own in inside) < last:
                continue
            trained = indicator is Indicator.TRAINED
            terms = [(c.classes if trained else c.people, 1) for c, _own in inside]
            yield terms, capacity(indicator, each, Slots(first, last), year)


def _equals(question: Question) -> list[list[Candidate]]:
    found: dict[Candidate, list[Candidate]] = {}
    for candidate in in_order(question):
        # What a candidate is called and how often it is held are the only things that may differ.
        prices = prices_of(question, candidate)
        same = replace(
            candidate,
            code="",
            title="",
            kind="",
            fixed_cost=prices.fixed,
            cost_per_person=prices.person,
            travel_per_person=0,
            least_times=0,
            most_times=0,
            regions=tuple(sorted(candidate.regions)),
        )
        found.setdefault(same, []).append(candidate)
    return list(found.values())
