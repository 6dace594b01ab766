"""Who may see what: roles in force, officials over time, log-ins."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from binakon.core.actor import job_actor
from binakon.core.calendar import today
from binakon.people import actions
from binakon.people.models import Office, Official, Organisation, Role, RoleGrant, User
from binakon.people.queries import desk_offices_for, viewer_of
from binakon.people.rules import PUBLIC
from binakon.planning.queries import versions_for
from tests.cast import viewer
from tests.portal.plans import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]

BY = job_actor("tes")


def test_the_country_and_the_thirteen_are_known() -> None:
    assert Office.objects.provinces().count() == 38
    assert Office.objects.regencies_of("63").count() == 13
    assert Organisation.objects.get(short_name="HPJI").kind == "association"


def test_a_role_counts_only_while_it_is_in_force() -> None:
    grant = RoleGrant.objects.get(role=Role.SECTION_HEAD)
    assert viewer_of(grant.user).first_role == Role.SECTION_HEAD
    actions.end_role(grant=grant, ends_on=today() - timedelta(days=1), by=BY)
    assert viewer_of(grant.user).held == ()


def test_the_public_and_inactive_users_hold_nothing() -> None:
    assert viewer_of(AnonymousUser()) == PUBLIC
    user = User.objects.get(email="kasi@contoh.example")
    user.is_active = False
    assert viewer_of(user) == PUBLIC


def test_a_query_starts_from_the_viewer() -> None:
    assert versions_for(viewer(Role.SECTION_HEAD), "63").count() == 1
    assert versions_for(viewer(Role.REGENCY_OFFICER), "63").count() == 0
    assert versions_for(PUBLIC, "63").count() == 0
    assert [o.code for o in desk_offices_for(viewer(Role.REGENCY_OFFICER))] == ["63.09"]
    assert list(desk_offices_for(viewer(Role.PARTNER))) == []


def test_an_acting_official_serves_between_the_dates() -> None:
    office = Office.objects.get(code="63.09")
    official = Official(
        office=office, name="Contoh", position="Kepala Dinas", is_acting=True, source="contoh"
    )
    official.starts_on, official.ends_on = date(2026, 1, 1), date(2026, 6, 30)
    official.save()
    served = [
        bool(Official.objects.serving_on(day).filter(pk=official.pk))
        for day in (date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert served == [False, True, False]
    assert str(official) == "Contoh, Plt. Kepala Dinas"


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (Role.SECTION_HEAD, 200),
        (Role.HEAD_OF_OFFICE, 200),
        (Role.TREASURER, 200),
        # A partner is led to its own desk.
        (Role.PARTNER, 302),
        (Role.INSTRUCTOR, 403),
    ],
)
def test_the_desk_opens_to_its_roles(role: Role, code: int) -> None:
    assert as_role(role).get("/meja/").status_code == code


def test_the_desk_of_another_office_is_not_found_and_leaks_nothing() -> None:
    answer = as_role(Role.REGENCY_OFFICER).get("/meja/?kantor=63")
    assert answer.status_code == 404
    assert "260" not in answer.content.decode()


def test_without_a_session_one_is_asked_to_log_in_and_comes_back() -> None:
    client = Client()
    answer = client.get("/meja/angka/2026/")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/meja/masuk/?next=/meja/angka/2026/",
    )
    assert "sesi Anda telah berakhir" in client.get(answer.headers["Location"]).content.decode()
    words = {
        "login": "kasi@contoh.example",
        "password": "contoh-section-head",
        "next": "/meja/angka/2026/",
    }
    assert client.post("/meja/masuk/", words).headers["Location"] == "/meja/angka/2026/"


def test_a_form_older_than_the_log_in_says_what_to_do() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/meja/masuk/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in answer.content.decode()


def test_nobody_signs_up_alone() -> None:
    assert Client().get("/meja/mendaftar/").headers["Location"] == "/meja/masuk/"
