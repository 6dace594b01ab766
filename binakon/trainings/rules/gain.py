"""What was learnt between the test before and the test after: N-gain of a person and a class, shares of an item."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

FULL = Decimal(100)
# A mean of fewer people says too much about each of them to be told of a group.
LEAST_OF_A_GROUP = 5


def gain_of(pre: Decimal | None, post: Decimal | None) -> Decimal | None:
    """(post - pre) / (100 - pre), to two places; None where a score is unknown or where nothing was left to gain.

    Source: Hake (1998), normalised gain. It is 1 when everything that was missing was learnt, below 0 when the score
    fell.
    """
    if pre is None or post is None or pre == FULL:
        return None
    return _rounded((post - pre) / (FULL - pre))


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and of how many; None of nobody, and where `is_closed`: of too few to be told."""

    value: Decimal | None
    n: int
    is_closed: bool = False


def mean_of(values: Iterable[Decimal | None]) -> Mean:
    """The mean of what is known, to two places, and of how many."""
    known = [value for value in values if value is not None]
    if not known:
        return Mean(None, 0)
    return Mean(_rounded(sum(known, Decimal(0)) / len(known)), len(known))


def open_groups(sizes: Mapping[str, int], least: int = LEAST_OF_A_GROUP) -> set[str]:
    """The groups whose mean may be told beside the mean of all.

    Fewer than `least` people are protected. What is left when the open groups are taken from all must not single out
    fewer either, so the smallest open groups are closed too until the closed ones together are `least`.
    """
    told = sorted(sizes, key=lambda group: (sizes[group], group))
    closed = [group for group in told if sizes[group] < least]
    rest = told[len(closed) :]
    while rest and 0 < sum(sizes[group] for group in closed) < least:
        closed.append(rest.pop(0))
    return set(rest)


@dataclass(frozen=True, slots=True)
class Share:
    """How many answered rightly, of how many who answered this item in this test."""

    right: int
    n: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, None of nobody."""
        if not self.n:
            return None
        share = Decimal(100 * self.right) / Decimal(self.n)
        return int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def gain_of_item(pre: Share | None, post: Share | None) -> Decimal | None:
    """The N-gain of one item, by the exact shares of those who answered it before and after.

    None where either is of nobody, or where everybody knew it before.
    """
    if pre is None or post is None or not pre.n or not post.n or pre.right == pre.n:
        return None
    before, after = Fraction(pre.right, pre.n), Fraction(post.right, post.n)
    gain = (after - before) / (1 - before)
    return _rounded(Decimal(gain.numerator) / Decimal(gain.denominator))


def share_of(answers: Iterable[bool | None]) -> Share:
    """The share of what is known: True is right, False wrong or left empty, None not known (only a score was typed)."""
    known = [answer for answer in answers if answer is not None]
    return Share(sum(known), len(known))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
