"""The history on the page of the plan: lines about people are there for whoever sees people."""

import pytest

from binakon.core import ledger
from binakon.people.models import Role
from tests.enrolment.people import a_training, registered
from tests.factories import BY
from tests.portal.plans import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]


@pytest.mark.parametrize(
    ("role", "sees_people"),
    [
        (Role.STAFF, True),
        (Role.VERIFIER, True),
        (Role.HEAD_OF_OFFICE, True),
        (Role.TREASURER, False),
    ],
)
def test_the_history_of_the_plan_tells_of_people_to_who_sees_them(
    role: Role, *, sees_people: bool
) -> None:
    training = a_training()
    one = registered(training, 1, office="63.09")
    for subject, sentence in ((training, "Kelas diubah"), (one, "Warga Tabalong dipanggil")):
        ledger.record(subject, "uji", by=BY, sentence=sentence, office_code="63")
    page = as_role(role).get("/meja/rencana/2026/").content.decode()
    assert ("Kelas diubah" in page, "Warga Tabalong" in page) == (True, sees_people)
