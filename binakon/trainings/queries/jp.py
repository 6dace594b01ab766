"""JP taught in a training, and attended by each of its participants."""

from django.db.models import Sum

from binakon.enrolment.models import Training
from binakon.trainings.models import Presence, Session


def jp_attended(training: Training) -> dict[int, int]:
    """JP of the sessions at which each registration was present; whoever has no presence is not in it."""
    rows = Presence.objects.counted().filter(session__training=training)
    summed = rows.values("registration_id").order_by().annotate(jp=Sum("session__jp"))
    return dict(summed.values_list("registration_id", "jp"))


def jp_total(training: Training) -> int:
    """JP of all its sessions."""
    return Session.objects.filter(training=training).aggregate(jp=Sum("jp"))["jp"] or 0
