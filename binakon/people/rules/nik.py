"""The NIK as people type it: read whatever its spelling, refused only for what is impossible, never called valid.

Sources: PP 40/2019; 16 digits PPKKCC DDMMYY SSSS, women's day of birth is raised by 40. There is no check digit.
"""

import unicodedata
from collections.abc import Container
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.problems import Problem

LENGTH = 16
WOMEN = 40
# Decoration that people and programs put between digits: all of Unicode's spaces, signs and joiners.
_DECORATION = {"Zs", "Zl", "Zp", "Cf", "Pd", "Po", "Cc", "Sk", "Pi", "Pf", "Lm", "Mn"}


def normalise(text: str) -> str:
    """The digits behind any spelling (spaces, dots, full-width or Arabic digits, a leading apostrophe).

    A letter stays where it is, so that `nik_problems` can say that it does not belong there.
    """
    read = []
    for sign in unicodedata.normalize("NFKC", text):
        digit = unicodedata.digit(sign, None)
        if digit is not None:
            read.append(str(digit))
        elif unicodedata.category(sign) not in _DECORATION:
            read.append(sign)
    return "".join(read)


def nik_problems(nik: str) -> list[Problem]:
    """Why a normalised text cannot be a NIK, all reasons at once; an empty list proves nothing more than its form."""
    if not nik:
        return [Problem("nik_empty", _("NIK belum diisi. Tulis 16 angka di KTP."))]
    if not nik.isascii() or not nik.isdigit():
        return [
            Problem(
                "nik_not_digits", _("NIK hanya berisi angka. Hapus huruf atau tanda yang ikut.")
            )
        ]
    if len(nik) != LENGTH:
        sentence = _("NIK berisi 16 angka; yang Anda tulis %(many)d. Lihat lagi KTP-nya.")
        return [Problem("nik_length", sentence % {"many": len(nik)})]
    problems = []
    day = int(nik[6:8])
    if not (1 <= day <= 31 or 1 <= day - WOMEN <= 31):
        sentence = _(
            "Angka ke-7 dan ke-8 NIK adalah tanggal lahir (01–31, perempuan 41–71); yang tertulis %(day)02d."
        )
        problems.append(Problem("nik_day", sentence % {"day": day}))
    if nik[12:] == "0000":
        problems.append(
            Problem("nik_serial", _("Empat angka terakhir NIK tidak pernah 0000. Lihat lagi KTP."))
        )
    return problems


def nik_hints(
    nik: str, *, born_on: date | None, is_female: bool | None, provinces: Container[str]
) -> list[Problem]:
    """What looks unusual in a well-formed NIK: shown to the person and the verifier, never a reason to refuse."""
    hints = []
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    if nik[:2] not in provinces:
        sentence = _("Dua angka pertama NIK (%(code)s) bukan kode provinsi yang kami kenal.")
        hints.append(Problem("nik_province", sentence % {"code": nik[:2]}, blocks=False))
    if not 1 <= month <= 12:
        sentence = _("Angka ke-9 dan ke-10 NIK biasanya bulan lahir; yang tertulis %(month)02d.")
        hints.append(Problem("nik_month", sentence % {"month": month}, blocks=False))
    if is_female is not None and (day > WOMEN) != is_female:
        hints.append(
            Problem("nik_sex", _("Jenis kelamin pada NIK berbeda dari yang diisi."), blocks=False)
        )
    stated = (day % WOMEN if day > WOMEN else day, month, year)
    if born_on is not None and stated != (born_on.day, born_on.month, born_on.year % 100):
        hints.append(
            Problem("nik_born", _("Tanggal lahir pada NIK berbeda dari yang diisi."), blocks=False)
        )
    return hints


def mask(nik: str) -> str:
    """63••••••••••••07: enough to tell two people apart on a list, not enough to be used."""
    return f"{nik[:2]}{'•' * (len(nik) - 4)}{nik[-2:]}"
