"""What a person stated, as pairs of words for a page: all of it, and what one paper must be compared with."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import words
from binakon.core.problems import Problem
from binakon.enrolment.models import Registration
from binakon.enrolment.states import DocumentKind, Group
from binakon.people.models import Office
from binakon.people.rules.nik import nik_hints
from binakon.people.rules.sealed import open_nik

# Which facts stand on which paper; the rest is shown below.
ON_PAPER = {
    DocumentKind.ID_CARD: ("name", "nik", "born", "sex", "office"),
    DocumentKind.DIPLOMA: ("name", "born", "education", "field"),
    DocumentKind.PHOTO: ("name", "sex"),
    DocumentKind.ASSIGNMENT: ("name", "employer", "position", "training"),
}
# What a verifier looks for on each paper.
LOOK_FOR: dict[str, Any] = {
    DocumentKind.ID_CARD: gettext_lazy(
        "Nama, NIK dan tanggal lahir di KTP sama dengan isian; seluruh kartu tampak."
    ),
    DocumentKind.DIPLOMA: gettext_lazy(
        "Nama dan tanggal lahir di ijazah sama dengan KTP; bidangnya sesuai persyaratan kelas."
    ),
    DocumentKind.PHOTO: gettext_lazy(
        "Wajah sama dengan foto di KTP, tampak penuh dan tidak buram."
    ),
    DocumentKind.ASSIGNMENT: gettext_lazy(
        "Surat menyebut nama orang dan kelas ini, ditandatangani dan dicap instansinya."
    ),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing stated: its key, its name, and the value in words ("" is unknown)."""

    key: str
    label: str
    value: str


def facts_of(registration: Registration) -> list[Fact]:
    """Everything stated; the NIK masked."""
    education = registration.get_education_display() if registration.education else ""
    facts = [
        Fact("name", _("Nama di formulir"), str(registration)),
        Fact("nik", _("NIK"), registration.nik_mask),
        Fact("born", _("Tanggal lahir"), _day(registration.born_on)),
        Fact("sex", _("Jenis kelamin"), registration.get_sex_display() if registration.sex else ""),
        Fact("office", _("Asal"), _office(registration)),
        Fact("education", _("Pendidikan"), str(education)),
        Fact("field", _("Bidang studi"), registration.field_of_study),
        Fact("employer", _("Tempat bekerja"), registration.employer),
        Fact("position", _("Jabatan"), registration.position),
        Fact("skk", _("SKK"), _skk(registration)),
        Fact("groups", _("Kelompok"), _groups(registration)),
        Fact("phone", _("Telepon"), registration.phone),
        Fact("email", _("Surel"), registration.email),
        Fact("training", _("Kelas"), str(registration.training)),
        Fact("source", _("Cara mendaftar"), str(registration.get_source_display())),
    ]
    # To belong to no group is no gap in what was stated.
    return [fact for fact in facts if fact.value or fact.key != "groups"]


def facts_on(kind: str, facts: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts to compare one paper with, and the others."""
    keys = ON_PAPER.get(DocumentKind(kind), ()) if kind in DocumentKind.values else ()
    return [fact for fact in facts if fact.key in keys], [
        fact for fact in facts if fact.key not in keys
    ]


def hints_of(registration: Registration) -> list[Problem]:
    """What looks unusual in the NIK; it is opened for the comparison only and leaves this function in no form."""
    worker = registration.worker
    if worker is None:
        return []
    sex = registration.sex
    return nik_hints(
        open_nik(worker.nik_sealed, worker.key),
        born_on=registration.born_on,
        is_female=sex == "female" if sex else None,
        provinces=set(Office.objects.provinces().values_list("code", flat=True)),
    )


def _day(day: date | None) -> str:
    return words.day(day) if day is not None else ""


def _office(registration: Registration) -> str:
    office = registration.office
    return office.name if office is not None else str(_("di luar provinsi ini"))


def _skk(registration: Registration) -> str:
    if registration.has_skk is None:
        return ""
    if not registration.has_skk:
        return str(_("belum punya"))
    if registration.skk_expires_on is None:
        return str(_("punya"))
    return _("punya, berlaku sampai %(day)s") % {"day": words.day(registration.skk_expires_on)}


def _groups(registration: Registration) -> str:
    labels = [str(group.label) for group in Group if group.value in registration.groups]
    return words.joined(labels)
