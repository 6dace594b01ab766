"""Every answer to a question, by exact search; only the process that answers imports this, for it loads the solver."""

from dataclasses import replace

from binakon.core.holidays import working_days_between
from binakon.core.stretches import Finish
from binakon.planning.rules.scenarios.answers import (
    Answer,
    CutAnswer,
    FinishAnswer,
    FinishRow,
    Infeasible,
    Solution,
)
from binakon.planning.rules.scenarios.assemble import answer_of, changes_between, fewer, lost
from binakon.planning.rules.scenarios.checks import question_problems
from binakon.planning.rules.scenarios.curve import curve_of
from binakon.planning.rules.scenarios.dates import begin_days, over_on, slots_of, window_of
from binakon.planning.rules.scenarios.engine import best
from binakon.planning.rules.scenarios.facts import Candidate, Indicator, Question
from binakon.planning.rules.scenarios.giving import smallest_set
from binakon.planning.rules.scenarios.program import Stage, value
from binakon.planning.rules.scenarios.rows import (
    Built,
    build,
    capacity,
    hold_ceilings,
    hold_goals,
    in_order,
)
from binakon.planning.rules.scenarios.verify import proven


def solve(question: Question) -> Solution:
    """Every answer. Raises ValueError with the codes of the problems where `question_problems` finds some.

    Raises `engine.Unsolved` without a proof, and `verify.UnsoundAnswer` when an answer does not hold when counted again.
    """
    problems = question_problems(question)
    if problems:
        raise ValueError(", ".join(sorted({problem.code for problem in problems})))
    most, least = most_people(question), least_money(question)
    cuts = tuple(cut(question, percent, most) for percent in question.cuts)
    if isinstance(most, Answer):
        most = replace(most, next_person=next_person(replace(question, goals=()), most))
    if isinstance(least, Answer):
        least = replace(least, next_person=next_person(replace(question, ceilings=()), least))
    together = None
    if question.goals and question.ceilings:
        together = what_must_give_way(question)
    return Solution(
        most,
        least,
        together,
        curve_of(question),
        cuts,
        tuple(finish(replace(question, change_on=day)) for day in question.change_days),
    )


def most_people(question: Question) -> Answer | Infeasible:
    """The most people within the ceilings; then the least money, the fewest classes, the first codes. Goals are not held."""
    built = build(question)
    if built is not None:
        hold_ceilings(built)
        money, people = tuple(built.money()), tuple(built.people())
        found = best(built.program, [Stage(people, is_most=True), Stage(money), *_ties(built)])
        if found is not None:
            return proven(question, answer_of(built, found), ceilings=question.ceilings)
    return _giving(replace(question, goals=()))


def least_money(question: Question) -> Answer | Infeasible:
    """The least money that reaches the goals; then the most people, the fewest classes, the first codes. No ceiling is held."""
    built = build(question)
    if built is not None:
        hold_goals(built)
        money, people = tuple(built.money()), tuple(built.people())
        found = best(built.program, [Stage(money), Stage(people, is_most=True), *_ties(built)])
        if found is not None:
            return proven(question, answer_of(built, found), goals=question.goals)
    return _giving(replace(question, ceilings=()))


def what_must_give_way(question: Question) -> Infeasible | None:
    """The smallest set that must give way so that goals and ceilings, with all the rest, hold together; None: they do."""
    return smallest_set(question)


def next_person(question: Question, answer: Answer) -> int | None:
    """The rupiah by which the cheapest way to one more place is dearer than an answer; None when there is no more place.

    Where ceilings of sub-activities leave room for it they are held, and more is asked of the whole alone. Where they do not,
    and one more place would only be another share of the same money, there is no such sum either.
    """
    parts = tuple(each for each in question.ceilings if each.sub_activity)
    dearer = _one_more(replace(question, ceilings=parts), answer)
    if dearer is None and parts:
        dearer = _one_more(replace(question, ceilings=()), answer)
    return dearer if dearer is None or dearer > 0 else None


def _one_more(question: Question, answer: Answer) -> int | None:
    built = build(question)
    if built is None:
        return None
    hold_goals(built)
    hold_ceilings(built)
    built.program.row(built.people(), low=answer.people + 1)
    found = best(built.program, [Stage(tuple(built.money()))])
    return value(built.money(), found) * built.unit - answer.rupiah if found else None


def cut(question: Question, percent: int, before: Answer | Infeasible | None = None) -> CutAnswer:
    """What a cut of every ceiling by so many percent (rounded down to the rupiah) costs, and whom."""
    kept = tuple(
        replace(ceiling, rupiah=ceiling.rupiah * (100 - percent) // 100)
        for ceiling in question.ceilings
    )
    before = before or most_people(question)
    after = most_people(replace(question, ceilings=kept))
    if isinstance(before, Infeasible) or isinstance(after, Infeasible):
        gives_way = after if isinstance(after, Infeasible) else None
        left = None if isinstance(after, Infeasible) else after
        return CutAnswer(percent, 0, 0, (), (), (), left, gives_way)
    return CutAnswer(
        percent,
        before.people - after.people,
        before.rupiah - after.rupiah,
        lost(before, after),
        fewer(before, after),
        changes_between(before.picks, after.picks),
        after,
    )


def finish(question: Question) -> FinishAnswer:
    """Whether each candidate can still finish when the perubahan is in force on `change_on`, and what is then the most."""
    if question.change_on is None:
        raise ValueError("a day of the perubahan is needed")
    rows = tuple(_finish_row(question, candidate) for candidate in in_order(question))
    return FinishAnswer(question.change_on, rows, most_people(question))


def _finish_row(question: Question, candidate: Candidate) -> FinishRow:
    days = begin_days(question, candidate)
    if days is None:
        raise ValueError("a day of the perubahan is needed")
    window = window_of(question, candidate)
    people = candidate.most * candidate.most_times if window else 0
    limit = next((own for own in question.limits if own.partner == candidate.partner), None)
    if window and limit:
        slots = slots_of(candidate, window)
        if candidate.indicator is Indicator.TRAINED and limit.classes_per_month is not None:
            fit = capacity(Indicator.TRAINED, limit.classes_per_month, slots, question.year)
            people = candidate.most * min(candidate.most_times, fit)
        if candidate.indicator is Indicator.FACILITATED and limit.cases_per_week is not None:
            fit = capacity(Indicator.FACILITATED, limit.cases_per_week, slots, question.year)
            people = min(people, fit)
    over, late = over_on(candidate.chain, days.first), days.first > days.last
    spare = (
        working_days_between(days.last, days.first)
        if late
        else working_days_between(days.first, days.last)
    )
    hold = Finish(over, question.finish_by, -spare if late else spare)
    return FinishRow(candidate.code, days.first, over, days.last, hold.spare, hold.hold, people)


def _giving(question: Question) -> Infeasible:
    found = smallest_set(question)
    if found is None:
        raise ValueError("nothing has to give way, and still there is no answer")
    return found


def _ties(built: Built) -> list[Stage]:
    """The fewest classes, and then the first codes: one class weighs more than any order, so that one search finds both."""
    order = built.order()
    one = built.program.most(order) + 1
    return [Stage(tuple((number, one + place) for number, place in order))]
