"""What coordination has open when a year is closed, and that its agreements do not reach into a closed year."""

from datetime import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from binakon.coordination.actions.agreements import accept
from binakon.coordination.models import Agreement, Meeting
from binakon.coordination.states import MeetingState
from binakon.core.problems import Blocked
from binakon.planning.models import ProgrammeYear
from binakon.planning.queries.closing_points import open_points
from tests.cast import cast_arrives
from tests.coordination.agreed import a_rakor, accepted, proposed
from tests.factories import BY, a_programme, an_activity, load_reference

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def year() -> None:
    load_reference()
    cast_arrives()
    a_programme()


def points() -> dict[str, int]:
    moment = datetime(2027, 1, 4, tzinfo=timezone.get_default_timezone())
    found = open_points(a_programme(), moment.date())
    ours = [point for point in found if point.key in ("meetings", "agreements")]
    assert not any(point.is_refusing for point in ours)
    return {point.key: point.many for point in ours}


def test_meetings_that_nobody_ended_are_said_until_they_are_closed_or_cancelled() -> None:
    assert points() == {}
    first, second, planned = a_rakor(), a_rakor(), a_rakor(activity=an_activity())
    starts = datetime(2025, 12, 31, 9, tzinfo=timezone.get_default_timezone())
    a_rakor(starts_at=starts)
    assert points() == {"meetings": 3}
    Meeting.objects.filter(pk=first.pk).update(state=MeetingState.CLOSED)
    Meeting.objects.filter(pk=second.pk).update(state=MeetingState.CANCELLED)
    assert points() == {"meetings": 1}
    Meeting.objects.filter(pk=planned.pk).update(state=MeetingState.RUNNING)
    assert points() == {"meetings": 1}


def test_agreements_that_wait_are_carried_and_a_decision_of_nobody_asks_for_nothing() -> None:
    made = datetime(2026, 5, 5, tzinfo=timezone.get_default_timezone())
    proposed()
    accepted()
    accepted("other", owner="", due_on=None)
    Agreement.objects.update(made_at=made)
    proposed()
    Agreement.objects.filter(made_at__gt=made).update(made_at=made.replace(year=2025))
    assert points() == {"agreements": 2}
    accepted(activity=an_activity())
    Agreement.objects.update(made_at=made.replace(year=2027))
    assert points() == {"agreements": 1}


def test_a_quota_that_was_agreed_cannot_change_a_closed_year() -> None:
    agreement = proposed("quota", activity=an_activity(), places=2)
    ProgrammeYear.objects.update(state="closed")
    with pytest.raises(Blocked) as refused, transaction.atomic():
        accept(agreement, by=BY)
    assert [problem.code for problem in refused.value.problems] == ["year_closed"]
    ProgrammeYear.objects.update(state="closing")
    accept(agreement, by=BY)
