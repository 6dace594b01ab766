"""The demo told day by day: nothing of it comes before its day."""

from datetime import date

import pytest

from binakon.core.clock import end_of
from binakon.core.measures import Scope, count
from binakon.demo.applicants import Applicant
from binakon.demo.story import tell
from binakon.enrolment.models import Registration, Training
from binakon.people.rules.nik import nik_problems
from binakon.trainings.models import Certificate, Completion, EventReport, Scan
from tests import factories
from tests.demo.moments import moments_after

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]

FINISHED = "bimtek-arsitek-1"
# What stands at the end of a day: the states of the classes, and how many have registered.
ENROLLED = (
    (date(2026, 1, 28), [], 0),
    (date(2026, 2, 1), ["open"], 0),
    (date(2026, 2, 9), ["closed"], 45),
    (date(2026, 2, 12), ["selected"], 45),
    (date(2026, 2, 20), ["determined"], 45),
)
# And after that of the class that is over: days with marks, decisions, certificates, the report.
TAUGHT = (
    (date(2026, 2, 24), [1, 0, 0, 0]),
    (date(2026, 2, 26), [3, 0, 0, 0]),
    (date(2026, 3, 2), [3, 35, 0, 0]),
    (date(2026, 3, 4), [3, 35, 34, 0]),
    (date(2026, 3, 5), [3, 35, 34, 1]),
    (date(2026, 3, 16), [3, 35, 35, 1]),
)


def test_told_day_by_day_nothing_comes_before_its_day(db: None) -> None:
    factories.load_all_reference()
    for day, states, registered in ENROLLED:
        tell(as_of=day)
        found = list(Training.objects.values_list("state", flat=True))
        assert (day, found, Registration.objects.count()) == (day, states, registered)
        assert moments_after(end_of(day)) == []
        assert (count("registered", Scope("63", 2026, day)).services is None) == (not states)
    for day, expected in TAUGHT:
        tell(as_of=day)
        assert (day, taught(Training.objects.get(activity__code=FINISHED))) == (day, expected)
        assert moments_after(end_of(day)) == []


def taught(training: Training) -> list[int]:
    scans = Scan.objects.filter(session__training=training)
    return [
        scans.values("session__on").distinct().count(),
        Completion.objects.filter(training=training).count(),
        Certificate.objects.filter(training=training).count(),
        EventReport.objects.filter(training=training).count(),
    ]


def test_the_numbers_of_invented_people_are_well_formed_and_each_has_an_own() -> None:
    people = [Applicant(number, "63.09") for number in range(1, 200)]
    assert {len(nik_problems(person.nik)) for person in people} == {0}
    assert len({person.nik for person in people}) == 199
    assert {person.nik[4:6] for person in people} == {"99"}
