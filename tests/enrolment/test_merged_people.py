"""Two rows of one person are one person in enrolment: one place a class, one history, whatever NIK was typed."""

import pytest

from binakon.core.calendar import today
from binakon.core.problems import Blocked
from binakon.enrolment.actions.decrees import draw_up_decree
from binakon.enrolment.actions.nominations import nominate
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.queries.competition import inputs_now
from binakon.enrolment.queries.counts import determined_on, registered_on
from binakon.enrolment.queries.registration_page import registrations_with_number
from binakon.enrolment.queries.twins import twins_of
from binakon.enrolment.rules.nominees import Person
from binakon.people.actions.merges import merge, undo_merge
from binakon.people.models import Merge, Office, Role, Worker
from binakon.people.queries.clashes import clashes_between
from binakon.people.rules.sealed import nik_index
from tests.cast import viewer
from tests.enrolment.people import a_nik, a_training, registered
from tests.enrolment.selections import a_ranked_class, closed, verified
from tests.factories import BY

pytestmark = pytest.mark.database


def worker_of(registration: Registration) -> Worker:
    assert registration.worker_id is not None
    return Worker.objects.get(pk=registration.worker_id)


def joined(one: Registration, other: Registration) -> Merge:
    return merge(worker_of(one), worker_of(other), reason="NIK salah ketik", by=BY)


def a_merged_pair() -> Merge:
    """The people 1 and 2, known from another class, were found to be one."""
    elsewhere = a_training()
    return joined(registered(elsewhere, 1), registered(elsewhere, 2))


def test_with_the_other_nik_of_a_merged_person_a_registration_is_repeated(
    training: Training,
) -> None:
    row = a_merged_pair()
    first = registered(training, 1)
    again = registered(training, 2)
    assert (again.state, again.repeats_id) == ("repeated", first.pk)
    assert Place.objects.filter(training=training).count() == 1
    # The control: two people again, and the second takes a place.
    undo_merge(row, reason="ternyata dua orang", by=BY)
    other = a_training()
    assert [registered(other, number).state for number in (1, 2)] == ["submitted", "submitted"]


def test_a_regency_cannot_name_a_merged_person_twice(training: Training) -> None:
    row = a_merged_pair()
    office = Office.objects.get(code="63.05")

    def name(number: int, into: Training) -> None:
        person = Person(nik=a_nik(number), name=f"Orang {number} (contoh)", phone="6281200000001")
        nominate(into, person, office=office, key=f"k{number}", by=BY)

    name(1, training)
    with pytest.raises(Blocked):
        name(2, training)
    undo_merge(row, reason="ternyata dua orang", by=BY)
    name(2, training)


def test_whoever_was_trained_under_a_merged_row_was_trained(year: None) -> None:
    row = a_merged_pair()
    past = registered(a_training(), 2)
    Place.objects.filter(registration=past).update(state="determined")
    ranked = a_ranked_class()
    verified(ranked, 1)
    verified(ranked, 3)
    closed(ranked)
    assert [one.was_trained for one in inputs_now([ranked]).competitors] == [True, False]
    undo_merge(row, reason="ternyata dua orang", by=BY)
    assert [one.was_trained for one in inputs_now([ranked]).competitors] == [False, False]


def test_two_registrations_of_one_person_do_not_compete_with_each_other(year: None) -> None:
    ranked = a_ranked_class()
    one, other = verified(ranked, 1), verified(ranked, 2)
    closed(ranked)
    row = joined(one, other)
    with pytest.raises(Blocked) as refused:
        inputs_now([ranked])
    assert [problem.code for problem in refused.value.problems] == ["entry_twice"]
    undo_merge(row, reason="ternyata dua orang", by=BY)
    assert len(inputs_now([ranked]).competitors) == 2


def test_a_decree_does_not_name_one_person_twice(training: Training) -> None:
    people = [registered(training, number) for number in (1, 2)]
    Registration.objects.filter(training=training).update(state="verified")
    Place.objects.filter(training=training).update(state="accepted")
    Training.objects.filter(pk=training.pk).update(state="closed")
    training.refresh_from_db()
    row = joined(*people)
    with pytest.raises(Blocked) as refused:
        draw_up_decree(training, by=BY)
    assert [problem.code for problem in refused.value.problems] == ["person_twice"]
    undo_merge(row, reason="ternyata dua orang", by=BY)
    assert draw_up_decree(training, by=BY).entries.count() == 2


def test_a_verifier_is_told_that_both_are_one_person_and_finds_them_by_either_nik(
    training: Training,
) -> None:
    one, other = registered(training, 1), registered(a_training(), 2)
    row = joined(one, other)
    looks = viewer(Role.VERIFIER)
    one, other = (Registration.objects.get(pk=each.pk) for each in (one, other))
    assert [(twin.pk, twin.why) for twin in twins_of(one, looks)] == [
        (other.pk, ("orang yang sama, catatannya sudah digabung",))
    ]

    def found(number: int) -> list[int]:
        rows = registrations_with_number(looks, index=nik_index(a_nik(number)), phone="")
        return [each.registration.pk for each in rows]

    assert found(1) == found(2) == [other.pk, one.pk]
    undo_merge(row, reason="ternyata dua orang", by=BY)
    assert (found(1), found(2)) == ([one.pk], [other.pk])


def test_people_are_counted_once_and_services_twice(training: Training) -> None:
    one, other = registered(training, 1), registered(training, 2)
    Place.objects.filter(training=training).update(state="determined")
    row = joined(one, other)
    for counted in (registered_on([training], today()), determined_on([training], today())):
        assert (counted.by_training[training.pk], len(counted.people)) == (2, 1)
    undo_merge(row, reason="ternyata dua orang", by=BY)
    assert len(registered_on([training], today()).people) == 2


def test_before_a_merge_the_classes_of_both_are_named(training: Training) -> None:
    one, other = registered(training, 1), registered(training, 2)
    registered(a_training(), 1)
    said = clashes_between([worker_of(one).pk], [worker_of(other).pk])
    assert said == (
        f"Keduanya terdaftar di {training}. Setelah digabung, sisakan satu pendaftaran di kelas itu.",
    )
    assert clashes_between([worker_of(one).pk], [0]) == ()
