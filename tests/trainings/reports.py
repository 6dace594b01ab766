"""Plain functions that make classes which are over and whose report may be written, for tests of reports."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from binakon.enrolment.models import Registration, Training
from binakon.people.actions.paper_numbers import Numbering
from binakon.trainings.actions import report as actions
from binakon.trainings.models import EventReport
from binakon.trainings.queries.report import report_of, words_of
from tests.enrolment.decree_cases import DATED, an_official
from tests.factories import BY
from tests.trainings.classes import a_class, a_session, completed, participants, present
from tests.trainings.completions import another

NUMBER = "600/45/BK/2026"


def an_ended_class(people: int = 2) -> tuple[Training, list[Registration]]:
    """A class whose last day is today; everybody attended 8 JP and has completed."""
    today = timezone.localdate()
    training = a_class(people, starts_on=today - timedelta(days=1), ends_on=today)
    session = a_session(training, jp=8)
    found = participants(training)
    for person in found:
        present(session, person)
        completed(training, person)
    return training, found


def wrote(training: Training, **words: str) -> EventReport:
    """The report with these words, written on what stands now."""
    stood = words_of(report_of(training))
    return actions.edit_report(training, base=stood, mine={**stood, **words}, by=BY)


def stated(number: str = NUMBER, **fields: Any) -> Numbering:
    """A typed number with all that belongs to it."""
    told = {"dated": DATED, "place": "Banjarbaru", "signatory": an_official(), **fields}
    return Numbering(number, pattern=None, **told)


def approved(training: Training, number: str = NUMBER) -> EventReport:
    """The report, approved by the head of division."""
    report = wrote(training, background="Rencana tahunan.", course="Berjalan dua hari.")
    return actions.approve_report(training, stated(number), revision=report.revision, by=another())
