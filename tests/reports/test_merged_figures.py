"""Any merging and undoing leaves every figure of the year right: services as they were, each person counted once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Expression, F
from django.db.models.functions import Coalesce
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from binakon.certification.actions.costs import bind_person
from binakon.certification.actions.counting import decide_counting
from binakon.certification.models import Case
from binakon.core.calendar import today
from binakon.core.measures import Counted, Scope, all_measures, count
from binakon.people.actions.merges import merge, undo_merge
from binakon.people.models import Merge, Worker
from binakon.planning.actions import realise
from binakon.reports.queries.check import figure_problems
from binakon.trainings.actions.completion import decide_completions, set_completion_rule
from tests.certification.cases import a_case
from tests.certification.conftest import year
from tests.factories import BY, an_office
from tests.trainings.classes import a_class, participants
from tests.trainings.completions import USUAL, a_taught_class, one
from tests.trainings.test_frozen import a_certificate

__all__ = ["year"]
pytestmark = pytest.mark.database

FOUR = ("determined_on", "tested_on", "competent_on", "recorded_on")
NUMBERS = ("blank_number", "certificate_number", "bnsp_number", "lpjk_number")


@dataclass
class World:
    """Six people, and which of them stand behind each figure of people."""

    rows: list[int] = field(default_factory=list)
    behind: dict[str, set[int]] = field(default_factory=dict)


WORLD = World()


def counted() -> dict[str, Counted]:
    """Every figure of the year, from one reading."""
    scope = Scope("63", 2026, today())
    return {measure.key: count(measure.key, scope) for measure in all_measures()}


@pytest.fixture(scope="module")
def a_year_of_people(year: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Four in a class that was taught, the first two and two more in another one, three of them with a case."""
    with django_db_blocker.unblock(), transaction.atomic():
        training, people = a_taught_class()
        set_completion_rule(training, USUAL, by=one())
        decide_completions(training, by=one())
        a_certificate(training, people[0])
        others = participants(a_class(2))
        first, second, third, fourth = [row.worker for row in people]
        fifth, sixth = [row.worker for row in others]
        decide_counting(
            an_office(), "tested", starts_on=today(), decided_in="notula (contoh)", by=BY
        )
        recorded = {name: f"{name} (contoh)" for name in NUMBERS}
        a_bound_case(fifth, determined_on=today(), state="determined")
        a_bound_case(first, **dict.fromkeys(FOUR[:2], today()), state="tested", level=8)
        last = a_bound_case(sixth, **dict.fromkeys(FOUR, today()), state="recorded", **recorded)
        assert last.commitment is not None
        realise(last.commitment, by=BY)
        WORLD.rows = [row.pk for row in (first, second, third, fourth, fifth, sixth)]
        a, b, c, d, e, f = WORLD.rows
        everybody = {a, b, c, d, e, f}
        WORLD.behind = {
            **dict.fromkeys(("registered", "verified", "determined"), everybody),
            # The second was struck from the only session that they were in.
            "attended": {a, c, d}, "trained": {a}, "passed_post_test": {a, b}, "certificate": {a},
            "case_determined": {a, e, f}, "tested": {a, f}, "facilitated": {a, f},
            "competent": {f}, "recorded": {f},
        }  # fmt: skip
        yield
        transaction.set_rollback(True)


def a_bound_case(worker: Worker | None, **fields: Any) -> Case:
    """A case that holds its place of the plan."""
    case = a_case(worker, **fields)
    case.commitment = bind_person(case, label="SK (contoh)", by=BY)
    case.save(update_fields=["commitment"])
    return case


def people_of(figures: dict[str, Counted]) -> dict[str, int]:
    return {key: found.people for key, found in figures.items() if found.people is not None}


def services_of(figures: dict[str, Counted]) -> dict[str, object]:
    return {key: (found.services, found.rows) for key, found in figures.items()}


def expected(groups: dict[int, int]) -> dict[str, int]:
    return {key: len({groups[row] for row in rows}) for key, rows in WORLD.behind.items()}


def joined(one_of: int, other: int) -> None:
    kept, merged = (Worker.objects.get(pk=WORLD.rows[place]) for place in (one_of, other))
    if kept.person_id != merged.person_id:
        merge(kept, merged, reason="KTP sama", by=BY)


def groups_that_stand() -> dict[int, int]:
    """Which rows are one person, worked out from the standing merges alone, without `root`."""
    sets = {row: {row} for row in WORLD.rows}
    for kept, merged in Merge.objects.filter(state="standing").values_list("kept", "merged"):
        together = sets[kept] | sets[merged]
        for row in together:
            sets[row] = together
    return {row: min(group) for row, group in sets.items()}


def parted(row: Merge) -> None:
    undo_merge(row, reason="dua orang", by=BY)


STEP = st.tuples(st.integers(0, 5), st.integers(0, 5))


@pytest.mark.django_db
@pytest.mark.usefixtures("a_year_of_people")
def test_after_any_merges_and_undoings_every_figure_is_right() -> None:
    """Judged at the end of any sequence, and when all of it is undone."""

    @settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(st.lists(STEP, min_size=1, max_size=6))
    def judged(steps: list[tuple[int, int]]) -> None:
        with transaction.atomic():
            _judge(steps)
            transaction.set_rollback(True)

    judged()


def _judge(steps: list[tuple[int, int]]) -> None:
    before = counted()
    assert people_of(before) == expected({row: row for row in WORLD.rows})
    for one_of, other in steps:
        standing = list(Merge.objects.filter(state="standing").order_by("id"))
        if one_of != other:
            joined(one_of, other)
        elif standing:
            parted(standing[one_of % len(standing)])
    after = counted()
    assert services_of(after) == services_of(before)
    assert people_of(after) == expected(groups_that_stand())
    assert figure_problems() == []
    for row in Merge.objects.filter(state="standing").order_by("id"):
        parted(row)
    assert counted() == before
    assert figure_problems() == []


def careless(path: str) -> Expression:
    """Counts the row instead of the person."""
    return Coalesce(F(path), F(path))


@pytest.mark.django_db
@pytest.mark.usefixtures("a_year_of_people")
@pytest.mark.parametrize(
    ("chapter", "keys"),
    [
        ("enrolment", ["registered", "verified", "determined"]),
        ("trainings", ["attended"]),
        ("certification", ["facilitated", "case_determined", "tested"]),
    ],
)
def test_a_chapter_that_counts_rows_is_found_out(
    monkeypatch: pytest.MonkeyPatch, chapter: str, keys: list[str]
) -> None:
    """The control: with the root forgotten in one chapter, its figures of people are too high after a merge."""
    monkeypatch.setattr(f"binakon.{chapter}.queries.counts.person_of", careless)
    joined(0, 2)
    joined(0, 5)
    told, right = people_of(counted()), expected(groups_that_stand())
    assert [key for key in told if told[key] != right[key]] == keys


@pytest.mark.django_db
@pytest.mark.usefixtures("a_year_of_people")
def test_cases_and_registrations_stay_with_their_rows() -> None:
    """A merge re-points nothing: undoing it needs no memory."""
    before = dict(Case.objects.values_list("pk", "worker"))
    joined(0, 4)
    assert dict(Case.objects.values_list("pk", "worker")) == before
