"""Writing down that a list of cases went out with names."""

from datetime import datetime

from binakon.certification.models import Case
from binakon.core import ledger
from binakon.core.actor import Actor


def note_export(
    *, rows: int, reason: str, by: Actor, office_code: str = "", at: datetime | None = None
) -> None:
    """A list went out with personal columns: how many rows, to whom, why."""
    ledger.record(
        Case(),
        "case:export",
        by=by,
        at=at,
        sentence=f"Daftar kasus sertifikasi diunduh dengan nama ({rows} baris): {reason}",
        note=reason,
        after={"rows": rows},
        office_code=office_code,
    )
