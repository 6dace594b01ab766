"""A meeting on its day: begun, closed with what is missing said at once, resumed to be put right."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.coordination.actions.meeting_clocks import start_again, stop_all
from binakon.coordination.models import Meeting
from binakon.coordination.queries.arrivals import people_who_came
from binakon.coordination.queries.meetings import newest_sent
from binakon.coordination.queries.minutes import facts_of, was_closed
from binakon.coordination.queries.planned_came import (
    meetings_that_fulfil,
    offices_that_fulfil,
    people_that_fulfil,
)
from binakon.coordination.rules.arrivals import beginning_problems, withdrawal_problems
from binakon.coordination.rules.minutes import closing_warnings
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.planning.actions.activities import correct_attendance, hold_activity
from binakon.planning.models import Activity
from binakon.planning.states import ACTIVITY, ActivityState


@transaction.atomic
def begin_meeting(meeting: Meeting, *, by: Actor, at: datetime | None = None) -> None:
    """Open the meeting; from now on the code in its room can be scanned, and no answer is awaited any more.

    Raises `Blocked` before its day has come.
    """
    meeting.refresh_from_db(fields=["state", "starts_at"])
    refuse(beginning_problems(meeting.starts_at, at or clock.now()))
    ledger.move(
        meeting,
        "begin",
        by=by,
        at=at,
        sentence=_("%(meeting)s dimulai") % {"meeting": meeting},
        office_code=meeting.office.code,
        scan_seed=meeting.scan_seed or token_hex(16),
    )
    stop_all(meeting, by=by, at=at)


@transaction.atomic
def close_meeting(
    meeting: Meeting, *, by: Actor, at: datetime | None = None
) -> tuple[Problem, ...]:
    """End the meeting and tell the plan how many came; answers with everything that is still missing."""
    warnings = tuple(closing_warnings(facts_of(meeting)))
    ledger.move(
        meeting,
        "close",
        by=by,
        at=at,
        note="; ".join(warning.sentence for warning in warnings),
        sentence=_("%(meeting)s selesai") % {"meeting": meeting},
        office_code=meeting.office.code,
    )
    tell_plan(meeting, by=by, at=at)
    return warnings


@transaction.atomic
def withdraw_beginning(
    meeting: Meeting, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Undo a beginning that was a mistake, with the reason: letters, answers, clocks and reminders go on as before.

    Raises `Blocked` without a reason, once somebody came, and after it was closed: then it was no mistake.
    """
    words = " ".join(reason.split())
    people = people_who_came(meeting)
    refuse(withdrawal_problems(words, people=people, was_closed=was_closed(meeting)))
    ledger.move(
        meeting,
        "withdraw" if newest_sent(meeting) else "withdraw_unasked",
        by=by,
        at=at,
        note=words,
        sentence=_("Mulainya %(meeting)s dibatalkan: %(why)s") % {"meeting": meeting, "why": words},
        office_code=meeting.office.code,
        state_reason=words,
    )
    start_again(meeting, by=by)


@transaction.atomic
def resume_meeting(meeting: Meeting, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Open a closed meeting again to put its record right, with the reason."""
    words = " ".join(reason.split())
    if not words:
        raise Blocked([Problem("reason", _("Tulis alasan melanjutkan rapat ini."))])
    ledger.move(
        meeting,
        "resume",
        by=by,
        at=at,
        note=words,
        sentence=_("%(meeting)s dilanjutkan: %(why)s") % {"meeting": meeting, "why": words},
        office_code=meeting.office.code,
        state_reason=words,
    )


def tell_plan(meeting: Meeting, *, by: Actor, at: datetime | None = None) -> None:
    """Let the planned activity know who came to all its meetings, whenever one is closed or put right later.

    Call it inside the action. An activity that was called off or closed stays as it is.
    """
    activity = meeting.activity
    if activity is None:
        return
    # Two meetings that are closed at once wait here for each other, so that the later one counts both.
    Activity.objects.filter(pk=activity.pk).update(code=F("code"))
    activity.refresh_from_db(fields=["state", "people_came", "offices_came"])
    meetings = meetings_that_fulfil(activity)
    came = {
        "people_came": people_that_fulfil(meetings),
        "offices_came": offices_that_fulfil(activity, meetings),
    }
    if activity.state in ACTIVITY.moves["hold"][0]:
        hold_activity(activity, by=by, at=at, **came)
    elif activity.state == ActivityState.HELD:
        correct_attendance(activity, by=by, at=at, **came)
