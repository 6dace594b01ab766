"""Whoever registered first is told that their NIK was typed again: later, so that the second one's time tells nothing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from binakon.core import clock, outbox
from binakon.core.actor import Actor
from binakon.core.models import Message
from binakon.enrolment.models import Registration
from binakon.enrolment.queries.own_letters import letter_about
from binakon.enrolment.states import RegistrationState

# A job that stood still for longer tells nobody any more.
NEWS_FOR = timedelta(days=3)


@transaction.atomic
def tell_repeated(*, by: Actor, at: datetime | None = None) -> int:
    """Post one letter to each person whose registration was said again since they were last told; how many."""
    moment = at or clock.now()
    told = Message.objects.filter(
        name="registration_repeated",
        subject_type=Registration._meta.label_lower,
        subject_id=OuterRef("repeats"),
        created_at__gte=OuterRef("submitted_at"),
    )
    untold = (
        Registration.objects.filter(
            state=RegistrationState.REPEATED, submitted_at__gte=moment - NEWS_FOR
        )
        .exclude(Exists(told))
        .order_by("repeats")
        .values_list("repeats", flat=True)
        .distinct()[:100]
    )
    firsts = Registration.objects.filter(pk__in=list(untold)).select_related(
        "training__activity__programme__office"
    )
    for first in firsts:
        outbox.post("registration_repeated", **letter_about(first))
    return len(firsts)
