"""Classes that compete together, and applicants who wish several of them; all invented."""

from typing import Any

from binakon.enrolment.models import Registration, Training
from tests.enrolment.selections import a_ranked_class
from tests.factories import an_activity
from tests.portal.applicants import Applicant

TITLES = (
    "BIMTEK Pelaksana Pekerjaan Jalan bagi Tenaga Kerja Konstruksi Wilayah Banua Anam (contoh)",
    "BIMTEK Pengawas Pekerjaan Struktur Bangunan Gedung Bertingkat (contoh)",
    "BIMTEK Ahli Muda Keselamatan Konstruksi (contoh)",
)


def rivals(many: int = 3, **fields: Any) -> list[Training]:
    """Classes open now whose seats are given by one selection."""
    return [
        a_ranked_class(activity=an_activity(f"saingan-{n}", title=TITLES[n]), **fields)
        for n in range(many)
    ]


def order(*classes: Training) -> dict[str, str]:
    """What the form sends for these classes, best first."""
    return {f"wish_{number}": str(each.pk) for number, each in enumerate(classes, start=1)}


def wisher(*classes: Training, number: int = 1, of: Training | None = None) -> Applicant:
    """A draft up to the last step, begun at `of` (else the first wish), that wishes these classes."""
    person = Applicant(of or classes[0], number)
    person.begin()
    person.reach()
    assert person.post("isian/pilihan/", **order(*classes)).status_code == 302
    return person


def sent(*classes: Training, number: int = 1, of: Training | None = None) -> Applicant:
    """The same, sent in."""
    person = wisher(*classes, number=number, of=of)
    assert person.send().url == person.home
    return person


def of(person: Applicant, training: Training) -> Registration:
    """What this person sent for one of the classes."""
    lead = person.registration
    if lead.training_id == training.pk:
        return lead
    return lead.further_wishes.get(training=training)
