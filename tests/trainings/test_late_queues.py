"""What trainings leave unfinished becomes an alarm: certificates without their PDF, goes that nobody ended."""

from datetime import UTC, datetime, timedelta

import pytest

from binakon.core import queues
from binakon.people.models import Role
from binakon.trainings.actions.sittings import start_sitting
from binakon.trainings.models import Certificate, Sitting
from binakon.trainings.models.certificates import MOST_ATTEMPTS
from tests.enrolment.pages import as_
from tests.factories import BY
from tests.trainings.certificates import issued
from tests.trainings.classes import a_class, participants
from tests.trainings.exam_cases import a_test

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def told(*, later: timedelta = timedelta(0)) -> list[tuple[str, int, int]]:
    """The queues of trainings; the letters about them are another."""
    stuck = queues.stuck(at=datetime.now(UTC) + later)
    return [(each.name, each.minutes, each.parked) for each in stuck if each.name != "messages"]


def test_a_certificate_without_its_pdf_is_an_alarm() -> None:
    issued()
    assert told() == []
    assert told(later=timedelta(minutes=8)) == [("certificates", 8, 0)]


def test_the_desk_says_what_is_late() -> None:
    assert "Pekerjaan latar tertahan" not in as_(Role.STAFF).get("/meja/").content.decode()
    issued()
    Certificate.objects.update(attempts=MOST_ATTEMPTS)
    page = as_(Role.STAFF).get("/meja/").content.decode()
    assert "Berkas PDF sertifikat: 1 berkali-kali gagal dan tidak dicoba lagi." in page


def test_a_certificate_that_failed_too_often_is_an_alarm_of_its_own() -> None:
    issued()
    Certificate.objects.update(attempts=MOST_ATTEMPTS)
    assert told() == [("certificates", 0, 1)]


def test_a_go_at_a_test_that_nobody_ended_is_an_alarm() -> None:
    training = a_class(1)
    start_sitting(a_test(training), participants(training)[0], by=BY)
    assert told() == []
    over = datetime.now(UTC) - timedelta(minutes=9, seconds=5)
    Sitting.objects.update(started_at=over - timedelta(hours=1), due_at=over)
    assert told() == [("sittings", 9, 0)]
