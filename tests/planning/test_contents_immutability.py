"""The activities, ceilings and paper of a ratified version stay byte-equal; the same deed on a draft is the control."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from binakon.planning.models import Ceiling, PlanVersion, SubActivity, VersionActivity
from binakon.planning.queries.contents import columns_of
from tests import factories
from tests.planning.test_compare import an_activity

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

DEEDS = {
    "more seats": "UPDATE planning_versionactivity SET seats = 99",
    "another title": "UPDATE planning_versionactivity SET title = 'x'",
    "an activity deleted": "DELETE FROM planning_versionactivity",
    "another ceiling": "UPDATE planning_ceiling SET amount = 700",
    "a ceiling deleted": "DELETE FROM planning_ceiling",
    "another paper": "UPDATE planning_planversion SET document = 'DPA palsu'",
}


def a_filled_version(stage: str = "murni", dated: date = factories.PUBLISHED) -> PlanVersion:
    version = factories.a_version(stage, dated=dated, trained=200)
    PlanVersion.objects.filter(pk=version.pk).update(document="DPA 1/2026")
    VersionActivity.objects.create(version=version, **columns_of(an_activity(seats=35)))
    code = SubActivity.objects.get(code="1.03.11.1.01.0011")
    Ceiling.objects.create(version=version, sub_activity=code, amount=600)
    return version


def do(deed: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DEEDS[deed])


@pytest.mark.parametrize("deed", DEEDS)
def test_a_ratified_version_refuses(deed: str) -> None:
    factories.ratified(a_filled_version())
    with pytest.raises(DatabaseError, match="immutable"):
        do(deed)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_superseded_version_refuses(deed: str) -> None:
    factories.ratified(a_filled_version())
    factories.ratified(factories.a_version("perubahan", dated=date(2026, 9, 15), trained=200))
    with pytest.raises(DatabaseError, match="immutable"):
        do(deed)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_draft_takes_the_same_deed(deed: str) -> None:
    a_filled_version()
    do(deed)


def test_nothing_comes_into_a_ratified_version() -> None:
    version = factories.ratified(a_filled_version())
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        VersionActivity.objects.create(version=version, **columns_of(an_activity("baru")))


def test_the_number_of_a_paper_is_learnt_once() -> None:
    version = factories.ratified(factories.a_version(trained=200))
    assert PlanVersion.objects.filter(pk=version.pk).update(document="DPA 1/2026") == 1
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(document="DPA 2/2026")
