"""A ratified version stays byte-equal, whatever code or hand writes; drafts are the control."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from binakon.core.actor import job_actor
from binakon.people import actions as people
from binakon.people.models import Office
from binakon.planning import actions as planning
from binakon.planning.models import Indicator, PlanVersion, ProgrammeYear, Target

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BY = job_actor("tes")
DEEDS = {
    "another ceiling": "UPDATE planning_planversion SET ceiling = 5",
    "another date": "UPDATE planning_planversion SET dated = '2026-02-02'",
    "another note": "UPDATE planning_planversion SET note = 'x'",
    "another target": "UPDATE planning_target SET people = 201",
    "a target deleted": "DELETE FROM planning_target",
    "a target added": (
        "INSERT INTO planning_target (version_id, indicator_id, people, unit, committed) "
        "SELECT version_id, (SELECT id FROM planning_indicator WHERE key = 'facilitated'), 1, '', 0 FROM planning_target"
    ),
}


def a_version(*, is_ratified: bool) -> PlanVersion:
    people.load_reference(by=BY)
    planning.load_reference(by=BY)
    programme = ProgrammeYear.objects.create(
        office=Office.objects.get(code="63"), year=2026, name="Program"
    )
    version = PlanVersion.objects.create(
        programme=programme, stage="murni", dated=date(2026, 1, 27)
    )
    Target.objects.create(
        version=version, indicator=Indicator.objects.get(key="trained"), people=200
    )
    if is_ratified:
        planning.submit_version(version, by=BY, revision=0)
        planning.ratify_version(version, by=BY)
    return version


def do(deed: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DEEDS[deed])


@pytest.mark.parametrize("deed", DEEDS)
def test_a_ratified_version_refuses(deed: str) -> None:
    a_version(is_ratified=True)
    with pytest.raises(DatabaseError, match="immutable"):
        do(deed)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_draft_allows(deed: str) -> None:
    a_version(is_ratified=False)
    do(deed)


def test_a_ratified_version_is_never_made_a_draft_again_nor_deleted() -> None:
    version = a_version(is_ratified=True)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(state="draft")
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).delete()


def test_the_counters_of_a_ratified_version_still_move() -> None:
    version = a_version(is_ratified=True)
    assert PlanVersion.objects.filter(pk=version.pk).update(money_committed=7) == 1
    assert Target.objects.update(committed=7) == 1
