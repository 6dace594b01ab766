"""Seats: taken and given back by the database alone; whoever waits goes before whoever comes.

Lock order, the same everywhere: training, regional quota, reserved seats, place. Every deed on seats begins with
`hold`, one UPDATE of the training's row, so that two deeds on one training follow each other on both databases.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from binakon.core import clock, deadlines, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.enrolment.models import Place, Registration, ReservedSeats, Training
from binakon.enrolment.queries.waiting import kinds_of_waiters, waiters_of
from binakon.enrolment.rules.buckets import POOL, QUOTA, behind, buckets_for, groups_of
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.states import ACTIVE_REGISTRATIONS, TrainingState
from binakon.planning import actions as planning
from binakon.planning.models import RegionalQuota

COUNTERS = ["seats", "taken", "pool", "pool_taken", "last_queue", "state"]
OFFER = "offer"


def hold(training: Training, *, by: Actor) -> None:
    """Hold the training's row until the transaction ends, and read its counters anew."""
    if not Training.objects.filter(pk=training.pk).update(last_queue=F("last_queue")):
        raise StaleState(_("Kelas ini sudah tidak ada. Muat ulang halaman."))
    training.refresh_from_db(fields=COUNTERS)


def demand_active(place: Place, *, by: Actor) -> None:
    """Only somebody whose registration still competes may get a seat. `hold` the training first; both are read anew."""
    place.refresh_from_db(fields=["state", "bucket", "queue"])
    registration = place.registration
    registration.refresh_from_db(fields=["state"])
    if registration.state not in ACTIVE_REGISTRATIONS:
        sentence = _("%(name)s tidak ikut lagi: %(state)s. Kursi tidak bisa diberikan kepadanya.")
        words = {"name": registration, "state": registration.get_state_display()}
        raise Blocked([Problem("not_active", sentence % words)])


def next_queue(training: Training, *, by: Actor) -> int:
    """The next number of the queue, gapless and in the order in which the database took people in."""
    Training.objects.filter(pk=training.pk).update(last_queue=F("last_queue") + 1)
    training.refresh_from_db(fields=COUNTERS)
    return training.last_queue


def take_seat(
    training: Training,
    *,
    buckets: Iterable[str],
    office_id: int | None,
    by: Actor,
    many: int = 1,
) -> str:
    """Take one free seat of the first of these buckets that has one; its bucket, or "" when none has.

    `many` 0 asks with the same statements and takes nothing: it is true as long as the training is held.
    """
    total = Training.objects.filter(pk=training.pk, taken__lt=F("seats"))
    if not total.update(taken=F("taken") + many):
        return ""
    for bucket in buckets:
        if _take(training, bucket, office_id, by, many):
            return bucket
    Training.objects.filter(pk=training.pk).update(taken=F("taken") - many)
    return ""


def _take(training: Training, bucket: str, office_id: int | None, by: Actor, many: int) -> bool:
    if bucket == QUOTA:
        return office_id is not None and planning.take_quota_place(
            training.activity_id, office_id, by=by, many=many
        )
    if bucket == POOL:
        pool = Training.objects.filter(pk=training.pk, pool_taken__lt=F("pool"))
        return pool.update(pool_taken=F("pool_taken") + many) == 1
    group = ReservedSeats.objects.filter(training=training, group=bucket, taken__lt=F("places"))
    return group.update(taken=F("taken") + many) == 1


def give_seat_back(
    training: Training, *, bucket: str, office_id: int | None, by: Actor, many: int = 1
) -> None:
    """Give the seat of a bucket back; `promote` moves whoever waits up in the same transaction. `many` as in `take_seat`."""
    Training.objects.filter(pk=training.pk).update(taken=F("taken") - many)
    if bucket == POOL:
        Training.objects.filter(pk=training.pk).update(pool_taken=F("pool_taken") - many)
    elif bucket == QUOTA:
        assert office_id is not None, "a seat of a quota belongs to an office"
        planning.give_quota_place_back(training.activity_id, office_id, by=by)
    else:
        ReservedSeats.objects.filter(training=training, group=bucket).update(taken=F("taken") - 1)


def seat_newcomer(
    registration: Registration, *, by: Actor, at: datetime | None = None
) -> Place | None:
    """The place of somebody who has just come: a seat when one is free and nobody waits for it, else the list's end.

    None when there is no seat and the training keeps no waiting list. `hold` the training first.
    """
    training = registration.training
    bucket = take_as_newcomer(registration, by=by)
    if not bucket and not training.has_waiting_list:
        return None
    assert registration.arrival is not None, "whoever comes has a number of the queue"
    place = add_place(registration, queue=registration.arrival, by=by)
    if bucket:
        seat(place, bucket=bucket, by=by, at=at)
    return place


def take_as_newcomer(registration: Registration, *, by: Actor, many: int = 1) -> str:
    """Take the seat that somebody who has just come may have; its bucket, or ""; `many` as in `take_seat`."""
    training, office_id = registration.training, registration.office_id
    buckets = buckets_for(office_id, groups_of(registration.sex, registration.groups))
    if training.has_waiting_list:
        waiters = kinds_of_waiters(training.pk)
        buckets = behind(buckets, office_id, waiters) if waiters else buckets
    return take_seat(training, buckets=buckets, office_id=office_id, by=by, many=many)


def add_place(registration: Registration, *, queue: int, by: Actor) -> Place:
    """A place on the waiting list; its registration's line of history tells of it."""
    assert registration.worker_id is not None, "whoever is received is a worker"
    return Place.objects.create(
        training=registration.training,
        registration=registration,
        worker_id=registration.worker_id,
        office_id=registration.office_id,
        queue=queue,
    )


def seat(place: Place, *, bucket: str, by: Actor, at: datetime | None = None) -> None:
    """Give a place the seat that was just taken for it."""
    registration = place.registration
    ledger.move(
        place,
        "seat",
        by=by,
        at=at,
        sentence=f"{registration.code} mendapat kursi di {place.training}",
        office_code=place.training.office_code,
        bucket=bucket,
    )


def promote(training: Training, *, by: Actor, at: datetime | None = None) -> list[Place]:
    """Offer every free seat to the first on the waiting list who may have it; returns whom it was offered to.

    Call it in each transaction that frees a seat, so that no free seat is ever seen while somebody waits for it.
    """
    if training.state == TrainingState.CANCELLED:
        return []
    moment = at or clock.now()
    offered: list[Place] = []
    free = _free_seats(training)
    if not free:
        return offered
    for pk, facts in waiters_of(training.pk):
        wanted = [
            bucket
            for bucket in buckets_for(facts.office_id, facts.groups)
            if free[_bowl(bucket, facts.office_id)] > 0
        ]
        if not wanted:
            continue
        bucket = take_seat(training, buckets=wanted, office_id=facts.office_id, by=by)
        if not bucket:
            break
        free[_bowl(bucket, facts.office_id)] -= 1
        offered.append(_offer(Place.objects.get(pk=pk), bucket, by, moment))
        if not free.total():
            break
    return offered


def _bowl(bucket: str, office_id: int | None) -> str:
    """Where seats of a bucket lie: each regency's quota is a bowl of its own."""
    return f"{QUOTA}:{office_id}" if bucket == QUOTA else bucket


def _free_seats(training: Training) -> Counter[str]:
    """Free seats by bowl, read once; empty when the class is full. The training is held, so nobody takes one meanwhile."""
    training.refresh_from_db(fields=COUNTERS)
    if training.taken >= training.seats:
        return Counter()
    quotas = RegionalQuota.objects.filter(
        activity=training.activity_id, taken__lt=F("places")
    ).values_list("office_id", F("places") - F("taken"))
    free = Counter({_bowl(QUOTA, office): many for office, many in quotas})
    reserved = training.reserved.filter(taken__lt=F("places"))
    free |= Counter({each.group: each.places - each.taken for each in reserved})
    free |= Counter({POOL: training.pool - training.pool_taken})
    return +free


def _offer(place: Place, bucket: str, by: Actor, moment: datetime) -> Place:
    training, registration = place.training, place.registration
    until = deadlines.due_after(moment, training.offer_days)
    office_code = training.office_code
    ledger.move(
        place,
        "offer",
        by=by,
        at=moment,
        sentence=f"Kursi di {training} ditawarkan kepada {registration.code} ({registration})",
        office_code=office_code,
        bucket=bucket,
        offered_until=until,
    )
    deadlines.start_clock(
        place,
        OFFER,
        title=f"{registration}: jawaban atas kursi di {training}",
        office_code=office_code,
        due_at=until,
        path=f"/meja/pendaftaran/{registration.pk}/",
    )
    outbox.post(
        "seat_offered",
        to=registration.email,
        to_name=str(registration),
        phone=registration.phone,
        about=place,
        condition="seat_offered",
        office_code=office_code,
        context={
            "registration": registration,
            "training": training,
            "until": until,
            "token": token_of(registration.key.hex, registration.link_version),
        },
    )
    return place


def leave_seat(
    place: Place, move: str, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """End a place by one of its moves (decline, lapse, release, replace); its seat goes to whoever waits.

    `hold` the training first. Raises `IllegalMove` or `StaleState` when the place is no longer there to be left.
    """
    training, bucket = place.training, place.bucket
    ledger.move(
        place,
        move,
        by=by,
        at=at,
        note=reason,
        sentence=f"{place.registration.code} di {training}: {reason}",
        office_code=training.office_code,
        bucket="",
        offered_until=None,
        reason=reason,
    )
    deadlines.stop_clock(place, OFFER, at=at)
    if bucket:
        give_seat_back(training, bucket=bucket, office_id=place.office_id, by=by)
        if move != "replace":
            promote(training, by=by, at=at)


def sync_pool(training: Training, *, by: Actor) -> None:
    """Let the pool be what quotas and reserved seats leave of the seats; the CHECK refuses less than is taken."""
    quotas = RegionalQuota.objects.filter(activity=training.activity_id)
    shared = quotas.aggregate(sum=Sum("places"))["sum"] or 0
    held = training.reserved.aggregate(sum=Sum("places"))["sum"] or 0
    # Where more is shared out than there are seats, whoever holds a seat of the pool keeps it.
    pool = max(training.pool_taken, training.seats - shared - held)
    Training.objects.filter(pk=training.pk).exclude(pool=pool).update(pool=pool)
