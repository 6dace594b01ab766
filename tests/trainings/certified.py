"""Plain functions that make certificates (all invented) for tests of signing and verifying."""

import secrets
from datetime import UTC, datetime
from typing import Any

from binakon.core import clock, ledger
from binakon.enrolment.models import Registration, Training
from binakon.trainings.models import Certificate
from binakon.trainings.states import RevocationReason
from tests.factories import BY
from tests.trainings.classes import a_class, completed, participants

NAME = "Muhammad Ridhani Nur Hidayatullah Al-Banjari, S.T. (contoh)"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def content_of(training: Training, name: str = NAME) -> dict[str, Any]:
    """What a certificate of this training says."""
    return {
        "name": name,
        "title": training.activity.title,
        "starts_on": training.starts_on.isoformat(),
        "ends_on": training.ends_on.isoformat(),
        "jp": 24,
    }


def a_certificate(
    training: Training | None = None,
    registration: Registration | None = None,
    *,
    name: str = NAME,
    **fields: Any,
) -> Certificate:
    """One certificate that stands, of a participant who has completed."""
    training = training or a_class(1)
    registration = registration or participants(training)[0]
    if not hasattr(registration, "completion"):
        completed(training, registration)
    count = Certificate.objects.count()
    values: dict[str, Any] = {
        "number": f"600.1/{count + 1:04d}/BIMTEK/2026",
        "token": "".join(secrets.choice(_LETTERS) for _each in range(26)),
        "code": "".join(secrets.choice(_LETTERS) for _each in range(8)),
        "content": content_of(training, name),
        "content_hash": "0" * 64,
        "dated": training.ends_on,
        "issued_at": datetime.now(UTC),
        "status_index": count,
    }
    return Certificate.objects.create(
        training=training, registration=registration, **{**values, **fields}
    )


def revoked(certificate: Certificate) -> Certificate:
    """The same, taken back."""
    ledger.move(
        certificate,
        "revoke",
        by=BY,
        sentence="dicabut",
        ended_at=clock.now(),
        ended_because=RevocationReason.NOT_COMPLETED,
        ended_note="catatan yang tidak untuk umum",
    )
    return certificate


def replaced(certificate: Certificate, name: str) -> Certificate:
    """Its successor with the right name."""
    ledger.move(certificate, "replace", by=BY, sentence="diganti", ended_at=clock.now())
    return a_certificate(
        certificate.training, certificate.registration, name=name, replaces=certificate
    )
