"""What a mark of attendance is worth: never twice, never against what stands, the same whatever the batches."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binakon.trainings.rules.attendance import Judged, Known, Mark, SessionFacts, judge
from binakon.trainings.states import Evidence, Method, ScanOutcome

EIGHT = datetime(2026, 4, 17, 0, 0, tzinfo=UTC)  # 08.00 WITA
HOUR = timedelta(hours=1)
MORNING = SessionFacts(1, EIGHT, EIGHT + 2 * HOUR)
BESIDE = SessionFacts(2, EIGHT + HOUR, EIGHT + 3 * HOUR)
TOMORROW = SessionFacts(3, EIGHT + 24 * HOUR, EIGHT + 26 * HOUR)
SESSIONS = {each.pk: each for each in (MORNING, BESIDE, TOMORROW)}
NOTHING = Known(SESSIONS)
ANI = 7


def a_mark(session: int = 1, at: datetime = EIGHT, **more: object) -> Mark:
    values = {"registration": ANI, "method": Method.STAFF_SCAN, **more}
    return Mark(nonce=uuid4(), session=session, at=at, **values)  # type: ignore[arg-type]


def one(mark: Mark, known: Known = NOTHING, received: datetime | None = None) -> Judged:
    return judge([mark], known, received or mark.at)[0]


def test_a_scan_by_staff_in_the_session_makes_present_with_the_best_evidence() -> None:
    found = one(a_mark())
    assert (found.outcome, found.evidence, found.is_late, found.reason) == (
        ScanOutcome.PRESENT,
        Evidence.A,
        False,
        "",
    )


@pytest.mark.parametrize(
    ("minutes", "outcome"),
    [
        (-61, ScanOutcome.CONFLICT),
        (-60, ScanOutcome.PRESENT),
        (150, ScanOutcome.PRESENT),
        (151, ScanOutcome.CONFLICT),
    ],
)
def test_scanning_belongs_to_the_session_and_a_little_around_it(
    minutes: int, outcome: ScanOutcome
) -> None:
    assert one(a_mark(at=EIGHT + timedelta(minutes=minutes))).outcome == outcome


def test_a_scan_of_today_does_not_mark_tomorrow() -> None:
    found = one(a_mark(session=3, at=EIGHT))
    assert (found.outcome, found.reason) == (
        ScanOutcome.CONFLICT,
        "Dipindai di luar jam sesi.",
    )


@pytest.mark.parametrize(("seconds", "is_late"), [(300, False), (301, True)])
def test_what_arrives_more_than_five_minutes_later_is_late_and_counts(
    seconds: int, is_late: bool
) -> None:
    found = one(a_mark(), received=EIGHT + timedelta(seconds=seconds))
    assert (found.outcome, found.is_late) == (ScanOutcome.PRESENT, is_late)


def test_a_clock_that_runs_ahead_is_a_conflict() -> None:
    found = one(a_mark(), received=EIGHT - timedelta(minutes=3))
    assert found.reason == "Jam perangkat lebih maju daripada jam server."


def test_nobody_is_in_two_sessions_at_once() -> None:
    found = judge([a_mark(at=EIGHT + HOUR), a_mark(2, at=EIGHT + HOUR)], NOTHING, EIGHT + HOUR)
    assert [each.outcome for each in found] == [ScanOutcome.PRESENT, ScanOutcome.CONFLICT]


def test_whoever_was_struck_out_is_not_present_again_by_a_scan() -> None:
    known = replace(NOTHING, struck=frozenset({(1, ANI)}))
    assert one(a_mark(), known).outcome == ScanOutcome.CONFLICT


def test_a_closed_session_takes_only_statements_with_a_reason_that_somebody_wrote() -> None:
    closed = Known({1: replace(MORNING, closed_at=EIGHT + 2 * HOUR)})
    found = {
        method: one(a_mark(method=method, reason="dilihat", shown_at=EIGHT), closed).outcome
        for method in Method
    }
    conflicts = dict.fromkeys(Method, ScanOutcome.CONFLICT)
    assert found == {**conflicts, Method.STATEMENT: ScanOutcome.PRESENT}


def test_what_was_typed_on_the_scanning_page_is_as_weak_as_a_statement_and_as_bound_as_a_scan() -> (
    None
):
    typed = a_mark(method=Method.STAFF_TYPED, reason="diketik")
    late = one(typed, received=EIGHT + 10 * 24 * HOUR)
    assert (late.outcome, late.evidence, late.is_late) == (ScanOutcome.PRESENT, Evidence.D, True)
    assert one(replace(typed, session=3)).outcome == ScanOutcome.CONFLICT
    assert one(replace(typed, at=EIGHT + 5 * HOUR)).outcome == ScanOutcome.CONFLICT
    assert one(typed, received=EIGHT - timedelta(minutes=3)).outcome == ScanOutcome.CONFLICT


def test_a_code_of_nobody_is_refused_with_a_reason() -> None:
    found = one(a_mark(registration=None))
    assert (found.outcome, found.reason != "") == (ScanOutcome.REFUSED, True)


@pytest.mark.parametrize(
    ("shown", "is_seen", "found"),
    [
        (EIGHT, True, (ScanOutcome.PRESENT, Evidence.B)),
        (EIGHT, False, (ScanOutcome.CONFLICT, Evidence.D)),
        (None, True, (ScanOutcome.CONFLICT, Evidence.B)),
        (EIGHT - timedelta(minutes=3), False, (ScanOutcome.CONFLICT, Evidence.D)),
    ],
    ids=["on the screen", "only the phone says so", "never shown", "another step"],
)
def test_an_own_scan_is_a_presence_only_when_we_saw_its_code_on_the_screen(
    shown: datetime | None, is_seen: bool, found: tuple[ScanOutcome, Evidence]
) -> None:
    judged = one(a_mark(method=Method.OWN_SCAN, shown_at=shown, is_seen=is_seen))
    assert (judged.outcome, judged.evidence) == found


def test_the_word_of_a_phone_about_whoever_is_present_changes_nothing() -> None:
    known = replace(NOTHING, present={(1, ANI): Evidence.A})
    word = a_mark(method=Method.OWN_SCAN, shown_at=EIGHT)
    judged = judge([word, a_mark()], known, EIGHT)
    assert [each.outcome for each in judged] == [ScanOutcome.AGAIN, ScanOutcome.AGAIN]


METHODS = list(Method)


def any_mark(drawn: tuple[int, int, int, int, bool, bool]) -> Mark:
    nonce, place, method, minutes, was_shown, is_seen = drawn
    session, person = divmod(place, 4)
    return Mark(
        nonce=UUID(int=nonce),
        session=session + 1,
        registration=person or None,
        method=METHODS[method],
        at=EIGHT + timedelta(minutes=minutes),
        shown_at=EIGHT if was_shown else None,
        is_seen=is_seen,
    )


MARKS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.integers(0, 11),
        st.integers(0, len(METHODS) - 1),
        st.integers(-120, 1700),
        st.booleans(),
        st.booleans(),
    ),
    max_size=25,
).map(lambda drawn: [any_mark(each) for each in drawn])
# A busy machine draws slowly; that is no fault of the rule.
whatever = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@whatever
@given(MARKS)
def test_each_person_is_made_present_at_most_once_in_a_session(marks: list[Mark]) -> None:
    found = judge(marks, NOTHING, EIGHT + 30 * HOUR)
    made = [
        (each.mark.session, each.mark.registration)
        for each in found
        if each.outcome == ScanOutcome.PRESENT
    ]
    assert len(made) == len(set(made))


@whatever
@given(MARKS)
def test_no_word_of_a_phone_alone_makes_present(marks: list[Mark]) -> None:
    found = judge(marks, NOTHING, EIGHT + 30 * HOUR)
    made = [each for each in found if each.outcome == ScanOutcome.PRESENT]
    assert [each for each in made if each.mark.is_word_only] == []


@whatever
@given(MARKS)
def test_whatever_contradicts_or_is_refused_says_why(marks: list[Mark]) -> None:
    for each in judge(marks, NOTHING, EIGHT + 30 * HOUR):
        if each.outcome in (ScanOutcome.CONFLICT, ScanOutcome.REFUSED):
            assert each.reason != ""
        assert (each.outcome == ScanOutcome.REFUSED) == (each.mark.registration is None)


@whatever
@given(MARKS)
def test_a_batch_sent_three_times_is_judged_as_once(marks: list[Mark]) -> None:
    assert judge(marks * 3, NOTHING, EIGHT + 30 * HOUR) == judge(marks, NOTHING, EIGHT + 30 * HOUR)


@whatever
@given(MARKS)
def test_nobody_is_present_in_two_sessions_at_once_whatever_came(marks: list[Mark]) -> None:
    found = judge(marks, NOTHING, EIGHT + 30 * HOUR)
    made = {
        (each.mark.session, each.mark.registration)
        for each in found
        if each.outcome == ScanOutcome.PRESENT
    }
    assert not {person for session, person in made if session == 1} & {
        person for session, person in made if session == 2
    }


@whatever
@given(MARKS, st.integers(0, 25))
def test_two_batches_are_judged_as_the_one_of_both(marks: list[Mark], cut: int) -> None:
    """What the database remembers between two batches is enough."""
    unique = list({mark.nonce: mark for mark in marks}.values())
    received = EIGHT + 30 * HOUR
    first = judge(unique[:cut], NOTHING, received)
    stands: dict[tuple[int, int], Evidence] = {}
    for each in first:
        if each.outcome in (ScanOutcome.PRESENT, ScanOutcome.AGAIN) and each.mark.registration:
            key = (each.mark.session, each.mark.registration)
            stands[key] = Evidence(min(str(stands.get(key, "Z")), str(each.evidence)))
    second = judge(unique[cut:], replace(NOTHING, present=stands), received)
    assert first + second == judge(unique, NOTHING, received)
