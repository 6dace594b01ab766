"""A file of people or SKK: kept encrypted, its columns chosen and remembered, accepted whole or thrown away."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Problem, refuse
from binakon.people.models import ColumnMapping, Office, PeopleImport, StagedRow
from binakon.people.rules.import_fields import column_problem_codes, heading_key
from binakon.people.rules.import_sealed import without_nik
from binakon.people.rules.import_words import COLUMN_SENTENCES
from binakon.people.states import ImportState

# As docs/retention.yaml promises.
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came; `sheets` are their layouts: name, headings, first row of people, and how many fields they name."""

    kind: str
    file_name: str
    media_type: str
    content: bytes = field(repr=False)
    sheets: tuple[Mapping[str, Any], ...] = ()


@transaction.atomic
def keep_import(
    received: Received, *, office: Office, by: Actor, at: datetime | None = None
) -> PeopleImport:
    """Keep a file for its reading, encrypted as it came; it is never handed out, and erased when it was decided on."""
    assert by.user_id is not None, "a file is uploaded by somebody"
    digest = hashlib.sha256(received.content).hexdigest()
    stored = files.keep(files.RebuiltFile(received.media_type, received.content, 1, digest))
    row = PeopleImport.objects.create(
        office=office,
        kind=received.kind,
        file=stored,
        # Whoever names a file after somebody's NIK does not get it into our tables.
        file_name=without_nik(received.file_name)[:200],
        headings=[_masked(sheet) for sheet in received.sheets],
        sheet=_masked(max(received.sheets, key=_score))["name"][:120],
        uploaded_by_id=by.user_id,
        uploaded_at=at or clock.now(),
    )
    ledger.start(
        row,
        by=by,
        at=at,
        sentence=_("Berkas impor %(name)s diunggah") % {"name": row.file_name},
        office_code=office.code,
    )
    return row


def _score(sheet: Mapping[str, Any]) -> Any:
    return sheet["score"]


def _masked(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """A sheet's layout without a NIK: where headings are missing, the first row of people stands in their place."""
    headings = [without_nik(heading) for heading in sheet["headings"]]
    return {**sheet, "name": without_nik(sheet["name"]), "headings": headings}


@transaction.atomic
def choose_columns(
    row: PeopleImport,
    *,
    sheet: str,
    chosen: Mapping[int, str],
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Pair the columns of a sheet with fields, remember it for the office, and have the file read from its first row.

    `chosen` leads from the column (from 0) to its field, "" for none. Raises `Blocked` with every problem.
    """
    layout = next(told for told in row.headings if told["name"] == sheet)
    columns: dict[str, int] = {}
    codes = []
    for column, key in sorted(chosen.items()):
        if key and key in columns:
            codes.append("twice")
        elif key:
            columns[key] = column
    codes += column_problem_codes(row.kind, columns)
    refuse([Problem(code, str(COLUMN_SENTENCES[code])) for code in dict.fromkeys(codes)])
    ledger.move(
        row,
        "read",
        by=by,
        at=at,
        sentence=_("Kolom berkas %(name)s dipasangkan") % {"name": row.file_name},
        office_code=row.office.code,
        sheet=sheet,
        columns=columns,
        read_rows=0,
        rows=None,
        problem_count=0,
        notes=[],
        claimed_at=None,
        last_error="",
    )
    StagedRow.objects.filter(source=row).delete()
    _remember(row, layout["headings"], chosen)


def _remember(row: PeopleImport, headings: list[str], chosen: Mapping[int, str]) -> None:
    """What each heading means at this office; also that it means nothing."""
    told: dict[str, str] = {}
    for column, key in chosen.items():
        heading = heading_key(headings[column]) if column < len(headings) else ""
        if heading and not told.get(heading):
            told[heading] = key
    ColumnMapping.objects.bulk_create(
        [
            ColumnMapping(office_id=row.office_id, kind=row.kind, heading=heading, field=key)
            for heading, key in sorted(told.items())
        ],
        update_conflicts=True,
        unique_fields=["office", "kind", "heading"],
        update_fields=["field"],
    )


@transaction.atomic
def accept_import(
    row: PeopleImport, *, overwrites: bool, by: Actor, at: datetime | None = None
) -> None:
    """Let a file go in that has no problem; the next worker carries it out, once.

    `overwrites` puts the file's word in place of what is known and differs; otherwise only what is empty is filled.
    Raises `Blocked`, and `StaleState` or `IllegalMove` for whoever presses second.
    """
    if row.state == ImportState.READ and row.problem_count:
        sentence = _("Masih ada sel yang bermasalah. Perbaiki di berkasnya, lalu unggah lagi.")
        refuse([Problem("problems", sentence)])
    if row.state == ImportState.READ and not row.rows:
        refuse([Problem("empty", _("Tidak ada baris yang bisa dimasukkan."))])
    choice = _("yang berbeda diganti") if overwrites else _("hanya yang kosong diisi")
    ledger.move(
        row,
        "apply",
        by=by,
        at=at,
        sentence=_("Berkas %(name)s disetujui untuk dimasukkan: %(choice)s")
        % {"name": row.file_name, "choice": choice},
        office_code=row.office.code,
        overwrites=overwrites,
        claimed_at=None,
        last_error="",
    )


@transaction.atomic
def discard_import(row: PeopleImport, *, by: Actor, at: datetime | None = None) -> None:
    """Throw a file away with everything read of it; nobody was touched."""
    ledger.move(
        row,
        "discard",
        by=by,
        at=at,
        sentence=_("Berkas impor %(name)s dibuang") % {"name": row.file_name},
        office_code=row.office.code,
    )
    forget(row, by=by)


def forget(row: PeopleImport, *, by: Actor) -> None:
    """Erase the file and its staged rows; inside the transaction that decided on it."""
    StagedRow.objects.filter(source=row).delete()
    files.erase(row.file)


def purge_imports(*, by: Actor, at: datetime | None = None) -> int:
    """Throw away what nobody decided on for a month; how many."""
    oldest = (at or clock.now()) - KEPT
    stale = PeopleImport.objects.filter(
        state__in=(ImportState.UPLOADED, ImportState.READ), uploaded_at__lt=oldest
    )
    found = list(stale.select_related("office", "file"))
    for row in found:
        discard_import(row, by=by, at=at)
    return len(found)
