"""The PDFs of certificates: claimed by one worker alone, made once, parked when they cannot be made."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.problems import StaleState
from binakon.trainings.actions.certificate_letters import tell_ready
from binakon.trainings.models import Certificate
from binakon.trainings.models.certificates import MOST_ATTEMPTS
from binakon.trainings.queries.certificates import WITH_TRAINING

BATCH = 20
# A worker that has not come back by then was killed; what it claimed is made by another.
CLAIM_LASTS = timedelta(minutes=5)


def claim_prints(*, by: Actor, many: int = BATCH, at: datetime | None = None) -> list[Certificate]:
    """Claim up to so many certificates without a PDF, each by a conditional UPDATE that one worker alone wins."""
    moment = at or clock.now()
    waiting = Certificate.objects.unrendered().filter(
        Q(claimed_at=None) | Q(claimed_at__lt=moment - CLAIM_LASTS), attempts__lt=MOST_ATTEMPTS
    )
    candidates = list(waiting.order_by("id").values_list("pk", flat=True)[:many])
    claimed = []
    with transaction.atomic():
        for pk in candidates:
            mine = waiting.filter(pk=pk).update(claimed_at=moment, attempts=F("attempts") + 1)
            if mine:
                claimed.append(pk)
    rows = Certificate.objects.filter(pk__in=claimed).select_related(*WITH_TRAINING)
    return list(rows.order_by("id"))


def keep_print(
    certificate: Certificate,
    content: bytes,
    *,
    by: Actor,
    at: datetime | None = None,
) -> bool:
    """Keep the PDF of a claimed certificate with its hash, and tell its owner; False when another was faster."""
    digest = hashlib.sha256(content).hexdigest()
    mine = Certificate.objects.unrendered().filter(
        pk=certificate.pk, claimed_at=certificate.claimed_at
    )
    made = files.RebuiltFile(files.PDF, content, pages=2, received_hash=digest)
    try:
        with transaction.atomic():
            stored = files.keep(made)
            kept = mine.update(
                pdf=stored,
                pdf_hash=digest,
                rendered_at=at or clock.now(),
                last_error="",
            )
            if not kept:
                raise _TooLate
            tell_ready(certificate, by=by)
    except _TooLate:
        # The file's row went with the transaction; its bytes are swept away after a day, and nobody has their key.
        return False
    return True


class _TooLate(Exception):
    """The claim has ended and another worker was faster."""


def note_failure(certificate: Certificate, error: str, *, by: Actor) -> None:
    """Keep why a PDF could not be made; the next pass tries again until it was tried often enough."""
    rows = Certificate.objects.unrendered().filter(
        pk=certificate.pk, claimed_at=certificate.claimed_at
    )
    rows.update(claimed_at=None, last_error=error[:2000])


@transaction.atomic
def retry_print(certificate: Certificate, *, by: Actor) -> None:
    """Let a parked certificate be tried again, because somebody has looked at why."""
    parked = Certificate.objects.unrendered().filter(pk=certificate.pk, attempts__gte=MOST_ATTEMPTS)
    if not parked.update(attempts=0, claimed_at=None):
        raise StaleState(_("PDF sertifikat ini sudah jadi atau sedang dibuat. Muat ulang halaman."))
    ledger.record(
        certificate,
        "certificate:retry",
        by=by,
        sentence=f"PDF sertifikat {certificate.number} dicoba lagi",
        office_code=certificate.training.office_code,
    )
