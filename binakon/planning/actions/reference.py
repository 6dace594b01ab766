"""Bringing in the dated reference data that comes with Binakon."""

import csv
from pathlib import Path

from django.db import transaction

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.planning.models import Account, Indicator, Occupation, SubActivity
from binakon.planning.rules.occupations import field_of

REFERENCE = Path(__file__).parent.parent / "reference"
OCCUPATION_SOURCE = (
    "LSP GATENSI, data jabatan kerja 2022–2024 (belum dicocokkan dengan SK DJBK 114/2024)"
)


@transaction.atomic
def load_reference(*, by: Actor) -> int:
    """Bring in indicators, sub-activities, accounts and occupations; returns how many rows were new."""
    new = sum(
        Indicator.objects.get_or_create(key=row.pop("key"), defaults=row)[1]
        for row in _rows("indicators.csv", ",")
    )
    for row in _rows("sub_activities.csv", ";"):
        new += SubActivity.objects.get_or_create(
            code=row.pop("code"), source=row.pop("source"), defaults=row
        )[1]
    for row in _rows("accounts.csv", ";"):
        new += Account.objects.get_or_create(
            code=row.pop("code"), source=row.pop("source"), defaults=row
        )[1]
    known = set(Occupation.objects.filter(source=OCCUPATION_SOURCE).values_list("code", flat=True))
    born = [
        Occupation(
            code=row["code"],
            name=row["occupation"],
            field_name=field_of(row["occupation"]),
            level=int(row["level"]) if row["level"] else None,
            skkni=row["skkni"],
            source=OCCUPATION_SOURCE,
        )
        for row in _rows("occupations.csv", ";")
        if row["code"] not in known
    ]
    Occupation.objects.bulk_create(born)
    new += len(born)
    if new:
        first = Indicator.objects.order_by("id").first()
        assert first is not None
        ledger.record(
            first, "planning:reference", by=by, sentence=f"{new} baris acuan perencanaan dimuat"
        )
    return new


def _rows(name: str, delimiter: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
