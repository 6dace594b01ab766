"""The standard prices of an office: brought in from its own workbook, added one by one, ended."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.people.models import Office
from binakon.planning.models import StandardPrice
from binakon.planning.rules.prices import PriceFact, price_key


@transaction.atomic
def take_prices(
    office: Office, prices: Sequence[PriceFact], *, file_name: str, by: Actor
) -> tuple[int, int]:
    """Keep these prices; returns how many are new and how many got another ceiling, end or source.

    A price is the same thing when kind, name, unit, region and first day are the same, capitals and spaces aside. None is
    taken away, and the history keeps what a changed one said before.
    """
    if not prices:
        raise Blocked([Problem("no_rows", _("Berkas ini tidak berisi harga."))])
    born = 0
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    held = _held(office, prices)
    for fact in prices:
        row, is_new = _kept(office, fact, held)
        said = {"ceiling": fact.ceiling, "valid_to": fact.valid_to, "source": fact.source}
        if is_new:
            born += 1
        elif any(getattr(row, name) != value for name, value in said.items()):
            before[str(row.pk)] = _plain(row)
            StandardPrice.objects.filter(pk=row.pk).update(**said)
            row.refresh_from_db()
            after[str(row.pk)] = _plain(row)
    changed = len(after)
    ledger.record(
        office,
        "planning:standard_prices",
        by=by,
        sentence=f"Harga standar dari {file_name}: {born} baru, {changed} diubah",
        before={"prices": before},
        after={"new": born, "changed": changed, "prices": after},
        office_code=office.code,
    )
    return born, changed


@transaction.atomic
def add_price(office: Office, fact: PriceFact, *, by: Actor) -> StandardPrice:
    """Keep one more price. Refused when the same thing has a price from the same day on: that one is not written over."""
    row, is_new = _kept(office, fact, _held(office, [fact]))
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


def _held(office: Office, facts: Sequence[PriceFact]) -> dict[tuple[object, ...], StandardPrice]:
    """What the office keeps from the same days on, by what makes two prices the same thing however they are typed."""
    days = {fact.valid_from for fact in facts}
    rows = StandardPrice.objects.filter(office=office, valid_from__in=days).order_by("-id")
    return {_key(row): row for row in rows}


def _key(price: PriceFact | StandardPrice) -> tuple[object, ...]:
    return (*price_key(price.kind, price.name, price.unit), price.region, price.valid_from)


def _kept(
    office: Office, fact: PriceFact, held: dict[tuple[object, ...], StandardPrice]
) -> tuple[StandardPrice, bool]:
    """The row of the same thing, else a new one."""
    if _key(fact) in held:
        return held[_key(fact)], False
    return StandardPrice.objects.get_or_create(
        office=office,
        kind=fact.kind,
        name=fact.name,
        unit=fact.unit,
        region=fact.region,
        valid_from=fact.valid_from,
        defaults={"ceiling": fact.ceiling, "valid_to": fact.valid_to, "source": fact.source},
    )


def _plain(row: StandardPrice) -> dict[str, Any]:
    return {
        "ceiling": row.ceiling,
        "valid_to": row.valid_to and row.valid_to.isoformat(),
        "source": row.source,
    }


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
