"""Codes that change every few seconds, and codes that stay: unguessable, bound to their subject, short-lived."""

from datetime import UTC, datetime, timedelta

import pytest

from binakon.core import scan

NOON = datetime(2026, 4, 17, 4, 0, 7, tzinfo=UTC)
SESSION, OTHER = "a" * 32, "b" * 32


def test_a_code_is_taken_while_it_is_shown_and_one_step_after() -> None:
    code = scan.code_at(SESSION, NOON)
    taken = [
        scan.is_fresh(code, SESSION, NOON + timedelta(seconds=wait))
        for wait in (0, 7, 8, 22, 23, 60)
    ]
    assert taken == [True, True, True, True, False, False]


def test_a_code_is_not_taken_before_it_is_shown() -> None:
    assert not scan.is_fresh(
        scan.code_at(SESSION, NOON), SESSION, NOON - timedelta(seconds=scan.STEP)
    )


def test_the_code_of_one_session_never_serves_another() -> None:
    code = scan.code_at(SESSION, NOON)
    assert not scan.is_fresh(code, OTHER, NOON)
    assert scan.shown_at(code, OTHER, near=NOON) is None


def test_the_code_of_today_is_not_that_of_the_same_hour_tomorrow() -> None:
    tomorrow = NOON + timedelta(days=1)
    assert not scan.is_fresh(scan.code_at(SESSION, NOON), SESSION, tomorrow)
    assert scan.shown_at(scan.code_at(SESSION, NOON), SESSION, near=tomorrow) is None


@pytest.mark.parametrize("minutes", [-100, -3, 0, 3, 100])
def test_a_code_that_arrives_later_tells_when_it_was_shown(minutes: int) -> None:
    code = scan.code_at(SESSION, NOON)
    shown = scan.shown_at(code, SESSION, near=NOON + timedelta(minutes=minutes))
    assert shown == NOON.replace(second=0)


def test_a_typed_code_is_read_with_its_lookalikes_spaces_and_small_letters() -> None:
    assert scan.plain(" oi-l9 k7m3") == "0119K7M3"


@pytest.mark.parametrize("typed", ["", "ABC", "!!!!!!!!", "ÄÖÜß", "0" * 500, "UUUUUUUU"])
def test_what_is_no_code_is_refused_without_a_fault(typed: str) -> None:
    assert not scan.is_fresh(typed, SESSION, NOON)
    assert scan.shown_at(typed, SESSION, near=NOON) is None


def test_no_two_steps_of_a_day_share_a_code() -> None:
    day = [scan.code_at(SESSION, NOON + timedelta(seconds=scan.STEP * n)) for n in range(1500)]
    assert len(set(day)) == len(day)


def test_changing_any_letter_of_a_code_spoils_it() -> None:
    code = scan.code_at(SESSION, NOON)
    changed = [
        code[:place] + ("0" if code[place] != "0" else "1") + code[place + 1 :]
        for place in range(len(code))
    ]
    assert [scan.is_fresh(each, SESSION, NOON) for each in changed] == [False] * 8


def test_a_sealed_name_holds_for_its_purpose_and_subject_only() -> None:
    text = scan.sealed("badge", "K7M3-9QXT", "1")
    assert scan.is_sealed(text, "badge", "1")
    assert not scan.is_sealed(text, "badge", "2")
    assert not scan.is_sealed(text, "other", "1")
    assert not scan.is_sealed(text.replace("K7M3", "K7M4"), "badge", "1")
    assert not scan.is_sealed("K7M3-9QXT", "badge", "1")
    # What is no letter of ours is answered too: half of a surrogate pair, which no bytes write.
    assert not scan.is_sealed("\ud800.K7M39QXT", "badge", "1")
