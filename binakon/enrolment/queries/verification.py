"""What waits for a verifier: trainings with counts, and the people of one training in the order of their arrival."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q

from binakon.core import clock
from binakon.enrolment.models import Document, Registration, Training, Verdict
from binakon.enrolment.models.registration import RegistrationQuerySet
from binakon.enrolment.queries.visible import trainings_of
from binakon.enrolment.states import DocumentState, RegistrationState, TrainingState
from binakon.people.rules import VERIFIERS, Viewer

WINDOW = 5


class Lens(StrEnum):
    """Which of those who wait a verifier goes through; a word of the address."""

    ALL = ""
    NEW = "baru"
    SECOND = "kedua"
    RETURNED = "perbaikan"


# What each lens asks of the annotations of `_waiting`.
LENSES: dict[Lens, dict[str, bool]] = {
    Lens.ALL: {},
    Lens.NEW: {"has_waiting": True, "has_seen": False, "is_returned": False},
    Lens.SECOND: {"has_second": True},
    Lens.RETURNED: {"is_returned": True},
}
# Seen once, and by this very user: somebody else must go on.
_ONLY_MINE = {"has_seen": True, "has_waiting": False, "has_second": False}
OPEN = (DocumentState.WAITING, DocumentState.SEEN_ONCE)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One training at the verification desk; `waiting` counts everybody whom this viewer could take up now."""

    training: Training
    waiting: int
    new: int
    second: int
    returned: int
    asked: int
    late: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Waiter:
    """One person of a queue: who, from where, how many papers wait, and in what way."""

    pk: int
    name: str
    about: str
    papers: int
    is_returned: bool
    is_second: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands in a queue; `previous` and `following` stay within it."""

    position: int
    total: int
    previous: int | None
    following: int | None
    following_name: str
    window: tuple[Waiter, ...]


def lens_of(word: str) -> Lens:
    """The lens that an address names; an unknown word is the whole queue."""
    return Lens(word) if word in set(Lens) else Lens.ALL


def verification_desk(viewer: Viewer, at: datetime | None = None) -> list[QueueRow]:
    """The trainings that this viewer verifies for, those where somebody waits first."""
    moment = at or clock.now()
    trainings = list(
        trainings_of(viewer, VERIFIERS)
        .exclude(state__in=[TrainingState.PREPARED, TrainingState.CANCELLED])
        .order_by("starts_on", "id")
    )
    pks = [training.pk for training in trainings]
    waiting: dict[int, Any] = {
        row["training"]: row
        for row in _waiting(pks, viewer.actor.user_id)
        .order_by()
        .values("training")
        .annotate(
            many=Count("pk"),
            new=Count("pk", filter=Q(**LENSES[Lens.NEW])),
            second=Count("pk", filter=Q(**LENSES[Lens.SECOND])),
            returned=Count("pk", filter=Q(**LENSES[Lens.RETURNED])),
            oldest=Min("submitted_at"),
        )
    }
    asked: dict[int, Any] = {
        row["training"]: row
        for row in Registration.objects.filter(training__in=pks, state=RegistrationState.CORRECTION)
        .order_by()
        .values("training")
        .annotate(many=Count("pk"), late=Count("pk", filter=Q(correction_due_at__lt=moment)))
    }
    rows = [
        _row(training, waiting.get(training.pk, {}), asked.get(training.pk, {}))
        for training in trainings
    ]
    return sorted(rows, key=lambda row: row.waiting == 0)


def _row(training: Training, waits: Mapping[str, Any], asked: Mapping[str, Any]) -> QueueRow:
    return QueueRow(
        training=training,
        waiting=waits.get("many", 0),
        new=waits.get("new", 0),
        second=waits.get("second", 0),
        returned=waits.get("returned", 0),
        asked=asked.get("many", 0),
        late=asked.get("late", 0),
        oldest=waits.get("oldest"),
    )


def first_waiting(training: Training, viewer: Viewer, lens: Lens) -> int | None:
    """The first of a queue, or None when nobody waits."""
    first = _queue(training.pk, viewer.actor.user_id, lens).first()
    return None if first is None else first.pk


def standing_of(registration: Registration, viewer: Viewer, lens: Lens) -> Standing:
    """Where a person stands in the queue, also when they have just left it."""
    queue = _queue(registration.training_id, viewer.actor.user_id, lens)
    arrival = registration.arrival or 0
    before = queue.filter(arrival__lt=arrival)
    after = queue.filter(arrival__gt=arrival)
    passed = before.count()
    previous = before.last()
    following = after.first() or before.first()
    total = queue.count()
    start = passed // WINDOW * WINDOW
    window = queue.select_related("office").annotate(
        papers=Count("documents", filter=Q(documents__state__in=OPEN), distinct=True)
    )[start : start + WINDOW]
    return Standing(
        position=min(passed + 1, max(total, 1)),
        total=total,
        previous=None if previous is None else previous.pk,
        following=None if following is None else following.pk,
        following_name="" if following is None else str(following),
        window=tuple(_waiter(row) for row in window),
    )


def _waiter(row: Registration) -> Waiter:
    # The annotations of `_waiting` are no fields of the model.
    facts = vars(row)
    return Waiter(
        pk=row.pk,
        name=str(row),
        about=row.office.name if row.office is not None else "",
        papers=facts["papers"],
        is_returned=facts["is_returned"],
        is_second=facts["has_second"] and not facts["has_waiting"],
    )


def _queue(training_id: int, user_id: int | None, lens: Lens) -> RegistrationQuerySet:
    waiting = _waiting([training_id], user_id).filter(**LENSES[lens])
    return waiting.order_by("arrival", "pk")


def _waiting(training_ids: list[int], user_id: int | None) -> RegistrationQuerySet:
    """Whoever waits for a review that this user could go on with; not those who only wait for another pair of eyes."""
    held = Document.objects.filter(registration=OuterRef("pk"))
    mine = Verdict.objects.filter(document=OuterRef("pk"), user=user_id or 0, set_aside_at=None)
    seen = held.filter(state=DocumentState.SEEN_ONCE)
    return (
        Registration.objects.filter(training__in=training_ids, state=RegistrationState.SUBMITTED)
        .annotate(
            has_waiting=Exists(held.filter(state=DocumentState.WAITING)),
            has_seen=Exists(seen),
            has_second=Exists(seen.exclude(Exists(mine))),
            is_returned=Exists(held.filter(state=DocumentState.REPLACED)),
        )
        .exclude(**_ONLY_MINE)
    )
