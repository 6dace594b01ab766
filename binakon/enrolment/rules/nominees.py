"""What may be said of a nominee: names, telephone numbers, words for sex and education, and people named twice."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.enrolment.states import Education
from binakon.people.models import Sex
from binakon.people.rules.messages import holds_nik, no_nik_here
from binakon.people.rules.nik import nik_problems
from binakon.people.rules.phone import normalise_phone, phone_problems

LONGEST = 200
# What a spreadsheet would run when the cell is opened again.
_RUNS = ("=", "+", "-", "@")
_HIDDEN = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}
_OLDEST = date(1930, 1, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """What a regency states of one person; "" and None are not stated. `nik` is normalised."""

    name: str
    nik: str
    born_on: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    employer: str = ""
    position: str = ""
    education: str = ""

    @property
    def stated(self) -> dict[str, object]:
        """What a step of the registration writes, without the NIK."""
        return {
            "name": self.name,
            "born_on": self.born_on,
            "sex": self.sex,
            "phone": self.phone,
            "email": self.email,
            "employer": self.employer,
            "position": self.position,
            "education": self.education,
        }


def tidy(text: str) -> str:
    """A text on one line without signs that nobody sees: right-to-left marks, zero-width joiners, controls."""
    composed = unicodedata.normalize("NFC", text)
    spaced = (" " if sign in "\t\r\n" else sign for sign in composed)
    seen = (sign for sign in spaced if unicodedata.category(sign) not in _HIDDEN)
    return " ".join("".join(seen).split())


def name_problems(name: str) -> list[Problem]:
    """Why a tidy text cannot be the name of a person."""
    if not name:
        return [Problem("name", _("Nama belum diisi. Tulis nama sesuai KTP."))]
    if len(name) > LONGEST:
        return [Problem("name", _("Nama ini lebih dari 200 huruf. Tulis nama sesuai KTP."))]
    if name.startswith(_RUNS):
        return [Problem("name", _("Nama tidak diawali tanda =, +, -, atau @. Hapus tandanya."))]
    if holds_nik(name):
        return [Problem("name", no_nik_here().sentence)]
    if not any(sign.isalpha() for sign in name):
        return [Problem("name", _("Nama tidak berisi huruf. Tulis nama sesuai KTP."))]
    return []


def person_problems(person: Person) -> list[Problem]:
    """Why nobody with this name and NIK can be named."""
    nik = [Problem("nik", problem.sentence) for problem in nik_problems(person.nik)]
    return [*name_problems(person.name), *nik]


def named_already() -> Problem:
    """Somebody whom the office has named in this class before."""
    return Problem("nik", _("Orang dengan NIK ini sudah diusulkan kantor Anda di kelas ini."))


def text_problems(code: str, text: str) -> list[Problem]:
    """Why a tidy text cannot be an employer or a position."""
    if len(text) > LONGEST:
        return [Problem(code, _("Isian ini lebih dari 200 huruf. Ringkaskan."))]
    if holds_nik(text):
        return [Problem(code, no_nik_here().sentence)]
    if text.startswith(_RUNS):
        return [Problem(code, _("Isian tidak diawali tanda =, +, -, atau @. Hapus tandanya."))]
    return []


def phone_of(text: str) -> tuple[str, list[Problem]]:
    """Digits with the country code, "62812…", of a number in any spelling; "" where none is stated or it is none."""
    if not text.strip():
        return "", []
    phone = normalise_phone(text)
    problems = [Problem("phone", problem.sentence) for problem in phone_problems(phone)]
    return ("", problems) if problems else (phone, [])


def email_problems(text: str) -> list[Problem]:
    """Why a text cannot be an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        sentence = _("Surel ini tidak lengkap. Tulis seperti nama@contoh.id, atau kosongkan.")
        return [Problem("email", sentence)]
    return []


def born_problems(day: date, today: date) -> list[Problem]:
    """Why a day cannot be the day of birth of somebody who works."""
    if not _OLDEST <= day <= today.replace(year=today.year - 15, day=min(today.day, 28)):
        return [Problem("born_on", _("Tanggal lahir ini tidak mungkin. Lihat lagi KTP-nya."))]
    return []


SEX_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("l", "lk", "laki", "laki laki", "pria", "male", "m"), Sex.MALE.value),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita", "female", "f"), Sex.FEMALE.value),
}
EDUCATION_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("sma", "smk", "sma smk", "smu", "stm", "slta", "ma"), Education.SECONDARY),
    **dict.fromkeys(
        ("d1", "d2", "d3", "d4", "diploma", "d1 d4", "d iii", "d iv"), Education.DIPLOMA
    ),
    **dict.fromkeys(("s1", "sarjana", "strata 1", "s 1"), Education.BACHELOR),
    **dict.fromkeys(("profesi", "insinyur", "ppi"), Education.PROFESSION),
    **dict.fromkeys(("s2", "magister", "strata 2", "s 2"), Education.MASTER),
    **dict.fromkeys(("s3", "doktor", "strata 3", "s 3"), Education.DOCTOR),
}


def repeated_niks(niks: Iterable[str]) -> dict[int, int]:
    """Position of each NIK that stands earlier already, to the position where it stands first; blanks count for nothing."""
    first: dict[str, int] = {}
    again = {}
    for position, nik in enumerate(niks):
        if nik and nik in first:
            again[position] = first[nik]
        elif nik:
            first[nik] = position
    return again
