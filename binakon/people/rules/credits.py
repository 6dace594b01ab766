"""Credits of continuing professional development (PKB) against what a renewal asks; every sum is an estimate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

TENTH = 10


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """What renewing an SKK of one level asks: so many credits within so many years, and who says so.

    `credits` None means that no rule is known for this level, never that nothing is asked.
    """

    level: int
    credits: int | None
    years: int
    source: str


@dataclass(frozen=True, slots=True)
class Earned:
    """Credits of one activity, in tenths."""

    on: date
    tenths: int
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """What was earned since `since` and what is still missing, in tenths; `needed` None is unknown."""

    needed: int | None
    earned: int
    estimated: int
    since: date | None

    @property
    def missing(self) -> int | None:
        """Tenths still missing; None where nobody knows what is asked."""
        return None if self.needed is None else max(0, self.needed - self.earned)


def counts_from(issued_on: date | None, expires_on: date | None, years: int) -> date | None:
    """The first day whose credits count: the day of issue, or as many years before the end; None when neither is known."""
    if issued_on is not None:
        return issued_on
    if expires_on is None:
        return None
    year = expires_on.year - years
    try:
        return expires_on.replace(year=year)
    except ValueError:
        # 29 February of a year that has none.
        return date(year, 3, 1)


def balance(
    rule: RenewalRule | None,
    earned: Iterable[Earned],
    *,
    issued_on: date | None,
    expires_on: date | None,
) -> Balance:
    """What one SKK still needs. Credits count from the first day of its validity; where that is unknown, all do."""
    since = counts_from(issued_on, expires_on, rule.years) if rule else issued_on
    counted = [each for each in earned if since is None or each.on >= since]
    return Balance(
        needed=rule.credits * TENTH if rule is not None and rule.credits is not None else None,
        earned=sum(each.tenths for each in counted),
        estimated=sum(each.tenths for each in counted if each.is_estimate),
        since=since,
    )
