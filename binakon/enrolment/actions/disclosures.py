"""What leaves the desk about people is written down: files with personal data, and searches by somebody's number."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.enrolment.models import Registration
from binakon.people.actions.workers import reveal_many
from binakon.people.models import Worker


@transaction.atomic
def note_export(
    *, rows: int, reason: str, by: Actor, office_code: str = "", at: datetime | None = None
) -> None:
    """A list went out with personal columns: how many rows, to whom, why."""
    ledger.record(
        Registration(),
        "registration:export",
        by=by,
        at=at,
        sentence=f"Daftar pendaftaran diunduh dengan data pribadi ({rows} baris): {reason}",
        note=reason,
        after={"rows": rows},
        office_code=office_code,
    )


@transaction.atomic
def open_numbers(
    registrations: Iterable[Registration],
    *,
    reason: str,
    by: Actor,
    office_code: str = "",
    at: datetime | None = None,
) -> dict[int, str]:
    """The NIK behind these registrations for a file, by worker; each look is kept as if it were made on a page."""
    subjects = {row.worker_id: row for row in registrations if row.worker_id is not None}
    workers = Worker.objects.in_bulk(list(subjects))
    shown = [(worker, subjects[pk]) for pk, worker in workers.items()]
    return reveal_many(shown, reason=reason, by=by, office_code=office_code, at=at)


@transaction.atomic
def note_search(
    *, what: str, found: int, by: Actor, office_code: str = "", at: datetime | None = None
) -> None:
    """Somebody was looked up by NIK or telephone; `what` is masked, the number itself is written nowhere."""
    ledger.record(
        Registration(),
        "registration:search",
        by=by,
        at=at,
        sentence=f"Pendaftaran dicari dengan {what}: {found} ditemukan",
        after={"found": found},
        office_code=office_code,
    )
