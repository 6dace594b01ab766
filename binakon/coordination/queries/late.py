"""What was agreed and is late: whom it is chased from, and what the next meeting opens with."""

from datetime import date

from django.db.models import Case, QuerySet, When

from binakon.coordination.models import Agreement, Meeting
from binakon.coordination.queries.agreements import AgreementLine, agreements_for, lines_of
from binakon.coordination.states import RUNNING_AGREEMENTS, AgreementState
from binakon.core.calendar import today
from binakon.people.rules import Viewer


def late_on(day: date) -> QuerySet[Agreement]:
    """Accepted agreements whose day lies before `day`, the oldest first."""
    rows = Agreement.objects.filter(state=AgreementState.ACCEPTED, due_on__lt=day)
    return rows.select_related("office", "owner", "meeting").order_by("due_on", "pk")


def late_for(viewer: Viewer, meeting: Meeting) -> tuple[AgreementLine, ...]:
    """What a meeting opens with: everything of its office that is late today, as far as the viewer may see it.

    What was agreed in this meeting itself is not part of it.
    """
    day = today()
    late = agreements_for(viewer).filter(
        office=meeting.office_id, state=AgreementState.ACCEPTED, due_on__lt=day
    )
    return lines_of(late.exclude(meeting=meeting).order_by("due_on", "owner__code", "pk"), day)


def late_at(meeting: Meeting, day: date) -> tuple[AgreementLine, ...]:
    """The same for the berita acara, which goes to every office: what was late on `day`."""
    late = late_on(day).filter(office=meeting.office_id).exclude(meeting=meeting)
    return lines_of(late, day)


def late_first(rows: QuerySet[Agreement], day: date) -> QuerySet[Agreement]:
    """What is late first, then what is due next, then what is done."""
    rank = Case(
        When(state=AgreementState.ACCEPTED, due_on__lt=day, then=0),
        When(state__in=RUNNING_AGREEMENTS, then=1),
        default=2,
    )
    return rows.annotate(rank=rank).order_by("rank", "due_on", "pk")
