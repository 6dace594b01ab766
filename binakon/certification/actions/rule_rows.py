"""New dated rules: a row from a day on beside the old ones, and whole lists of study programmes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.certification.models import StudyProgrammeRule
from binakon.certification.queries.rule_tables import BY_KEY
from binakon.certification.rules.new_rows import row_problems
from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Problem, refuse


@transaction.atomic
def add_rule(key: str, values: Mapping[str, Any], *, by: Actor, at: datetime | None = None) -> Any:
    """A new row of one table, from its `valid_from` on; the rows before it stay as they are.

    Raises `Blocked` when it does not begin after the row that it follows, or its source is used for the same already.
    """
    table = BY_KEY[key]
    row = table.model(**values)
    same = table.model.objects.all()
    for name in table.told_apart:
        value = getattr(row, name)
        same = same.filter(**({f"{name}__isnull": True} if value is None else {name: value}))
    latest = same.exclude(valid_from=None).order_by("-valid_from").first()
    refuse(
        row_problems(
            row.valid_from,
            row.source,
            latest=latest.valid_from if latest else None,
            has_twin=same.filter(source=row.source).exists(),
        )
    )
    row.save(force_insert=True)
    ledger.record(
        row,
        "certification:rule",
        by=by,
        at=at,
        sentence=f"Aturan baru mulai {row.valid_from.isoformat()}: {row} ({row.source})",
        after={name: str(value) for name, value in values.items()},
    )
    return row


@transaction.atomic
def add_programmes(
    rows: Iterable[tuple[str, str, str]],
    *,
    valid_from: date,
    source: str,
    by: Actor,
    at: datetime | None = None,
) -> int:
    """A whole list of study programmes from a day on; how many rows. All of them or none.

    Raises `Blocked` when the list is empty or its source was used already.
    """
    born = [
        StudyProgrammeRule(
            field_name=name,
            occupation_code=code,
            study_programme=programme,
            valid_from=valid_from,
            source=source,
        )
        for name, code, programme in rows
    ]
    problems = row_problems(
        valid_from,
        source,
        latest=None,
        has_twin=StudyProgrammeRule.objects.filter(source=source).exists(),
    )
    if not born:
        problems.append(Problem("rows", _("Tidak ada program studi yang dimuat.")))
    refuse(problems)
    StudyProgrammeRule.objects.bulk_create(born, batch_size=500)
    ledger.record(
        born[0],
        "certification:programmes",
        by=by,
        at=at,
        sentence=f"{len(born)} program studi dimuat, berlaku mulai {valid_from.isoformat()} ({source})",
    )
    return len(born)
