"""Whoever has completed stays on the list of participants: no amendment takes them from under it, nor does a hand."""

import pytest
from django.db import connection

from binakon.core import guards
from binakon.core.problems import Blocked
from binakon.enrolment.actions import amendments, decrees
from binakon.enrolment.models import Decree, Registration, Training
from binakon.people.models import Role
from binakon.trainings.actions.completion import (
    decide_again,
    decide_completions,
    set_completion_rule,
)
from binakon.trainings.models import Completion
from tests.enrolment.decree_cases import a_scan, issued
from tests.enrolment.pages import as_
from tests.factories import BY, sentences
from tests.trainings.classes import completed
from tests.trainings.completions import USUAL, a_taught_class, one
from tests.trainings.test_frozen import refused

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def amended(training: Training, leaver: Registration) -> Decree:
    return amendments.draw_up_amendment(
        training, replacements={leaver.pk: None}, reason="pindah tugas", by=BY
    )


def stays(person: Registration) -> str:
    return (
        f"{person} sudah dinyatakan selesai, jadi tetap di daftar peserta. "
        "Bila itu keliru, buka lagi dulu keputusan selesainya."
    )


def test_an_amendment_does_not_take_out_whoever_has_completed_until_that_is_opened_again() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    with pytest.raises(Blocked) as refusal:
        amended(training, people[0])
    assert sentences(refusal.value.problems) == [stays(people[0])]
    assert not Decree.objects.filter(amends__isnull=False).exists()
    decide_again(Completion.objects.get(registration=people[0]), reason="keliru orang", by=one())
    amended(training, people[0])
    assert Decree.objects.filter(amends__isnull=False).count() == 1


def test_whoever_completes_before_the_amendment_is_signed_stays_and_nothing_moves() -> None:
    training, people = a_taught_class()
    amendment = issued(amended(training, people[1]), "SK-2")
    completed(training, people[1])
    with pytest.raises(Blocked) as refusal:
        decrees.sign_decree(amendment, scan=a_scan(), by=BY)
    assert sentences(refusal.value.problems) == [stays(people[1])]
    amendment.refresh_from_db()
    people[1].place.refresh_from_db()
    assert (amendment.state, people[1].place.state) == ("issued", "determined")


def test_the_page_says_so_where_the_amendment_is_drawn_up() -> None:
    training, people = a_taught_class()
    completed(training, people[0])
    path = f"/meja/pelatihan/{training.activity.slug}/sk/perubahan/?keluar={people[0].pk}"
    sent = {f"heir-{people[0].pk}": "", "reason": "pindah tugas"}
    answer = as_(Role.SECTION_HEAD).post(path, sent)
    assert answer.status_code == 422
    assert stays(people[0]) in answer.content.decode()


def test_the_database_keeps_the_place_of_whoever_has_completed_and_only_by_its_guard() -> None:
    name = "trainings_place_completed"
    training, people = a_taught_class()
    completed(training, people[0])
    rows = training.places.filter(registration=people[0])
    others = training.places.filter(registration=people[1])
    assert refused(lambda: rows.update(state="replaced", bucket=""))
    assert not refused(lambda: others.update(state="replaced", bucket=""))
    table = " ON enrolment_place" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert not refused(lambda: rows.update(state="replaced", bucket=""))
    guards.install(connection, [guards._registry[name]])
