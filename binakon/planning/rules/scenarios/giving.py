"""The smallest set of assumptions that must give way: a switch before each, as few switches as can be."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from binakon.planning.rules.scenarios.answers import GiveWay, Giving, Infeasible
from binakon.planning.rules.scenarios.dates import OF_DAYS, options_of
from binakon.planning.rules.scenarios.engine import best
from binakon.planning.rules.scenarios.facts import Candidate, Question, free_of
from binakon.planning.rules.scenarios.program import Program, Stage
from binakon.planning.rules.scenarios.rows import (
    Built,
    add_choice,
    capacity_rows,
    floor_rows,
    goal_terms,
    in_order,
    unit_of,
)


@dataclass(slots=True)
class Switches:
    """A variable for each assumption that may give way: 1 when it does."""

    program: Program
    numbers: dict[Giving, int] = field(default_factory=dict)

    def of(self, kind: GiveWay, of: str = "") -> int:
        """The switch of an assumption."""
        giving = Giving(kind, of)
        if giving not in self.numbers:
            self.numbers[giving] = self.program.variable(0, 1)
        return self.numbers[giving]


def smallest_set(question: Question) -> Infeasible | None:
    """What must give way so that everything else in the question holds together; None when all of it holds.

    Of several sets of the same size the one is named whose first assumption comes first (in the order of `GiveWay`, then of
    names), then whose second does, and so on.
    """
    built = Built(question, Program(), unit_of(question))
    switches = Switches(built.program)
    for candidate in in_order(question):
        _choose(built, switches, candidate)
    _hold_limits(built, switches)
    _hold_wishes(built, switches)
    order = sorted(
        switches.numbers, key=lambda giving: (list(GiveWay).index(giving.kind), giving.of)
    )
    numbers = [switches.numbers[giving] for giving in order]
    found = best(built.program, [Stage(tuple((number, 1) for number in numbers))])
    if found is None:
        raise ValueError("every assumption gave way and still nothing holds")
    size = sum(found[number] for number in numbers)
    given = _first_of(built.program, numbers, size)
    return Infeasible(tuple(order[place] for place in given)) if size else None


def _choose(built: Built, switches: Switches, candidate: Candidate) -> None:
    program, held = built.program, []
    for given, window in options_of(built.question, candidate):
        choice = add_choice(built, (replace(candidate, least_times=0),), window)
        held.append((choice.classes, 1))
        for kind in OF_DAYS:
            if kind in given:
                of = candidate.code if kind is GiveWay.WINDOW else ""
                program.row(
                    [(choice.classes, 1), (switches.of(kind, of), -candidate.most_times)], high=0
                )
    if len(held) > 1:
        program.row(held, high=candidate.most_times)
    if candidate.is_held:
        program.row(held, low=candidate.least_times)
    elif candidate.least_times:
        promise = (switches.of(GiveWay.PROMISE, candidate.code), candidate.least_times)
        program.row([*held, promise], low=candidate.least_times)


def _hold_limits(built: Built, switches: Switches) -> None:
    for limit in built.question.limits:
        for kind, part in (
            (GiveWay.CLASSES, replace(limit, cases_per_week=None)),
            (GiveWay.CASES, replace(limit, classes_per_month=None)),
        ):
            for terms, most in capacity_rows(built.choices, part, built.question.year):
                reach = built.program.most(terms)
                if reach > most:
                    switch = switches.of(kind, limit.partner)
                    built.program.row([*terms, (switch, most - reach)], high=most)


def _hold_wishes(built: Built, switches: Switches) -> None:
    program, question = built.program, built.question
    for floor, (people, terms) in zip(question.floors, floor_rows(built), strict=True):
        program.row([*terms, (switches.of(GiveWay.FLOOR, floor.region), people)], low=people)
    for goal in question.goals:
        goal_switch = switches.of(GiveWay.GOAL, goal.indicator or "")
        program.row([*goal_terms(built, goal), (goal_switch, goal.people)], low=goal.people)
    for ceiling in question.ceilings:
        terms = built.money(ceiling.sub_activity)
        most = free_of(question, ceiling) // built.unit
        reach = program.most(terms)
        if reach > most:
            switch = switches.of(GiveWay.CEILING, ceiling.sub_activity)
            program.row([*terms, (switch, most - reach)], high=most)


def _first_of(program: Program, numbers: Sequence[int], size: int) -> list[int]:
    """The places of the set whose first member comes first, then whose second does: one search a member."""
    if size:
        program.row([(number, 1) for number in numbers], high=size)
    given: list[int] = []
    for _member in range(size):
        marks = []
        for place in range(len(numbers)):
            if place not in given:
                mark = program.variable(0, 1)
                program.row([(mark, 1), (numbers[place], -1)], high=0)
                marks.append((mark, place + 1))
        program.row([(mark, 1) for mark, _weight in marks], low=1, high=1)
        found = best(program, [Stage(tuple(marks))])
        if found is None:
            raise ValueError("a set that was found is gone")
        given.append(next(weight - 1 for mark, weight in marks if found[mark]))
        program.row([(numbers[given[-1]], 1)], low=1)
    return sorted(given)
