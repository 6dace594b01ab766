"""Files of certificates that leave the desk with names are written down: who took them, how many, why."""

from django.db import transaction

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.enrolment.models import Training
from binakon.trainings.models import Certificate


@transaction.atomic
def note_bundle(training: Training, *, rows: int, reason: str, by: Actor) -> None:
    """All PDFs of a class went out as one file."""
    ledger.record(
        training,
        "certificate:bundle",
        by=by,
        sentence=f"{rows} sertifikat {training} diunduh sekaligus: {reason}",
        after={"rows": rows},
        note=reason,
        office_code=training.office_code,
    )


@transaction.atomic
def note_register(*, rows: int, reason: str, by: Actor, office_code: str) -> None:
    """The register went out with names."""
    ledger.record(
        Certificate(),
        "certificate:export",
        by=by,
        sentence=f"Register sertifikat diunduh dengan nama ({rows} baris): {reason}",
        after={"rows": rows},
        note=reason,
        office_code=office_code,
    )
