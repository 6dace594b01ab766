"""Who looks is asked once a request, and anew for the next one."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from binakon.people.models import Role, User
from binakon.people.queries import viewer_for, viewer_of
from binakon.people.rules import PUBLIC
from tests.cast import grant_of, user

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]


def request_of(who: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/meja/")
    request.user = who
    return request


def test_a_request_asks_for_the_roles_once(
    year: None, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    head = user(Role.SECTION_HEAD)
    request = request_of(head)
    with django_assert_num_queries(1):
        first = viewer_for(request)
        assert viewer_for(request) == first
    assert first == viewer_of(head)


def test_the_next_request_sees_that_a_role_was_taken_away(year: None, db: None) -> None:
    head = user(Role.SECTION_HEAD)
    assert viewer_for(request_of(head)).first_role == Role.SECTION_HEAD
    grant_of(Role.SECTION_HEAD).delete()
    assert viewer_for(request_of(head)).held == ()


def test_whoever_logs_in_or_out_within_a_request_is_another_viewer(year: None, db: None) -> None:
    request = request_of(AnonymousUser())
    assert viewer_for(request) == PUBLIC
    request.user = user(Role.STAFF)
    assert viewer_for(request).first_role == Role.STAFF
    request.user = AnonymousUser()
    assert viewer_for(request) == PUBLIC
