"""Personal data that leaves the system as a file: who took it, how many rows, and why."""

from django.db import transaction

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.enrolment.models import Training


@transaction.atomic
def record_download(training: Training, *, what: str, rows: int, reason: str, by: Actor) -> None:
    """Write into the history that somebody downloaded personal data of a class."""
    ledger.record(
        training,
        "download:personal",
        by=by,
        sentence=f"{what} diunduh dengan data pribadi, {rows} baris: {reason}",
        after={"rows": rows},
        note=reason,
        office_code=training.office_code,
    )
