"""Standard prices: which one holds for a line, and what a line should be asked about. Warnings, never refusals."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.words import day as day_words
from binakon.core.words import rupiah
from binakon.planning.rules.costs import LineEntry

# Accounts of domain 3.3: honour, and travel that pays the whole way (perjalanan dinas biasa, paket luar kota).
HONOUR_ACCOUNTS = frozenset({"5.1.02.02.01.0003", "5.1.02.02.01.0004"})
FULL_TRAVEL_ACCOUNTS = frozenset({"5.1.02.04.01.0001", "5.1.02.04.01.0005"})
_PEOPLE = frozenset({"orang", "org", "peserta"})


class WarningCode(StrEnum):
    """What a line is asked about."""

    UNKNOWN = "unknown"
    CEILING = "ceiling"
    HONOUR = "honour"
    LOCAL_TRAVEL = "local_travel"
    HONOUR_KIND = "honour_kind"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class PriceFact:
    """One standard price; `region` "" holds in the whole province, `ceiling` in rupiah for one `unit`."""

    kind: str
    name: str
    unit: str
    region: str
    ceiling: int
    valid_from: date
    source: str
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class CostContext:
    """What the warnings need to know of the activity: its kind and seats, and the accounts that are known."""

    activity_kind: str
    seats: int | None
    regions: tuple[str, ...] = ()
    accounts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LineWarning:
    """One thing to look at; `is_answered` when a reason stands beside it."""

    code: WarningCode
    sentence: str
    is_answered: bool = False


def same_words(text: str) -> str:
    """Words as they are compared: without capitals and doubled spaces."""
    return " ".join(text.casefold().split())


def price_key(kind: str, name: str, unit: str) -> tuple[str, str, str]:
    """What makes two prices the same thing."""
    return kind, same_words(name), same_words(unit)


def plain_of_price(price: PriceFact) -> dict[str, Any]:
    """A price as JSON knows it."""
    found = asdict(price)
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
    }


def price_of_plain(plain: Mapping[str, Any]) -> PriceFact:
    """The price behind what `plain_of_price` wrote."""
    days = {
        name: date.fromisoformat(plain[name])
        for name in ("valid_from", "valid_to")
        if plain[name] is not None
    }
    return PriceFact(**{**plain, **days})


def price_of(
    entry: LineEntry, prices: Iterable[PriceFact], on: date, regions: tuple[str, ...] = ()
) -> PriceFact | None:
    """The price that holds for a line on a day: that of its only region, else of the province; the newest wins."""
    key = price_key(entry.kind, entry.component, entry.unit)
    region = regions[0] if len(regions) == 1 else ""
    fitting = [
        price
        for price in prices
        if price_key(price.kind, price.name, price.unit) == key
        and price.region in {"", region}
        and price.valid_from <= on
        and (price.valid_to is None or price.valid_to >= on)
    ]
    return max(fitting, key=lambda price: (price.region != "", price.valid_from), default=None)


def line_warnings(
    entry: LineEntry, price: PriceFact | None, context: CostContext
) -> list[LineWarning]:
    """What somebody should look at before this line is handed in."""
    found = [_price_warning(entry, price), _travel_warning(entry, context)]
    if (
        context.activity_kind == "training"
        and entry.account_code in HONOUR_ACCOUNTS
        and (entry.recipient == "speakers" or "narasumber" in same_words(entry.component))
    ):
        found.append(
            LineWarning(
                WarningCode.HONOUR_KIND,
                _(
                    "Honor narasumber dihitung per 60 menit dan bukan untuk pelatihan. Untuk pelatihan pakai honor "
                    "pengajar per JP (45 menit), atau ubah jenis kegiatannya."
                ),
            )
        )
    if context.accounts and entry.account_code not in context.accounts:
        found.append(
            LineWarning(
                WarningCode.ACCOUNT,
                _("Kode akun ini tidak ada di daftar acuan. Cocokkan dengan DPA."),
            )
        )
    return [warning for warning in found if warning is not None]


def _price_warning(entry: LineEntry, price: PriceFact | None) -> LineWarning | None:
    if price is None:
        return LineWarning(WarningCode.UNKNOWN, _("Harga standar belum diisi."))
    if entry.unit_price <= price.ceiling:
        return None
    facts = {
        "price": rupiah(entry.unit_price),
        "ceiling": rupiah(price.ceiling),
        "unit": entry.unit,
        "source": price.source,
        "since": day_words(price.valid_from),
    }
    if entry.account_code in HONOUR_ACCOUNTS:
        code = WarningCode.HONOUR
        sentence = _(
            "Honor %(price)s per %(unit)s melebihi standar %(ceiling)s (%(source)s, berlaku sejak %(since)s)."
        )
    else:
        code = WarningCode.CEILING
        sentence = _(
            "Harga %(price)s per %(unit)s melebihi standar %(ceiling)s (%(source)s, berlaku sejak %(since)s)."
        )
    return LineWarning(code, sentence % facts, is_answered=bool(entry.excess_reason))


def _travel_warning(entry: LineEntry, context: CostContext) -> LineWarning | None:
    """Participants from the town itself get no full travel, so full travel for every seat pays some of them too much."""
    if entry.recipient != "participants" or entry.account_code not in FULL_TRAVEL_ACCOUNTS:
        return None
    people = next(
        (factor.quantity for factor in entry.factors if same_words(factor.unit) in _PEOPLE), None
    )
    if people is None or context.seats is None:
        sentence = _(
            "Perjalanan penuh untuk peserta. Peserta dari kota tempat kegiatan hanya mendapat transport dalam kota; "
            "pisahkan barisnya."
        )
    elif people < context.seats:
        return None
    else:
        sentence = _(
            "Perjalanan penuh untuk %(people)d orang, padahal kursinya %(seats)d: peserta dari kota tempat kegiatan "
            "ikut terhitung. Mereka hanya mendapat transport dalam kota; pisahkan barisnya."
        ) % {"people": people, "seats": context.seats}
    return LineWarning(WarningCode.LOCAL_TRAVEL, sentence, is_answered=bool(entry.excess_reason))
