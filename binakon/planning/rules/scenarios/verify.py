"""An answer counted again in whole numbers, by nothing that the search uses: what does not hold never leaves the house."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from binakon.core.holidays import is_working_day
from binakon.core.problems import Problem
from binakon.planning.rules.scenarios.answers import Answer, Pick
from binakon.planning.rules.scenarios.dates import over_on, slot_on, window_of
from binakon.planning.rules.scenarios.facts import (
    Candidate,
    Ceiling,
    Goal,
    Indicator,
    Question,
    prices_of,
)


class UnsoundAnswer(Exception):
    """The solver gave an answer that does not hold."""


def proven(
    question: Question,
    answer: Answer,
    *,
    ceilings: Iterable[Ceiling] = (),
    goals: Iterable[Goal] = (),
) -> Answer:
    """The answer itself. Raises `UnsoundAnswer` with every sentence where it does not hold."""
    problems = answer_problems(question, answer, ceilings=ceilings, goals=goals)
    if problems:
        raise UnsoundAnswer("; ".join(problem.sentence for problem in problems))
    return answer


def answer_problems(
    question: Question,
    answer: Answer,
    *,
    ceilings: Iterable[Ceiling] = (),
    goals: Iterable[Goal] = (),
) -> list[Problem]:
    """Everything in which an answer breaks its question, the ceilings and the goals that it had to hold; for engineers."""
    known = {candidate.code: candidate for candidate in question.candidates}
    if any(pick.code not in known for pick in answer.picks):
        return [Problem("unknown", "a pick is of no candidate")]
    checks: list[Callable[[Question, Answer], Iterator[Problem]]] = [
        _classes,
        _days,
        _partners,
        _regions,
        _sums,
    ]
    found = [problem for check in checks for problem in check(question, answer)]
    found += _ceilings(question, answer, ceilings)
    found += _goals(known, answer, goals)
    return found


def _classes(question: Question, answer: Answer) -> Iterator[Problem]:
    held: dict[str, list[Pick]] = {}
    for pick in answer.picks:
        held.setdefault(pick.code, []).append(pick)
    for candidate in question.candidates:
        own = held.get(candidate.code, [])
        if not candidate.least_times <= len(own) <= candidate.most_times:
            yield Problem("times", f"{candidate.code} is held {len(own)} times")
        if sorted(pick.number for pick in own) != list(range(1, len(own) + 1)):
            yield Problem("numbers", f"{candidate.code} is not numbered from 1")
        prices = prices_of(question, candidate)
        for pick in own:
            if not candidate.least <= pick.people <= candidate.most:
                yield Problem("people", f"{pick.code} {pick.number} has {pick.people} people")
            if pick.rupiah != prices.fixed + prices.person * pick.people:
                yield Problem("price", f"{pick.code} {pick.number} costs {pick.rupiah}")
            begun = [begin.people for begin in pick.begins]
            if sum(begun) != pick.people or min(begun, default=0) < 1:
                yield Problem("begins", f"{pick.code} {pick.number} begins for {begun}")


def _days(question: Question, answer: Answer) -> Iterator[Problem]:
    known = {candidate.code: candidate for candidate in question.candidates}
    for pick in answer.picks:
        candidate, name = known[pick.code], f"{pick.code} {pick.number}"
        window, days = window_of(question, candidate), [begin.day for begin in pick.begins]
        if not days or window is None:
            yield Problem("window", f"{name} has no day")
            continue
        if days[0] < window.first or days[-1] > window.last or sorted(set(days)) != days:
            yield Problem("window", f"{name} does not begin within its days")
        if pick.over_on != over_on(candidate.chain, days[-1]):
            yield Problem("finish", f"{name} is over on {pick.over_on}")
        if candidate.is_held:
            continue
        if not all(is_working_day(day) for day in days):
            yield Problem("day_off", f"{name} begins on a day off")
        if pick.over_on > question.finish_by:
            yield Problem("finish", f"{name} is over on {pick.over_on}")


def _partners(question: Question, answer: Answer) -> Iterator[Problem]:
    known = {candidate.code: candidate for candidate in question.candidates}
    classes: Counter[tuple[str, int]] = Counter()
    cases: Counter[tuple[str, int]] = Counter()
    for pick in answer.picks:
        candidate = known[pick.code]
        for begin in pick.begins:
            key = (candidate.partner, slot_on(candidate, begin.day))
            if candidate.indicator is Indicator.TRAINED:
                classes[key] += 1
            else:
                cases[key] += begin.people
    for limit in question.limits:
        for counts, most in ((classes, limit.classes_per_month), (cases, limit.cases_per_week)):
            if most is None:
                continue
            for (partner, slot), count in sorted(counts.items()):
                if partner == limit.partner and count > most:
                    yield Problem("partner", f"{partner} has {count} in slot {slot}, not {most}")


def _regions(question: Question, answer: Answer) -> Iterator[Problem]:
    known = {candidate.code: candidate for candidate in question.candidates}
    people = Counter(dict.fromkeys(question.regions, 0))
    for pick in answer.picks:
        own = known[pick.code].regions or question.regions
        for share in pick.regions:
            people[share.region] += share.people
        if {share.region for share in pick.regions} - set(own):
            yield Problem("regions", f"{pick.code} {pick.number} has people of other regions")
        if own and sum(share.people for share in pick.regions) != pick.people:
            yield Problem("regions", f"{pick.code} {pick.number} is not spread whole")
    if {share.region: share.people for share in answer.by_region} != dict(people):
        yield Problem("regions", "the regions do not add up")
    for floor in question.floors:
        if people[floor.region] < floor.people:
            yield Problem("floor", f"{floor.region} has {people[floor.region]}")


def _sums(question: Question, answer: Answer) -> Iterator[Problem]:
    known = {candidate.code: candidate for candidate in question.candidates}
    if answer.people != sum(pick.people for pick in answer.picks):
        yield Problem("sum", "the people do not add up")
    if answer.rupiah != sum(pick.rupiah for pick in answer.picks):
        yield Problem("sum", "the rupiah do not add up")
    if answer.classes != len(answer.picks):
        yield Problem("sum", "the classes do not add up")
    for share in answer.by_indicator:
        own = [pick for pick in answer.picks if known[pick.code].indicator is share.indicator]
        if (share.people, share.rupiah) != (sum(p.people for p in own), sum(p.rupiah for p in own)):
            yield Problem("sum", f"{share.indicator} does not add up")


def _ceilings(question: Question, answer: Answer, ceilings: Iterable[Ceiling]) -> Iterator[Problem]:
    known = {candidate.code: candidate for candidate in question.candidates}
    costs = [(known[pick.code].sub_activity, pick.rupiah) for pick in answer.picks]
    costs += [(other.sub_activity, other.rupiah or 0) for other in question.others]
    for ceiling in ceilings:
        spent = sum(rupiah for code, rupiah in costs if ceiling.sub_activity in ("", code))
        if spent > ceiling.rupiah:
            yield Problem("ceiling", f"{spent} is spent, not {ceiling.rupiah}")


def _goals(known: dict[str, Candidate], answer: Answer, goals: Iterable[Goal]) -> Iterator[Problem]:
    for goal in goals:
        people = sum(
            pick.people
            for pick in answer.picks
            if goal.indicator in (None, known[pick.code].indicator)
        )
        if people < goal.people:
            yield Problem("goal", f"{people} people, not {goal.people}")
