"""What participants are told of their certificate: that its PDF is ready, that it replaces another, that it was revoked.

A message goes with the deed, in its transaction: whoever keeps the PDF tells of it, so that a killed worker tells nobody
twice and nobody is sent to a page without a file.
"""

from typing import Any

from binakon.core import outbox
from binakon.core.actor import Actor
from binakon.enrolment.rules.links import token_of
from binakon.trainings.models import Certificate
from binakon.trainings.states import CertificateState, RevocationReason

ISSUED, REPLACED, REVOKED = "certificate_issued", "certificate_replaced", "certificate_revoked"


def tell_ready(certificate: Certificate, *, by: Actor) -> None:
    """Tell its owner that the PDF can be fetched; one with a corrected name says which number no longer counts."""
    if certificate.state != CertificateState.VALID:
        return
    former = certificate.replaces.number if certificate.replaces is not None else ""
    _post(certificate, REPLACED if former else ISSUED, condition=ISSUED, former=former)


def tell_revoked(certificate: Certificate, *, by: Actor) -> None:
    """Tell its owner that it no longer counts, since when and why; the note for the desk is not told."""
    reason = RevocationReason(certificate.ended_because).label
    _post(certificate, REVOKED, ended_at=certificate.ended_at, reason=reason)


def _post(certificate: Certificate, name: str, *, condition: str = "", **words: Any) -> None:
    registration, training = certificate.registration, certificate.training
    outbox.post(
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
