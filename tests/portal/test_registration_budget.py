"""How many questions each step of a registration puts to the database; a rush is paid in these."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from binakon.enrolment.models import Training
from binakon.people.models import Office
from tests.portal.applicants import REACH, Applicant

pytestmark = pytest.mark.database
# Marks of transactions are none; how many there are depends on the test's own transaction.
MARKS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
# The clock of PostgreSQL is asked by a query.
CLOCK = "SELECT clock_timestamp()"


def asked(call: Callable[[], HttpResponse]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert call().status_code in {200, 302}
    texts = [query["sql"] for query in captured.captured_queries]
    return len([text for text in texts if not text.startswith((*MARKS, CLOCK))])


def test_each_step_keeps_to_its_budget(training: Training) -> None:
    Applicant(training, 2).register()
    person = Applicant(training, 1)
    office = str(Office.objects.get(code="63.03").pk)
    key = person.form_key()
    page = f"/kegiatan/{training.activity.slug}/"
    person.client.get(page)
    counted = {
        "activity, kept": asked(lambda: person.client.get(page)),
        "start": asked(lambda: person.client.get(person.start)),
        "start, sent": asked(lambda: person.begin(key)),
        "reach": asked(lambda: person.get("isian/asal/")),
        "reach, sent": asked(lambda: person.post("isian/asal/", **{**REACH, "office": office})),
        "check": asked(lambda: person.get("isian/kirim/")),
        "send": asked(person.send),
        "status": asked(person.get),
    }
    # Two whole rows by two statements that are put together once cost less than one joined statement made anew.
    assert counted == {
        "activity, kept": 2,
        "start": 2,
        "start, sent": 5,
        "reach": 3,
        "reach, sent": 5,
        "check": 3,
        "send": 20,
        "status": 6,
    }


def test_no_step_opens_a_session(training: Training) -> None:
    person = Applicant(training)
    person.register()
    assert list(person.client.cookies) == ["csrftoken"]
    assert "sessionid" not in str(person.get().headers)
