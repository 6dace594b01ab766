"""The PDFs of certificates, made by whichever worker comes first."""

import logging

from binakon.core import pdf
from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.trainings.actions.certificate_prints import claim_prints, keep_print, note_failure
from binakon.trainings.actions.credentials import offline_link
from binakon.trainings.documents.certificate import certificate_pdf

logger = logging.getLogger(__name__)


@every(seconds=5)
def render_certificates() -> int:
    """Make the PDFs that are missing, one batch; a failing one is tried again by a later pass, five times in all."""
    by = job_actor("render_certificates")
    press = pdf.Press()
    made = 0
    for certificate in claim_prints(by=by):
        try:
            link = offline_link(certificate, by=by)
            content = certificate_pdf(certificate, press, offline=link)
            made += keep_print(certificate, content, by=by)
        except Exception as error:
            # One certificate that cannot be printed must not keep the others from their owners.
            logger.exception("certificate %s was not printed", certificate.pk)
            note_failure(certificate, f"{type(error).__name__}: {error}", by=by)
    return made
