"""What a selection makes of several wishes: at most one seat, the best one possible, and the others told why."""

import random

import pytest

from binakon.core import ledger
from binakon.core.problems import Blocked
from binakon.enrolment.actions import announcing, selection
from binakon.enrolment.actions.objection_answers import seat_by_hand
from binakon.enrolment.actions.places import accept_offer
from binakon.enrolment.actions.withdrawals import withdraw
from binakon.enrolment.models import Place, Registration, SelectionRun, Training
from binakon.enrolment.queries.wishes import wished_beyond
from binakon.enrolment.rules.seating_facts import Bucket, Candidate
from binakon.people.models import Role
from tests.enrolment.people import APPLICANT, a_training, counters_agree, registered
from tests.enrolment.seats import NOBODY, by_trying_all
from tests.enrolment.selections import closed, letters, places, verified
from tests.enrolment.test_selection_pages import as_, home
from tests.factories import BY
from tests.portal.applicants import Applicant
from tests.portal.pages import Page
from tests.portal.wishers import TITLES, of, rivals, sent

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


def checked(*people: Applicant) -> None:
    """Accept the papers of every wish of these people."""
    for person in people:
        lead = person.registration
        for row in [lead, *lead.further_wishes.all()]:
            ledger.move(row, "verify", by=BY, sentence="berkas lengkap")


def announced(*classes: Training) -> SelectionRun:
    run = selection.propose([closed(each) for each in classes], by=BY)
    announcing.announce(run, by=BY)
    return run


def seats_of(person: Applicant) -> list[str]:
    lead = person.registration
    rows = Place.objects.filter(registration__in=[lead, *lead.further_wishes.all()])
    held = rows.filter(state__in=["offered", "accepted", "determined"])
    return [place.training.activity.title for place in held]


def test_the_first_wish_is_given_and_the_others_end_because_of_it() -> None:
    classes = rivals(seats=3)
    person = sent(*classes)
    checked(person)
    announced(*classes)
    assert seats_of(person) == [TITLES[0]]
    ended = Page(person.client.get(Page(person.get()).href(TITLES[1])))
    assert ended.headings[0] == "Anda diterima di kelas lain yang Anda pilih"
    sentence = f"Anda diterima di kelas pilihan pertama Anda, {TITLES[0]}; pendaftaran untuk kelas ini selesai karena itu."
    assert sentence in ended.text
    told = [letter.body_text for letter in letters("selection_result")]
    assert [sentence in body for body in told].count(True) == 2
    # The result of every wish may be objected to.
    assert "Ajukan keberatan" in ended.text


def test_a_later_wish_is_given_where_the_first_has_no_seat_left() -> None:
    first, second = rivals(2, seats=1)
    early = verified(first, 50, has_skk=False)
    person = sent(first, second)
    checked(person)
    announced(first, second)
    assert seats_of(person) == [TITLES[1]]
    assert Place.objects.get(registration=early).state == "accepted"
    page = Page(person.get())
    assert page.headings[0] == "Anda diterima di kelas lain yang Anda pilih"
    assert f"Anda mendapat kursi di pilihan lain: {TITLES[1]}." in page.text


@pytest.mark.parametrize("seed", range(3))
def test_the_seating_of_wishes_is_the_best_of_all(seed: int) -> None:
    chance = random.Random(seed)
    classes = rivals(3, seats=1)
    people = []
    for number in range(1, 5):
        wished = chance.sample(classes, chance.randint(1, 3))
        people.append(sent(*wished, number=number))
    checked(*people)
    run = announced(*classes)
    ranks = dict(run.results.values_list("registration__worker", "rank"))
    candidates = []
    for person in people:
        lead = person.registration
        own = Registration.objects.filter(worker=lead.worker).order_by("wish")
        wishes = tuple(own.values_list("training", flat=True))
        candidates.append(Candidate(lead.code, ranks[lead.worker_id], "63.03", NOBODY, wishes))
    stock = [Bucket(f"{each.pk}:pool", each.pk, 1) for each in classes]
    best = by_trying_all(candidates, stock)
    for person in people:
        want = best.get(person.registration.code)
        title = [each.activity.title for each in classes if want and each.pk == want[0]]
        assert seats_of(person) == title
    assert all(counters_agree(each) for each in classes)


def test_a_selection_of_one_class_alone_is_refused_while_its_people_wish_others() -> None:
    first, second, third = rivals(3)
    alone = verified(third, 60)
    person = sent(first, second)
    checked(person)
    with pytest.raises(Blocked) as refused:
        selection.propose([closed(first)], by=BY)
    assert [problem.code for problem in refused.value.problems] == ["wished_together"]
    assert TITLES[1] in refused.value.problems[0].sentence
    # Whose people wish nothing else is selected alone, as ever.
    announced(third)
    assert places(third) == [(alone.code, "accepted", "pool")]
    announcing.announce(selection.propose([first, closed(second)], by=BY), by=BY)
    assert seats_of(person) == [TITLES[0]]


def test_chains_of_wishes_are_one_selection_and_a_wish_taken_back_binds_nobody() -> None:
    first, second, third = rivals(3)
    one, other = sent(first, second, number=1), sent(second, third, number=2)
    assert wished_beyond([first]) == [second, third]
    withdraw(of(other, third), reason="pindah", by=APPLICANT)
    assert wished_beyond([first]) == [second]
    withdraw(of(one, second), reason="pindah", by=APPLICANT)
    assert wished_beyond([first]) == []


def test_the_desk_finds_the_other_class_ticked() -> None:
    first, second = rivals(2)
    person = sent(first, second)
    checked(person)
    closed(first), closed(second)
    client = as_(Role.SECTION_HEAD)
    page = client.get(f"{home(first)}seleksi/").content.decode()
    assert f"Sebagian pendaftar kelas ini juga memilih {TITLES[1]}." in page
    assert 'checked="checked"' in page or " checked" in page
    refused = client.post(f"{home(first)}seleksi/usulkan/")
    assert refused.status_code == 422
    taken = client.post(f"{home(first)}seleksi/usulkan/", {"together": [str(second.pk)]})
    assert taken.status_code == 302


def waiting_in_both() -> tuple[Applicant, list[Training], list[Registration]]:
    """Somebody who waits in two classes whose only seats others have."""
    classes = rivals(2, seats=1)
    holders = [verified(each, 70 + number, has_skk=False) for number, each in enumerate(classes)]
    person = sent(*classes)
    checked(person)
    announced(*classes)
    assert [of(person, each).place.state for each in classes] == ["waiting", "waiting"]
    return person, classes, holders


def test_accepting_an_offer_ends_the_other_waiting_and_says_why() -> None:
    person, classes, holders = waiting_in_both()
    withdraw(holders[1], reason="pindah", by=APPLICANT)
    accept_offer(of(person, classes[1]).place, by=APPLICANT)
    assert [of(person, each).place.state for each in classes] == ["not_selected", "accepted"]
    page = Page(person.get())
    assert page.headings[0] == "Anda diterima di kelas lain yang Anda pilih"
    assert f"Anda mendapat kursi di {TITLES[1]}; pendaftaran untuk kelas ini selesai" in page.text


def test_two_offers_at_once_end_as_one_seat_and_the_other_goes_to_the_next() -> None:
    person, classes, holders = waiting_in_both()
    for holder in holders:
        withdraw(holder, reason="pindah", by=APPLICANT)
    assert [of(person, each).place.state for each in classes] == ["offered", "offered"]
    accept_offer(of(person, classes[0]).place, by=APPLICANT)
    assert [of(person, each).place.state for each in classes] == ["accepted", "declined"]
    assert [counters_agree(each) for each in classes] == [True, True]
    classes[1].refresh_from_db()
    assert classes[1].taken == 0
    assert Page(person.get("")).headings[0].startswith("Anda mendapat kursi")


def test_a_seat_by_hand_ends_the_others_and_never_makes_a_second_one() -> None:
    person, classes, holders = waiting_in_both()
    withdraw(holders[0], reason="pindah", by=APPLICANT)
    place = of(person, classes[1]).place
    withdraw(holders[1], reason="pindah", by=APPLICANT)
    accept_offer(of(person, classes[0]).place, by=APPLICANT)
    place.refresh_from_db()
    with pytest.raises(Blocked) as refused:
        seat_by_hand(place, bucket="pool", reason="keberatan diterima (contoh)", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["seated_elsewhere"]
    assert seats_of(person) == [TITLES[0]]


def test_first_come_holds_no_other_class() -> None:
    training = a_training(seats=1)
    holder = registered(training, 80)
    waiter = registered(training, 81)
    withdraw(holder, reason="pindah", by=APPLICANT)
    accept_offer(Place.objects.get(registration=waiter), by=APPLICANT)
    assert Place.objects.get(registration=waiter).state == "accepted"
