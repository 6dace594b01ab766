"""An applicant registers from the activity's page to the status page, step by step, without JavaScript."""

import pytest

from binakon.core.models import Message
from binakon.enrolment.models import Registration, Training
from tests.portal.applicants import Applicant
from tests.portal.pages import Page

pytestmark = pytest.mark.database


def test_the_whole_journey(training: Training) -> None:
    person = Applicant(training)
    page = Page(person.client.get(f"/kegiatan/{training.activity.slug}/"))
    assert page.href("Daftar sekarang") == person.start
    begun = person.begin()
    assert (begun.status_code, begun.url) == (302, f"{person.home}isian/asal/?periksa=nik")
    assert "Format NIK tidak biasa." in Page(person.client.get(begun.url)).text
    reached = person.reach()
    assert (reached.status_code, reached.url) == (302, f"{person.home}isian/kirim/")
    check = Page(person.get("isian/kirim/"))
    assert check.facts["NIK"] == person.registration.nik_mask
    sent = person.send()
    assert (sent.status_code, sent.url) == (302, person.home)
    status = Page(person.get())
    assert (
        status.headings[0] == "Pendaftaran Anda masuk: satu kursi ditahan untuk NIK yang Anda tulis"
    )
    found = Registration.objects.get()
    assert (found.state, found.place.state, found.phone) == (
        "submitted",
        "accepted",
        "6281200001234",
    )
    assert found.privacy_at is not None
    assert Message.objects.filter(name="registration_received").count() == 1
