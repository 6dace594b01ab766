"""What coordination asks of later chapters that it does not know: how many people does an office name, who keeps a quota.

A later chapter registers its count in its own `queries/answers.py`, and its keeper in a module that its `jobs.py`
imports, so that every process knows both. Without them nobody was named, and every quota that fits the plan fits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from binakon.core.actor import Actor

NamedCount = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class QuotaKeeper:
    """`hold` locks what was opened from an activity (its number); `settle` lets it follow its new quotas.

    `settle` raises `Blocked` where the quotas do not fit it, which undoes them.
    """

    hold: Callable[[int, Actor], None]
    settle: Callable[[int, Actor, datetime], None]


_counts: list[NamedCount] = []
keepers: list[QuotaKeeper] = []


def counts_named(count: NamedCount) -> NamedCount:
    """Register who counts the people that an office (its number) still names for an activity (its number)."""
    _counts.append(count)
    return count


def keep_quotas(keeper: QuotaKeeper) -> None:
    """Register what a later chapter does with agreed quotas."""
    keepers.append(keeper)


def named(activity_id: int, office_id: int) -> int:
    """How many people an office names for an activity now."""
    return sum(count(activity_id, office_id) for count in _counts)
