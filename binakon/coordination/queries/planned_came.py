"""Who came to what the plan promised: to one meeting, or to all that fulfil the same activity."""

from collections import Counter

from binakon.coordination.models import Guest, Invitation, Meeting
from binakon.coordination.queries.minutes import was_closed
from binakon.coordination.states import MeetingState
from binakon.people.rules.names import name_key
from binakon.planning.models import Activity


def meetings_that_fulfil(activity: Activity) -> list[Meeting]:
    """The meetings of an activity that were ended; one that is resumed to be put right still is one of them."""
    ended = (MeetingState.CLOSED, MeetingState.RUNNING)
    rows = Meeting.objects.filter(activity=activity, state__in=ended).order_by("starts_at", "pk")
    return [row for row in rows if row.state == MeetingState.CLOSED or was_closed(row)]


def offices_that_fulfil(activity: Activity, meetings: list[Meeting]) -> int:
    """The kabupaten and kota of the plan that came to any of the meetings; where it names none, all invited ones.

    Each is counted once: the plan says how many of its offices take part. How often each came is the figure of the year
    (decision 35).
    """
    came = Invitation.objects.filter(meeting__in=meetings, came_at__isnull=False)
    came = came.filter(office__parent__isnull=False)
    if activity.region_codes and not activity.is_all_regions:
        came = came.filter(office__code__in=activity.region_codes)
    return came.values("office").distinct().count()


def people_that_fulfil(meetings: list[Meeting]) -> int:
    """Everybody who came to any of the meetings, of whatever body; who came to two of them is one person.

    The same person is the same name of the same office or body; two of one name in one meeting are two.
    """
    rows = Guest.objects.filter(meeting__in=meetings, came_at__isnull=False)
    lists: dict[int, Counter[tuple[int | None, str, str]]] = {}
    for pk, office, body, name in rows.values_list("meeting", "invitation__office", "body", "name"):
        person = office, name_key(body), name_key(name)
        lists.setdefault(pk, Counter())[person] += 1
    together: Counter[tuple[int | None, str, str]] = Counter()
    for each in lists.values():
        together |= each
    return together.total()
