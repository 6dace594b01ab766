"""A file that was accepted goes in: every row in one transaction, or none; once, whoever is killed or comes twice."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.people.actions.import_held import put_held
from binakon.people.actions.import_people import Changed, put_people
from binakon.people.actions.import_reading import stop_import
from binakon.people.actions.imports import forget
from binakon.people.models import PeopleImport, StagedRow
from binakon.people.queries.import_matching import Match, matched
from binakon.people.rules.import_facts import Judged
from binakon.people.rules.import_sealed import open_row
from binakon.people.states import ImportKind, ImportState

PORTION = 2000


def apply_import(row: PeopleImport, *, by: Actor, at: datetime | None = None) -> bool:
    """Put a claimed file in; False when another worker has it, or when the register has changed under it.

    In the latter case nothing of it stands, and it goes back to its person with the reason.
    """
    try:
        return _apply(row, by, at or clock.now())
    except (Changed, IntegrityError):
        why = _("Data di registri berubah sejak berkas ini dibaca. Baca ulang, lalu periksa lagi.")
        stop_import(row, why=why, by=by, at=at)
        return False


@transaction.atomic
def _apply(row: PeopleImport, by: Actor, moment: datetime) -> bool:
    # Held until the end: whoever comes meanwhile waits here and then finds no file that is being put in.
    mine = PeopleImport.objects.filter(
        pk=row.pk, state=ImportState.APPLYING, claimed_at=row.claimed_at
    )
    if not mine.update(claimed_at=moment):
        return False
    added = known = 0
    put = put_people if row.kind == ImportKind.WORKERS else put_held
    for some in _portions(row):
        new = put(row, some, by=by, at=moment)
        added, known = added + new, known + len(some) - new
    ledger.move(
        row,
        "finish",
        by=by,
        at=moment,
        sentence=_("Berkas %(name)s masuk: %(added)d baru, %(known)d sudah dikenal")
        % {"name": row.file_name, "added": added, "known": known},
        office_code=row.office.code,
        added=added,
        known=known,
        applied_at=moment,
        claimed_at=None,
    )
    forget(row, by=by)
    return True


def _portions(row: PeopleImport) -> Iterator[Sequence[Match]]:
    """The staged rows as they meet the register now; raises `Changed` when one of them cannot go in any more."""
    last = 0
    while True:
        staged = StagedRow.objects.filter(source=row, number__gt=last).order_by("number")
        some = list(staged.values_list("number", "sealed")[:PORTION])
        if not some:
            return
        last = some[-1][0]
        judged = [
            Judged(number, open_row(bytes(sealed), source=row.pk, number=number), [])
            for number, sealed in some
        ]
        matches = matched(row.kind, judged)
        if any(match.judged.is_faulty for match in matches):
            raise Changed(row.pk)
        yield matches
