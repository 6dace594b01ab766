"""Offices invited and offices that came in the figures of the year, as the terminal prints them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from binakon.core import clock
from binakon.core.calendar import today
from binakon.people.models import Office
from binakon.reports.queries.figures import figures_of
from tests import factories
from tests.coordination.rooms import a_full_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def told(days_ago: int = 0) -> tuple[object, object]:
    year = timezone.localtime(clock.now()).year
    found = figures_of("63", year, today() - timedelta(days=days_ago))
    assert found is not None
    measures = found["measures"]
    return measures["offices_invited"]["services"], measures["offices_attended"]["services"]


def test_a_meeting_gives_both_figures_and_before_its_letters_neither_is_known() -> None:
    factories.load_reference()
    factories.a_programme(year=today().year)
    assert Office.objects.filter(code="63").exists()
    a_full_meeting()
    assert told() == (3, 1)
    assert told(days_ago=3) == (3, None)
    assert told(days_ago=9) == (None, None)
