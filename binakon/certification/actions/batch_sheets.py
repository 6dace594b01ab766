"""The list of a batch that leaves with NIK in clear: who took it, of how many people, and why."""

from datetime import datetime

from django.db import transaction

from binakon.certification.models import Batch
from binakon.certification.queries.batch_sheet import shown_in
from binakon.certification.queries.batches import office_of
from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.people.actions.workers import reveal_many


@transaction.atomic
def open_numbers(
    batch: Batch, *, reason: str, by: Actor, at: datetime | None = None
) -> dict[int, str]:
    """The NIK of the people of a batch for a file, by worker; each look is kept, the batch's history has one line."""
    code = office_of(batch)
    shown = shown_in(batch)
    opened = reveal_many(shown, reason=reason, by=by, office_code=code, at=at)
    ledger.record(
        batch,
        "batch:export",
        by=by,
        at=at,
        sentence=f"Daftar {batch} diunduh dengan NIK, {len(shown)} orang: {reason}",
        note=reason,
        after={"rows": len(shown)},
        office_code=code,
    )
    return opened
