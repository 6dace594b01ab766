"""What a repeated registration is told of a seat: the statements of a fresh one, and no seat is taken or given back."""

from datetime import datetime

from binakon.core import deadlines, ledger
from binakon.core.actor import Actor
from binakon.enrolment.actions.seats import OFFER, give_seat_back, promote, take_as_newcomer
from binakon.enrolment.models import Registration
from binakon.enrolment.rules.buckets import POOL
from binakon.enrolment.rules.status_facts import AS_SEATED, AS_WAITING


def answer_as_newcomer(
    registration: Registration, *, by: Actor, at: datetime | None = None
) -> bool:
    """Answer a repeated registration as `seat_newcomer` would seat a fresh one; no seat is taken, `step` keeps the answer.

    Statement for statement the same work, so that neither their number nor their time tells the two apart: where a
    fresh one gets its row and its history, this one gets history that says what it was told. False is full without a
    list. `hold` the training first.
    """
    training = registration.training
    bucket = take_as_newcomer(registration, by=by, many=0)
    if not bucket and not training.has_waiting_list:
        return False
    _tell_answer(registration, AS_WAITING, "tanpa kursi sungguhan", by, at)
    if bucket:
        Registration.objects.filter(pk=registration.pk).update(step=AS_SEATED)
        registration.step = AS_SEATED
        _tell_answer(registration, AS_SEATED, "seperti yang mendapat kursi", by, at)
    return True


def take_answer_back(registration: Registration, *, by: Actor, at: datetime | None = None) -> None:
    """End what `answer_as_newcomer` said, statement for statement as `leave_seat` ends a place; no seat is given back."""
    was_seated = registration.step == AS_SEATED
    if registration.step not in {AS_SEATED, AS_WAITING}:
        return
    Registration.objects.filter(pk=registration.pk).update(step="")
    _tell_answer(registration, "as_left", "seperti yang melepas tempatnya", by, at)
    deadlines.stop_clock(registration, OFFER, at=at)
    if was_seated:
        training = registration.training
        give_seat_back(training, bucket=POOL, office_id=None, by=by, many=0)
        promote(training, by=by, at=at)


def _tell_answer(
    registration: Registration, answer: str, words: str, by: Actor, at: datetime | None
) -> None:
    ledger.record(
        registration,
        f"registration:{answer}",
        by=by,
        at=at,
        sentence=f"Pendaftaran ulang {registration.code} di {registration.training} dijawab {words}",
        office_code=registration.training.office_code,
    )
