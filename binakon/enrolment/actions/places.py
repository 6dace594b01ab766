"""What becomes of a place: accepted or declined by its person, lapsed by the clock, released by the office; and capacity."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from binakon.core import clock, deadlines, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.enrolment.actions.seats import (
    OFFER,
    demand_active,
    hold,
    leave_seat,
    promote,
    sync_pool,
)
from binakon.enrolment.actions.wish_seats import end_wishes, hold_wishes
from binakon.enrolment.models import Place, Training
from binakon.enrolment.states import PlaceState


@transaction.atomic
def accept_offer(place: Place, *, by: Actor, at: datetime | None = None) -> None:
    """Its person takes the seat that was offered, before the deadline by the database's clock; their other wishes end."""
    moment = at or clock.now()
    if place.state == PlaceState.OFFERED and (place.offered_until or moment) < moment:
        raise StaleState(_("Batas waktu tawaran ini sudah lewat. Lihat status Anda."))
    others = hold_wishes(place, by=by)
    ledger.move(
        place,
        "accept",
        by=by,
        at=moment,
        sentence=f"{place.registration.code} menerima kursi di {place.training}",
        office_code=place.training.office_code,
        offered_until=None,
    )
    deadlines.stop_clock(place, OFFER, at=moment)
    end_wishes(others, place, by=by, at=moment)


@transaction.atomic
def decline_offer(place: Place, *, by: Actor, at: datetime | None = None) -> None:
    """Its person does not want the seat; it is offered to the next one."""
    hold(place.training, by=by)
    leave_seat(place, "decline", reason=_("menolak tawaran kursi"), by=by, at=at)


@transaction.atomic
def release_place(place: Place, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """The office takes a place back, with a reason; its seat is offered to the next one."""
    if not reason.strip():
        raise Blocked([Problem("reason", _("Tulis alasan melepas kursi ini."))])
    hold(place.training, by=by)
    leave_seat(place, "release", reason=reason.strip(), by=by, at=at)


@transaction.atomic
def lapse_offer(place: Place, *, by: Actor, at: datetime | None = None) -> None:
    """An offer that nobody answered in time ends; its seat is offered to the next one."""
    hold(place.training, by=by)
    leave_seat(place, "lapse", reason=_("tidak menjawab sampai batas waktu"), by=by, at=at)


@transaction.atomic
def queue_again(place: Place, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Put somebody who has no place back at the end of the waiting list, with a reason."""
    training = place.training
    hold(training, by=by)
    demand_active(place, by=by)
    Training.objects.filter(pk=training.pk).update(last_queue=training.last_queue + 1)
    ledger.move(
        place,
        "queue_again",
        by=by,
        at=at,
        note=reason,
        sentence=f"{place.registration.code} kembali menunggu di {training}: {reason}",
        office_code=training.office_code,
        queue=training.last_queue + 1,
        reason="",
    )
    promote(training, by=by, at=at)


@transaction.atomic
def change_capacity(
    training: Training, *, seats: int, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Give a training more or fewer seats while people register; never fewer than are taken.

    Fewer comes out of the pool first. Raises `Blocked` with the number that is taken.
    """
    hold(training, by=by)
    before = training.seats
    pool = training.pool + seats - before
    fits = Q(taken__lte=seats, pool_taken__lte=max(pool, 0))
    if pool < 0 or not Training.objects.filter(fits, pk=training.pk).update(seats=seats, pool=pool):
        raise Blocked([_too_few(training, seats)])
    training.refresh_from_db(fields=["seats", "pool"])
    ledger.record(
        training,
        "training:capacity",
        by=by,
        at=at,
        sentence=f"Kursi {training}: {before} → {seats}. {reason}",
        before={"seats": before},
        after={"seats": seats},
        note=reason,
        office_code=training.office_code,
    )
    promote(training, by=by, at=at)


def _too_few(training: Training, seats: int) -> Problem:
    least = max(training.taken, training.seats - training.pool + training.pool_taken)
    sentence = _(
        "Kursi tidak bisa menjadi %(seats)d: %(taken)d sudah terisi, dan yang dicadangkan untuk kuota atau kelompok tidak boleh berkurang. Paling sedikit %(least)d."
    )
    words = {"seats": seats, "taken": training.taken, "least": least}
    return Problem("below_taken", sentence % words)


@transaction.atomic
def sync_seats(training: Training, *, by: Actor, at: datetime | None = None) -> int:
    """After quotas changed: let the pool be what they leave, and offer what became free; how many were offered."""
    hold(training, by=by)
    sync_pool(training, by=by)
    return len(promote(training, by=by, at=at))
