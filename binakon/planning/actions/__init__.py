"""Writing the plan: one verb each, one transaction each, one line of history each."""

from binakon.planning.actions.activities import (
    cancel_activity,
    close_activity,
    hold_activity,
    postpone_activity,
    reschedule_activity,
)
from binakon.planning.actions.closing import (
    abandon_closing,
    answer_reopening,
    ask_reopening,
    close_year,
    prepare_closing,
)
from binakon.planning.actions.commitments import commit, realise, release
from binakon.planning.actions.costs import (
    add_line,
    copy_lines,
    edit_line,
    move_line,
    remove_line,
    take_lines,
    use_sum,
)
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
from binakon.planning.actions.next_year import open_next_year
from binakon.planning.actions.payments import record_payment, withdraw_payment
from binakon.planning.actions.prices import add_price, end_price, take_prices
from binakon.planning.actions.quotas import (
    give_quota_place_back,
    hold_quotas,
    set_quota,
    take_quota_place,
)
from binakon.planning.actions.realised_people import realise_people
from binakon.planning.actions.reference import load_reference
from binakon.planning.actions.scenario_answers import answer_scenarios, ask_scenario
from binakon.planning.actions.scenario_proposals import propose_scenario
from binakon.planning.actions.scenarios import (
    discard_scenario,
    edit_scenario,
    open_scenario,
    remove_candidate,
    share_scenario,
)
from binakon.planning.actions.terms import write_terms
from binakon.planning.actions.uploads import discard_upload, keep_upload, purge_uploads
from binakon.planning.actions.versions import (
    name_document,
    ratify_version,
    return_version,
    submit_version,
)

__all__ = [
    "LoadResult",
    "abandon_closing",
    "add_activity",
    "add_line",
    "add_price",
    "answer_reopening",
    "answer_scenarios",
    "ask_reopening",
    "ask_scenario",
    "cancel_activity",
    "close_activity",
    "close_year",
    "commit",
    "copy_lines",
    "discard_scenario",
    "discard_upload",
    "discard_version",
    "draft_version",
    "edit_activity",
    "edit_line",
    "edit_scenario",
    "edit_version",
    "end_price",
    "give_quota_place_back",
    "hold_activity",
    "hold_quotas",
    "judge_plan",
    "keep_upload",
    "load_plan",
    "load_reference",
    "move_line",
    "name_document",
    "open_next_year",
    "open_scenario",
    "open_year",
    "postpone_activity",
    "prepare_closing",
    "propose_scenario",
    "purge_uploads",
    "ratify_version",
    "realise",
    "realise_people",
    "record_payment",
    "release",
    "remove_activity",
    "remove_candidate",
    "remove_line",
    "reschedule_activity",
    "return_version",
    "set_goal",
    "set_quota",
    "share_scenario",
    "submit_version",
    "take_lines",
    "take_prices",
    "take_quota_place",
    "take_workbook",
    "use_sum",
    "withdraw_payment",
    "write_terms",
]
