"""What later chapters do when quotas of an activity are agreed: hold what was opened from it, then follow the quotas.

A later chapter registers its keeper in a module that its `jobs.py` imports, so that every process knows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from binakon.core.actor import Actor


@dataclass(frozen=True, slots=True)
class QuotaKeeper:
    """`hold` locks what was opened from an activity (its number); `settle` lets it follow its new quotas.

    `settle` raises `Blocked` where the quotas do not fit it, which undoes them.
    """

    hold: Callable[[int, Actor], None]
    settle: Callable[[int, Actor, datetime], None]


_keepers: list[QuotaKeeper] = []


def keep_quotas(keeper: QuotaKeeper) -> None:
    """Register what a later chapter does with agreed quotas."""
    _keepers.append(keeper)


def hold(activity_id: int, *, by: Actor) -> None:
    """Hold what was opened from an activity, before its quotas (the order of all locks)."""
    for keeper in _keepers:
        keeper.hold(activity_id, by)


def settle(activity_id: int, *, by: Actor, at: datetime) -> None:
    """Let what was opened from an activity follow its quotas; raises `Blocked`."""
    for keeper in _keepers:
        keeper.settle(activity_id, by, at)
