"""The register of people beside the classes: SKK that end soon, and one person who was written down twice (all invented)."""

from datetime import date, timedelta

from django.db import transaction

from binakon.demo.applicants import Applicant
from binakon.demo.deeds import actor, at
from binakon.people.actions.records import add_record
from binakon.people.actions.registry import Stated, add_person
from binakon.people.models import Office, Role, Worker
from binakon.people.queries.records import KINDS
from binakon.people.rules.phone import normalise_phone

FIRST_DAY = date(2026, 3, 2)
# Numbers of applicants that no class has, each with the regency, and the days until the SKK ends.
HOLDERS = (
    (901, "63.09", -12),
    (902, "63.03", 20),
    (903, "63.71", 41),
    (904, "63.72", 75),
    (905, "63.05", 160),
    (906, "63.02", 400),
)
TWICE = 902
_SKK = (
    ("Ahli Muda Bidang Keahlian Teknik Jalan", 7),
    ("Ahli Madya Bidang Keahlian Teknik Jembatan", 8),
    ("Ahli Utama Bidang Keahlian Teknik Bangunan Gedung", 9),
)


@transaction.atomic
def tell_register(*, as_of: date) -> None:
    """What an office would have brought along from its Excel lists; told once, days counted from `as_of`."""
    reason = "Belum membawa KTP; nama dari daftar lama (contoh)"
    if as_of < FIRST_DAY or Worker.objects.filter(no_nik_reason=reason).exists():
        return
    by, moment = actor(Role.STAFF), at(as_of, 8)
    for place, (number, office, days) in enumerate(HOLDERS):
        applicant = Applicant(number, office)
        person = add_person(
            _stated(applicant, nik=applicant.nik),
            by=by,
            is_invented=True,
            office_code="63",
            at=moment,
        )
        occupation, level = _SKK[place % len(_SKK)]
        expires_on = as_of + timedelta(days=days)
        held = {
            "occupation": occupation,
            "level": level,
            "classification": "sipil",
            "certificate_number": f"SKK-LAMA-CONTOH-{number}",
            "issued_on": expires_on - timedelta(days=5 * 365),
            "expires_on": expires_on,
            "source": "Daftar lama kantor (contoh)",
        }
        add_record(KINDS["skk"], person, held, by=by, office_code="63", at=moment)
        if place % 2:
            credits_ = {
                "activity": "Seminar tahunan asosiasi (contoh)",
                "earned_on": expires_on - timedelta(days=400),
                "tenths": 250,
                "is_estimate": True,
                "source": "Pengakuan orangnya (contoh)",
            }
            add_record(KINDS["pkb"], person, credits_, by=by, office_code="63", at=moment)
    twice = Applicant(TWICE, "63.03")
    again = _stated(twice, name=_otherwise(twice.name), no_nik_reason=reason)
    add_person(again, by=by, is_invented=True, office_code="63", at=moment)


def _stated(applicant: Applicant, *, name: str = "", **identity: str) -> Stated:
    return Stated(
        name=name or applicant.name,
        born_on=applicant.born_on,
        sex=str(applicant.stated["sex"]),
        phone=normalise_phone(applicant.phone),
        office=Office.objects.get(code=applicant.office_code),
        **identity,
    )


def _otherwise(name: str) -> str:
    """The same name as another list writes it."""
    return f"Ir. H. {name.replace('Muhammad', 'M.')}, S.T."
