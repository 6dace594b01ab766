"""The person has shown that an address reaches them."""

from datetime import datetime

from django.db import transaction

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.enrolment.models import Registration


@transaction.atomic
def confirm_contact(registration: Registration, *, by: Actor, at: datetime | None = None) -> bool:
    """Note that the link in the e-mail was opened; False when it had been before, and nothing changes."""
    moment = at or clock.now()
    unconfirmed = Registration.objects.filter(pk=registration.pk, contact_confirmed_at=None)
    if not unconfirmed.update(contact_confirmed_at=moment):
        return False
    ledger.record(
        registration,
        "registration:contact",
        by=by,
        at=moment,
        sentence=f"Alamat surel pendaftaran {registration.code} terbukti sampai",
        office_code=registration.training.office_code,
    )
    return True
