"""Numbers, money, dates and lists as people write them, in the active language; unknown is said, never 0."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SMALL = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
    "dua belas",
)
SMALL_EN = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def _locale() -> str:
    return "en_GB" if get_language() == "en" else "id"


def unknown() -> str:
    """What stands where a value is not known."""
    return _("belum diisi")


def number(value: int | None) -> str:
    """1.500 (1,500 in English)."""
    if value is None:
        return unknown()
    if type(value) is not int:
        return decimal(value)
    # A page of a list says a hundred of them; Babel would take as long for that as the database for the rows.
    grouped = f"{value:,}"
    return grouped if _locale() == "en_GB" else grouped.replace(",", ".")


def decimal(value: float | Decimal) -> str:
    """82,5 (82.5 in English), to three places."""
    written: str = format_decimal(value, locale=_locale())
    return written


def megabytes(size: int) -> str:
    """1,5 MB, for a size in bytes; below a tenth 0,1 MB."""
    millions = max(round(size / 1_000_000, 1), 0.1)
    return f"{format_decimal(millions, format='#,##0.#', locale=_locale())} MB"


def rupiah(value: int | None) -> str:
    """Rp1.500.000."""
    return unknown() if value is None else f"Rp{format_decimal(value, locale='id')}"


def day(value: date | None) -> str:
    """27 Januari 2026."""
    return unknown() if value is None else _day(value, _locale())


# A page of a list says the same few days again and again, and saying one takes longer than reading its row.
@lru_cache(maxsize=4096)
def _day(value: date, locale: str) -> str:
    written: str = format_date(value, "d MMMM y", locale=locale)
    return written


def day_of_year(value: date) -> str:
    """27 Januari, where the year is plain."""
    return format_date(value, "d MMMM", locale=_locale())


def weekday(value: date) -> str:
    """Selasa."""
    return format_date(value, "EEEE", locale=_locale())


def weekday_and_day(value: date) -> str:
    """Selasa, 27 Januari 2026."""
    return f"{weekday(value)}, {day(value)}"


def month(value: date) -> str:
    """Januari 2026, for any day of the month."""
    return format_date(value, "MMMM y", locale=_locale())


def moment(value: datetime | None) -> str:
    """27 Januari 2026, 09.00 WITA."""
    if value is None:
        return unknown()
    local = timezone.localtime(value)
    return f"{day(local.date())}, {local:%H.%M} WITA"


def joined(parts: Sequence[str]) -> str:
    """a, b, dan c."""
    if len(parts) < 2:
        return "".join(parts)
    last = _("dan")
    return (
        f"{parts[0]} {last} {parts[1]}"
        if len(parts) == 2
        else f"{', '.join(parts[:-1])}, {last} {parts[-1]}"
    )


def spelled(value: int | None) -> str:
    """Small numbers as words: tujuh; larger ones as digits."""
    if value is None:
        return unknown()
    names = SMALL_EN if get_language() == "en" else SMALL
    return names[value] if 0 <= value < len(names) else number(value)


_THOUSANDS = (
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
)


def terbilang(value: int) -> str:
    """A whole number below 10^18 in Indonesian words, as official papers repeat an amount; ValueError beyond."""
    if not 0 <= value < 10**18:
        raise ValueError(value)
    if value == 0:
        return SMALL[0]
    parts = []
    for size, name in _THOUSANDS:
        count, value = divmod(value, size)
        if count:
            # A single thousand is seribu; one million stays satu juta.
            parts.append("seribu" if (size, count) == (1000, 1) else f"{_hundreds(count)} {name}")
    return " ".join([*parts, *([_hundreds(value)] if value else [])])


def _hundreds(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    parts = ["seratus" if hundreds == 1 else f"{SMALL[hundreds]} ratus"] if hundreds else []
    if rest >= 20:
        tens, rest = divmod(rest, 10)
        parts.append(f"{SMALL[tens]} puluh")
    if 11 < rest < 20:
        parts.append(f"{SMALL[rest - 10]} belas")
    elif rest:
        parts.append(SMALL[rest])
    return " ".join(parts)
