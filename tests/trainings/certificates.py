"""Plain functions that issue certificates to invented people."""

from datetime import date, timedelta
from typing import Any

from binakon.enrolment.models import Registration, Training
from binakon.people.models import Office, Official
from binakon.trainings.actions.certificates import Stated, issue_certificates
from binakon.trainings.models import Certificate
from tests.factories import BY, an_office
from tests.trainings.classes import a_class, a_session, completed, participants

PATTERN = "600.4/{nomor}/SERT-CONTOH/{tahun}"
DAY = date(2026, 5, 8)


def a_signatory() -> Official:
    """Somebody invented who signs for the province."""
    values = {"position": "Kepala Dinas", "source": "contoh"}
    return Official.objects.get_or_create(
        office=an_office(), name="Ir. Contoh Rahmatullah (contoh)", defaults=values
    )[0]


def with_pattern() -> None:
    """The office's agenda writes numbers of certificates."""
    Office.objects.filter(code="63").update(certificate_numbers=PATTERN)


def stated(**fields: Any) -> Stated:
    """Date, place and signatory of certificates."""
    values: dict[str, Any] = {"dated": DAY, "place": "Banjarbaru", "signatory": a_signatory()}
    return Stated(**{**values, **fields})


def a_completed_class(people: int = 3, *, completing: int | None = None) -> Training:
    """A class of May with a rundown whose first `completing` participants (all of them when not given) have completed."""
    with_pattern()
    training = a_class(people, starts_on=DAY - timedelta(days=2), ends_on=DAY - timedelta(days=1))
    a_session(training, topic="Sistem manajemen keselamatan konstruksi", jp=2)
    many = people if completing is None else completing
    for person in participants(training)[:many]:
        completed(training, person)
    return Training.objects.select_related("activity__programme__office").get(pk=training.pk)


def issued(people: int = 1) -> list[Certificate]:
    """Certificates of a class whose participants have all completed."""
    return issue_certificates(a_completed_class(people), stated(), by=BY)


def named(registration: Registration, name: str) -> None:
    """Give a participant another name."""
    Registration.objects.filter(pk=registration.pk).update(name=name)
