"""The standard prices of an office, brought in from its own workbook."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.people.models import Office
from binakon.planning.models import StandardPrice
from binakon.planning.rules.prices import PriceFact


@transaction.atomic
def take_prices(
    office: Office, prices: Sequence[PriceFact], *, file_name: str, by: Actor
) -> tuple[int, int]:
    """Keep these prices; returns how many are new and how many got another ceiling, end or source.

    A price is the same thing when kind, name, unit, region and first day are the same. None is taken away.
    """
    if not prices:
        raise Blocked([Problem("no_rows", _("Berkas ini tidak berisi harga."))])
    born = changed = 0
    for fact in prices:
        key = {
            "kind": fact.kind,
            "name": fact.name,
            "unit": fact.unit,
            "region": fact.region,
            "valid_from": fact.valid_from,
        }
        said = {"ceiling": fact.ceiling, "valid_to": fact.valid_to, "source": fact.source}
        row, is_new = StandardPrice.objects.get_or_create(office=office, **key, defaults=said)
        if is_new:
            born += 1
        elif any(getattr(row, name) != value for name, value in said.items()):
            StandardPrice.objects.filter(pk=row.pk).update(**said)
            changed += 1
    ledger.record(
        office,
        "planning:standard_prices",
        by=by,
        sentence=f"Harga standar dari {file_name}: {born} baru, {changed} diubah",
        after={"new": born, "changed": changed},
        office_code=office.code,
    )
    return born, changed
