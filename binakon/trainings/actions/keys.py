"""The keys by which an office signs: made when first needed, replaced with a reason, never unpublished."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from binakon.core import clock, crypto, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Problem, StaleState, refuse
from binakon.people.models import Office
from binakon.trainings.models import SigningKey
from binakon.trainings.queries.keys import SEALED
from binakon.trainings.rules import signing


@transaction.atomic
def key_in_use(
    office: Office, algorithm: SigningKey.Algorithm, *, by: Actor, at: datetime | None = None
) -> SigningKey:
    """The key that signs for this office now; the first asker makes it."""
    found = _current(office, algorithm)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return _made(office, algorithm, by=by, at=at or clock.now())
    except IntegrityError:
        # Somebody made it in the same moment; the database keeps one.
        return SigningKey.objects.get(office=office, algorithm=algorithm, retired_at=None)


@transaction.atomic
def rotate_key(
    key: SigningKey, *, because: str, by: Actor, at: datetime | None = None
) -> SigningKey:
    """Retire a key and make its successor. What the old one signed stays verifiable: it stays published.

    Raises `Blocked` without a reason, `StaleState` when somebody has retired it already.
    """
    moment = at or clock.now()
    reason = " ".join(because.split())
    refuse(_reason_problems(reason))
    current = SigningKey.objects.filter(pk=key.pk, retired_at=None)
    if not current.update(retired_at=moment, retired_because=reason):
        raise StaleState(_("Kunci ini sudah diganti. Muat ulang halaman, lalu lihat lagi."))
    key.refresh_from_db()
    ledger.record(
        key,
        "key:retire",
        by=by,
        at=moment,
        sentence=f"Kunci {key.algorithm} {key.kid[:8]} diganti",
        note=reason,
        office_code=key.office.code,
    )
    return _made(key.office, SigningKey.Algorithm(key.algorithm), by=by, at=moment)


def _reason_problems(reason: str) -> list[Problem]:
    if not reason:
        return [Problem("because", _("Tulis alasannya, misalnya pergantian tahunan."))]
    if len(reason) > 300:
        return [Problem("because", _("Alasannya paling banyak 300 karakter."))]
    return []


def _current(office: Office, algorithm: SigningKey.Algorithm) -> SigningKey | None:
    return SigningKey.objects.filter(office=office, algorithm=algorithm, retired_at=None).first()


def _made(
    office: Office, algorithm: SigningKey.Algorithm, *, by: Actor, at: datetime
) -> SigningKey:
    is_rsa = algorithm == SigningKey.Algorithm.RS256
    private = signing.new_rsa() if is_rsa else signing.new_ed25519()
    public = signing.public_jwk(private)
    kid = signing.thumbprint(public)
    made = SigningKey.objects.create(
        office=office,
        kid=kid,
        algorithm=algorithm,
        public=public,
        sealed=crypto.encrypt(SEALED, private, row=kid),
        made_at=at,
    )
    ledger.record(
        made,
        "key:make",
        by=by,
        at=at,
        sentence=f"Kunci {algorithm} {kid[:8]} dibuat",
        office_code=office.code,
    )
    return made
