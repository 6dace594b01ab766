"""Invented applicants: the person with one number is always the same, and nobody real."""

from dataclasses import dataclass
from datetime import date

from binakon.enrolment.rules.nominees import Person
from binakon.enrolment.states import Education
from binakon.people.models import Sex

_MEN = (
    "Muhammad Rizki", "Ahmad Fauzan", "Gusti Rahmat", "Akhmad Syarwani", "Muhammad Arsyad",
    "Hairul Anwar", "Abdul Gafur", "Rudi Hermansyah", "Muhammad Zainal Abidin", "Taufik Hidayatullah",
)  # fmt: skip
_WOMEN = (
    "Noor Hikmah", "Siti Maimunah", "Rina Oktaviani", "Norlaila", "Siti Rahmatul Jannah",
    "Dewi Kartika", "Hafizah", "Noorhalimah", "Maulida Fitriani",
)  # fmt: skip
_LAST = (
    "Anshari", "Ramadhani", "Rahmawati", "Noor", "Ilmi", "Maulana", "Saputra Banjar", "Fitrianor",
    "Hidayat", "Yuliani", "Siregar", "Kurniawan", "Rusdiana",
)  # fmt: skip
_EMPLOYERS = (
    "CV Barito Cipta Konsultan (contoh)", "PT Meratus Karya Rancang (contoh)", "",
    "CV Intan Bumi Perencana (contoh)", "Dinas Pekerjaan Umum kabupaten (contoh)",
)  # fmt: skip
_STUDIES = ("Arsitektur", "Teknik Sipil", "Teknik Bangunan", "Teknik Lingkungan")
_EDUCATION = (Education.BACHELOR, Education.PROFESSION, Education.DIPLOMA, Education.BACHELOR)
_SKK = ((False, None), (True, date(2026, 5, 31)), (True, date(2028, 12, 31)), (None, None))


@dataclass(frozen=True, slots=True)
class Applicant:
    """One invented person and the regency that they count for."""

    number: int
    office_code: str

    @property
    def is_female(self) -> bool:
        return self.number % 5 in {1, 3}

    @property
    def name(self) -> str:
        first = _WOMEN if self.is_female else _MEN
        return f"{first[self.number % len(first)]} {_LAST[self.number * 5 % len(_LAST)]}"

    @property
    def born_on(self) -> date:
        return date(1975 + self.number * 7 % 27, 1 + self.number % 12, 1 + self.number % 28)

    @property
    def nik(self) -> str:
        """Well formed, and of nobody: the digits of the district are 99, which no district has."""
        day = self.born_on.day + (40 if self.is_female else 0)
        region = self.office_code.replace(".", "")
        return f"{region}99{day:02d}{self.born_on:%m%y}{self.number:04d}"

    @property
    def phone(self) -> str:
        return f"628110000{self.number:04d}"

    @property
    def email(self) -> str:
        """Every sixth has none: their messages wait to be passed on by WhatsApp."""
        plain = self.name.lower().replace(" ", ".")
        return "" if self.number % 6 == 5 else f"{plain}.{self.number}@contoh.example"

    @property
    def stated(self) -> dict[str, object]:
        """What the steps of the registration say, without the NIK and the regency."""
        has_skk, expires_on = _SKK[self.number % len(_SKK)]
        return {
            "name": self.name,
            "born_on": self.born_on,
            "sex": Sex.FEMALE if self.is_female else Sex.MALE,
            "phone": self.phone,
            "email": self.email,
            "employer": _EMPLOYERS[self.number % len(_EMPLOYERS)],
            "position": "Tenaga ahli" if self.number % 3 else "Pengawas lapangan",
            "education": _EDUCATION[self.number % len(_EDUCATION)],
            "field_of_study": _STUDIES[self.number % len(_STUDIES)],
            "has_skk": has_skk,
            "skk_expires_on": expires_on,
        }

    @property
    def as_nominee(self) -> Person:
        """The same person as a regency names them."""
        return Person(
            name=self.name,
            nik=self.nik,
            born_on=self.born_on,
            sex=Sex.FEMALE if self.is_female else Sex.MALE,
            phone=self.phone,
            email=self.email,
            employer="Dinas Pekerjaan Umum kabupaten (contoh)",
            education=Education.BACHELOR,
        )
