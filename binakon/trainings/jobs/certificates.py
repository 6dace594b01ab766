"""The PDFs of certificates, made by whichever worker comes first."""

import logging
from collections.abc import Sequence

from binakon.core import pdf
from binakon.core.actor import Actor, job_actor
from binakon.core.jobs import every
from binakon.trainings.actions.certificate_prints import claim_prints, keep_prints, note_failure
from binakon.trainings.actions.credentials import offline_link, sign_offline_many
from binakon.trainings.documents.certificate import certificate_pdf
from binakon.trainings.models import Certificate

logger = logging.getLogger(__name__)


@every(seconds=5)
def render_certificates() -> int:
    """Make the PDFs that are missing, one batch; a failing one is tried again by a later pass, five times in all."""
    by = job_actor("render_certificates")
    claimed = claim_prints(by=by)
    if not claimed:
        return 0
    return _made(claimed, by, pdf.Press())


def _made(claimed: Sequence[Certificate], by: Actor, press: pdf.Press) -> int:
    """All of them in two transactions; when something is wrong with one, each in transactions of its own."""
    try:
        sign_offline_many(claimed, by=by)
        prints = [
            (each, certificate_pdf(each, press, offline=offline_link(each, by=by)))
            for each in claimed
        ]
        return keep_prints(prints, by=by)
    except Exception as error:
        if len(claimed) > 1:
            return sum(_made([each], by, press) for each in claimed)
        # One certificate that cannot be printed must not keep the others from their owners.
        [certificate] = claimed
        logger.exception("certificate %s was not printed", certificate.pk)
        note_failure(certificate, f"{type(error).__name__}: {error}", by=by)
        return 0
