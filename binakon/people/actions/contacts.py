"""Where letters to a kabupaten's or kota's office go: changed, or said to be still right."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.models import AuditEvent
from binakon.core.problems import refuse
from binakon.people.models import Office
from binakon.people.rules.contacts import office_contact_problems
from binakon.people.rules.phone import normalise_phone

CONTACT = ("email", "phone")


@transaction.atomic
def set_office_contact(
    office: Office, stated: Mapping[str, str], *, by: Actor, at: datetime | None = None
) -> bool:
    """Keep e-mail and WhatsApp of an office; whether they changed. Raises `Blocked` with every problem.

    The same again is a confirmation: it writes who looked and when, once a day for each person. The sentence
    of the history names the office, never the address.
    """
    moment = at or clock.now()
    before = {field: getattr(office, field) for field in CONTACT}
    told = {field: " ".join(stated.get(field, "").split()) for field in CONTACT}
    # A number that stays as it is stays as it is written.
    if told["phone"] != before["phone"]:
        told["phone"] = normalise_phone(told["phone"])
    refuse(office_contact_problems(**told, known_phone=before["phone"]))
    if told == before:
        _confirm(office, by, moment)
        return False
    for field, value in told.items():
        setattr(office, field, value)
    office.save(update_fields=list(CONTACT))
    ledger.record(
        office,
        "office:contact",
        by=by,
        at=moment,
        sentence=f"Kontak {office.name} diubah",
        before=before,
        after=told,
        office_code=office.code,
    )
    return True


def _confirm(office: Office, by: Actor, moment: datetime) -> None:
    said = AuditEvent.objects.filter(
        subject_type="people.office",
        subject_id=office.pk,
        action__in=("office:contact", "office:contact_confirmed"),
        user=by.user_id,
        actor_label=by.label,
    )
    last = said.order_by("-id").first()
    if last is not None and timezone.localdate(last.at) == timezone.localdate(moment):
        return
    ledger.record(
        office,
        "office:contact_confirmed",
        by=by,
        at=moment,
        sentence=f"Kontak {office.name} dipastikan masih benar",
        office_code=office.code,
    )
