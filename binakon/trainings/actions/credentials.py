"""The two signatures of a certificate for machines: its Open Badges credential and the QR that needs no network.

Each is made once, by whoever asks first; one conditional UPDATE keeps the first.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import IllegalMove
from binakon.people.models import Office
from binakon.trainings.actions.keys import key_in_use
from binakon.trainings.models import Certificate, SigningKey
from binakon.trainings.queries.credentials import awarded_of, issuer_of
from binakon.trainings.queries.keys import private_half
from binakon.trainings.rules import credentials, offline_qr, signing
from binakon.trainings.rules.certified import said
from binakon.trainings.states import CertificateState


@transaction.atomic
def sign_credential(certificate: Certificate, *, by: Actor, at: datetime | None = None) -> str:
    """The VC-JWT of a certificate, signed on the first call. Raises `IllegalMove` when it no longer stands unsigned."""
    if certificate.credential:
        return certificate.credential
    if certificate.state != CertificateState.VALID:
        raise IllegalMove(_("Sertifikat ini tidak berlaku lagi."))
    office = _office_of(certificate)
    key = key_in_use(office, SigningKey.Algorithm.RS256, by=by, at=at)
    issuer = issuer_of(office)
    claims = credentials.credential(awarded_of(certificate), issuer)
    token = signing.jws(claims, private=private_half(key), kid=issuer.key_id(key.kid))
    return _kept(certificate, "credential", token, by=by, at=at)


@transaction.atomic
def sign_offline(certificate: Certificate, *, by: Actor, at: datetime | None = None) -> str:
    """The text of the QR that is checked without network, signed on the first call."""
    if certificate.offline:
        return certificate.offline
    office = _office_of(certificate)
    key = key_in_use(office, SigningKey.Algorithm.EDDSA, by=by, at=at)
    words = said(certificate.content)
    facts = offline_qr.OfflineFacts(
        office=office.code,
        number=certificate.number,
        name=words.name,
        title=words.title,
        starts_on=words.starts_on,
        ends_on=words.ends_on,
        jp=words.jp,
    )
    text = offline_qr.payload(facts, kid=key.kid, private=private_half(key))
    return _kept(certificate, "offline", text, by=by, at=at)


def offline_link(certificate: Certificate, *, by: Actor) -> str:
    """What stands in the printed QR: the page that checks, with the facts behind `#`, which no server hears."""
    return f"{settings.PUBLIC_URL}/verifikasi/luring/#{sign_offline(certificate, by=by)}"


def sign_status_list(office: Office, *, by: Actor, at: datetime | None = None) -> str:
    """The signed list of the office's certificates that were revoked or replaced, as it stands now."""
    key = key_in_use(office, SigningKey.Algorithm.RS256, by=by, at=at)
    ended = Certificate.objects.exclude(state=CertificateState.VALID).filter(
        training__activity__programme__office=office
    )
    issuer = issuer_of(office)
    indexes = ended.values_list("status_index", flat=True)
    claims = credentials.status_list(issuer, indexes, at or clock.now())
    return signing.jws(claims, private=private_half(key), kid=issuer.key_id(key.kid))


def _kept(
    certificate: Certificate, column: str, made: str, *, by: Actor, at: datetime | None
) -> str:
    unsigned = Certificate.objects.filter(pk=certificate.pk, **{column: ""})
    if not unsigned.update(**{column: made}):
        # Somebody was faster: theirs is the one that stands.
        certificate.refresh_from_db(fields=[column])
        return str(getattr(certificate, column))
    setattr(certificate, column, made)
    ledger.record(
        certificate,
        f"certificate:{column}",
        by=by,
        at=at,
        sentence=f"Tanda tangan digital sertifikat {certificate.number} dibuat",
        office_code=_office_of(certificate).code,
    )
    return made


def _office_of(certificate: Certificate) -> Office:
    return certificate.training.activity.programme.office
