"""That a replacement keeps the regency's quota seat: as it happens, and as it is told beforehand."""

import pytest
from django.test import Client

from binakon.enrolment.actions import nominations, withdraw
from binakon.enrolment.models import Training
from binakon.enrolment.states import PlaceState
from binakon.people.models import Role
from tests.enrolment.pages import as_
from tests.enrolment.people import APPLICANT, a_training, registered
from tests.enrolment.terms import TABALONG, a_nominee, a_person
from tests.factories import BY
from tests.portal.pages import Page

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


@pytest.fixture
def full() -> Training:
    """One quota seat of Tabalong, given to its nominee; somebody of Tabalong waits."""
    training = a_training(seats=1, quotas={TABALONG: 1})
    a_nominee(training, 1)
    registered(training, 2, office=TABALONG)
    return training


def test_a_replacement_takes_the_seat_and_a_withdrawal_frees_it(full: Training) -> None:
    nominee = full.registrations.get(source="nomination")
    other = nominations.replace_nominee(
        nominee, a_person(3), reason="pindah tugas", key="k", is_invented=True, by=BY
    )
    waits = full.registrations.get(source="portal").place
    assert (other.place.state, waits.state) == (PlaceState.ACCEPTED, PlaceState.WAITING)
    withdraw(other, reason="sakit", by=APPLICANT)
    waits.refresh_from_db()
    assert waits.state == PlaceState.OFFERED


def test_it_is_told_before_on_the_public_page_and_to_whoever_nominates(full: Training) -> None:
    slug = full.activity.slug
    public = Page(Client().get(f"/kegiatan/{slug}/kuota/")).text
    assert "penggantinya memakai kursi kuota itu, juga bila ada warga daerah yang sama" in public
    officer = as_(Role.REGENCY_OFFICER)
    nominee = full.registrations.get(source="nomination")
    said = "juga bila warga daerah Anda sudah ada di daftar cadangan"
    for path in (f"/meja/usulan/{slug}/", f"/meja/usulan/{slug}/{nominee.pk}/ganti/"):
        assert said in Page(officer.get(path)).text
