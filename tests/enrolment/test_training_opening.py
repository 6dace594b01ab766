"""The page before an opening: it shows, it changes nothing until the press, and the press opens."""

import pytest

from binakon.enrolment.actions import opening
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.planning.actions import set_quota
from tests.enrolment.pages import as_
from tests.enrolment.terms import TABALONG, a_funded_activity, a_prepared_training, in_days
from tests.factories import BY, an_office

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.both_in_full]
NO_QUOTA = "Kuota kabupaten/kota belum ditetapkan"


@pytest.fixture
def prepared(year: None, db: None) -> Training:
    return a_prepared_training()


def page_of(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/buka/"


def test_looking_at_the_preview_opens_nothing_and_the_press_opens(prepared: Training) -> None:
    staff = as_(Role.STAFF)
    assert page_of(prepared) in staff.get(page_of(prepared)[: -len("buka/")]).content.decode()
    page = staff.get(page_of(prepared)).content.decode()
    assert NO_QUOTA in page
    prepared.refresh_from_db()
    assert prepared.state == "prepared"
    assert staff.post(page_of(prepared)).status_code == 302
    prepared.refresh_from_db()
    assert prepared.state == "open"


def test_a_quota_takes_its_warning_away(prepared: Training) -> None:
    set_quota(prepared.activity, office=an_office(TABALONG), places=4, reason="uji", by=BY)
    assert NO_QUOTA not in as_(Role.STAFF).get(page_of(prepared)).content.decode()


def test_a_class_that_cannot_open_offers_no_press_and_says_why(year: None) -> None:
    training = a_prepared_training(contact_name="")
    staff = as_(Role.STAFF)
    page = staff.get(page_of(training)).content.decode()
    assert "Narahubung dan nomor WA-nya belum diisi" in page
    assert 'type="submit">Buka' not in page
    assert staff.post(page_of(training)).status_code == 422
    training.refresh_from_db()
    assert training.state == "prepared"


def test_a_reason_that_does_not_help_is_kept_on_the_page(year: None) -> None:
    training = a_prepared_training(a_funded_activity(funded_by=None))
    staff = as_(Role.STAFF)
    refused = staff.post(page_of(training), {"open-override_reason": ""})
    assert refused.status_code == 422
    assert "Belum bisa dibuka tanpa alasan." in refused.content.decode()
    Training.objects.filter(pk=training.pk).update(closes_at=in_days(0, 0))
    refused = staff.post(page_of(training), {"open-override_reason": "Perintah lisan"})
    assert refused.status_code == 422
    assert "Waktu penutupan pendaftaran sudah lewat." in refused.content.decode()


def test_an_open_class_has_no_preview_and_a_second_press_is_refused(prepared: Training) -> None:
    opening.open_training(prepared, by=BY)
    staff = as_(Role.STAFF)
    assert staff.get(page_of(prepared)).status_code == 302
    assert staff.post(page_of(prepared)).status_code == 409


def test_only_whoever_enrols_sees_the_preview(prepared: Training) -> None:
    assert as_(Role.VERIFIER).get(page_of(prepared)).status_code == 403
    assert as_(Role.TREASURER).post(page_of(prepared)).status_code == 403
    assert as_(Role.REGENCY_OFFICER).get(page_of(prepared)).status_code == 404
