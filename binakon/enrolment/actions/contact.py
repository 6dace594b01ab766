"""The person's link: shown to reach them, and renewed when somebody else may have it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from binakon.core import clock, ledger, outbox
from binakon.core.actor import Actor
from binakon.enrolment.models import Registration
from binakon.enrolment.queries.wishes import sent_together
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.states import Policy


@transaction.atomic
def confirm_contact(registration: Registration, *, by: Actor, at: datetime | None = None) -> bool:
    """Note that the link in the e-mail was opened; False when it had been before, and nothing changes."""
    moment = at or clock.now()
    unconfirmed = _with_this_link(registration).filter(contact_confirmed_at=None)
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


def _with_this_link(registration: Registration) -> QuerySet[Registration]:
    """What the same person sent together: one e-mail address, and one page that shows the links of all."""
    if registration.training.policy == Policy.FIRST_COME:
        return Registration.objects.filter(pk=registration.pk)
    return sent_together(registration).order_by()


@transaction.atomic
def renew_link(registration: Registration, *, by: Actor, at: datetime | None = None) -> None:
    """End every link given out for a registration, and send its person a new one.

    Those that were sent together with it show each other's links, so theirs end as well.
    """
    _with_this_link(registration).update(link_version=F("link_version") + 1)
    registration.refresh_from_db(fields=["link_version"])
    ledger.record(
        registration,
        "registration:link",
        by=by,
        at=at,
        sentence=f"Tautan pendaftaran {registration.code} diganti; yang lama tidak berlaku lagi",
        office_code=registration.training.office_code,
    )
    outbox.post(
        "link_renewed",
        to=registration.email,
        to_name=str(registration),
        phone=registration.phone,
        about=registration,
        office_code=registration.training.office_code,
        context={
            "registration": registration,
            "training": registration.training,
            "token": token_of(registration.key.hex, registration.link_version),
        },
    )
