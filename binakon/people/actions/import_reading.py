"""Reading a file in portions: claimed by one worker alone, each portion kept sealed, taken up again where it broke off."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.insert import insert_many
from binakon.people.models import PeopleImport, StagedRow
from binakon.people.queries.import_matching import Match
from binakon.people.rules.import_facts import Finding
from binakon.people.rules.import_sealed import seal_row
from binakon.people.states import ImportState

# A worker renews its claim with every portion; one that has not for so long was killed.
CLAIM_LASTS = timedelta(seconds=60)


class Lost(Exception):
    """Another worker has this file, or somebody threw it away meanwhile."""


def claim_import(
    state: ImportState, *, by: Actor, at: datetime | None = None
) -> PeopleImport | None:
    """The oldest file in this state whose worker is gone or never came, claimed by a conditional UPDATE."""
    moment = at or clock.now()
    free = PeopleImport.objects.filter(
        Q(claimed_at=None) | Q(claimed_at__lt=moment - CLAIM_LASTS), state=state
    )
    for pk in list(free.order_by("id").values_list("pk", flat=True)):
        if free.filter(pk=pk).update(claimed_at=moment):
            return PeopleImport.objects.select_related("office", "file").get(pk=pk)
    return None


@transaction.atomic
def stage_rows(
    row: PeopleImport,
    matches: Iterable[Match],
    *,
    upto: int,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Keep one portion and say how far the reading has come, together or not at all. Raises `Lost`.

    `upto` counts the rows of people from the first; the claim and what was read before must be as this worker left them.
    """
    moment = at or clock.now()
    staged = [_staged(row, match) for match in matches]
    faults = sum(finding[3] for each in staged for finding in each.problems)
    mine = PeopleImport.objects.filter(
        pk=row.pk, state=ImportState.READING, claimed_at=row.claimed_at, read_rows=row.read_rows
    )
    if not mine.update(
        claimed_at=moment,
        read_rows=upto,
        rows=row.rows,
        notes=row.notes,
        problem_count=F("problem_count") + faults,
    ):
        raise Lost(row.pk)
    insert_many(staged)
    row.claimed_at, row.read_rows = moment, upto
    row.problem_count += faults


def _staged(row: PeopleImport, match: Match) -> StagedRow:
    judged = match.judged
    return StagedRow(
        source=row,
        number=judged.number,
        nik_index=match.index,
        sealed=seal_row(judged.values, source=row.pk, number=judged.number),
        problems=[list(finding) for finding in judged.findings],
        is_faulty=judged.is_faulty,
        is_noted=any(not _blocks(finding) for finding in judged.findings),
        outcome=match.outcome.value,
        worker_id=match.person,
    )


def _blocks(finding: Finding) -> bool:
    return finding[3]


@transaction.atomic
def finish_reading(row: PeopleImport, *, by: Actor, at: datetime | None = None) -> None:
    """Say that a file is read to its end: it waits for somebody to look at it."""
    ledger.move(
        row,
        "finish_reading",
        by=by,
        at=at,
        sentence=_("Berkas %(name)s selesai dibaca: %(rows)d baris, %(problems)d masalah")
        % {"name": row.file_name, "rows": row.rows, "problems": row.problem_count},
        office_code=row.office.code,
        claimed_at=None,
    )


@transaction.atomic
def stop_import(row: PeopleImport, *, why: str, by: Actor, at: datetime | None = None) -> None:
    """Give a file back to its person with the reason why it could not be read, or did not go in; nobody was touched."""
    StagedRow.objects.filter(source=row).delete()
    ledger.move(
        row,
        "stop",
        by=by,
        at=at,
        sentence=_("Berkas %(name)s berhenti: %(why)s") % {"name": row.file_name, "why": why},
        office_code=row.office.code,
        claimed_at=None,
        last_error=why[:300],
        read_rows=0,
        rows=None,
        problem_count=0,
    )
