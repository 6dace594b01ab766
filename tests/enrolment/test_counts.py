"""What enrolment counts, and that counters which disagree with their rows are found."""

from datetime import timedelta

import pytest
from django.db.models import F

from binakon.core import ledger
from binakon.core.calendar import today
from binakon.core.measures import Scope, count
from binakon.enrolment import actions
from binakon.enrolment.models import Place, Training
from binakon.planning.models import RegionalQuota
from binakon.reports.queries.check import figure_problems
from tests.enrolment.people import APPLICANT, a_draft, a_training, registered
from tests.factories import BY

pytestmark = pytest.mark.database
YEAR = 2026


def counted(key: str, days_ago: int = 0) -> tuple[int | None, int | None]:
    found = count(key, Scope("63", YEAR, today() - timedelta(days=days_ago)))
    return found.services, found.people


def test_a_year_without_a_training_is_unknown_and_not_nought(year: None, db: None) -> None:
    assert counted("registered") == (None, None)


def test_drafts_and_repetitions_are_not_registered(training: Training) -> None:
    a_draft(training)
    assert counted("registered") == (0, 0)
    registered(training, 3)
    registered(training, 3)
    assert counted("registered") == (1, 1)


def test_the_public_counts_a_class_once_its_registration_is_closed(training: Training) -> None:
    """While it is open, a figure that rises for a new NIK and not for a repeated one tells who is registered."""

    def told() -> int | None:
        return count("registered", Scope("63", YEAR, today(), is_public=True)).services

    registered(training, 3)
    assert told() == 0
    assert counted("registered") == (1, 1)
    ledger.move(training, "close", by=BY, sentence="ditutup", office_code="63")
    assert told() == 1


def test_one_person_in_two_classes_is_two_services_and_one_person(training: Training) -> None:
    registered(training, 3)
    registered(a_training(), 3)
    registered(training, 4)
    assert counted("registered") == (3, 2)


def test_a_count_as_of_a_day_before_leaves_out_what_came_later(training: Training) -> None:
    registered(training, 3)
    assert counted("registered", days_ago=1) == (0, 0)
    assert counted("verified", days_ago=1) == (0, 0)
    assert counted("determined", days_ago=1) == (0, 0)


def test_somebody_who_withdrew_was_registered_all_the_same(training: Training) -> None:
    actions.withdraw(registered(training), reason="pindah tugas", by=APPLICANT)
    assert counted("registered") == (1, 1)


def test_a_number_opens_to_its_trainings(training: Training) -> None:
    registered(training, 3)
    row = count("registered", Scope("63", YEAR, today())).rows[0]
    assert (row.amount, row.path) == (1, f"/kegiatan/{training.activity.slug}/")


def test_counters_that_agree_with_their_rows_are_no_problem(year: None, db: None) -> None:
    training = a_training(seats=3, quotas={"63.05": 1}, reserved={"women": 1})
    registered(training, office="63.05")
    registered(training, sex="female")
    registered(training)
    assert list(Place.objects.values_list("bucket", flat=True)) == ["quota", "women", "pool"]
    assert figure_problems() == []


@pytest.mark.parametrize("field", ["taken", "pool_taken"])
def test_a_counter_that_lost_a_seat_is_found(training: Training, field: str) -> None:
    registered(training)
    Training.objects.filter(pk=training.pk).update(**{field: F(field) - 1})
    assert [problem.code for problem in figure_problems()] == ["counter_differs"]


def test_a_quota_that_says_taken_without_a_person_is_found(year: None, db: None) -> None:
    a_training(seats=3, quotas={"63.05": 1})
    RegionalQuota.objects.update(taken=1)
    assert len(figure_problems()) == 1
