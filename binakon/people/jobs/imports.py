"""Files of people on their way: read portion by portion, put in once they are accepted, thrown away when forgotten."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from binakon.core import crypto, files
from binakon.core.actor import Actor, import_actor, job_actor
from binakon.core.calendar import today
from binakon.core.jobs import every
from binakon.people.actions import imports
from binakon.people.actions.import_applying import apply_import
from binakon.people.actions.import_reading import (
    Lost,
    claim_import,
    finish_reading,
    stage_rows,
    stop_import,
)
from binakon.people.models import PeopleImport
from binakon.people.queries.import_matching import matched
from binakon.people.queries.imports import reading_facts
from binakon.people.rules.import_facts import Facts, Judged
from binakon.people.rules.import_layout import column_letter
from binakon.people.rules.import_rows import RowReader
from binakon.people.rules.import_table import repeated_cells, rows_of_people
from binakon.people.sheets.import_open import Unreadable, open_people_file
from binakon.people.states import ImportState

PORTION = 2000
# What passes by itself: the next worker tries again.
OUTAGES = (OperationalError, InterfaceError)
logger = logging.getLogger(__name__)


@every(seconds=3)
def read_imports() -> int:
    """Read one file whose columns were chosen, from where its reading stands to its end."""
    by = job_actor("read_imports")
    row = claim_import(ImportState.READING, by=by)
    if row is None:
        return 0
    try:
        return _read(row, by)
    except Lost:
        # Another worker took it over, or its person threw it away: what is staged is theirs.
        return 0
    except Unreadable as unreadable:
        stop_import(row, why=unreadable.problem.sentence, by=by)
    except (files.Gone, crypto.Unreadable):
        stop_import(row, why=_("Berkasnya tidak bisa dibuka lagi. Unggah sekali lagi."), by=by)
    except OUTAGES:
        raise
    except Exception:
        # A fault of ours would come back at every try: the file waits for its person, the log says what it was.
        logger.exception("import %d could not be read", row.pk)
        stop_import(row, why=_broken_off(), by=by)
    return 0


@every(seconds=3)
def apply_imports() -> int:
    """Put one accepted file in, whole."""
    row = claim_import(ImportState.APPLYING, by=job_actor("apply_imports"))
    if row is None:
        return 0
    try:
        return int(apply_import(row, by=import_actor(row.file_name)))
    except OUTAGES:
        raise
    except Exception:
        logger.exception("import %d could not be put in", row.pk)
        stop_import(row, why=_broken_off(), by=job_actor("apply_imports"))
    return 0


@every(seconds=3600)
def purge_imports() -> int:
    """Throw away files that nobody decided on for a month."""
    return imports.purge_imports(by=job_actor("purge_imports"))


def _broken_off() -> str:
    return _("Sistem gagal mengolah berkas ini, dan tidak ada yang dimasukkan. Hubungi admin.")


def _read(row: PeopleImport, by: Actor) -> int:
    opened = open_people_file(files.read(row.file), only=row.sheet)
    found = opened.sheet(row.sheet)
    if found is None:
        raise Unreadable(_("Lembar yang dipilih tidak ada lagi di berkas ini. Unggah sekali lagi."))
    layout = next(told for told in row.headings if told["name"] == row.sheet)
    people, row.notes = rows_of_people(
        found.rows, layout["first"], row.kind, row.columns, layout["headings"]
    )
    row.rows, start = len(people), row.read_rows
    # Opening a large file takes its time: the claim is renewed, and the page learns how many rows there are.
    stage_rows(row, [], upto=start, by=by)
    facts = _facts(row, found.rows, people)
    for judged in _judged(facts, found.rows, people[start:]):
        stage_rows(row, matched(row.kind, judged), upto=row.read_rows + len(judged), by=by)
    finish_reading(row, by=by)
    return len(people) - start


def _facts(row: PeopleImport, rows: Sequence[Sequence[Any]], people: Sequence[int]) -> Facts:
    def cell_name(at: int, key: str) -> str:
        return f"{column_letter(row.columns[key])}{at + 1}"

    repeated = repeated_cells(rows, people, row.columns, row.kind, cell_name)
    return reading_facts(row, today(), repeated)


def _judged(
    facts: Facts, rows: Sequence[Sequence[Any]], people: Sequence[int]
) -> Iterator[list[Judged]]:
    reader = RowReader(facts)
    for start in range(0, len(people), PORTION):
        yield [reader.judge(at, rows[at]) for at in people[start : start + PORTION]]
