"""What trainings count, as of a day and never more than was recorded."""

from datetime import UTC, datetime, timedelta

import pytest

from binakon.core.calendar import today
from binakon.core.measures import Scope, count
from binakon.trainings.actions.completion import (
    decide_again,
    decide_completions,
    set_completion_rule,
)
from binakon.trainings.models import Completion
from tests.trainings.classes import a_class
from tests.trainings.completions import USUAL, a_taught_class, one
from tests.trainings.test_frozen import a_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]
NOW = datetime.now(UTC)


def counted(key: str, days_ago: int = 0) -> tuple[int | None, int | None]:
    found = count(key, Scope("63", 2026, today() - timedelta(days=days_ago)))
    return found.services, found.people


def test_what_nobody_has_recorded_is_unknown_in_every_measure() -> None:
    a_class(1)
    for key in ("attended", "trained", "passed_post_test", "certificate"):
        assert counted(key) == (None, None)


def test_every_measure_counts_its_own_rows() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    a_certificate(training, people[0])
    keys = ("attended", "trained", "passed_post_test", "certificate")
    assert {key: counted(key) for key in keys} == {
        "attended": (3, 3),
        "trained": (1, 1),
        "passed_post_test": (2, 2),
        "certificate": (1, 1),
    }
    assert {key: counted(key, days_ago=8) for key in keys} == dict.fromkeys(keys, (None, None))


def test_a_measure_as_of_a_day_keeps_what_was_taken_back_after_it() -> None:
    training, people = a_taught_class()
    earlier = NOW - timedelta(days=2)
    set_completion_rule(training, USUAL, by=one(), at=earlier)
    decide_completions(training, by=one(), at=earlier)
    decide_again(Completion.objects.get(registration=people[0]), reason="keliru", by=one())
    assert (counted("trained", days_ago=1), counted("trained")) == ((1, 1), (0, 0))


def test_a_number_opens_to_its_trainings_and_one_without_records_is_unknown() -> None:
    training, _people = a_taught_class()
    empty = a_class(1)
    found = count("attended", Scope("63", 2026, today()))
    amounts = {row.path: row.amount for row in found.rows}
    paths = {row: f"/kegiatan/{row.activity.slug}/" for row in (training, empty)}
    assert (amounts[paths[training]], amounts[paths[empty]]) == (3, None)
