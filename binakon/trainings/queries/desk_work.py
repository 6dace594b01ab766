"""What waits in the classes of one office's year for whoever answers exceptions: those that another person asked for."""

from django.db.models import Count

from binakon.enrolment.models import Training
from binakon.enrolment.queries.desk_work import ClassWork
from binakon.people.rules import Viewer, can_approve
from binakon.trainings.models import Completion
from binakon.trainings.states import CompletionState


def exceptions_waiting(viewer: Viewer, office_code: str, year: int) -> tuple[ClassWork, ...]:
    """Exceptions that this viewer may answer, by class in the order of their days; their own are not among them."""
    if not can_approve(viewer, office_code):
        return ()
    rows = Completion.objects.filter(
        state=CompletionState.EXCEPTION,
        training__activity__programme__office__code=office_code,
        training__activity__programme__year=year,
    ).exclude(asked_by=viewer.actor.user_id)
    counted = dict(rows.order_by().values_list("training").annotate(Count("pk")))
    if not counted:
        return ()
    found = Training.objects.filter(pk__in=counted).select_related("activity__programme__office")
    return tuple(ClassWork(each, counted[each.pk]) for each in found.order_by("starts_on", "pk"))
