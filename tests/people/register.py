"""Invented people for the tests of the register: whoever is needed, with a NIK of no living person."""

from datetime import date
from typing import Any

from binakon.people.actions.registry import Stated, add_person
from binakon.people.models import HeldCertificate, Worker
from tests.factories import BY, an_office

TABALONG, BANJAR = "63.09", "63.03"


def a_nik_of(number: int, *, born: str = "010190") -> str:
    """An invented NIK of the right form: nobody is registered under the district 99."""
    return f"630999{born}{number:04d}"


def a_person(
    number: int = 1, *, office: str = TABALONG, is_invented: bool = False, **stated: Any
) -> Worker:
    """A person with a NIK; `office` "" is a home that nobody wrote down."""
    values: dict[str, Any] = {
        "name": f"Orang Nomor {number}",
        "nik": a_nik_of(number),
        "phone": f"62812{number:07d}",
        "email": f"orang{number}@contoh.example",
        "office": an_office(office) if office else None,
        **stated,
    }
    return add_person(Stated(**values), is_invented=is_invented, by=BY)


def an_skk(person: Worker, **fields: Any) -> HeldCertificate:
    """An SKK of a person, at level 7 unless said otherwise."""
    values: dict[str, Any] = {
        "occupation": "Ahli Muda Teknik Jalan",
        "level": 7,
        "issued_on": date(2022, 3, 1),
        "expires_on": date(2027, 3, 1),
        "source": "uji",
    }
    return HeldCertificate.objects.create(worker=person, **{**values, **fields})
