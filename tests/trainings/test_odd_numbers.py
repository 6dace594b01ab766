"""Whatever somebody writes where an address or a form has a number, the desk answers and does not break."""

import pytest

from binakon.people.models import Role
from tests.enrolment.pages import as_
from tests.trainings.classes import a_class
from tests.trainings.exam_cases import a_test

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


@pytest.mark.parametrize("number", ["²", "99999", "9" * 30])
def test_what_is_no_number_finds_nothing_and_breaks_nothing(number: str) -> None:
    training = a_class(1)
    a_test(training)
    here, head = f"/meja/pelatihan/{training.activity.slug}/", as_(Role.SECTION_HEAD)
    letter = {"jenis": "assignment", "penugasan": number}
    statuses = [
        head.get(f"/meja/sertifikat/?tahun={number}").status_code,
        head.get(f"/meja/pelatihan/?tahun={number}").status_code,
        head.get(f"{here}sk/perubahan/?keluar={number}").status_code,
        head.post(f"{here}narasumber/surat/", letter).status_code,
    ]
    assert statuses == [200, 200, 200, 422]
