"""What participants are told of their certificate: that its PDF is ready, that it replaces another, that it was revoked.

A message goes with the deed, in its transaction: whoever keeps the PDF tells of it, so that a killed worker tells nobody
twice and nobody is sent to a page without a file.
"""

from collections.abc import Iterable
from typing import Any

from binakon.core import outbox
from binakon.core.actor import Actor
from binakon.core.models import Message
from binakon.enrolment.rules.links import token_of
from binakon.trainings.models import Certificate
from binakon.trainings.states import CertificateState, RevocationReason


def tell_ready(certificates: Iterable[Certificate], *, by: Actor) -> None:
    """Tell the owners that their PDF can be fetched; one with a corrected name says which number no longer counts."""
    standing = [each for each in certificates if each.state == CertificateState.VALID]
    outbox.post_written([_ready(each) for each in standing])


def tell_revoked(certificate: Certificate, *, by: Actor) -> None:
    """Tell its owner that it no longer counts, since when and why; the note for the desk is not told."""
    reason = RevocationReason(certificate.ended_because).label
    told = _addressed(certificate, ended_at=certificate.ended_at, reason=reason)
    outbox.post_written([outbox.written("certificate_revoked", **told)])


def _ready(certificate: Certificate) -> Message:
    if certificate.replaces is None:
        told = _addressed(certificate, condition="certificate_issued")
        return outbox.written("certificate_issued", **told)
    former = certificate.replaces.number
    told = _addressed(certificate, condition="certificate_issued", former=former)
    return outbox.written("certificate_replaced", **told)


def _addressed(certificate: Certificate, *, condition: str = "", **words: object) -> dict[str, Any]:
    """To whom a message about a certificate goes, and the words of its template."""
    registration, training = certificate.registration, certificate.training
    return {
        "to": registration.email,
        "to_name": str(registration),
        "phone": registration.phone,
        "about": certificate,
        "condition": condition,
        "office_code": training.office_code,
        "context": {
            "registration": registration,
            "training": training,
            "office": training.activity.programme.office,
            "number": certificate.number,
            "token": token_of(registration.key.hex, registration.link_version),
            **words,
        },
    }
