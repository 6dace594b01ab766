"""The decree: drawn up from who is ready, frozen when numbered, and with its signed scan people are determined."""

import pytest
from django.db import DatabaseError, transaction

from binakon.core.models import Message
from binakon.core.problems import Blocked
from binakon.enrolment import actions
from binakon.enrolment.actions import amendments, decrees
from binakon.enrolment.models import Decree, DecreeEntry, Place, Training
from binakon.planning.models import Commitment, Target
from binakon.reports.queries.check import figure_problems
from tests.enrolment.decree_cases import a_scan, closed, issued, signed, verified
from tests.enrolment.people import a_training, registered
from tests.factories import BY, sentences

pytestmark = pytest.mark.database


def names(decree: Decree) -> list[str]:
    return list(decree.entries.values_list("name", flat=True))


def test_the_list_holds_who_is_ready_by_regency_and_name(year: None, db: None) -> None:
    training = a_training()
    verified(training, 1, name="Zainal", office="63.03")
    verified(training, 2, name="Budi", office="63.05")
    verified(training, 3, name="Ani", office="63.05")
    registered(training, 4, name="Belum Diperiksa")
    decree = decrees.draw_up_decree(closed(training), by=BY)
    assert names(decree) == ["Zainal (contoh)", "Ani (contoh)", "Budi (contoh)"]


def test_a_list_is_refused_while_registration_is_open_and_nobody_is_ready(
    training: Training,
) -> None:
    registered(training)
    with pytest.raises(Blocked) as refused:
        decrees.draw_up_decree(training, by=BY)
    assert [p.code for p in refused.value.problems] == ["not_closed", "nobody_ready", "left_out"]


def test_a_list_drawn_up_again_is_the_same_draft(training: Training) -> None:
    verified(training, 1)
    one = decrees.draw_up_decree(closed(training), by=BY)
    assert decrees.draw_up_decree(training, by=BY) == one
    assert DecreeEntry.objects.count() == 1


def test_a_number_needs_date_and_signatory_and_is_used_once(year: None, db: None) -> None:
    first, second = a_training(), a_training()
    for training in (first, second):
        verified(training)
    issued(decrees.draw_up_decree(closed(first), by=BY), "SK-1")
    with pytest.raises(Blocked) as refused:
        decrees.issue_decree(
            decrees.draw_up_decree(closed(second), by=BY),
            number="SK-1",
            dated=None,
            place="",
            signatory=None,
            by=BY,
        )
    assert [p.code for p in refused.value.problems] == [
        "number_taken",
        "dated",
        "place",
        "signatory",
    ]


def test_the_list_of_a_numbered_decree_is_frozen_in_the_database(training: Training) -> None:
    verified(training, 1)
    draft = decrees.draw_up_decree(closed(training), by=BY)
    DecreeEntry.objects.filter(decree=draft).update(name="Boleh selama konsep")
    issued(draft)
    for deed in (
        lambda: DecreeEntry.objects.filter(decree=draft).update(name="Orang Lain"),
        lambda: DecreeEntry.objects.filter(decree=draft).delete(),
        lambda: Decree.objects.filter(pk=draft.pk).update(number="SK-2"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_with_the_signed_scan_people_are_determined_and_the_plan_is_bound(
    training: Training,
) -> None:
    people = [verified(training, number) for number in (1, 2, 3)]
    decree = signed(closed(training))
    assert {place.state for place in Place.objects.filter(registration__in=people)} == {
        "determined"
    }
    row = Commitment.objects.get()
    assert (row.amount, row.label) == (3, str(decree))
    assert Target.objects.get(indicator__key="trained").committed == 3
    told = Message.objects.filter(name="participant_determined").values_list("to", flat=True)
    assert sorted(told) == sorted(person.email for person in people)
    training.refresh_from_db()
    assert training.state == "determined"
    assert figure_problems() == []


def test_somebody_who_gave_the_seat_back_meanwhile_stops_the_signature(
    training: Training,
) -> None:
    person = verified(training, 1, name="Hamdan")
    verified(training, 2)
    decree = issued(decrees.draw_up_decree(closed(training), by=BY))
    actions.withdraw(person, reason="sakit", by=BY)
    with pytest.raises(Blocked) as refused:
        decrees.sign_decree(decree, scan=a_scan(), by=BY)
    assert sentences(refused.value.problems) == [
        "Hamdan (contoh) tidak lagi memegang kursi. Tarik SK ini dan susun sekali lagi."
    ]
    decree.refresh_from_db()
    assert (decree.state, Commitment.objects.count()) == ("issued", 0)


def test_more_people_than_the_plan_promises_are_refused_and_nothing_moves(
    training: Training,
) -> None:
    verified(training, 1)
    Target.objects.filter(indicator__key="trained").update(committed=200)
    decree = issued(decrees.draw_up_decree(closed(training), by=BY))
    with pytest.raises(Blocked) as refused:
        decrees.sign_decree(decree, scan=a_scan(), by=BY)
    assert [p.code for p in refused.value.problems] == ["over_target"]
    assert Place.objects.get().state == "accepted"


def test_an_amendment_gives_the_seat_of_who_leaves_to_who_replaces_them(
    year: None, db: None
) -> None:
    training = a_training(seats=2, quotas={"63.05": 1})
    leaving = verified(training, 1, office="63.05")
    verified(training, 2, office="63.03")
    heir = verified(training, 3, office="63.05")
    signed(closed(training), "SK-1")
    amendment = amendments.draw_up_amendment(
        training, replacements={leaving.pk: heir.pk}, reason="mutasi", by=BY
    )
    assert Place.objects.get(registration=leaving).state == "determined"
    decrees.sign_decree(issued(amendment, "SK-2"), scan=a_scan(), by=BY)
    states = {p.registration_id: (p.state, p.bucket) for p in Place.objects.all()}
    assert states[leaving.pk] == ("replaced", "")
    assert states[heir.pk] == ("determined", "quota")
    assert Commitment.objects.get().amount == 2
    assert figure_problems() == []


def test_an_amendment_without_an_heir_offers_the_seat_to_who_waits(year: None, db: None) -> None:
    training = a_training(seats=1)
    leaving, waiter = verified(training, 1), verified(training, 2)
    signed(closed(training), "SK-1")
    amendment = amendments.draw_up_amendment(
        training, replacements={leaving.pk: None}, reason="mengundurkan diri", by=BY
    )
    decrees.sign_decree(issued(amendment, "SK-2"), scan=a_scan(), by=BY)
    assert Place.objects.get(registration=waiter).state == "offered"
    assert Commitment.objects.count() == 0
    assert figure_problems() == []


def test_somebody_from_elsewhere_cannot_inherit_the_only_seat_of_a_regency(
    year: None, db: None
) -> None:
    training = a_training(seats=1, quotas={"63.05": 1})
    leaving = verified(training, 1, office="63.05")
    heir = verified(training, 2, office="63.03")
    signed(closed(training), "SK-1")
    amendment = issued(
        amendments.draw_up_amendment(
            training, replacements={leaving.pk: heir.pk}, reason="mutasi", by=BY
        ),
        "SK-2",
    )
    with pytest.raises(Blocked) as refused:
        decrees.sign_decree(amendment, scan=a_scan(), by=BY)
    assert [p.code for p in refused.value.problems] == ["not_their_seat"]
    assert Place.objects.get(registration=leaving).state == "determined"


def test_a_withdrawn_decree_makes_room_for_another(training: Training) -> None:
    verified(training, 1)
    decrees.withdraw_decree(
        issued(decrees.draw_up_decree(closed(training), by=BY)), reason="salah nama", by=BY
    )
    assert signed(training, "SK-2").state == "signed"


def test_a_participant_of_a_signed_decree_leaves_by_an_amendment_only(training: Training) -> None:
    person = verified(training, 1)
    signed(closed(training))
    with pytest.raises(Blocked) as refused:
        actions.withdraw(person, reason="sakit", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["determined"]
    assert figure_problems() == []
