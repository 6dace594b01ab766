"""Reviews that wait for the clock: corrections asked for and not handed in."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from binakon.core.models import AuditEvent
from binakon.enrolment.models import Registration
from binakon.enrolment.states import RegistrationState


def late_unmarked(moment: datetime) -> list[int]:
    """Registrations whose deadline for correction has passed and of which nobody wrote that down yet."""
    noted = AuditEvent.objects.filter(
        subject_type=Registration._meta.label_lower,
        subject_id=OuterRef("pk"),
        action="registration:late",
        at__gte=OuterRef("correction_due_at"),
    )
    late = Registration.objects.filter(
        state=RegistrationState.CORRECTION, correction_due_at__lt=moment
    )
    return list(late.exclude(Exists(noted)).order_by("id").values_list("pk", flat=True))
