"""Whole numbers as cells hold them: numbers, Rp1.500.000,00 and 60 orang, and what must be asked."""

import re

from django.utils.translation import gettext as _

from binakon.planning.sheets.book_cells import Flag
from binakon.planning.sheets.plan_values import Refused

PEOPLE = frozenset({"orang", "org", "peserta", "kursi", "tempat", "jiwa"})
RUPIAH = frozenset({"rupiah"})
# What stands where there is nothing to say.
NOTHING = frozenset({"-", "–", "—"})
_MOST_EXACT = 2**53

_WHOLE = re.compile(r"[0-9]+")
_NUMBER = re.compile(
    r"(?P<rp>rp\.?|idr)? ?(?P<sign>-)? ?(?P<digits>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)"
    r"(?:,0{1,2}|,-|\.-|,--)? ?(?P<unit>[a-z]+)?\.?",
)
# Read by one office as 1.500 and by another as 1,5.
_DOUBTFUL = re.compile(r"(?:rp\.?|idr)? ?[0-9][0-9.,]*(?: ?[a-z]+)?")


def whole_number(raw: object, units: frozenset[str]) -> tuple[int, bool]:
    """The number, and whether it was written in a way that a reader should see confirmed."""
    if isinstance(raw, float):
        return _from_float(raw)
    if not isinstance(raw, str):
        found = _("ya/tidak") if isinstance(raw, Flag) else _("tanggal atau jam")
        raise Refused(
            "wrong_type",
            _("Sel ini berisi %(found)s; isi dengan bilangan bulat") % {"found": found},
        )
    text = raw.strip()
    if _WHOLE.fullmatch(text):
        return _checked(int(text[:30])), False
    low = re.sub(r"\s+", " ", text.lower().replace("\N{NO-BREAK SPACE}", " "))
    match = _NUMBER.fullmatch(low)
    if match is None or (match["unit"] and match["unit"] not in units):
        raise Refused("wrong_type", _question(text, is_number=bool(_DOUBTFUL.fullmatch(low))))
    if match["rp"] and units is not RUPIAH:
        sentence = _("“%(text)s” adalah rupiah, padahal kolom ini bukan uang; periksa angkanya")
        raise Refused("wrong_type", sentence % {"text": text[:40]})
    number = _checked(int(match["digits"].replace(".", "")[:30]))
    return (-number if match["sign"] else number), True


def _from_float(number: float) -> tuple[int, bool]:
    if number != number or abs(number) > _MOST_EXACT:
        sentence = _("Angka %(number)s terlalu besar; periksa angkanya")
        raise Refused("too_large_number", sentence % {"number": f"{number:g}"})
    nearest = round(number)
    if number == nearest:
        return nearest, False
    # A formula may leave 1499999.9999999998 where a person sees 1.500.000.
    if abs(number - nearest) < 1e-6:
        return nearest, True
    sentence = _("Angka %(number)s bukan bilangan bulat; tulis tanpa pecahan")
    raise Refused("wrong_type", sentence % {"number": f"{number:g}".replace(".", ",")})


def _checked(number: int) -> int:
    if number > _MOST_EXACT:
        raise Refused("too_large_number", _("Angka ini terlalu besar; periksa angkanya"))
    return number


def _question(text: str, *, is_number: bool) -> str:
    shown = {"text": text if len(text) <= 40 else text[:40] + "…"}
    if is_number:
        return (
            _(
                "“%(text)s” dapat dibaca lebih dari satu cara; tulis angkanya saja tanpa titik dan koma"
            )
            % shown
        )
    return _("“%(text)s” bukan angka; tulis angkanya saja, misalnya 1500000") % shown
