"""The keys of an office: at the desk with their history, for machines with their public half."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from binakon.core import crypto
from binakon.people.models import Office
from binakon.people.queries import desk_offices_for
from binakon.people.rules import Viewer, can_keep_office
from binakon.trainings.models import SigningKey

# The purpose of the encryption of private halves.
SEALED = "signing"


@dataclass(frozen=True, slots=True)
class KeysPage:
    """The keys of one office at the desk: those that sign now, and the retired ones."""

    office: Office
    current: tuple[SigningKey, ...]
    retired: tuple[SigningKey, ...]
    may_rotate: bool


def keys_page(viewer: Viewer, code: str = "") -> KeysPage | None:
    """The keys of the office named, else of the viewer's first; None where they hold no desk."""
    offices = desk_offices_for(viewer)
    office = (offices.filter(code=code) if code else offices).first()
    if office is None:
        return None
    keys = list(SigningKey.objects.filter(office=office).order_by("algorithm", "-id"))
    return KeysPage(
        office=office,
        current=tuple(key for key in keys if key.retired_at is None),
        retired=tuple(key for key in keys if key.retired_at is not None),
        may_rotate=can_keep_office(viewer, office.code),
    )


def key_for(viewer: Viewer, pk: int) -> SigningKey | None:
    """One key of an office whose desk the viewer may open."""
    found = SigningKey.objects.filter(pk=pk).select_related("office").first()
    if found is None or not desk_offices_for(viewer).filter(pk=found.office_id).exists():
        return None
    return found


def private_half(key: SigningKey) -> bytes:
    """The private half (PKCS 8, DER), only to sign with it; raises `crypto.Unreadable`."""
    return crypto.decrypt(SEALED, bytes(key.sealed), row=key.kid)


def published(office_code: str = "") -> list[tuple[str, dict[str, str]]]:
    """Name and public half of every key (of one office, of all): those in use first, RS256 before EdDSA."""
    rows = SigningKey.objects.filter(office__code=office_code) if office_code else _all()
    ordered = rows.order_by(F("retired_at").desc(nulls_first=True), "-algorithm", "-id")
    return list(ordered.values_list("kid", "public"))


def key_set() -> dict[str, Any]:
    """Every key as a JWK set (RFC 7517), the office beside each."""
    ordered = _all().order_by("office__code", F("retired_at").desc(nulls_first=True), "-id")
    return {
        "keys": [
            {
                **key.public,
                "kid": key.kid,
                "alg": key.algorithm,
                "use": "sig",
                "office": key.office.code,
                "name": key.office.label,
            }
            for key in ordered.select_related("office")
        ]
    }


def _all() -> QuerySet[SigningKey]:
    return SigningKey.objects.all()
