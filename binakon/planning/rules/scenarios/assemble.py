"""An answer put together from what was chosen, and what differs between two answers."""

from collections import Counter
from collections.abc import Iterable, Sequence

from binakon.planning.rules.scenarios.answers import (
    Answer,
    Change,
    IndicatorShare,
    Pick,
    Share,
)
from binakon.planning.rules.scenarios.facts import (
    Assumption,
    Indicator,
    Question,
    assumption_for,
    needed_prices,
)
from binakon.planning.rules.scenarios.layout import picks_of
from binakon.planning.rules.scenarios.rows import Built


def answer_of(built: Built, values: Sequence[int]) -> Answer:
    """The answer that the solver's values mean."""
    picks = picks_of(built, values)
    return Answer(
        people=sum(pick.people for pick in picks),
        rupiah=sum(pick.rupiah for pick in picks),
        classes=len(picks),
        is_proven=True,
        picks=picks,
        by_indicator=by_indicator(built.question, picks),
        by_region=by_region(built.question, picks),
        assumptions=used_assumptions(built.question),
    )


def by_indicator(question: Question, picks: Iterable[Pick]) -> tuple[IndicatorShare, ...]:
    """People and rupiah of both indicators."""
    counts = {candidate.code: candidate.indicator for candidate in question.candidates}
    people: Counter[Indicator] = Counter()
    rupiah: Counter[Indicator] = Counter()
    for pick in picks:
        people[counts[pick.code]] += pick.people
        rupiah[counts[pick.code]] += pick.rupiah
    return tuple(IndicatorShare(each, people[each], rupiah[each]) for each in Indicator)


def by_region(question: Question, picks: Iterable[Pick]) -> tuple[Share, ...]:
    """People of every region of the question, and of every other that has some."""
    people = Counter(dict.fromkeys(question.regions, 0))
    for pick in picks:
        people.update({share.region: share.people for share in pick.regions})
    return tuple(Share(region, people[region]) for region in sorted(people))


def used_assumptions(question: Question) -> tuple[Assumption, ...]:
    """The assumptions that the answer stands on, in the order of the question: all but prices that no candidate needs."""
    prices = {
        found.key
        for candidate in question.candidates
        for price in needed_prices(question)
        if getattr(candidate, price.value) is None
        and (found := assumption_for(question, candidate, price))
    }
    return tuple(
        assumption
        for assumption in question.assumptions
        if assumption.key in prices or not _is_price(assumption)
    )


def changes_between(before: Iterable[Pick], after: Iterable[Pick]) -> tuple[Change, ...]:
    """What each candidate has more or less of, in the order of codes."""
    classes: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for sign, picks in ((-1, before), (1, after)):
        for pick in picks:
            classes[pick.code] += sign
            people[pick.code] += sign * pick.people
    return tuple(
        Change(code, classes[code], people[code])
        for code in sorted(classes)
        if classes[code] or people[code]
    )


def lost(before: Answer, after: Answer) -> tuple[IndicatorShare, ...]:
    """What each indicator loses (below 0: gains, where another loses)."""
    return tuple(
        IndicatorShare(one.indicator, one.people - two.people, one.rupiah - two.rupiah)
        for one, two in zip(before.by_indicator, after.by_indicator, strict=True)
    )


def fewer(before: Answer, after: Answer) -> tuple[Share, ...]:
    """The regions that lose places, and how many."""
    left = {share.region: share.people for share in after.by_region}
    found = (
        Share(share.region, share.people - left.get(share.region, 0)) for share in before.by_region
    )
    return tuple(share for share in found if share.people > 0)


def _is_price(assumption: Assumption) -> bool:
    return assumption.key.split(":")[0] in {"fixed_cost", "cost_per_person", "travel_per_person"}
