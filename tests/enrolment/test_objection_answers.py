"""Objections answered once with a reason, and seats given by hand where an answer asks for one."""

import pytest

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, IllegalMove
from binakon.enrolment.actions import announcing, objection_answers, selection
from binakon.enrolment.models import Objection, Place, SelectionResult, Training
from binakon.enrolment.states import ObjectionState, PlaceState
from binakon.people.models import Role
from binakon.reports.queries.check import figure_problems
from tests.cast import viewer
from tests.enrolment.people import counters_agree
from tests.enrolment.selections import a_competed_class, an_objection, letters
from tests.factories import BY

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


@pytest.fixture
def announced() -> Training:
    """A class of three seats, all given, with three people waiting."""
    training = a_competed_class()
    announcing.announce(selection.propose([training], by=BY), by=BY)
    training.refresh_from_db()
    return training


def waiting_result(training: Training) -> SelectionResult:
    """The result of the last on the waiting list."""
    rows = SelectionResult.objects.filter(registration__training=training, outcome="waiting")
    found = rows.order_by("-rank").first()
    assert found
    return found


def place_of(objection: Objection) -> Place:
    return Place.objects.get(registration=objection.result.registration)


def answer(objection: Objection, *, is_upheld: bool, said: str = "Poin dihitung ulang.") -> None:
    by = viewer(Role.SECTION_HEAD).actor
    objection_answers.answer_objection(objection, is_upheld=is_upheld, answer=said, by=by)


def seat(place: Place, **asked: object) -> None:
    wanted = {"bucket": "pool", "reason": "keberatan diterima", "by": BY}
    objection_answers.seat_by_hand(place, **(wanted | asked))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("is_upheld", "state", "said"),
    [
        (True, ObjectionState.UPHELD, "Keberatan Anda diterima."),
        (False, ObjectionState.DISMISSED, "Keberatan Anda tidak diterima."),
    ],
)
def test_an_answer_is_told_with_its_reason_and_moves_nobody(
    announced: Training, is_upheld: bool, state: str, said: str
) -> None:
    objection = an_objection(waiting_result(announced))
    answer(objection, is_upheld=is_upheld)
    objection.refresh_from_db()
    assert (objection.state, objection.answer) == (state, "Poin dihitung ulang.")
    assert objection.answered_by_id == viewer(Role.SECTION_HEAD).actor.user_id
    (letter,) = letters("objection_answered")
    assert said in letter.body_text
    assert "Poin dihitung ulang." in letter.body_text
    assert place_of(objection).state == PlaceState.WAITING


def test_an_objection_is_answered_once_and_never_without_a_reason(announced: Training) -> None:
    objection = an_objection(waiting_result(announced))
    with pytest.raises(Blocked):
        answer(objection, is_upheld=True, said="  ")
    answer(objection, is_upheld=False)
    with pytest.raises(IllegalMove):
        answer(objection, is_upheld=True)


def test_a_full_class_gives_no_seat_by_hand(announced: Training) -> None:
    place = place_of(an_objection(waiting_result(announced)))
    with pytest.raises(Blocked, match="Tidak ada kursi kosong"):
        seat(place)
    place.refresh_from_db()
    assert (place.state, counters_agree(announced)) == (PlaceState.WAITING, True)


def test_one_more_seat_goes_to_the_person_and_to_nobody_who_waits(announced: Training) -> None:
    place = place_of(an_objection(waiting_result(announced)))
    seat(place, adds_seat=True)
    place.refresh_from_db()
    announced.refresh_from_db()
    assert (place.state, place.bucket) == (PlaceState.ACCEPTED, "pool")
    assert (announced.seats, announced.taken) == (4, 4)
    assert (counters_agree(announced), figure_problems()) == (True, [])
    assert Place.objects.filter(training=announced, state=PlaceState.OFFERED).count() == 0
    line = AuditEvent.objects.get(action="place:by_hand")
    assert (line.note, line.after) == ("keberatan diterima", {"bucket": "pool", "adds_seat": True})


def test_a_seat_by_hand_wants_a_reason_and_a_seat_that_is_theirs(announced: Training) -> None:
    place = place_of(an_objection(waiting_result(announced)))
    with pytest.raises(Blocked) as refused:
        seat(place, bucket="women", reason=" ")
    assert [problem.code for problem in refused.value.problems] == ["reason", "bucket"]


def test_whoever_has_a_seat_gets_no_second(announced: Training) -> None:
    place = Place.objects.filter(training=announced, state=PlaceState.ACCEPTED).first()
    assert place
    with pytest.raises(IllegalMove):
        seat(place, adds_seat=True)
    assert counters_agree(announced)


def test_the_plan_bounds_the_seats_that_can_be_added(announced: Training) -> None:
    announced.activity.seats = 3
    announced.activity.save()
    place = place_of(an_objection(waiting_result(announced)))
    with pytest.raises(Blocked, match="Rencana hanya menyebut 3 kursi"):
        seat(place, adds_seat=True)
