"""The standard prices of an office: brought in from its own workbook, added one by one, ended."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
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


@transaction.atomic
def add_price(office: Office, fact: PriceFact, *, by: Actor) -> StandardPrice:
    """Keep one more price. Refused when the same thing has a price from the same day on: that one is not written over."""
    row, is_new = StandardPrice.objects.get_or_create(
        office=office,
        kind=fact.kind,
        name=fact.name,
        unit=fact.unit,
        region=fact.region,
        valid_from=fact.valid_from,
        defaults={"ceiling": fact.ceiling, "valid_to": fact.valid_to, "source": fact.source},
    )
    if not is_new:
        sentence = _(
            "Harga ini sudah ada dengan hari mulai yang sama. Akhiri yang lama, atau pilih hari lain."
        )
        raise Blocked([Problem("valid_from", sentence)])
    _record_price(row, f"Harga standar ditambah: {row}", by=by, before=None)
    return row


@transaction.atomic
def end_price(row: StandardPrice, *, last_day: date, by: Actor) -> None:
    """Let a price hold until this day and no longer; it stays to be read by what was planned under it.

    Refused before its first day; `StaleState` when it has ended earlier meanwhile.
    """
    if last_day < row.valid_from:
        sentence = _("Berakhir sebelum mulai berlaku. Periksa tanggalnya.")
        raise Blocked([Problem("valid_to", sentence)])
    living = StandardPrice.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), pk=row.pk)
    before = row.valid_to
    if living.update(valid_to=last_day) != 1:
        raise StaleState(_("Harga ini sudah berakhir lebih dulu. Muat ulang daftarnya."))
    row.valid_to = last_day
    _record_price(row, f"Harga standar diakhiri: {row}", by=by, before=before)


def _record_price(row: StandardPrice, sentence: str, *, by: Actor, before: date | None) -> None:
    ledger.record(
        row.office,
        "planning:standard_prices",
        by=by,
        sentence=sentence,
        before={"valid_to": before and before.isoformat()},
        after={"price": row.pk, "valid_to": row.valid_to and row.valid_to.isoformat()},
        office_code=row.office.code,
    )
