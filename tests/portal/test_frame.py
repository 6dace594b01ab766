"""The frame around every page of the desk costs two short questions once the plan is known."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from binakon.core import ledger
from binakon.core.calendar import today
from binakon.people.models import Role, User
from binakon.portal.queries import shell
from tests.cast import user
from tests.factories import BY, a_programme

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]
BANJAR = "63.03"


def asked_by(who: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/meja/pesan/")
    request.user = who
    request.LANGUAGE_CODE = "id"
    return request


def test_the_frame_asks_for_the_plans_line_and_the_roles_only(
    year: None, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    head = user(Role.SECTION_HEAD)
    first = shell(asked_by(head))["shell"]
    request = asked_by(head)
    with django_assert_num_queries(2):
        again = shell(request)["shell"]
    assert again == first
    assert (again.year, again.has_plan, again.section) == (2026, True, "messages")
    assert again.role_label == str(Role.SECTION_HEAD.label)


def test_a_year_that_is_planned_meanwhile_is_in_the_next_frame(year: None, db: None) -> None:
    def of_banjar() -> tuple[bool, int]:
        request = asked_by(AnonymousUser())
        request.office_code = BANJAR  # type: ignore[attr-defined]
        frame = shell(request)["shell"]
        return frame.has_plan, frame.year

    assert of_banjar() == (False, today().year)
    planned = a_programme(BANJAR, year=2027)
    ledger.start(planned, by=BY, sentence="disusun", office_code=BANJAR)
    assert of_banjar() == (True, 2027)
