"""What trainings tell of a person: classes they came to, with JP and certificate, and by which the register filters."""

import pytest

from binakon.people.actions.merges import merge
from binakon.people.models import Role, Worker
from binakon.people.queries.chapters import history_of, traits
from binakon.trainings.actions.certificates import issue_certificates
from tests import cast
from tests.factories import BY
from tests.people.register import a_person
from tests.trainings.certificates import a_completed_class, stated
from tests.trainings.classes import participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def test_a_class_is_told_with_what_was_attended_and_the_certificate() -> None:
    training = a_completed_class(2, completing=1)
    done, _waiting = participants(training)
    [paper] = issue_certificates(training, stated(), by=BY)
    assert done.worker is not None
    told = history_of(cast.viewer(Role.STAFF), [done.worker.pk])
    [taught] = [each for each in told if each.chapter == "Pelatihan"]
    assert (taught.on, taught.title, taught.tone) == (training.ends_on, str(training), "good")
    assert taught.detail.endswith(f" dari 2 JP · sertifikat {paper.number}")
    assert taught.href == f"/meja/pelatihan/{training.activity.slug}/sertifikat/{paper.pk}/"
    assert sorted(each.chapter for each in told) == ["Pelatihan", "Pendaftaran"]


def test_who_may_not_see_the_registration_is_told_nothing() -> None:
    training = a_completed_class(1)
    [done] = participants(training)
    assert done.worker is not None
    assert history_of(cast.viewer(Role.TREASURER), [done.worker.pk]) == ()
    assert history_of(cast.viewer(Role.PARTNER), [done.worker.pk]) == ()


def test_whoever_completed_is_found_as_trained_by_the_person_that_goes_on() -> None:
    training = a_completed_class(2, completing=1)
    done, _waiting = participants(training)
    [trained] = [each for each in traits() if each.key == "dilatih"]
    assert list(Worker.objects.filter(trained.finds())) == [done.worker]
    kept = a_person(77, is_invented=True)
    assert done.worker is not None
    merge(kept, done.worker, reason="orang yang sama", by=BY)
    assert list(Worker.objects.filter(trained.finds())) == [kept]
