"""The name cards of a class: whose it is, and the code that staff scan at the door; eight on a sheet, to be cut."""

from django.utils.translation import override

from binakon.core import clock, pdf, qr
from binakon.core.calendar import Precision, Window, describe
from binakon.enrolment.models import Registration, Training
from binakon.people.queries import head_of_papers
from binakon.trainings.queries.attendance import badge_of, participants_of

PAPER_LANGUAGE = "id"


def cards_pdf(training: Training) -> bytes:
    """A card for everybody on the signed decree, by name."""
    with override(PAPER_LANGUAGE):
        return pdf.render("trainings/cards", cards_paper(training), as_of=clock.now())


def cards_paper(training: Training) -> dict[str, object]:
    """Every word of the cards; of a person no more than stands on the decree."""
    head = head_of_papers(training.office_code, None)
    return {
        "title": f"Kartu nama: {training}",
        "author": head["office_name"],
        "office": head["office_name"],
        "about": str(training),
        "dates": describe(Window(Precision.RANGE, training.starts_on, training.ends_on, "")),
        "word": "PESERTA",
        "empty": "Belum ada peserta: SK penetapannya belum ditandatangani.",
        "cards": [_card(person) for person in participants_of(training)],
    }


def _card(person: Registration) -> dict[str, str]:
    badge = badge_of(person)
    region = person.office.name if person.office else ""
    return {
        "name": str(person),
        "from": " · ".join(filter(None, (person.employer, region))),
        "badge": badge,
        "qr": qr.svg(badge),
        "alt": f"Kode QR presensi {person}",
    }
