"""Plain functions that make trainings and applicants (all invented) for tests."""

import itertools
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from binakon.core import ledger
from binakon.core.actor import Actor, ActorKind
from binakon.enrolment import actions
from binakon.enrolment.models import Registration, ReservedSeats, Training
from binakon.enrolment.states import Policy
from binakon.people.models import Office
from binakon.planning.actions import set_quota
from binakon.planning.models import Activity, RegionalQuota
from tests.factories import BY, an_activity, an_office

APPLICANT = Actor(ActorKind.LINK, "pendaftar (contoh)")
_numbers = itertools.count(1)


def a_nik(number: int, *, province: str = "63", is_female: bool = False) -> str:
    """An invented NIK: well-formed, for nobody; equal numbers give equal NIK."""
    day = 1 + number % 28 + (40 if is_female else 0)
    return f"{province}05{number // 9000 % 50 + 10:02d}{day:02d}0190{number % 9000 + 1:04d}"


def a_training(
    *,
    seats: int = 10,
    policy: Policy = Policy.FIRST_COME,
    quotas: dict[str, int] | None = None,
    reserved: dict[str, int] | None = None,
    activity: Activity | None = None,
    is_open: bool = True,
    **fields: Any,
) -> Training:
    """A training that is open now; `quotas` by regency code and `reserved` by group come out of its seats."""
    now = timezone.now()
    values: dict[str, Any] = {
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=7),
        "starts_on": timezone.localdate() + timedelta(days=30),
        "ends_on": timezone.localdate() + timedelta(days=32),
        "venue": "Aula contoh, Banjarbaru",
        "documents": [],
    }
    kept = sum((quotas or {}).values()) + sum((reserved or {}).values())
    training = Training.objects.create(
        activity=activity or an_activity(f"kelas-{next(_numbers)}"),
        seats=seats,
        pool=seats - kept,
        policy=policy,
        **{**values, **fields},
    )
    for code, places in (quotas or {}).items():
        set_quota(training.activity, office=an_office(code), places=places, reason="uji", by=BY)
    for group, places in (reserved or {}).items():
        ReservedSeats.objects.create(training=training, group=group, places=places)
    if is_open:
        ledger.move(training, "open", by=BY, sentence="dibuka", office_code=training.office_code)
    return training


def a_draft(training: Training, number: int | None = None, **stated: Any) -> Registration:
    """A filled-in draft of the invented person with this number; `office` may be a regency's code."""
    number = next(_numbers) + 10_000 if number is None else number
    is_female = stated.get("sex") == "female"
    office = stated.pop("office", None)
    if isinstance(office, str):
        office = Office.objects.get(code=office)
    registration = actions.start_registration(
        training,
        idempotency_key=f"uji-{training.pk}-{number}-{next(_numbers)}",
        is_invented=True,
        by=APPLICANT,
    )
    facts: dict[str, Any] = {
        "name": f"Pendaftar {number} (contoh)",
        "born_on": date(1990, 1, 1 + number % 28),
        "sex": "male",
        "phone": f"62812000{number:05d}",
        "email": f"pendaftar{number}@contoh.example",
        "office": office,
    }
    actions.save_step(
        registration,
        step="check",
        stated={**facts, **stated},
        nik=a_nik(number, is_female=is_female),
        is_privacy_read=True,
        by=APPLICANT,
    )
    return registration


def registered(training: Training, number: int | None = None, **stated: Any) -> Registration:
    """The same, sent in."""
    return actions.submit(a_draft(training, number, **stated), by=APPLICANT)


def counters_agree(training: Training) -> bool:
    """Whether every counter of seats says what the rows say."""
    training.refresh_from_db()
    seated = training.places.seated()
    by_bucket = dict.fromkeys(("quota", "pool", "women", "disability", "young"), 0)
    for bucket in seated.values_list("bucket", flat=True):
        by_bucket[bucket] += 1
    quotas = RegionalQuota.objects.filter(activity=training.activity_id)
    return (
        training.taken == seated.count()
        and training.pool_taken == by_bucket["pool"]
        and sum(quotas.values_list("taken", flat=True)) == by_bucket["quota"]
        and all(r.taken == by_bucket[r.group] for r in training.reserved.all())
    )
