"""Plans and people for tests of pages: the published plan, small plans of one's own, a log-in for each role."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from binakon.core import snapshots
from binakon.core.actor import job_actor
from binakon.demo.cast import CAST, install_cast
from binakon.people import actions as people
from binakon.people.models import Role, User
from binakon.planning import actions as planning
from binakon.planning.sheets.plan_file import parse_plan
from tests.installation import PLAN

__all__ = ["as_role", "forgotten_pages", "kalsel", "load", "load_reference", "plan_text"]

BY = job_actor("tes")
PROGRAMME = """
[programme]
office = "{office}"
office_name = "{office_name}"
year = 2026
name = "Program contoh"
source = "Surat contoh"
[[version]]
stage = "murni"
status = "ratified"
dated = 2026-01-27
[[version.target]]
indicator = "trained"
people = {places}
"""
ACTIVITY = """
[[activity]]
code = "kelas-{number}"
kind = "bimtek"
title = "Kelas contoh {number}"
occupation = "Arsitek"
levels = {levels}
window = "2026-0{number}"
partners = ["HPJI", "Mitra contoh {number}"]
indicator = "trained"
funded_by = "murni"
"""


def load_reference() -> None:
    """What `binakon migrate` brings in, and the cast with its roles."""
    people.load_reference(by=BY)
    planning.load_reference(by=BY)
    install_cast(as_of=date(2026, 1, 1))


def load(text: bytes | str) -> None:
    """Load a plan file that must be accepted."""
    plan, problems = parse_plan(text.encode() if isinstance(text, str) else text)
    assert problems == []
    assert plan is not None
    assert planning.load_plan(plan, by=BY).problems == []


def plan_text(
    activities: int, *, office: str = "63", office_name: str = "Dinas contoh", places: int = 80
) -> str:
    """A small plan with a number of activities."""
    head = PROGRAMME.format(office=office, office_name=office_name, places=places)
    levels = [2, 3] if "." in office else [7, 8]
    rows = (ACTIVITY.format(number=number + 1, levels=levels) for number in range(activities))
    return head + "".join(rows)


@pytest.fixture(scope="module")
def kalsel(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The published plan and the cast, loaded once per module and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        load(PLAN.read_bytes())
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def forgotten_pages() -> None:
    """No test is answered with a page that another one had kept."""
    caches["pages"].clear()
    snapshots.forget()


def as_role(role: Role) -> Client:
    """The browser of the member of the cast with this role, logged in."""
    client = Client()
    email = next(person.email for person in CAST if person.role == role)
    client.force_login(User.objects.get(email=email))
    return client
