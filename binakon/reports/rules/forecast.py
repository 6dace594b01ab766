"""How many there may be at the year's end, as a range: what is done, and a share of what is under way. Pure.

The method is justified in docs/decisions/0033-the-forecast.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt

# Four times out of five one class lies within its range.
Z = 1.2816
LEAST_CLASSES, LEAST_PEOPLE = 3, 30
LEAST_CASES = 20
LEAST_YEARS = 2


@dataclass(frozen=True, slots=True)
class Past:
    """What became of those who once stood where somebody stands now: `got` of `of` people, in `units` classes or years."""

    got: int
    of: int
    units: int
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """Low, middle, high; whole people."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Group:
    """People of one class or activity who stand alike, and what became of such people before.

    `is_possible` is false when they cannot be counted before the year ends; `is_doubtful` when it is not sure at all
    (no money yet, no known length, no day to spare): then nobody of them is in the low.
    """

    people: int
    past: Past
    is_possible: bool = True
    is_doubtful: bool = False


def share(past: Past, ahead: int) -> tuple[float, float]:
    """The least and the greatest share that is likely among `ahead` people, after Wilson.

    Both the past (n people) and the future (m people) are samples: the interval is Wilson's with n·m / (n + m) in the
    place of n. It holds the observed share, and with more past data of the same share it only becomes narrower.
    """
    seen = past.got / past.of
    weight = past.of * ahead / (past.of + ahead)
    square = Z * Z / weight
    middle = (seen + square / 2) / (1 + square)
    half = Z * sqrt(seen * (1 - seen) / weight + Z * Z / (4 * weight * weight)) / (1 + square)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def of_group(group: Group) -> Range:
    """What becomes of one group; the middle is the share seen before, rounded to whole people."""
    if not group.people or not group.is_possible:
        return Range(0, 0, 0)
    least, most = share(group.past, group.people)
    middle = round(Fraction(group.past.got, group.past.of) * group.people)
    low = 0 if group.is_doubtful else min(floor(group.people * least), middle)
    return Range(low, middle, max(min(ceil(group.people * most), group.people), middle))


def of_unit(done: int, groups: Iterable[Group], seats: int | None) -> Range:
    """One class or activity: whoever is counted already, and its groups; never more than its seats, never less than done."""
    found = total(of_group(group) for group in groups)

    def within(number: int) -> int:
        return done + number if seats is None else max(min(done + number, seats), done)

    return Range(within(found.low), within(found.middle), within(found.high))


def total(ranges: Iterable[Range]) -> Range:
    """The sum of lows, of middles and of highs: as wide as if everything went badly, or well, at once."""
    known = list(ranges)
    return Range(
        sum(each.low for each in known),
        sum(each.middle for each in known),
        sum(each.high for each in known),
    )


def past_of_classes(own: Sequence[tuple[int, int]], published: Sequence[Past]) -> Past | None:
    """From finished classes, each (got, of); where they are too few, from published years; None where those are too few."""
    known = Past(sum(got for got, _of in own), sum(of for _got, of in own), len(own))
    if known.units >= LEAST_CLASSES and known.of >= LEAST_PEOPLE:
        return known
    return _published(published)


def past_of_stages(
    ended: Mapping[str, tuple[int, int]], stages: Sequence[str], published: Sequence[Past]
) -> dict[str, Past | None]:
    """For every stage in its order the share of ended cases that once reached it and got there: (got, of).

    A stage that too few have reached takes the share of the stage before, which is never the better one; where that has
    too few as well, published years speak.
    """
    found: dict[str, Past | None] = {}
    last = _published(published)
    for stage in stages:
        got, of = ended.get(stage, (0, 0))
        if of >= LEAST_CASES:
            last = Past(got, of, of)
        found[stage] = last
    return found


def of_published(target: int | None, realised: int | None) -> Past | None:
    """A published year as a share of what was promised; more than promised is all of it. None where a figure is missing."""
    if not target or realised is None:
        return None
    return Past(min(realised, target), target, 1, is_published=True)


def _published(years: Sequence[Past]) -> Past | None:
    if len(years) < LEAST_YEARS:
        return None
    got, of = sum(year.got for year in years), sum(year.of for year in years)
    return Past(got, of, len(years), is_published=True)
