"""The invented cast of the demo: one person per role, marked so everywhere."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from binakon.core.actor import job_actor
from binakon.core.models import Installation
from binakon.people import actions
from binakon.people.models import Organisation, Role


@dataclass(frozen=True, slots=True)
class Person:
    """One invented user."""

    email: str
    name: str
    role: Role
    title: str
    office_code: str = "63"
    organisation: str = ""

    @property
    def password(self) -> str:
        """Open to everybody: it protects nothing but an example."""
        return f"contoh-{self.role.value.replace('_', '-')}"


CAST = (
    Person(
        "kasi@contoh.example",
        "Rahmi Hidayati",
        Role.SECTION_HEAD,
        "Kepala Seksi Pemberdayaan (mulai di sini)",
    ),
    Person(
        "kabid@contoh.example",
        "Gusti Muhammad Fadhlan Noor",
        Role.HEAD_OF_DIVISION,
        "Kepala Bidang",
    ),
    Person("kadis@contoh.example", "Siti Khadijah Rusmalina", Role.HEAD_OF_OFFICE, "Kepala Dinas"),
    Person("staf@contoh.example", "Ahmad Zulkifli", Role.STAFF, "Staf"),
    Person("verifikator@contoh.example", "Noor Aida Fitriani", Role.VERIFIER, "Verifikator"),
    Person("bendahara@contoh.example", "Hairun Nisa", Role.TREASURER, "Bendahara"),
    Person(
        "tabalong@contoh.example",
        "Muhammad Rizki Anshari",
        Role.REGENCY_OFFICER,
        "Petugas Kabupaten Tabalong",
        office_code="63.09",
    ),
    Person(
        "banjar@contoh.example",
        "Norhasanah Fitriana",
        Role.REGENCY_OFFICER,
        "Petugas Kabupaten Banjar",
        office_code="63.03",
    ),
    Person(
        "mitra@contoh.example", "Yulia Rahmawati", Role.PARTNER, "Mitra HPJI", organisation="HPJI"
    ),
    Person("instruktur@contoh.example", "Bambang Setiawan", Role.INSTRUCTOR, "Instruktur"),
    Person("admin@contoh.example", "Arbainah", Role.ADMINISTRATOR, "Administrator"),
)


# The officials of the demo are members of the cast: real names stand only where the published plan says them.
OFFICIALS = (
    ("Gusti Muhammad Fadhlan Noor", "Kepala Bidang Bina Konstruksi"),
    ("Rahmi Hidayati", "Kepala Seksi Pemberdayaan"),
)


def is_demo() -> bool:
    """Whether this database is a demo."""
    return Installation.objects.filter(kind=Installation.Kind.DEMO).exists()


@transaction.atomic
def install_cast(*, as_of: date) -> None:
    """Mark the database as a demo and add the cast and its officials, all invented; again changes nothing."""
    by = job_actor("binakon demo")
    Installation.objects.get_or_create(pk=1, defaults={"kind": Installation.Kind.DEMO})
    starts_on = min(as_of, date(2026, 1, 1))
    for person in CAST:
        user = actions.add_user(
            email=person.email, name=person.name, password=person.password, by=by, is_invented=True
        )
        organisation = (
            Organisation.objects.get(short_name=person.organisation)
            if person.organisation
            else None
        )
        actions.grant_role(
            user=user,
            role=person.role,
            office_code=person.office_code,
            starts_on=starts_on,
            by=by,
            organisation=organisation,
        )
    for name, position in OFFICIALS:
        actions.add_official(
            office_code="63",
            name=f"{name} (contoh)",
            position=position,
            is_acting=False,
            source="Contoh untuk peragaan",
            by=by,
        )
