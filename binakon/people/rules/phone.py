"""A mobile number as people in Indonesia write it: read whatever its spelling, kept as digits with the country code."""

import unicodedata

from django.utils.translation import gettext as _

from binakon.core.problems import Problem

COUNTRY = "62"
# Mobile numbers are 8xx with 9 to 12 digits after the country code; a foreign one has at most 15 (ITU E.164).
_SHORTEST, _LONGEST, _FOREIGN_LONGEST = 9, 12, 15


def normalise_phone(text: str) -> str:
    """The digits 62812… behind 0812-…, +62 812 …, 62812…, 812…; a foreign number keeps its own country code after a +.

    What cannot be a number comes back as typed, so that `phone_problems` can say so.
    """
    read, is_international = [], False
    for sign in unicodedata.normalize("NFKC", text).strip():
        digit = unicodedata.digit(sign, None)
        if digit is not None:
            read.append(str(digit))
        elif sign == "+" and not read:
            is_international = True
        elif sign.isalpha():
            return text.strip()
    digits = "".join(read)
    if digits.startswith("00"):
        digits, is_international = digits[2:], True
    if is_international or digits.startswith(COUNTRY):
        # +62 0812… is a common slip: the zero is only dialled within the country.
        return COUNTRY + digits[2:].lstrip("0") if digits.startswith(COUNTRY) else digits
    if digits.startswith("0"):
        return COUNTRY + digits.lstrip("0")
    return COUNTRY + digits if digits.startswith("8") else digits


def phone_problems(phone: str) -> list[Problem]:
    """Why a normalised text cannot be a mobile number."""
    if not phone:
        return [
            Problem("phone_empty", _("Nomor HP belum diisi. Tulis nomor yang ada WhatsApp-nya."))
        ]
    if not (phone.isascii() and phone.isdigit()):
        return [
            Problem("phone_not_digits", _("Nomor HP hanya berisi angka, misalnya 0812 3456 7890."))
        ]
    rest = phone.removeprefix(COUNTRY)
    if phone.startswith(COUNTRY):
        if not rest.startswith("8"):
            return [
                Problem(
                    "phone_not_mobile",
                    _(
                        "Tulis nomor HP yang diawali 08; nomor telepon rumah atau kantor tidak bisa menerima WhatsApp."
                    ),
                )
            ]
        if not _SHORTEST <= len(rest) <= _LONGEST:
            return [
                Problem(
                    "phone_length",
                    _("Jumlah angka nomor HP tidak pas. Hitung lagi, misalnya 0812 3456 7890."),
                )
            ]
    elif not _SHORTEST <= len(phone) <= _FOREIGN_LONGEST:
        return [
            Problem(
                "phone_length",
                _("Jumlah angka nomor HP tidak pas. Hitung lagi, misalnya 0812 3456 7890."),
            )
        ]
    return []


def mask_phone(phone: str) -> str:
    """62812•••••890: enough for its owner to know it again."""
    return (
        f"{phone[:5]}{'•' * max(0, len(phone) - 8)}{phone[-3:]}"
        if len(phone) > 8
        else "•" * len(phone)
    )


def mask_email(email: str) -> str:
    """z•••••@contoh.id."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}•••••@{host}" if host else ""


def wa_digits(phone: str) -> str:
    """The number as wa.me wants it: digits only, with the country code."""
    return normalise_phone(phone) if not phone_problems(normalise_phone(phone)) else ""
