"""What enrolment tells of a person: where they registered, and how that stands for whoever reads it."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.enrolment.queries.visible import registrations_for, state_read_by
from binakon.enrolment.rules import tones
from binakon.enrolment.states import RegistrationState
from binakon.people.queries.chapters import Happened, history
from binakon.people.rules import Viewer


@history("registrations")
def registrations(viewer: Viewer, rows: Sequence[int]) -> list[Happened]:
    """The registrations of a person that this viewer may see, on the day they came in."""
    found = registrations_for(viewer).filter(worker__in=rows).annotate(read=state_read_by(viewer))
    return [_told(each) for each in found.select_related("training__activity")]


def _told(each: Any) -> Happened:
    return Happened(
        chapter=_("Pendaftaran"),
        on=timezone.localdate(each.submitted_at) if each.submitted_at else None,
        title=str(each.training),
        state=str(RegistrationState(each.read).label),
        tone=tones.REGISTRATION.get(each.read, ""),
        detail=each.code,
        href=reverse("enrolment:registration_detail", args=[each.pk]),
    )
