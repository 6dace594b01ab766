"""The PDFs of certificates: claimed by one worker alone, made once, parked when they cannot be made."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.models import StoredFile
from binakon.core.problems import StaleState
from binakon.trainings.actions.certificate_letters import tell_ready
from binakon.trainings.models import Certificate
from binakon.trainings.models.certificates import MOST_ATTEMPTS
from binakon.trainings.queries.certificates import WITH_TRAINING

BATCH = 20
# A worker that has not come back by then was killed; what it claimed is made by another.
CLAIM_LASTS = timedelta(minutes=5)


def claim_prints(*, by: Actor, many: int = BATCH, at: datetime | None = None) -> list[Certificate]:
    """Claim up to so many certificates without a PDF each by a conditional UPDATE that one worker alone wins."""
    moment = at or clock.now()
    waiting = Certificate.objects.unrendered().filter(
        Q(claimed_at=None) | Q(claimed_at__lt=moment - CLAIM_LASTS), attempts__lt=MOST_ATTEMPTS
    )
    candidates = list(waiting.order_by("id").values_list("pk", flat=True)[:many])
    with transaction.atomic():
        claimed = [pk for pk in candidates if _claim(waiting, pk, moment)]
    rows = Certificate.objects.filter(pk__in=claimed).select_related(*WITH_TRAINING, "replaces")
    return list(rows.order_by("id"))


def keep_prints(
    prints: Sequence[tuple[Certificate, bytes]], *, by: Actor, at: datetime | None = None
) -> int:
    """Keep the PDFs of claimed certificates with their hashes, and tell the owners; how many.

    Which of them another worker has made meanwhile is left as that one made it. The files are written before the
    transaction begins; one without a row is swept away after a day, and nobody has its key.
    """
    written = []
    for certificate, content in prints:
        digest = hashlib.sha256(content).hexdigest()
        made = files.RebuiltFile(files.PDF, content, pages=2, received_hash=digest)
        written.append((certificate, files.write(made), digest))
    moment = at or clock.now()
    with transaction.atomic():
        StoredFile.objects.bulk_create(stored for _certificate, stored, _digest in written)
        kept = [each for each in written if _keep(*each, moment)]
        late = {stored.pk for _certificate, stored, _digest in written}
        late -= {stored.pk for _certificate, stored, _digest in kept}
        StoredFile.objects.filter(pk__in=late).delete()
        tell_ready([certificate for certificate, _stored, _digest in kept], by=by)
    return len(kept)


def _claim(waiting: QuerySet[Certificate], pk: int, moment: datetime) -> int:
    return waiting.filter(pk=pk).update(claimed_at=moment, attempts=F("attempts") + 1)


def _keep(certificate: Certificate, stored: StoredFile, digest: str, moment: datetime) -> int:
    mine = Certificate.objects.unrendered().filter(
        pk=certificate.pk, claimed_at=certificate.claimed_at
    )
    return mine.update(pdf=stored, pdf_hash=digest, rendered_at=moment, last_error="")


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
