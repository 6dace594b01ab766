"""What the public may learn of a certificate that it holds in its hands: what it says and whether it stands.

Every way in asks the database one question, whether or not there is something to find, so that neither the answer nor
its time tells which numbers exist.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from binakon.core.calendar import Precision, Window, describe
from binakon.people.models import Office
from binakon.trainings.models import Certificate, SigningKey
from binakon.trainings.rules import offline_qr
from binakon.trainings.rules.certified import Said, said
from binakon.trainings.states import CertificateState, RevocationReason

_TOKEN = re.compile(r"[0-9A-Za-z]{26}")
_PLAIN = re.compile(r"[^\x00-\x1f\x7f]{1,100}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
# What nobody has: asked in place of what cannot be a key, so that the same question is put.
_NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Verified:
    """One certificate as the register knows it: what it says, and its state with the way onwards."""

    token: str
    number: str
    said: Said
    office_code: str
    office_name: str
    state: CertificateState
    ended_on: date | None
    reason: str
    next_number: str
    next_token: str

    @property
    def is_valid(self) -> bool:
        """Whether it stands."""
        return self.state == CertificateState.VALID

    @property
    def when(self) -> str:
        """The days in words: "24–26 Februari 2026"."""
        return describe(Window(Precision.RANGE, self.said.starts_on, self.said.ends_on, ""))

    @property
    def is_replaced(self) -> bool:
        """Whether another certificate stands for it."""
        return self.state == CertificateState.REPLACED


def by_token(token: str) -> Verified | None:
    """The certificate whose QR leads here."""
    return _found(Q(token=token if _TOKEN.fullmatch(token) else _NOBODY))


def by_number(number: str, code: str) -> Verified | None:
    """The certificate with this number and the code printed beside it; either alone finds nothing."""
    typed = " ".join(number.split())
    secret = re.sub(r"[\s-]", "", code).upper()
    is_possible = bool(_PLAIN.fullmatch(typed) and _PLAIN.fullmatch(secret))
    return _found(Q(number=typed, code=secret) if is_possible else Q(number=_NOBODY, code=_NOBODY))


def by_pdf(digest: str) -> Verified | None:
    """The certificate whose PDF, as it was made here, has this SHA-256 (64 hex digits)."""
    return _found(Q(pdf_hash=digest if _DIGEST.fullmatch(digest) else _NOBODY))


def by_offline(text: str) -> Verified | None:
    """The certificate that an offline code speaks of: signed by us, and as the register knows it today."""
    facts = offline_qr.read(text.strip(), published_offline_keys())
    number, office = (facts.number, facts.office) if facts else (_NOBODY, _NOBODY)
    return _found(Q(number=number, training__activity__programme__office__code=office))


def published_offline_keys() -> list[offline_qr.PublishedKey]:
    """Every key that ever signed an offline code, retired ones too."""
    rows = SigningKey.objects.filter(algorithm=SigningKey.Algorithm.EDDSA)
    known = rows.values_list("kid", "office__code", "public")
    return [offline_qr.PublishedKey(kid, office, public) for kid, office, public in known]


def certificate_behind(token: str) -> Certificate | None:
    """The row behind a token, for the action that signs its credential."""
    wanted = token if _TOKEN.fullmatch(token) else _NOBODY
    rows = Certificate.objects.select_related("training__activity__programme__office")
    return rows.filter(token=wanted).first()


def issuing_office(code: str) -> Office | None:
    """An office that has signed something here."""
    return Office.objects.filter(code=code, signing_keys__isnull=False).distinct().first()


def issuing_offices() -> list[Office]:
    """Every office that has signed something here."""
    return list(Office.objects.filter(signing_keys__isnull=False).distinct().order_by("code"))


def _found(condition: Q) -> Verified | None:
    rows = Certificate.objects.select_related(
        "training__activity__programme__office", "replaced_by"
    )
    row = rows.filter(condition).first()
    return _verified(row) if row is not None else None


def _verified(row: Certificate) -> Verified:
    office = row.training.activity.programme.office
    successor = getattr(row, "replaced_by", None)
    is_revoked = row.state == CertificateState.REVOKED
    return Verified(
        token=row.token,
        number=row.number,
        said=said(row.content),
        office_code=office.code,
        office_name=office.label,
        state=CertificateState(row.state),
        ended_on=_day(row.ended_at),
        reason=str(RevocationReason(row.ended_because).label) if is_revoked else "",
        next_number=successor.number if successor else "",
        next_token=successor.token if successor else "",
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
