"""The two signatures of a certificate for machines: its Open Badges credential and the QR that needs no network.

Each is made once, by whoever asks first; one conditional UPDATE keeps the first.
"""

from collections.abc import Sequence
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
    if _is_first(certificate, "credential", token):
        ledger.record(
            certificate,
            "certificate:credential",
            by=by,
            at=at,
            sentence=_signed_words(certificate),
            office_code=office.code,
        )
    return certificate.credential


@transaction.atomic
def sign_offline(certificate: Certificate, *, by: Actor, at: datetime | None = None) -> str:
    """The text of the QR that is checked without network, signed on the first call."""
    sign_offline_many([certificate], by=by, at=at)
    return certificate.offline


@transaction.atomic
def sign_offline_many(
    certificates: Sequence[Certificate], *, by: Actor, at: datetime | None = None
) -> None:
    """Give each of these its text of the QR that is checked without network; who has one keeps it."""
    unsigned = [each for each in certificates if not each.offline]
    for office in {_office_of(each) for each in unsigned}:
        key = key_in_use(office, SigningKey.Algorithm.EDDSA, by=by, at=at)
        private = private_half(key)
        own = [each for each in unsigned if _office_of(each) == office]
        signed = [
            each
            for each in own
            if _is_first(each, "offline", _offline_text(each, key.kid, private))
        ]
        told = [(each, _signed_words(each)) for each in signed]
        ledger.record_many(told, "certificate:offline", by=by, at=at, office_code=office.code)


def _offline_text(certificate: Certificate, kid: str, private: bytes) -> str:
    words = said(certificate.content)
    facts = offline_qr.OfflineFacts(
        office=_office_of(certificate).code,
        number=certificate.number,
        name=words.name,
        title=words.title,
        starts_on=words.starts_on,
        ends_on=words.ends_on,
        jp=words.jp,
    )
    return offline_qr.payload(facts, kid=kid, private=private)


def offline_link(certificate: Certificate, *, by: Actor) -> str:
    """What stands in the printed QR: the page that checks, with the facts behind `#`, which no server hears."""
    text = certificate.offline or sign_offline(certificate, by=by)
    return f"{settings.PUBLIC_URL}/verifikasi/luring/#{text}"


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


def _is_first(certificate: Certificate, column: str, made: str) -> bool:
    """Keep what was made unless somebody was faster: then theirs is the one that stands."""
    unsigned = Certificate.objects.filter(pk=certificate.pk, **{column: ""})
    if not unsigned.update(**{column: made}):
        certificate.refresh_from_db(fields=[column])
        return False
    setattr(certificate, column, made)
    return True


def _signed_words(certificate: Certificate) -> str:
    return f"Tanda tangan digital sertifikat {certificate.number} dibuat"


def _office_of(certificate: Certificate) -> Office:
    return certificate.training.activity.programme.office
