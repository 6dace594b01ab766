"""What was agreed and is late: whom it is chased from, and what the next meeting opens with."""

from datetime import date

from django.db.models import Case, Q, QuerySet, When

from binakon.coordination.models import Agreement, Meeting
from binakon.coordination.queries.agreements import AgreementLine, agreements_for, lines_of
from binakon.coordination.states import RUNNING_AGREEMENTS, AgreementKind, AgreementState
from binakon.core import clock
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


def late_at(meeting: Meeting, day: date) -> list[Agreement]:
    """The same for the berita acara, which goes to every office: what was late on `day`, also where it was done since.

    What was written down after that day was not there to be late.
    """
    until = clock.end_of(day)
    stood = Q(state=AgreementState.ACCEPTED) | Q(
        state=AgreementState.FULFILLED, fulfilled_at__gt=until
    )
    late = Agreement.objects.filter(
        stood, office=meeting.office_id, due_on__lt=day, made_at__lte=until
    )
    # A quota is done the moment it is agreed, so it was never owed.
    late = late.exclude(meeting=meeting).exclude(kind=AgreementKind.QUOTA)
    return list(late.select_related("owner", "activity").order_by("due_on", "pk"))


def late_first(rows: QuerySet[Agreement], day: date) -> QuerySet[Agreement]:
    """What is late first, then what is due next, then what is done."""
    rank = Case(
        When(state=AgreementState.ACCEPTED, due_on__lt=day, then=0),
        When(state__in=RUNNING_AGREEMENTS, then=1),
        default=2,
    )
    return rows.annotate(rank=rank).order_by("rank", "due_on", "pk")
