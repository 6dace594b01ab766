"""The life of a training: opened, closed, opened again, called off, its unused quotas given back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, deadlines, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, IllegalMove, Problem, StaleState, refuse
from binakon.enrolment.actions.places import sync_seats
from binakon.enrolment.actions.replies import start_reply_clocks, stop_reply_clocks
from binakon.enrolment.actions.seats import OFFER, hold
from binakon.enrolment.actions.trainings import CLOSES, start_closing_clock, tell_registrants
from binakon.enrolment.models import Training
from binakon.enrolment.queries.trainings import opening_facts
from binakon.enrolment.rules.opening import not_overridden, opening_problems
from binakon.enrolment.states import (
    SEATED_PLACES,
    PlaceState,
    Policy,
    RegistrationState,
    TrainingState,
)
from binakon.planning import actions as planning
from binakon.planning.models import RegionalQuota
from binakon.planning.states import ActivityState


@transaction.atomic
def open_training(
    training: Training, *, override_reason: str = "", by: Actor, at: datetime | None = None
) -> None:
    """Open registration, or refuse with every reason; money or a version that is not there yet may be overridden.

    Starts the clock of the end of registration, and one for the reply of each kabupaten and kota.
    """
    moment = at or clock.now()
    hold(training, by=by)
    training.refresh_from_db()
    problems = opening_problems(opening_facts(training, moment))
    left = not_overridden(problems, override_reason)
    if left:
        raise Blocked(left)
    reason = override_reason.strip() if problems else ""
    words = f". Alasan membuka lebih dulu: {reason}" if reason else ""
    ledger.move(
        training,
        "open",
        by=by,
        at=moment,
        note=reason,
        sentence=f"Pendaftaran {training} dibuka{words}",
        office_code=training.office_code,
        override_reason=reason,
    )
    _start_clocks(training, by)


def _start_clocks(training: Training, by: Actor) -> None:
    start_closing_clock(training, by=by)
    start_reply_clocks(training, by=by)


def _stop_clocks(training: Training, by: Actor, at: datetime | None) -> None:
    deadlines.stop_clock(training, CLOSES, at=at)
    stop_reply_clocks(training, by=by, at=at)


@transaction.atomic
def close_training(
    training: Training, *, reason: str = "", by: Actor, at: datetime | None = None
) -> None:
    """End registration; before the announced time only with a reason."""
    moment = at or clock.now()
    words = reason.strip()
    if training.closes_at > moment and not words:
        sentence = _(
            "Penutupan yang diumumkan belum tiba. Tulis alasan menutup lebih awal; pendaftar akan membacanya."
        )
        raise Blocked([Problem("reason", sentence)])
    ledger.move(
        training,
        "close",
        by=by,
        at=moment,
        note=words,
        sentence=f"Pendaftaran {training} ditutup{': ' + words if words else ''}",
        office_code=training.office_code,
    )
    _stop_clocks(training, by, moment)


@transaction.atomic
def reopen_training(
    training: Training, *, closes_at: datetime, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Take registrations again until another time, with a reason."""
    moment = at or clock.now()
    if not reason.strip():
        raise Blocked([Problem("reason", _("Tulis alasan membuka pendaftaran lagi."))])
    hold(training, by=by)
    training.refresh_from_db()
    training.closes_at = closes_at
    problems = opening_problems(opening_facts(training, moment))
    # Regencies may have had their time; whoever wants more of it changes their deadline as well.
    problems = [problem for problem in problems if problem.code != "nominations_due_at"]
    refuse(not_overridden(problems, training.override_reason))
    ledger.move(
        training,
        "reopen",
        by=by,
        at=moment,
        note=reason.strip(),
        sentence=f"Pendaftaran {training} dibuka lagi: {reason.strip()}",
        office_code=training.office_code,
        closes_at=closes_at,
    )
    start_closing_clock(training, by=by)


@transaction.atomic
def cancel_training(
    training: Training, *, reason: str, by: Actor, at: datetime | None = None
) -> int:
    """Call a training off, with the reason that everybody who registered is told; how many were told.

    Every clock of its places and registrations stops, so that nothing is offered or lapses any more.
    """
    words = reason.strip()
    if not words:
        raise Blocked(
            [Problem("reason", _("Tulis alasannya; setiap pendaftar menerima alasan ini."))]
        )
    hold(training, by=by)
    ledger.move(
        training,
        "cancel",
        by=by,
        at=at,
        note=words,
        sentence=f"Kelas {training} dibatalkan: {words}",
        office_code=training.office_code,
    )
    _stop_clocks(training, by, at)
    for place in training.places.filter(state=PlaceState.OFFERED):
        deadlines.stop_clock(place, OFFER, at=at)
    for registration in training.registrations.filter(state=RegistrationState.CORRECTION):
        deadlines.stop_clock(registration, "correction", at=at)
    return tell_registrants(training, "training_cancelled", reason=words, by=by)


@transaction.atomic
def return_unused(training: Training, *, reason: str, by: Actor, at: datetime | None = None) -> int:
    """Give what the regencies did not use of their quotas back to the pool, once; how many seats.

    A regency's quota becomes the seats it has taken; where seats are given only after the selection, the people
    who ask for them. Whoever waits is offered what the pool gained, in the same transaction.
    """
    moment = at or clock.now()
    hold(training, by=by)
    if not Training.objects.filter(pk=training.pk, unused_returned_at=None).update(
        unused_returned_at=moment
    ):
        return 0
    training.refresh_from_db()
    returned = 0
    for quota in RegionalQuota.objects.filter(activity=training.activity_id).select_related(
        "office"
    ):
        used = min(quota.places, max(quota.taken, _asking(training, quota.office_id)))
        if used < quota.places:
            returned += quota.places - used
            planning.set_quota(
                training.activity,
                office=quota.office,
                places=used,
                reason=reason,
                by=by,
                at=moment,
            )
    ledger.record(
        training,
        "training:return_unused",
        by=by,
        at=moment,
        sentence=f"{returned} kursi kuota {training} yang tidak terpakai kembali ke kursi bersama. {reason}",
        after={"returned": returned},
        note=reason,
        office_code=training.office_code,
    )
    sync_seats(training, by=by, at=moment)
    return returned


def _asking(training: Training, office_id: int) -> int:
    """How many of an office still wait for the selection to give them a seat; 0 where seats are given at once."""
    is_given = training.policy == Policy.FIRST_COME or training.state not in {
        TrainingState.OPEN,
        TrainingState.CLOSED,
    }
    if is_given:
        seated = training.places.filter(office=office_id, bucket="quota", state__in=SEATED_PLACES)
        return seated.count()
    return training.registrations.active().filter(office=office_id).count()


def return_due_quotas(*, by: Actor, at: datetime | None = None) -> int:
    """Give back the unused quotas of every training whose day has come; how many trainings."""
    day: date = timezone.localdate(at or clock.now())
    due = Training.objects.filter(
        unused_return_on__lte=day,
        unused_returned_at=None,
        state__in=[TrainingState.OPEN, TrainingState.CLOSED, TrainingState.SELECTED],
    )
    done = 0
    for training in due.select_related("activity__programme__office"):
        reason = "Tanggal pengembalian kuota yang diumumkan sudah tiba."
        try:
            return_unused(training, reason=reason, by=by, at=at)
        except (Blocked, StaleState):
            # Somebody changed its quotas at this moment; the next pass finds it again.
            continue
        done += 1
    return done


def close_ended(*, by: Actor, at: datetime | None = None) -> int:
    """Close every training whose registration and nominations have ended by the clock; how many."""
    moment = at or clock.now()
    ended = Training.objects.filter(state=TrainingState.OPEN, closes_at__lte=moment).exclude(
        nominations_due_at__gt=moment
    )
    done = 0
    for training in ended.select_related("activity__programme__office"):
        try:
            close_training(training, by=by, at=moment)
        except (Blocked, IllegalMove, StaleState):
            # Somebody else closed it, called it off or gave it more time.
            continue
        done += 1
    return done


def call_off_orphans(*, by: Actor, at: datetime | None = None) -> int:
    """Call off every class that was only prepared and whose activity was called off, with its reason; how many.

    One that was announced already is called off by a person, who reads first whom that reaches.
    """
    orphans = Training.objects.filter(
        state=TrainingState.PREPARED, activity__state=ActivityState.CANCELLED
    )
    done = 0
    for training in orphans.select_related("activity__programme__office"):
        why = f"Kegiatannya dibatalkan: {training.activity.state_reason}"
        try:
            cancel_training(training, reason=why, by=by, at=at)
        except (IllegalMove, StaleState):
            # Somebody else called it off at the same moment.
            continue
        done += 1
    return done
