"""Rows of a file as SKK held by people of the register."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.people.actions.import_people import Changed
from binakon.people.models import HeldCertificate, PeopleImport
from binakon.people.queries.import_matching import Match
from binakon.people.rules.import_compare import HELD_DATA
from binakon.people.rules.import_fields import label_of


def put_held(row: PeopleImport, matches: Sequence[Match], *, by: Actor, at: datetime) -> int:
    """Write one portion of SKK; how many are new. Inside the transaction of the whole file."""
    source = f"berkas {row.file_name}"[:200]
    new = [_certificate_of(match, source) for match in matches if match.held is None]
    HeldCertificate.objects.bulk_create(new, batch_size=1000)
    told = _("SKK %(what)s dicatat dari berkas %(file)s")
    ledger.start_many(
        [(each, told % {"what": each, "file": row.file_name}) for each in new],
        by=by,
        at=at,
        office_code=row.office.code,
    )
    known = [(match, match.held) for match in matches if match.held is not None]
    _change_known(row, known, by, at)
    return len(new)


def _certificate_of(match: Match, source: str) -> HeldCertificate:
    values = {key: match.values[key] for key in HELD_DATA if key in match.values}
    assert match.person is not None, "a row without its person is faulty"
    return HeldCertificate(worker_id=match.person, source=source, **_columns(values))


def _change_known(
    row: PeopleImport, known: Sequence[tuple[Match, int]], by: Actor, at: datetime
) -> None:
    told = []
    for match, held in known:
        changes = dict(match.comparison.fills)
        if row.overwrites:
            changes |= match.comparison.differs
        if not changes:
            continue
        stood = {key: match.known[key] for key in changes}
        unchanged = HeldCertificate.objects.filter(pk=held, **_columns(stood))
        if not unchanged.update(**_columns(changes)):
            raise Changed(held)
        fields = ", ".join(label_of(row.kind, key) for key in changes)
        sentence = _("%(fields)s diisi dari berkas %(file)s")
        told.append(
            (
                HeldCertificate(pk=held),
                sentence % {"fields": fields, "file": row.file_name},
                _shown(stood),
                _shown(changes),
            )
        )
    ledger.record_changes(told, "heldcertificate:import", by=by, at=at, office_code=row.office.code)


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    return {("issuer_id" if key == "issuer" else key): value for key, value in values.items()}


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value if isinstance(value, int) else str(value or "") for key, value in values.items()
    }
