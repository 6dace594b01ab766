"""The search over everybody: asked once, carried by one worker, kept whole or not at all, and what was decided stays decided."""

from datetime import UTC, date, datetime, timedelta

import pytest

from binakon.core import clock
from binakon.core.jobs import registered
from binakon.people.actions import searches
from binakon.people.actions.merges import merge, say_two_people, undo_merge
from binakon.people.actions.searches import (
    MOST_ATTEMPTS,
    Looked,
    ask_due_search,
    ask_search,
    claim_search,
    keep_pairs,
    note_search_failure,
)
from binakon.people.actions.workers import find_or_add_worker
from binakon.people.jobs.duplicates import search_duplicates
from binakon.people.models import DuplicatePair, DuplicateSearch, User, Worker
from binakon.people.rules.duplicates import Pair, is_search_due
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BORN = date(1990, 3, 7)


def a_worker(number: int, name: str, born_on: date | None = BORN) -> Worker:
    return find_or_add_worker(
        f"63050110019{number:05d}", name=name, born_on=born_on, by=BY, is_invented=True
    )


def twins() -> tuple[Worker, Worker]:
    """One person in two spellings, and somebody else."""
    a_worker(3, "Siti Nur Aisyah")
    return a_worker(1, "Muhammad Rizky Ramadhan"), a_worker(2, "Moh. Rizki Ramadan, S.T.")


def pairs() -> list[tuple[int, int]]:
    return list(DuplicatePair.objects.undecided().values_list("first", "second"))


def searched() -> DuplicateSearch:
    """A whole search, asked for and carried."""
    ask_search(by=BY)
    assert search_duplicates() == 1
    return DuplicateSearch.objects.exclude(finished_at=None).latest("finished_at")


def test_the_search_says_how_many_it_looked_at_and_finds_each_pair_once() -> None:
    one, other = twins()
    for _time in range(2):
        found = searched()
        assert (found.people, found.pairs, found.newest) == (3, 1, other.pk)
        assert pairs() == [(one.pk, other.pk)]


def test_a_pair_keeps_the_day_on_which_it_was_found_and_goes_when_it_is_none_any_more() -> None:
    one, other = twins()
    searched()
    found_at = DuplicatePair.objects.get().found_at
    Worker.objects.filter(pk=other.pk).update(phone="6281200000001")
    Worker.objects.filter(pk=one.pk).update(phone="6281200000001")
    searched()
    again = DuplicatePair.objects.get()
    assert (again.found_at, "same_phone" in again.grounds) == (found_at, True)
    Worker.objects.filter(pk=other.pk).update(born_on=date(1971, 11, 24), phone="")
    searched()
    assert pairs() == []


def test_two_people_are_not_offered_again_also_after_one_of_them_was_merged(
    django_user_model: type[User],
) -> None:
    one, other = twins()
    user = django_user_model.objects.create_user(email="staf@contoh.example", name="Staf (contoh)")
    by = BY.__class__(kind=BY.kind, label="Staf (contoh)", user_id=user.pk)
    say_two_people(one, other, by=by, reason="kembar")
    third = a_worker(4, "Muhammad Rizky Ramadhan")
    merge(third, one, reason="KTP sama", by=BY)
    searched()
    assert pairs() == []


def test_rows_that_were_merged_are_offered_no_more_and_again_when_they_are_parted() -> None:
    one, other = twins()
    searched()
    row = merge(one, other, reason="KTP sama", by=BY)
    assert DuplicatePair.objects.count() == 0
    searched()
    assert pairs() == []
    undo_merge(row, reason="salah arah", by=BY)
    searched()
    assert pairs() == [(one.pk, other.pk)]


def test_a_merge_takes_along_the_pairs_of_the_row_that_no_longer_stands() -> None:
    one, other = twins()
    third = a_worker(4, "Muh. Rizky Ramadhan")
    searched()
    assert len(pairs()) == 3
    merge(one, other, reason="KTP sama", by=BY)
    assert pairs() == [(one.pk, third.pk)]
    assert DuplicatePair.objects.count() == 1


def test_what_is_decided_while_a_search_runs_stays_decided() -> None:
    one, other = twins()
    ask_search(by=BY)
    search = claim_search(by=BY)
    assert search is not None
    found = [Pair(one.pk, other.pk, 90, ("same_name",))]
    merge(one, other, reason="KTP sama", by=BY)
    assert keep_pairs(search, found, Looked(3, other.pk), by=BY) == 0
    assert DuplicatePair.objects.count() == 0


def test_asking_twice_is_one_search_and_one_worker_carries_it() -> None:
    assert ask_search(by=BY) == ask_search(by=BY)
    search = claim_search(by=BY)
    assert search is not None
    assert claim_search(by=BY) is None
    # A worker that was killed is followed by another, and comes too late when it was only slow.
    later = clock.now() + searches.CLAIM_LASTS + timedelta(seconds=1)
    second = claim_search(by=BY, at=later)
    assert second is not None
    assert keep_pairs(search, [], Looked(0, 0), by=BY) is None
    assert keep_pairs(second, [], Looked(0, 0), by=BY) == 0


def test_a_search_that_breaks_off_writes_nothing_and_is_given_up_after_some_tries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other = twins()
    searched()
    ask_search(by=BY)

    def broken(*_asked: object, **_named: object) -> None:
        raise RuntimeError("listrik padam")

    with monkeypatch.context() as patch:
        patch.setattr(searches, "_write", broken)
        for _try in range(MOST_ATTEMPTS):
            assert search_duplicates() == 0
    assert pairs() == [(one.pk, other.pk)]
    waiting = DuplicateSearch.objects.get(finished_at=None)
    assert (waiting.attempts, waiting.last_error) == (MOST_ATTEMPTS, "RuntimeError")
    assert search_duplicates() == 0
    # Pressing the button once more tries it again.
    ask_search(by=BY)
    assert search_duplicates() == 1


def test_between_two_nights_only_newcomers_are_compared() -> None:
    one, other = twins()
    searched()
    assert ask_due_search(by=BY) is None
    third = a_worker(4, "Muhammad Rizky Ramadhan")
    # Found by a whole search only: neither row is new.
    DuplicatePair.objects.all().delete()
    small = ask_due_search(by=BY)
    assert small is not None
    assert (small.is_whole, small.newer_than) == (False, other.pk)
    assert search_duplicates() == 1
    assert sorted(pairs()) == [(one.pk, third.pk), (other.pk, third.pk)]


def test_the_clock_asks_once_a_night_and_never_of_an_empty_register() -> None:
    assert ask_due_search(by=BY) is None
    twins()
    first = ask_due_search(by=BY)
    assert first is not None
    assert first.is_whole
    assert ask_due_search(by=BY) is None
    search_duplicates()
    assert ask_due_search(by=BY) is None
    tomorrow = clock.now() + timedelta(days=1)
    again = ask_due_search(by=BY, at=tomorrow)
    assert again is not None
    assert again.is_whole


@pytest.mark.parametrize(
    ("last", "is_due"),
    [
        (None, True),
        (datetime(2026, 11, 27, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 27, 17, 1, tzinfo=UTC), False),
    ],
)
def test_the_night_begins_at_one_by_the_clock_of_the_installation(
    last: datetime | None, *, is_due: bool
) -> None:
    # 07.00 WITA on the 28th.
    assert is_search_due(last, datetime(2026, 11, 27, 23, 0, tzinfo=UTC)) is is_due


def test_an_error_noted_late_does_not_touch_a_finished_search() -> None:
    ask_search(by=BY)
    search = claim_search(by=BY)
    assert search is not None
    keep_pairs(search, [], Looked(0, 0), by=BY)
    note_search_failure(search, "terlambat", by=BY)
    assert DuplicateSearch.objects.get().last_error == ""


def test_the_worker_carries_the_search() -> None:
    name = "binakon.people.jobs.duplicates.search_duplicates"
    assert [job.seconds for job in registered() if job.name == name] == [60]
