"""Answering an objection to a result, and giving a seat by hand where the answer asks for it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.enrolment.actions.seats import demand_active, hold, seat, take_seat
from binakon.enrolment.actions.wish_seats import end_wishes, hold_wishes
from binakon.enrolment.models import Objection, Place, Training
from binakon.enrolment.rules.buckets import POOL, buckets_for, groups_of
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.states import TrainingState


@transaction.atomic
def answer_objection(
    objection: Objection, *, is_upheld: bool, answer: str, by: Actor, at: datetime | None = None
) -> None:
    """Answer an objection once, with the reason that the applicant reads.

    An objection that is upheld moves nobody by itself: a seat is given by `seat_by_hand` or the waiting list.
    """
    said, moment = answer.strip(), at or clock.now()
    if not said:
        raise Blocked([Problem("answer", _("Tulis alasan jawaban ini; pendaftar membacanya."))])
    registration = objection.result.registration
    word = "diterima" if is_upheld else "tidak diterima"
    ledger.move(
        objection,
        "uphold" if is_upheld else "dismiss",
        by=by,
        at=moment,
        note=said,
        sentence=f"Keberatan {registration.code} {word}: {said}",
        office_code=registration.training.office_code,
        answer=said,
        answered_by_id=by.user_id,
        answered_at=moment,
    )
    outbox.post(
        "objection_answered",
        to=registration.email,
        to_name=str(registration),
        phone=registration.phone,
        about=registration,
        condition="objection_answered",
        office_code=registration.training.office_code,
        context={
            "registration": registration,
            "training": registration.training,
            "is_upheld": is_upheld,
            "answer": said,
            "token": token_of(registration.key.hex, registration.link_version),
        },
    )


@transaction.atomic
def seat_by_hand(
    place: Place,
    *,
    bucket: str,
    reason: str,
    adds_seat: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Give somebody without a seat a free seat that they may have, with a reason, past the waiting list.

    `adds_seat` first gives the class one more seat in the pool, for an objection that was upheld when all were
    taken. Raises `Blocked` when the seat is not theirs to have or none is free.
    """
    training, words = place.training, reason.strip()
    others = hold_wishes(place, by=by)
    hold(training, by=by)
    demand_active(place, by=by)
    refuse(_hand_problems(place, bucket, words))
    if adds_seat:
        _add_seat(training, words, by, at)
        bucket = POOL
    taken = take_seat(training, buckets=[bucket], office_id=place.office_id, by=by)
    if not taken:
        sentence = _(
            "Tidak ada kursi kosong di bagian ini. Pilih bagian lain, atau tambah satu kursi."
        )
        raise Blocked([Problem("no_seat", sentence)])
    ledger.record(
        place,
        "place:by_hand",
        by=by,
        at=at,
        sentence=f"{place.registration.code} diberi kursi di luar daftar tunggu {training}: {words}",
        after={"bucket": taken, "adds_seat": adds_seat},
        note=words,
        office_code=training.office_code,
    )
    seat(place, bucket=taken, by=by, at=at)
    end_wishes(others, place, by=by, at=at)


def _hand_problems(place: Place, bucket: str, reason: str) -> list[Problem]:
    problems = []
    if place.training.state not in {TrainingState.CLOSED, TrainingState.SELECTED}:
        sentence = _(
            "Kursi diberikan langsung hanya antara penutupan pendaftaran dan penetapan peserta."
        )
        problems.append(Problem("state", sentence))
    if not reason:
        problems.append(Problem("reason", _("Tulis alasan memberi kursi ini.")))
    registration = place.registration
    own = buckets_for(place.office_id, groups_of(registration.sex, registration.groups))
    if bucket not in own:
        sentence = _("Kursi itu bukan untuk wilayah atau kelompok orang ini. Pilih bagian lain.")
        problems.append(Problem("bucket", sentence))
    return problems


def _add_seat(training: Training, reason: str, by: Actor, at: datetime | None) -> None:
    plan_seats = training.activity.seats
    rows = Training.objects.filter(pk=training.pk)
    rows = rows if plan_seats is None else rows.filter(seats__lt=plan_seats)
    if not rows.update(seats=F("seats") + 1, pool=F("pool") + 1):
        sentence = _("Rencana hanya menyebut %(seats)d kursi, dan semuanya sudah dibuka.")
        raise Blocked([Problem("plan_seats", sentence % {"seats": plan_seats})])
    ledger.record(
        training,
        "training:capacity",
        by=by,
        at=at,
        sentence=f"Kursi {training}: {training.seats} → {training.seats + 1}. {reason}",
        before={"seats": training.seats},
        after={"seats": training.seats + 1},
        note=reason,
        office_code=training.office_code,
    )
    training.refresh_from_db()
