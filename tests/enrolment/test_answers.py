"""What core asks of enrolment: is the offer still open, what is a message about."""

from datetime import timedelta

import pytest

from binakon.core import clock, outbox, questions
from binakon.core.models import Deadline, Message
from binakon.enrolment.actions import places
from binakon.enrolment.models import Place, Training
from tests.enrolment.people import APPLICANT, a_training, registered

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


@pytest.fixture
def offered() -> Place:
    """Somebody on the waiting list whom a seat was offered because the first one gave theirs back."""
    training: Training = a_training(seats=1)
    first, second = registered(training, 1), registered(training, 2)
    places.release_place(Place.objects.get(registration=first), reason="mundur", by=APPLICANT)
    Message.objects.exclude(name="seat_offered").delete()
    return Place.objects.get(registration=second)


def test_an_open_offer_is_sent(offered: Place) -> None:
    assert outbox.send_messages() == 1
    message = Message.objects.get()
    code = offered.registration.code
    about = questions.about(message.subject_type, message.subject_id)
    assert about is not None
    assert about.label == f"Pendaftaran {code} di {offered.training}"
    assert about.href == f"/meja/pendaftaran/{offered.registration_id}/"


def test_an_answered_offer_is_not_sent(offered: Place) -> None:
    places.accept_offer(offered, by=APPLICANT)
    assert outbox.send_messages() == 0
    reason = "Kursi tidak lagi ditawarkan; keadaannya kini: mendapat kursi."
    assert Message.objects.get().cancel_reason == reason


def test_an_offer_whose_time_is_over_is_not_sent(offered: Place) -> None:
    Place.objects.filter(pk=offered.pk).update(offered_until=clock.now() - timedelta(seconds=1))
    assert outbox.send_messages() == 0
    assert Message.objects.get().cancel_reason == "Batas waktu tawaran sudah lewat."


def test_what_is_gone_is_not_sent_and_not_told_about() -> None:
    assert questions.why_untrue("seat_offered", 999_999) == "Tempat ini sudah tidak ada."
    for kind in ("enrolment.place", "enrolment.registration", "lain"):
        assert questions.about(kind, 999_999) is None


def test_every_clock_that_runs_has_a_name_of_its_own(offered: Place) -> None:
    kinds = set(Deadline.objects.values_list("kind", flat=True))
    assert kinds == {"offer"}
    assert questions.clock_label("offer") == "Jawaban atas tawaran kursi"
    of_enrolment = {"offer", "correction", "quota_reply", "objections", "registration_closes"}
    of_certification = {"case_answer", "case_correction", "case_payment", "case_test"}
    named = {kind for kind, _label in questions.clock_kinds()}
    # Which kinds there are in all is asked of the code itself (tests/house/test_clocks.py).
    assert {*of_enrolment, *of_certification, "renewals"} - named == set()
