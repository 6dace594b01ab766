"""Naming people for a regency: seats, doubles that nobody learns of, replacements, withdrawals, reminders."""

from datetime import timedelta

import pytest

from binakon.core import clock, ledger
from binakon.core.models import Deadline, Message
from binakon.core.problems import Blocked
from binakon.enrolment.actions import nominations, opening, quotas
from binakon.enrolment.actions.reminders import remind_offices
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.queries.nominating import office_lines, reply_offices
from binakon.enrolment.queries.nomination_scope import scope_of
from binakon.enrolment.queries.nominations import NominationPage, nomination_page
from binakon.enrolment.states import Policy
from binakon.people.models import Role
from binakon.planning.models import RegionalQuota
from tests import cast
from tests.enrolment.people import a_training, counters_agree, registered
from tests.enrolment.terms import BANJAR, TABALONG, a_nominee, a_person, a_prepared_training
from tests.factories import BY, an_office

pytestmark = pytest.mark.database


def place_of(registration: Registration) -> tuple[str, str]:
    place = Place.objects.get(registration=registration)
    return place.state, place.bucket


def page_of(training: Training) -> NominationPage:
    """The page as Tabalong's officer sees it."""
    scope = scope_of(cast.viewer(Role.REGENCY_OFFICER), training.activity.slug)
    assert scope is not None
    page = nomination_page(scope)
    assert page is not None
    return page


def shown(training: Training) -> list[tuple[str, str]]:
    return [(each.papers, each.seat) for each in page_of(training).nominees]


def blocked_by(refused: pytest.ExceptionInfo[Blocked]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def replaced(nominee: Registration, number: int, key: str = "ganti") -> Registration:
    return nominations.replace_nominee(
        nominee, a_person(number), reason="pindah tugas", key=f"{key}-{number}", by=BY
    )


def test_a_nominee_is_registered_for_its_office_and_takes_its_seat(year: None, db: None) -> None:
    training = a_training(seats=5, quotas={TABALONG: 2})
    nominee = a_nominee(training, 1)
    assert (nominee.source, nominee.state) == ("nomination", "submitted")
    assert place_of(nominee) == ("accepted", "quota")
    assert page_of(training).stands == "1 orang diusulkan untuk kuota 2 kursi"
    assert counters_agree(training)


def test_the_same_form_sent_twice_names_one_person(year: None, db: None) -> None:
    training = a_training()
    facts = {"office": an_office(TABALONG), "key": "dua-kali", "by": BY}
    one = nominations.nominate(training, a_person(1), **facts)  # type: ignore[arg-type]
    again = nominations.nominate(training, a_person(1), **facts)  # type: ignore[arg-type]
    assert one == again
    assert Registration.objects.filter(training=training).count() == 1


def test_the_same_form_with_other_words_is_refused_and_changes_nothing(
    year: None, db: None
) -> None:
    """An officer who goes back and types the next person must not believe that they were named."""
    training = a_training()
    facts = {"office": an_office(TABALONG), "key": "dua-kali", "by": BY}
    nominations.nominate(training, a_person(1), **facts)  # type: ignore[arg-type]
    before = list(Registration.objects.values())
    for other in (a_person(2), a_person(1, phone="0812 9999 0000")):
        with pytest.raises(Blocked) as refused:
            nominations.nominate(training, other, **facts)  # type: ignore[arg-type]
        assert blocked_by(refused) == ["form"]
    assert list(Registration.objects.values()) == before


def test_the_same_key_in_another_hand_is_another_form(year: None, db: None) -> None:
    training = a_training()
    facts = {"office": an_office(TABALONG), "key": "sama"}
    other_hand = cast.viewer(Role.REGENCY_OFFICER).actor
    one = nominations.nominate(training, a_person(1), **facts, by=BY)  # type: ignore[arg-type]
    two = nominations.nominate(training, a_person(2), **facts, by=other_hand)  # type: ignore[arg-type]
    assert one.pk != two.pk


def test_a_form_of_replacement_replaces_once_and_nobody_else(year: None, db: None) -> None:
    training = a_training()
    first, second = a_nominee(training, 1), a_nominee(training, 2)
    facts = {"reason": "pindah tugas", "key": "ganti", "by": BY}
    one = nominations.replace_nominee(first, a_person(3), **facts)  # type: ignore[arg-type]
    assert nominations.replace_nominee(first, a_person(3), **facts) == one  # type: ignore[arg-type]
    for nominee, person in ((second, a_person(3)), (first, a_person(4))):
        with pytest.raises(Blocked) as refused:
            nominations.replace_nominee(nominee, person, **facts)  # type: ignore[arg-type]
        assert blocked_by(refused) == ["form"]
    assert training.registrations.count() == 3


def test_the_own_office_is_told_of_a_person_named_twice(year: None, db: None) -> None:
    training = a_training()
    a_nominee(training, 1)
    with pytest.raises(Blocked) as refused:
        a_nominee(training, 1)
    assert blocked_by(refused) == ["nik"]


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.RANKED])
@pytest.mark.parametrize("by_whom", [BANJAR, "portal"])
def test_a_person_whom_another_hand_registered_looks_like_any_new_one(
    year: None, db: None, policy: Policy, by_whom: str
) -> None:
    training = a_training(seats=5, policy=policy, quotas={TABALONG: 3})
    if by_whom == "portal":
        registered(training, 7)
    else:
        a_nominee(training, 7, office=by_whom)
    known, new = a_nominee(training, 7), a_nominee(training, 8)
    assert (known.state, new.state) == ("repeated", "submitted")
    first, second = shown(training)
    assert first == second
    assert page_of(training).named == 2
    assert counters_agree(training)


@pytest.mark.parametrize("number", [7, 8])
def test_a_full_class_without_a_list_refuses_known_and_new_people_alike(
    year: None, db: None, number: int
) -> None:
    training = a_training(seats=1, has_waiting_list=False)
    registered(training, 7)
    with pytest.raises(Blocked) as refused:
        a_nominee(training, number)
    assert blocked_by(refused) == ["full"]
    assert counters_agree(training)


def test_a_known_person_is_named_once_withdrawn_and_replaced_like_any_other(
    year: None, db: None
) -> None:
    training = a_training(seats=5)
    a_nominee(training, 7, office=BANJAR)
    known = a_nominee(training, 7)
    with pytest.raises(Blocked) as refused:
        a_nominee(training, 7)
    assert blocked_by(refused) == ["nik"]
    other = replaced(known, 9)
    assert (known.state, other.state) == ("repeated", "submitted")
    assert shown(training)[0] == ("tidak lagi diusulkan", "")
    again = a_nominee(training, 7)
    nominations.withdraw_nominee(again, reason="sakit", by=BY)
    assert shown(training)[2] == ("tidak lagi diusulkan", "")
    assert page_of(training).named == 1
    assert Registration.objects.received().filter(training=training).count() == 2
    assert counters_agree(training)


def test_after_the_deadline_nobody_is_named(year: None, db: None) -> None:
    training = a_training(nominations_due_at=clock.now() - timedelta(minutes=1))
    with pytest.raises(Blocked) as refused:
        a_nominee(training, 1)
    assert blocked_by(refused) == ["closed"]
    assert not Registration.objects.filter(training=training).exists()


def test_a_class_without_nominations_takes_none(year: None, db: None) -> None:
    training = a_training(takes_nominations=False)
    with pytest.raises(Blocked) as refused:
        a_nominee(training, 1)
    assert blocked_by(refused) == ["closed"]


def test_every_fault_of_a_person_is_told_at_once(year: None, db: None) -> None:
    training = a_training()
    with pytest.raises(Blocked) as refused:
        a_nominee(training, 1, name="", nik="123")
    assert blocked_by(refused) == ["name", "nik"]


def test_a_replacement_takes_over_the_seat_of_the_quota_and_nobody_is_passed(
    year: None, db: None
) -> None:
    training = a_training(seats=2, quotas={TABALONG: 1})
    mine = a_nominee(training, 1)
    stranger = registered(training)
    waiting = [registered(training), a_nominee(training, 2)]
    assert [place_of(one)[0] for one in waiting] == ["waiting", "waiting"]
    other = replaced(mine, 3)
    assert place_of(other) == ("accepted", "quota")
    assert place_of(mine) == ("replaced", "")
    assert [place_of(one)[0] for one in waiting] == ["waiting", "waiting"]
    assert place_of(stranger)[0] == "accepted"
    training.refresh_from_db()
    assert training.taken == 2
    assert other.replaces == mine
    assert counters_agree(training)


def test_a_shared_seat_goes_to_whoever_waits_and_the_replacement_queues(
    year: None, db: None
) -> None:
    training = a_training(seats=1)
    mine = a_nominee(training, 1)
    first = registered(training)
    other = replaced(mine, 3)
    assert place_of(first)[0] == "offered"
    assert place_of(other) == ("waiting", "")
    assert counters_agree(training)


def test_a_shared_seat_that_nobody_waits_for_stays(year: None, db: None) -> None:
    training = a_training(seats=1)
    other = replaced(a_nominee(training, 1), 3)
    assert place_of(other) == ("accepted", "pool")
    assert counters_agree(training)


def test_whoever_replaces_a_waiting_nominee_goes_to_the_end_of_the_list(
    year: None, db: None
) -> None:
    training = a_training(seats=1)
    registered(training)
    mine, behind = a_nominee(training, 1), registered(training)
    other = replaced(mine, 3)
    assert place_of(mine) == ("released", "")
    queues = [Place.objects.get(registration=one).queue for one in (behind, other)]
    assert queues == sorted(queues)


def test_a_replacement_comes_after_registration_has_closed_too(year: None, db: None) -> None:
    training = a_training(seats=3, quotas={TABALONG: 1})
    mine = a_nominee(training, 1)
    opening.close_training(training, reason="kursi penuh", by=BY)
    assert place_of(replaced(mine, 2)) == ("accepted", "quota")


def test_before_the_selection_a_replacement_has_no_place_yet(year: None, db: None) -> None:
    training = a_training(policy=Policy.DRAW, quotas={TABALONG: 1})
    other = replaced(a_nominee(training, 1), 2)
    assert other.state == "submitted"
    assert not Place.objects.filter(training=training).exists()


def test_a_replacement_whom_another_office_named_leaves_no_seat_taken(year: None, db: None) -> None:
    training = a_training(seats=3, quotas={TABALONG: 1})
    a_nominee(training, 9, office=BANJAR)
    other = replaced(a_nominee(training, 1), 9)
    assert other.state == "repeated"
    assert RegionalQuota.objects.get(activity=training.activity).taken == 0
    assert counters_agree(training)


def test_replacing_needs_a_reason_another_person_and_a_living_nominee(year: None, db: None) -> None:
    training = a_training()
    mine = a_nominee(training, 1)
    with pytest.raises(Blocked) as refused:
        nominations.replace_nominee(mine, a_person(1), reason=" ", key="a", by=BY)
    assert blocked_by(refused) == ["reason", "nik"]
    nominations.withdraw_nominee(mine, reason="sakit", by=BY)
    with pytest.raises(Blocked) as refused:
        replaced(mine, 2)
    assert blocked_by(refused) == ["over"]


def test_replacing_twice_by_the_same_form_replaces_once(year: None, db: None) -> None:
    training = a_training(seats=3, quotas={TABALONG: 1})
    mine = a_nominee(training, 1)
    assert replaced(mine, 2) == replaced(mine, 2)
    assert Registration.objects.filter(training=training).count() == 2


def test_a_withdrawn_nominee_frees_the_seat_for_whoever_waits(year: None, db: None) -> None:
    training = a_training(seats=1)
    mine, waiting = a_nominee(training, 1), registered(training)
    nominations.withdraw_nominee(mine, reason="sakit", by=BY)
    assert place_of(waiting)[0] == "offered"
    assert shown(training) == [("tidak lagi diusulkan", "")]


def test_a_seat_is_told_once_the_papers_are_complete(year: None, db: None) -> None:
    training = a_training(seats=1)
    people = [a_nominee(training, number) for number in (1, 2)]
    assert {seat for _papers, seat in shown(training)} == {
        "kursi dipastikan setelah berkas diperiksa"
    }
    for one in people:
        ledger.move(one, "verify", by=BY, sentence="berkas lengkap")
    assert shown(training) == [
        ("berkas lengkap", "mendapat kursi"),
        ("berkas lengkap", "cadangan ke-1 dari kabupaten/kota ini"),
    ]


def test_the_first_nominee_answers_the_office_and_stops_its_clock(year: None, db: None) -> None:
    training = a_prepared_training()
    opening.open_training(training, by=BY)
    a_nominee(training, 1)
    owners = set(Deadline.objects.open().values_list("owner_code", flat=True))
    assert TABALONG not in owners
    assert BANJAR in owners


def test_one_press_reminds_everybody_who_is_late_and_the_next_nobody(year: None, db: None) -> None:
    training = a_training(seats=9, quotas={TABALONG: 1, BANJAR: 2})
    a_nominee(training, 1)
    a_nominee(training, 2, office=BANJAR)
    Message.objects.all().delete()
    assert remind_offices(training, by=BY) == 12
    to_banjar = Message.objects.get(to="banjar@contoh.example")
    assert "1 orang untuk kuota 2 kursi" in to_banjar.body_text
    assert not Message.objects.filter(to="tabalong@contoh.example").exists()
    assert remind_offices(training, by=BY) == 0
    assert Message.objects.count() == 12


def test_a_closed_class_reminds_nobody(year: None, db: None) -> None:
    training = a_training()
    opening.close_training(training, reason="penuh", by=BY)
    with pytest.raises(Blocked):
        remind_offices(training, by=BY)


def clocks(training: Training) -> set[str]:
    rows = Deadline.objects.open().filter(subject_id=training.pk, kind__startswith="quota_reply")
    return set(rows.values_list("owner_code", flat=True))


def test_a_quota_of_nought_asks_for_nobody(year: None, db: None) -> None:
    training = a_prepared_training(seats=5)
    for code, places in ((TABALONG, 0), (BANJAR, 2)):
        quotas.change_quota(training, office=an_office(code), places=places, reason="rakor", by=BY)
    assert clocks(training) == set()
    opening.open_training(training, override_reason="uji", by=BY)
    training.refresh_from_db()
    everybody = {office.code for office in reply_offices(training)}
    assert (clocks(training), len(everybody)) == (everybody - {TABALONG}, 13)
    assert [line.is_complete for line in office_lines(training) if line.quota == 0] == [True]
    a_nominee(training, 1, office=BANJAR)
    for code, places in ((TABALONG, 1), ("63.01", 0)):
        quotas.change_quota(training, office=an_office(code), places=places, reason="rakor", by=BY)
    assert clocks(training) == everybody - {BANJAR, "63.01"}
