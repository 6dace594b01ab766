"""A ratified version stays byte-equal, whatever code or hand writes; drafts are the control."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from binakon.planning.models import Indicator, PlanVersion, Target
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

VERSION = ("programme_id", "stage", "number", "dated", "ceiling", "note", "is_total_about")
TARGET = ("version_id", "indicator_id", "sub_activity_id", "people", "value", "unit")

# Each deed with a question that tells whether it was done.
DEEDS = {
    "another ceiling": (
        "UPDATE planning_planversion SET ceiling = 5 WHERE stage = 'murni'",
        "SELECT ceiling = 5 FROM planning_planversion WHERE stage = 'murni'",
    ),
    "another date": (
        "UPDATE planning_planversion SET dated = '2026-02-02' WHERE stage = 'murni'",
        "SELECT dated = '2026-02-02' FROM planning_planversion WHERE stage = 'murni'",
    ),
    "another note": (
        "UPDATE planning_planversion SET note = 'x' WHERE stage = 'murni'",
        "SELECT note = 'x' FROM planning_planversion WHERE stage = 'murni'",
    ),
    "another number": (
        "UPDATE planning_planversion SET number = 9 WHERE stage = 'murni'",
        "SELECT number = 9 FROM planning_planversion WHERE stage = 'murni'",
    ),
    "another stage": (
        "UPDATE planning_planversion SET stage = 'pergeseran' WHERE stage = 'murni'",
        "SELECT count(*) = 1 FROM planning_planversion WHERE stage = 'pergeseran'",
    ),
    "fewer people": (
        "UPDATE planning_target SET people = 199 WHERE people = 200",
        "SELECT count(*) = 1 FROM planning_target WHERE people = 199",
    ),
    "a value in place of people": (
        "UPDATE planning_target SET people = NULL, value = 200 WHERE people = 200",
        "SELECT count(*) = 1 FROM planning_target WHERE value = 200",
    ),
    "another indicator": (
        "UPDATE planning_target SET indicator_id = "
        "(SELECT id FROM planning_indicator WHERE key = 'facilitated') WHERE people = 200",
        "SELECT count(*) = 1 FROM planning_target t JOIN planning_indicator i "
        "ON i.id = t.indicator_id WHERE t.people = 200 AND i.key = 'facilitated'",
    ),
    "a target deleted": (
        "DELETE FROM planning_target WHERE people = 200",
        "SELECT count(*) = 0 FROM planning_target WHERE people = 200",
    ),
    "a target added": (
        "INSERT INTO planning_target (version_id, indicator_id, people, unit, committed) "
        "SELECT version_id, (SELECT id FROM planning_indicator WHERE key = 'facilitated'), 1, '', 0 "
        "FROM planning_target WHERE people = 200",
        "SELECT count(*) = 1 FROM planning_target WHERE people = 1",
    ),
    "a target brought over from a draft": (
        "UPDATE planning_target SET version_id = "
        "(SELECT id FROM planning_planversion WHERE stage = 'murni') WHERE people = 77",
        "SELECT count(*) = 1 FROM planning_target t JOIN planning_planversion v "
        "ON v.id = t.version_id WHERE t.people = 77 AND v.stage = 'murni'",
    ),
    "a target taken over to a draft": (
        "UPDATE planning_target SET version_id = "
        "(SELECT id FROM planning_planversion WHERE stage = 'perubahan') WHERE people = 200",
        "SELECT count(*) = 1 FROM planning_target t JOIN planning_planversion v "
        "ON v.id = t.version_id WHERE t.people = 200 AND v.stage = 'perubahan'",
    ),
}


@pytest.fixture
def murni() -> PlanVersion:
    """A draft, with another draft beside it that promises 77 facilitated."""
    factories.a_version("perubahan", dated=date(2026, 9, 15), facilitated=77)
    return factories.a_version(trained=200)


def do(deed: str) -> bool:
    """Whether the database did it and kept it."""
    statement, question = DEEDS[deed]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute(question)
        return bool(cursor.fetchone()[0])


def everything() -> list[tuple[object, ...]]:
    return [
        *PlanVersion.objects.order_by("id").values_list("id", "state", *VERSION),
        *Target.objects.order_by("id").values_list("id", *TARGET),
    ]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_ratified_version_refuses_and_stays_as_it_was(deed: str, murni: PlanVersion) -> None:
    factories.ratified(murni)
    before = everything()
    with pytest.raises(DatabaseError, match="immutable"):
        do(deed)
    assert everything() == before


@pytest.mark.parametrize("deed", DEEDS)
def test_a_superseded_version_refuses_too(deed: str, murni: PlanVersion) -> None:
    factories.ratified(murni)
    factories.ratified(factories.a_version("pergeseran", number=2, dated=date(2026, 5, 5)))
    before = everything()
    with pytest.raises(DatabaseError, match="immutable"):
        do(deed)
    assert everything() == before


@pytest.mark.parametrize("deed", DEEDS)
def test_a_draft_allows_the_same_and_keeps_it(deed: str, murni: PlanVersion) -> None:
    assert do(deed) is True


@pytest.mark.parametrize("deed", DEEDS)
def test_a_submitted_version_allows_the_same_and_keeps_it(deed: str, murni: PlanVersion) -> None:
    factories.submitted(murni)
    assert do(deed) is True


GUARDS = {
    "version_frozen_update": "planning_planversion",
    "target_frozen_insert": "planning_target",
    "target_frozen_update": "planning_target",
    "target_frozen_delete": "planning_target",
}


@pytest.mark.parametrize("deed", DEEDS)
def test_without_its_guards_the_same_ratified_version_gives_way(
    deed: str, murni: PlanVersion
) -> None:
    factories.ratified(murni)
    with connection.cursor() as cursor:
        for name, table in GUARDS.items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
    assert do(deed) is True


def test_the_objects_of_the_code_are_refused_as_raw_statements_are(murni: PlanVersion) -> None:
    factories.ratified(murni)
    facilitated = Indicator.objects.get(key="facilitated")
    target = murni.targets.get()
    deeds = (
        lambda: PlanVersion.objects.filter(pk=murni.pk).update(ceiling=5),
        lambda: PlanVersion.objects.filter(pk=murni.pk).delete(),
        lambda: PlanVersion.objects.get(pk=murni.pk).save(),
        lambda: Target.objects.filter(pk=target.pk).update(people=F("people") - 1),
        lambda: Target.objects.filter(pk=target.pk).delete(),
        lambda: Target.objects.create(version=murni, indicator=facilitated, people=1),
    )
    for deed in deeds:
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            deed()


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_ratified_version_never_becomes_a_draft_again(state: str, murni: PlanVersion) -> None:
    factories.ratified(murni)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        PlanVersion.objects.filter(pk=murni.pk).update(state=state)


@pytest.mark.parametrize("state", ["draft", "submitted", "ratified"])
def test_a_superseded_version_never_comes_back(state: str, murni: PlanVersion) -> None:
    factories.ratified(murni)
    factories.ratified(factories.a_version("pergeseran", dated=date(2026, 5, 5)))
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        PlanVersion.objects.filter(pk=murni.pk).update(state=state)


def test_a_draft_with_its_targets_may_be_deleted(murni: PlanVersion) -> None:
    murni.delete()
    assert (PlanVersion.objects.count(), Target.objects.count()) == (1, 1)


def test_the_counters_of_a_ratified_version_still_move(murni: PlanVersion) -> None:
    factories.ratified(murni)
    assert PlanVersion.objects.filter(pk=murni.pk).update(money_committed=7) == 1
    assert Target.objects.filter(version=murni).update(committed=7) == 1
    assert Target.objects.get(version=murni).committed == 7
    assert PlanVersion.objects.get(pk=murni.pk).money_committed == 7
