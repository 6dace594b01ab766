"""Do the figures of meetings tell the same as their lists of guests? A part of `binakon check-figures`."""

from collections.abc import Iterator

from django.db.models import Min

from binakon.coordination.models import Invitation, Meeting
from binakon.coordination.queries.arrivals import people_who_came, planned_offices_that_came
from binakon.coordination.states import MeetingState
from binakon.core.problems import Problem
from binakon.planning.states import ActivityState


def meeting_problems() -> Iterator[Problem]:
    """An office that came without a guest, or the reverse; a plan that counts others than its closed meeting."""
    rows = Invitation.objects.annotate(first=Min("guests__came_at")).select_related(
        "office", "meeting"
    )
    for row in rows.order_by("meeting_id", "office__code"):
        if row.came_at != row.first:
            sentence = f"{row.office} di {row.meeting.code}: saat kantor hadir bukan saat tamu pertamanya hadir."
            yield Problem("counter_differs", sentence)
    closed = Meeting.objects.filter(
        state=MeetingState.CLOSED, activity__state=ActivityState.HELD
    ).select_related("activity")
    for meeting in closed.order_by("pk"):
        yield from _plan_problems(meeting)


def _plan_problems(meeting: Meeting) -> Iterator[Problem]:
    activity = meeting.activity
    assert activity is not None, "a meeting of the plan"
    if activity.meetings.filter(state=MeetingState.CLOSED).count() > 1:
        # Several meetings fulfil it: the plan tells the one that was closed last.
        return
    for what, counter, counted in (
        ("Kantor", activity.offices_came, planned_offices_that_came(meeting)),
        ("Orang", activity.people_came, people_who_came(meeting)),
    ):
        if counter != counted:
            sentence = f"{what} yang hadir pada {activity}: rencana mencatat {counter}, daftar hadir {meeting.code} {counted}."
            yield Problem("counter_differs", sentence)
