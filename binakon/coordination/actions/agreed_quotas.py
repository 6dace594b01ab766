"""Quotas that are agreed: the places of an agreement become those of the plan."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from binakon.coordination.actions import later
from binakon.coordination.models import Agreement
from binakon.coordination.queries.quota_now import quotas_now
from binakon.coordination.rules.agreement_words import reason_words
from binakon.coordination.rules.agreements import QuotaNow, table_problems
from binakon.core import words
from binakon.core.actor import Actor
from binakon.core.problems import refuse
from binakon.planning import actions as planning
from binakon.planning.queries.opened import seats_now


def set_agreed_quota(agreement: Agreement, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Give the owner its places with the meeting as reason; the quota's row and what stood there before.

    What was opened from the activity is held first, then the activity, so that what stands there is read when nobody
    else can change it. Call it inside the action. Raises `Blocked` with everything that stands in the way.
    """
    activity, office, places = agreement.activity, agreement.owner, agreement.places
    assert activity is not None, "the CHECK of a quota asks for it"
    assert office is not None, "the CHECK of a quota asks for it"
    assert places is not None, "the CHECK of a quota asks for it"
    later.hold(activity.pk, by=by)
    planning.hold_quotas(activity, by=by)
    now = quotas_now(activity)
    held = now.get(office.code, QuotaNow(office.name, None, 0))
    now[office.code] = held
    refuse(table_problems({office.code: places}, now, seats_now([activity])[activity.pk]))
    quota = planning.set_quota(
        activity, office=office, places=places, reason=_reason(agreement), by=by, at=at
    )
    later.settle(activity.pk, by=by, at=at)
    return {"quota_id": quota.pk, "places_before": held.places}


def _reason(agreement: Agreement) -> str:
    meeting = agreement.meeting
    day = words.day(timezone.localdate(meeting.starts_at)) if meeting else ""
    return reason_words(str(meeting or ""), day, agreement.text)
