"""The least money for ever more people, from what must be held to the most that can be had."""

from collections.abc import Sequence
from itertools import pairwise

from binakon.planning.rules.scenarios.answers import Change, Curve, CurvePoint, Kink
from binakon.planning.rules.scenarios.assemble import changes_between
from binakon.planning.rules.scenarios.engine import best
from binakon.planning.rules.scenarios.facts import Question
from binakon.planning.rules.scenarios.layout import picks_of
from binakon.planning.rules.scenarios.program import Stage, value
from binakon.planning.rules.scenarios.rows import Built, build


def curve_of(question: Question) -> Curve:
    """So many points as the question wants, evenly spread over the people; every one exact. Goals and ceilings are not held.

    Empty when the floors and promises cannot be held at all.
    """
    built = build(question)
    if built is None:
        return Curve((), ())
    people, money = tuple(built.people()), tuple(built.money())
    rows = len(built.program.rows)
    top = best(built.program, [Stage(people, is_most=True)])
    start = best(built.program, [Stage(money), Stage(people, is_most=True)])
    if top is None or start is None:
        return Curve((), ())
    first, last = value(people, start), value(people, top)
    found = [start]
    for target in _targets(first, last, question.curve_points):
        if target > value(people, found[-1]):
            floor = value(money, found[-1])
            del built.program.rows[rows:]
            found.append(_point(built, target, floor))
    return Curve(_points(built, found), _kinks(built, found))


def _targets(first: int, last: int, points: int) -> list[int]:
    steps = max(points - 1, 1)
    return sorted({first + (last - first) * step // steps for step in range(1, steps + 1)})


def _point(built: Built, people: int, floor: int) -> list[int]:
    """The least money for so many; it is no less than that for fewer (`floor`), which the solver need not prove again."""
    program, money = built.program, tuple(built.money())
    program.row(built.people(), low=people)
    program.row(money, low=floor)
    found = best(program, [Stage(money), Stage(tuple(built.people()), is_most=True)])
    if found is None:
        raise ValueError("fewer people than the most cannot be had")
    return found


def _points(built: Built, found: Sequence[Sequence[int]]) -> tuple[CurvePoint, ...]:
    people, money, classes = built.people(), built.money(), built.classes()
    sums = [(value(people, own), value(money, own) * built.unit) for own in found]
    marginals = [
        -((cost - more_cost) // (more - few)) for (few, cost), (more, more_cost) in pairwise(sums)
    ]
    return tuple(
        CurvePoint(many, cost, value(classes, own), marginal)
        for own, (many, cost), marginal in zip(found, sums, [None, *marginals], strict=True)
    )


def _kinks(built: Built, found: Sequence[Sequence[int]]) -> tuple[Kink, ...]:
    kinks = []
    for before, after in pairwise(found):
        changes = _changes(built, before, after)
        if changes:
            rupiah = value(built.money(), after) * built.unit
            kinks.append(Kink(value(built.people(), after), rupiah, changes))
    return tuple(kinks)


def _changes(built: Built, before: Sequence[int], after: Sequence[int]) -> tuple[Change, ...]:
    changes = changes_between(picks_of(built, before), picks_of(built, after))
    return tuple(change for change in changes if change.classes)
