"""*Masuk* is what arrived and *diterima* what was judged good: no sentence of a history says one for the other."""

import pytest

from binakon.core.models import AuditEvent
from binakon.enrolment.actions.documents import add_document
from binakon.enrolment.models import Training
from tests.enrolment.papers import a_photo
from tests.enrolment.people import a_training, registered
from tests.factories import BY

pytestmark = pytest.mark.database


def sentences() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("sentence", flat=True))


def test_a_registration_that_arrived_is_not_called_accepted(training: Training) -> None:
    registration = registered(training, 1)
    assert f"Pendaftaran {registration.code} di {training} masuk" in sentences()
    assert [line for line in sentences() if "diterima" in line] == []


def test_a_paper_that_arrived_is_not_called_accepted(year: None, db: None) -> None:
    training = a_training(documents=["id_card"])
    registration = registered(training, 1)
    add_document(registration, kind="id_card", made=a_photo(), by=BY)
    assert f"KTP {registration.code} masuk" in sentences()
    assert [line for line in sentences() if "diterima" in line] == []
