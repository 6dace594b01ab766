"""A person's name put right after it was stated wrongly: here and with the worker, so that one name is shown everywhere."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.enrolment.models import Registration
from binakon.people.actions.workers import rename_worker

_INVENTED = "(contoh)"


@transaction.atomic
def correct_name(
    registration: Registration, name: str, *, reason: str, by: Actor, at: datetime | None = None
) -> bool:
    """Put the name of a registration and of its worker right; False when both are called so already.

    What was signed or frozen under the old name (decrees, selections, other registrations) stays as it was.
    """
    told = " ".join(name.split()).removesuffix(_INVENTED).strip()
    is_renamed = False
    if registration.worker is not None:
        is_renamed = rename_worker(registration.worker, told, reason=reason, by=by, at=at)
    other = Registration.objects.filter(pk=registration.pk).exclude(name=told)
    if not other.update(name=told, revision=F("revision") + 1):
        return is_renamed
    former, registration.name = registration.name, told
    ledger.record(
        registration,
        "registration:name",
        by=by,
        at=at,
        sentence=f"Nama pada pendaftaran {registration.code} dibetulkan: {former} menjadi {told}",
        note=reason,
        office_code=registration.training.office_code,
    )
    return True
