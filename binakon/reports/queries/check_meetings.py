"""Do the figures of meetings tell the same as their lists of guests? A part of `binakon check-figures`."""

from collections.abc import Iterator

from django.db.models import Min

from binakon.coordination.models import Invitation
from binakon.coordination.queries.planned_came import (
    meetings_that_fulfil,
    offices_that_fulfil,
    people_that_fulfil,
)
from binakon.coordination.states import MeetingState
from binakon.core.problems import Problem
from binakon.planning.models import Activity
from binakon.planning.states import ActivityState


def meeting_problems() -> Iterator[Problem]:
    """An office that came without a guest, or the reverse; a plan that counts others than its closed meetings."""
    rows = Invitation.objects.annotate(first=Min("guests__came_at")).select_related(
        "office", "meeting"
    )
    for row in rows.order_by("meeting_id", "office__code"):
        if row.came_at != row.first:
            sentence = f"{row.office} di {row.meeting.code}: saat kantor hadir bukan saat tamu pertamanya hadir."
            yield Problem("counter_differs", sentence)
    held = Activity.objects.filter(
        state=ActivityState.HELD, meetings__state=MeetingState.CLOSED
    ).distinct()
    for activity in held.order_by("pk"):
        yield from _plan_problems(activity)


def _plan_problems(activity: Activity) -> Iterator[Problem]:
    if activity.meetings.filter(state=MeetingState.RUNNING).exists():
        # One of them is resumed: the plan is told when it is closed again.
        return
    meetings = meetings_that_fulfil(activity)
    codes = ", ".join(meeting.code for meeting in meetings)
    for what, counter, counted in (
        ("Kantor", activity.offices_came, offices_that_fulfil(activity, meetings)),
        ("Orang", activity.people_came, people_that_fulfil(meetings)),
    ):
        if counter != counted:
            sentence = f"{what} yang hadir pada {activity}: rencana mencatat {counter}, daftar hadir {codes} {counted}."
            yield Problem("counter_differs", sentence)
