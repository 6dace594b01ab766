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

ISSUED, REPLACED, REVOKED = "certificate_issued", "certificate_replaced", "certificate_revoked"


def tell_ready(certificates: Iterable[Certificate], *, by: Actor) -> None:
    """Tell the owners that their PDF can be fetched; one with a corrected name says which number no longer counts."""
    standing = [each for each in certificates if each.state == CertificateState.VALID]
    outbox.post_written([_ready(each) for each in standing])


def tell_revoked(certificate: Certificate, *, by: Actor) -> None:
    """Tell its owner that it no longer counts, since when and why; the note for the desk is not told."""
    reason = RevocationReason(certificate.ended_because).label
    message = _written(certificate, REVOKED, ended_at=certificate.ended_at, reason=reason)
    outbox.post_written([message])


def _ready(certificate: Certificate) -> Message:
    former = certificate.replaces.number if certificate.replaces is not None else ""
    return _written(certificate, REPLACED if former else ISSUED, condition=ISSUED, former=former)


def _written(certificate: Certificate, name: str, *, condition: str = "", **words: Any) -> Message:
    registration, training = certificate.registration, certificate.training
    return outbox.written(
        name,
        to=registration.email,
        to_name=str(registration),
        phone=registration.phone,
        about=certificate,
        condition=condition,
        office_code=training.office_code,
        context={
            "registration": registration,
            "training": training,
            "office": training.activity.programme.office,
            "number": certificate.number,
            "token": token_of(registration.key.hex, registration.link_version),
            **words,
        },
    )
