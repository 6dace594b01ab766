"""The PDFs of certificates, made by whichever worker comes first."""

import logging
from collections.abc import Callable, Mapping

from binakon.core import pdf
from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.trainings.actions.certificate_prints import claim_prints, keep_print, note_failure
from binakon.trainings.documents.certificate import certificate_pdf
from binakon.trainings.models import Certificate

logger = logging.getLogger(__name__)

# What else is made with a certificate before it is printed and frozen: columns by name (`credential`, `offline`).
Prepare = Callable[[Certificate], Mapping[str, str]]
_preparations: list[Prepare] = []


def prepare_with(prepare: Prepare) -> Prepare:
    """Register what makes the credential or the payload of the offline QR; both are printed and frozen with the PDF."""
    _preparations.append(prepare)
    return prepare


@every(seconds=5)
def render_certificates() -> int:
    """Make the PDFs that are missing, one batch; a failing one is tried again by a later pass, five times in all."""
    by = job_actor("render_certificates")
    press = pdf.Press()
    made = 0
    for certificate in claim_prints(by=by):
        try:
            prepared: dict[str, str] = {}
            for prepare in _preparations:
                prepared |= prepare(certificate)
            content = certificate_pdf(certificate, press, offline=prepared.get("offline"))
            made += keep_print(certificate, content, by=by, prepared=prepared)
        except Exception as error:
            # One certificate that cannot be printed must not keep the others from their owners.
            logger.exception("certificate %s was not printed", certificate.pk)
            note_failure(certificate, f"{type(error).__name__}: {error}", by=by)
    return made
