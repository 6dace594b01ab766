"""Plain functions that make certification cases (all people invented) and what happens to them."""

import uuid
from datetime import date
from typing import Any

from django.utils import timezone

from binakon.certification.models import Case
from binakon.people.actions.workers import find_or_add_worker
from binakon.people.models import Worker
from binakon.planning.models import Activity
from tests.factories import BY

ACTIVITY = "sertifikasi-ahli"
DAY = date(2026, 10, 5)


def a_worker(number: int = 1, name: str = "Rahmat Hidayatullah") -> Worker:
    """An invented worker; the number makes the NIK."""
    nik = f"630501{number % 28 + 1:02d}0190{number:04d}"
    return find_or_add_worker(nik, name=name, by=BY, is_invented=True)


def a_case(worker: Worker | None = None, **fields: Any) -> Case:
    """A proposed case of the year's certification."""
    now = timezone.now()
    person = worker or a_worker(Case.objects.count() + 1)
    known: dict[str, Any] = {
        "activity": fields.pop("activity", None) or Activity.objects.get(code=ACTIVITY),
        "worker": person,
        "key": uuid.uuid4(),
        "code": uuid.uuid4().hex[:8].upper(),
        "occupation_name": "Ahli Muda Teknik Jalan",
        "level": 7,
        "proposed_at": now,
        "state_since": now,
        "is_invented": True,
    }
    return Case.objects.create(**{**known, **fields})
