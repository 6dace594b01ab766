"""A number by which somebody is looked up: a NIK or a telephone, read whatever its spelling, shown only masked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.rules.nik import LENGTH, mask, nik_problems, normalise

COUNTRY = "62"
SHORTEST, LONGEST = 9, 15


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed: exactly one of both, normalised; `shown` is what pages and history may say of it."""

    nik: str = ""
    phone: str = ""
    shown: str = ""


def sought_of(text: str) -> tuple[Sought, list[Problem]]:
    """Whom a typed number looks for, or why it is neither a NIK nor a telephone number."""
    digits = normalise(text.strip().removeprefix("+"))
    if not digits.isascii() or not digits.isdigit():
        sentence = _("Tulis NIK (16 angka) atau nomor telepon, angka saja.")
        return Sought(), [Problem("number", sentence)]
    if len(digits) == LENGTH:
        problems = nik_problems(digits)
        return Sought(nik=digits, shown=f"NIK {mask(digits)}"), problems
    phone = f"{COUNTRY}{digits[1:]}" if digits.startswith("0") else digits
    if not SHORTEST <= len(phone) <= LONGEST:
        sentence = _("NIK berisi 16 angka, nomor telepon 9–15 angka; yang Anda tulis %(many)d.")
        return Sought(), [Problem("number", sentence % {"many": len(digits)})]
    shown = _("nomor telepon …%(tail)s") % {"tail": phone[-3:]}
    return Sought(phone=phone, shown=shown), []
