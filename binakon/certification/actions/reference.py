"""Bringing in the dated rules of certification that come with Binakon."""

import csv
from pathlib import Path
from typing import Any

from django.db import models, transaction

from binakon.certification.models import (
    AssessorRule,
    ExperienceRule,
    FeeRule,
    LevelRule,
    StepRule,
)
from binakon.core import ledger
from binakon.core.actor import Actor

REFERENCE = Path(__file__).parent.parent / "reference"
# Each file, its table, and the columns that tell its rows apart.
FILES: tuple[tuple[str, type[models.Model], tuple[str, ...]], ...] = (
    ("experience.csv", ExperienceRule, ("level", "diploma", "path", "source")),
    ("levels.csv", LevelRule, ("level", "source")),
    ("fees.csv", FeeRule, ("level", "path", "mode", "source")),
    ("assessors.csv", AssessorRule, ("assessor_level", "source")),
    ("steps.csv", StepRule, ("key", "source")),
)


@transaction.atomic
def load_reference(*, by: Actor) -> int:
    """Bring in the rules of experience, levels, fees, assessors and clocks; returns how many rows were new."""
    new = sum(_load(name, model, told_apart) for name, model, told_apart in FILES)
    if new:
        first = ExperienceRule.objects.order_by("id").first()
        assert first is not None
        ledger.record(
            first,
            "certification:reference",
            by=by,
            sentence=f"{new} baris aturan sertifikasi dimuat",
        )
    return new


def _load(name: str, model: type[models.Model], told_apart: tuple[str, ...]) -> int:
    rows = model._default_manager
    known = {tuple(map(str, row)) for row in rows.values_list(*told_apart)}
    born = [
        model(**_values(model, row))
        for row in _rows(name)
        if tuple(row[column] for column in told_apart) not in known
    ]
    rows.bulk_create(born)
    return len(born)


def _values(model: type[models.Model], row: dict[str, str]) -> dict[str, Any]:
    return {
        column: (text == "yes")
        if isinstance(model._meta.get_field(column), models.BooleanField)
        else text
        for column, text in row.items()
        if text or isinstance(model._meta.get_field(column), models.BooleanField)
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
