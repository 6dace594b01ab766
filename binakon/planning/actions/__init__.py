"""Writing the plan: one verb each, one transaction each, one line of history each."""

from binakon.planning.actions.activities import (
    cancel_activity,
    close_activity,
    hold_activity,
    postpone_activity,
    reschedule_activity,
)
from binakon.planning.actions.commitments import commit, realise, release
from binakon.planning.actions.load import LoadResult, judge_plan, load_plan
from binakon.planning.actions.quotas import set_quota
from binakon.planning.actions.reference import load_reference
from binakon.planning.actions.versions import ratify_version, return_version, submit_version

__all__ = [
    "LoadResult",
    "cancel_activity",
    "close_activity",
    "commit",
    "hold_activity",
    "judge_plan",
    "load_plan",
    "load_reference",
    "postpone_activity",
    "ratify_version",
    "realise",
    "release",
    "reschedule_activity",
    "return_version",
    "set_quota",
    "submit_version",
]
