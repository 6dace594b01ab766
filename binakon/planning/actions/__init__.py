"""Writing the plan: one verb each, one transaction each, one line of history each."""

from binakon.planning.actions.activities import (
    cancel_activity,
    close_activity,
    hold_activity,
    postpone_activity,
    reschedule_activity,
)
from binakon.planning.actions.commitments import commit, realise, release
from binakon.planning.actions.draft_activities import (
    add_activity,
    edit_activity,
    remove_activity,
)
from binakon.planning.actions.drafts import (
    discard_version,
    draft_version,
    edit_version,
    open_year,
    take_workbook,
)
from binakon.planning.actions.goals import set_goal
from binakon.planning.actions.load import LoadResult, judge_plan, load_plan
from binakon.planning.actions.payments import record_payment, withdraw_payment
from binakon.planning.actions.quotas import (
    give_quota_place_back,
    hold_quotas,
    set_quota,
    take_quota_place,
)
from binakon.planning.actions.realised_people import realise_people
from binakon.planning.actions.reference import load_reference
from binakon.planning.actions.uploads import discard_upload, keep_upload, purge_uploads
from binakon.planning.actions.versions import (
    name_document,
    ratify_version,
    return_version,
    submit_version,
)

__all__ = [
    "LoadResult",
    "add_activity",
    "cancel_activity",
    "close_activity",
    "commit",
    "discard_upload",
    "discard_version",
    "draft_version",
    "edit_activity",
    "edit_version",
    "give_quota_place_back",
    "hold_activity",
    "hold_quotas",
    "judge_plan",
    "keep_upload",
    "load_plan",
    "load_reference",
    "name_document",
    "open_year",
    "postpone_activity",
    "purge_uploads",
    "ratify_version",
    "realise",
    "realise_people",
    "record_payment",
    "release",
    "remove_activity",
    "reschedule_activity",
    "return_version",
    "set_goal",
    "set_quota",
    "submit_version",
    "take_quota_place",
    "take_workbook",
    "withdraw_payment",
]
