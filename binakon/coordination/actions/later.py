"""What was opened from an activity is held before its quotas are agreed, and follows them afterwards."""

from datetime import datetime

from binakon.coordination.queries.later import keepers
from binakon.core.actor import Actor


def hold(activity_id: int, *, by: Actor) -> None:
    """Hold what was opened from an activity, before its quotas (the order of all locks)."""
    for keeper in keepers:
        keeper.hold(activity_id, by)


def settle(activity_id: int, *, by: Actor, at: datetime) -> None:
    """Let what was opened from an activity follow its quotas; raises `Blocked`."""
    for keeper in keepers:
        keeper.settle(activity_id, by, at)
