"""PKB: two deadlines by the calendar, an estimate that says it is one, clocks that stop when something was told."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from binakon.core.models import Deadline
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.trainings.actions.cpd import Filed, file_cpd, start_cpd_clocks
from binakon.trainings.models import CpdFiling
from binakon.trainings.rules.cpd import estimate, is_verified, report_due, submission_due
from binakon.trainings.rules.manner import manner_of
from binakon.trainings.states import Manner
from tests.enrolment.pages import as_
from tests.factories import BY
from tests.trainings.classes import a_class
from tests.trainings.reports import an_ended_class

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def running(training: Training) -> list[str]:
    rows = Deadline.objects.open().filter(
        subject_type="enrolment.training", subject_id=training.pk, kind__startswith="cpd_"
    )
    return sorted(rows.values_list("kind", flat=True))


def test_the_deadlines_count_working_days_before_and_days_after() -> None:
    monday = date(2026, 4, 20)
    assert (submission_due(monday), report_due(monday)) == (date(2026, 4, 14), date(2026, 5, 4))


@pytest.mark.parametrize(
    ("jp", "manner", "verified", "expected"),
    [
        (None, Manner.OFFLINE, True, None),
        (15, Manner.OFFLINE, True, None),
        (16, Manner.OFFLINE, True, ("5", "5")),
        (36, Manner.OFFLINE, True, ("12.5", "12.5")),
        (90, Manner.OFFLINE, True, ("2E+1", "2E+1")),
        (16, Manner.ONLINE, True, ("4", "4")),
        (16, Manner.OFFLINE, False, ("1.25", "4")),
        (16, Manner.OFFLINE, None, ("1.25", "5")),
        (16, None, None, ("1", "5")),
    ],
)
def test_an_estimate_spans_what_is_not_known(
    jp: int | None, manner: Manner | None, verified: bool | None, expected: Any
) -> None:
    found = estimate(jp, manner, verified=verified)
    assert (found and (found.low, found.high)) == (expected and tuple(map(Decimal, expected)))


def test_a_class_is_verified_only_by_a_registered_organiser_in_time() -> None:
    days = {"starts_on": date(2026, 4, 20), "ends_on": date(2026, 4, 21)}
    told = {"submitted_on": date(2026, 4, 14), "reported_on": date(2026, 5, 5)}
    late = {**told, "submitted_on": date(2026, 4, 15)}
    now = {"today": date(2026, 5, 5)}
    assert is_verified(is_registered=True, **told, **days, **now) is True
    assert is_verified(is_registered=None, **told, **days, **now) is None
    assert is_verified(is_registered=False, **told, **days, **now) is False
    assert is_verified(is_registered=True, **late, **days, **now) is False


def test_how_a_class_is_held_is_told_by_its_sessions() -> None:
    assert manner_of([]) is None
    assert manner_of(["", ""]) == Manner.OFFLINE
    assert manner_of(["https://a.example"]) == Manner.ONLINE
    assert manner_of(["", "https://a.example"]) == Manner.MIXED


def test_clocks_run_once_people_are_determined_and_stop_when_told() -> None:
    training, _people = an_ended_class(1)
    start_cpd_clocks(by=BY)
    start_cpd_clocks(by=BY)
    assert running(training) == ["cpd_report", "cpd_submission"]
    today = timezone.localdate()
    file_cpd(training, Filed(True, today, "P-1"), revision=0, by=BY)
    assert running(training) == ["cpd_report"]
    file_cpd(training, Filed(True, today, "P-1", today, "L-1"), revision=1, by=BY)
    start_cpd_clocks(by=BY)
    assert running(training) == []


def test_an_organiser_that_is_not_registered_has_no_deadline() -> None:
    training, _people = an_ended_class(1)
    start_cpd_clocks(by=BY)
    file_cpd(training, Filed(is_registered=False), revision=0, by=BY)
    start_cpd_clocks(by=BY)
    assert running(training) == []


def test_a_class_that_was_over_long_ago_is_not_called_late() -> None:
    day = timezone.localdate() - timedelta(days=90)
    training = a_class(1, starts_on=day, ends_on=day)
    start_cpd_clocks(by=BY)
    assert running(training) == []


def test_what_contradicts_itself_is_refused_at_once_and_the_faster_writer_stands() -> None:
    training, _people = an_ended_class(1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Blocked) as refused:
        file_cpd(training, Filed(reported_on=tomorrow), revision=0, by=BY)
    assert [problem.code for problem in refused.value.problems] == ["submitted_on", "reported_on"]
    file_cpd(training, Filed(True), revision=0, by=BY)
    with pytest.raises(StaleState):
        file_cpd(training, Filed(False), revision=0, by=BY)
    assert CpdFiling.objects.get().is_registered is True


def test_the_page_shows_the_deadlines_and_calls_credits_an_estimate() -> None:
    training, _people = an_ended_class(1)
    address = f"/meja/pelatihan/{training.activity.slug}/laporan/pkb/"
    writer = as_(Role.SECTION_HEAD)
    text = writer.get(address).content.decode()
    assert "SKPK (perkiraan)" in text
    assert "bukan ketentuan" in text
    wrong = writer.post(address, {"revision": 0, "reported_on": "2026-01-01"})
    assert wrong.status_code == 422
    right = {"revision": 0, "is_registered": "yes", "submitted_on": "2026-01-02"}
    assert writer.post(address, right).status_code == 302
    assert writer.post(address, right).status_code == 409
    assert CpdFiling.objects.get().submitted_on == date(2026, 1, 2)
    assert as_(Role.VERIFIER).get(address).status_code == 200
    assert as_(Role.VERIFIER).post(address, right).status_code == 403
    assert as_(Role.TREASURER).get(address).status_code == 403
