"""Two rows of one person: joined and parted in any order, and every figure right before and after."""

from dataclasses import dataclass, field

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.people.actions.merges import merge, say_two_people, undo_merge
from binakon.people.actions.workers import find_or_add_worker
from binakon.people.models import DuplicatePair, Merge, NotDuplicate, Worker
from binakon.people.queries.persons import wrong_roots
from binakon.people.rules.merging import below, roots
from binakon.reports.queries.check import figure_problems
from tests.factories import BY

pytestmark = pytest.mark.database


def workers(many: int) -> list[Worker]:
    return [
        find_or_add_worker(
            f"63050110019{number:05d}", name=f"Orang {number}", by=BY, is_invented=True
        )
        for number in range(1, many + 1)
    ]


def fresh(worker: Worker) -> Worker:
    return Worker.objects.get(pk=worker.pk)


def persons() -> set[int]:
    """Unique people, as every measure counts them."""
    return set(Worker.objects.with_person().values_list("person_number", flat=True))


@pytest.mark.django_db
def test_a_merged_row_counts_as_the_person_it_was_merged_into_until_it_is_parted() -> None:
    one, other, third = workers(3)
    row = merge(one, other, reason="KTP sama", by=BY)
    assert persons() == {one.pk, third.pk}
    assert figure_problems() == []
    undo_merge(row, reason="ternyata kakaknya", by=BY)
    assert persons() == {one.pk, other.pk, third.pk}
    assert (row.state, figure_problems()) == ("undone", [])
    with pytest.raises(IllegalMove):
        undo_merge(row, reason="sekali lagi", by=BY)


@pytest.mark.django_db
def test_parting_in_the_middle_of_a_chain_takes_along_what_was_merged_before() -> None:
    a, b, c, d = workers(4)
    merge(b, a, reason="KTP sama", by=BY)
    middle = merge(c, fresh(b), reason="KTP sama", by=BY)
    merge(d, fresh(c), reason="KTP sama", by=BY)
    assert persons() == {d.pk}
    undo_merge(middle, reason="dua orang", by=BY)
    assert [fresh(row).person_id for row in (a, b, c, d)] == [b.pk, b.pk, d.pk, d.pk]
    assert wrong_roots() == []


@pytest.mark.django_db
def test_one_person_is_not_merged_with_itself_and_a_reason_is_asked() -> None:
    a, b = workers(2)
    with pytest.raises(Blocked):
        merge(a, b, reason="x", by=BY)
    merge(a, b, reason="KTP sama", by=BY)
    with pytest.raises(Blocked):
        merge(fresh(a), fresh(b), reason="KTP sama", by=BY)
    # Whoever looked at an old page learns that somebody was faster.
    c = workers(3)[2]
    with pytest.raises(StaleState):
        merge(b, c, reason="KTP sama", by=BY)


@pytest.mark.django_db
def test_a_root_written_by_hand_is_found_by_the_check_of_figures() -> None:
    """The control of the check."""
    a, b, c = workers(3)
    merge(a, b, reason="KTP sama", by=BY)
    Worker.objects.filter(pk=b.pk).update(root=c)
    assert wrong_roots() == [b.pk]
    assert [problem.code for problem in figure_problems()] == ["person_root"]


@dataclass
class Model:
    """What merging means, told without a database: which merges stand."""

    standing: list[tuple[int, int]] = field(default_factory=list)

    def groups(self, rows: list[int]) -> set[frozenset[int]]:
        sets = {row: frozenset({row}) for row in rows}
        for one, other in self.standing:
            together = sets[one] | sets[other]
            for row in together:
                sets[row] = together
        return set(sets.values())


class AnyMerges(TestCase):
    """Any sequence of merges and undoings, against a model."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=10))
    def test_any_merges_and_undoings_leave_the_groups_that_stand(
        self, steps: list[tuple[int, int]]
    ) -> None:
        rows = [row.pk for row in workers(6)]
        model = Model()
        for one, other in steps:
            if one == other:
                self.undo_one(model, one)
                continue
            kept, merged = (Worker.objects.get(pk=rows[place]) for place in (one, other))
            if kept.person_id == merged.person_id:
                continue
            row = merge(kept, merged, reason="KTP sama", by=BY)
            model.standing.append((row.kept_id, row.merged_id))
            assert wrong_roots() == []
        told: dict[int, set[int]] = {}
        for pk, person in Worker.objects.with_person().values_list("pk", "person_number"):
            told.setdefault(person, set()).add(pk)
        assert {frozenset(group) for group in told.values()} == model.groups(rows)
        assert figure_problems() == []

    def undo_one(self, model: Model, place: int) -> None:
        standing = list(Merge.objects.filter(state="standing").order_by("id"))
        if standing:
            row = standing[place % len(standing)]
            undo_merge(row, reason="dua orang", by=BY)
            model.standing.remove((row.kept_id, row.merged_id))
            assert wrong_roots() == []


@pytest.mark.django_db
def test_two_people_are_remembered_once_and_their_pair_is_not_offered_again(
    django_user_model: type,
) -> None:
    a, b = workers(2)
    user = django_user_model.objects.create_user(email="staf@contoh.example", name="Staf (contoh)")
    by = BY.__class__(kind=BY.kind, label="Staf (contoh)", user_id=user.pk)
    DuplicatePair.objects.create(first=a, second=b, score=90, found_at="2026-10-05T00:00:00Z")
    for _time in range(2):
        say_two_people(b, a, by=by, reason="kembar")
    assert NotDuplicate.objects.values_list("first", "second").get() == (a.pk, b.pk)
    assert DuplicatePair.objects.aggregate(many=Count("id"))["many"] == 0


def test_a_circle_of_merges_is_found_out() -> None:
    with pytest.raises(ValueError, match="merged into itself"):
        roots({1: 2, 2: 1})
    assert roots({1: 2, 2: 3, 3: None}) == {1: 3, 2: 3, 3: None}
    assert below(3, {1: 2, 2: 3, 3: None, 4: 3}) == {1, 2, 4}


@pytest.mark.django_db
def test_without_holding_both_rows_only_the_table_itself_would_still_refuse_a_circle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control of `_hold`: both pages were opened before either was sent."""
    a, b = workers(2)
    monkeypatch.setattr("binakon.people.actions.merges._hold", lambda *rows: None)
    merge(a, b, reason="KTP sama", by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        merge(b, a, reason="KTP sama", by=BY)
