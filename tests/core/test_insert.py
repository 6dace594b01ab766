"""Many rows by one short statement: the same rows as `bulk_create` stores, of whatever type their columns are."""

from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from binakon.core.insert import insert_many
from binakon.core.models import AuditEvent
from binakon.people.models import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AT = datetime(2026, 4, 17, 8, 30, 0, 5, tzinfo=timezone.get_default_timezone())


def events() -> list[AuditEvent]:
    return [
        AuditEvent(at=AT, actor_kind="job", actor_label="tes", subject_type="x", action=f"a{n}", sentence="“kalimat”", before={"a": [n, None]}, changes_plan=bool(n))
        for n in range(3)
    ]  # fmt: skip


def workers() -> list[Worker]:
    return [
        Worker(key=UUID(int=n), nik_index=str(n), nik_sealed=bytes([n, 0, 255]), no_nik_reason="tanpa KTP", name=f"Orang é {n}", born_on=date(1990, 1, n) if n > 1 else None)
        for n in range(1, 4)
    ]  # fmt: skip


def test_rows_stand_as_bulk_create_would_have_stored_them() -> None:
    for made in (events, workers):
        insert_many(made())
        model = type(made()[0])
        told = [
            {name: value for name, value in row.items() if name not in {"id", "recorded_at"}}
            for row in model._base_manager.order_by("id").values()
        ]
        assert AuditEvent.objects.filter(recorded_at=None).count() == 0
        model._base_manager.all().delete()
        model._base_manager.bulk_create(made())
        again = model._base_manager.order_by("id").values()
        assert told == [
            {name: value for name, value in row.items() if name not in {"id", "recorded_at"}}
            for row in again
        ]


def test_a_row_that_is_forbidden_stops_all_unless_it_is_to_be_passed_over() -> None:
    insert_many(workers()[:1])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many(workers())
    assert Worker.objects.count() == 1
    insert_many(workers(), ignore_conflicts=True)
    assert Worker.objects.count() == 3
    insert_many([])
