"""The bodies an office works with: added to the list, and where their letters go."""

from collections.abc import Mapping

from django.db import transaction

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import refuse
from binakon.people.models import Organisation
from binakon.people.rules.organisations import contact_problems, twin_problems
from binakon.people.rules.phone import normalise_phone

CONTACT = ("email", "phone", "contact_role")


@transaction.atomic
def add_organisation(
    stated: Mapping[str, str], *, by: Actor, office_code: str = ""
) -> Organisation:
    """Put a body on the list. Raises `Blocked` with every problem."""
    name, short_name = (" ".join(stated[field].split()) for field in ("name", "short_name"))
    told = _told(stated)
    known = Organisation.objects.all()
    refuse(
        [
            *twin_problems(
                has_name=known.filter(name__iexact=name).exists(),
                has_short_name=known.filter(short_name__iexact=short_name).exists(),
            ),
            *contact_problems(told["phone"]),
        ]
    )
    organisation = Organisation.objects.create(
        name=name, short_name=short_name, kind=stated["kind"], source=by.label[:300], **told
    )
    ledger.start(
        organisation, by=by, sentence=f"Mitra dicatat: {organisation}", office_code=office_code
    )
    return organisation


@transaction.atomic
def set_contact(
    organisation: Organisation, stated: Mapping[str, str], *, by: Actor, office_code: str = ""
) -> bool:
    """Change where the letters of a body go; the same again writes nothing. Raises `Blocked`."""
    told = _told(stated)
    refuse(contact_problems(told["phone"]))
    before = {field: getattr(organisation, field) for field in CONTACT}
    if told == before:
        return False
    for field, value in told.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=list(CONTACT))
    ledger.record(
        organisation,
        "organisation:contact",
        by=by,
        sentence=f"Kontak {organisation} diubah",
        before=before,
        after=told,
        office_code=office_code,
    )
    return True


def _told(stated: Mapping[str, str]) -> dict[str, str]:
    told = {field: " ".join(stated.get(field, "").split()) for field in CONTACT}
    return {**told, "phone": normalise_phone(told["phone"])}
