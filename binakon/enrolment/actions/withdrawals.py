"""A registration is taken back: by its person, their regency, or the office for them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.actions.agreed import tell_named
from binakon.enrolment.actions.repeated_seats import take_answer_back
from binakon.enrolment.actions.seats import hold, leave_seat
from binakon.enrolment.models import Place, Registration
from binakon.enrolment.states import PlaceState, RegistrationState


@transaction.atomic
def withdraw(
    registration: Registration, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Take a registration back; its seat goes to whoever waits. A repeated one has none and says so in its history."""
    withdraw_untold(registration, reason=reason, by=by, at=at)
    tell_named(registration, by=by, at=at)


def withdraw_untold(
    registration: Registration, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """The same inside a deed that tells by itself what became of the office's nominees."""
    training = registration.training
    hold(training, by=by)
    # Asked once: on PostgreSQL the clock is a question too, and their number must not tell (see `take_answer_back`).
    moment = at or clock.now()
    place = Place.objects.filter(registration=registration).first()
    if place is not None and place.state == PlaceState.DETERMINED:
        sentence = _(
            "%(name)s sudah ditetapkan dengan SK. Pengunduran dirinya dicatat lewat SK perubahan."
        )
        raise Blocked([Problem("determined", sentence % {"name": registration})])
    words = reason.strip() or _("mengundurkan diri")
    if registration.state == RegistrationState.REPEATED:
        _withdraw_repeated(registration, words, by, moment)
        return
    ledger.move(
        registration,
        "withdraw",
        by=by,
        at=moment,
        note=words,
        sentence=f"Pendaftaran {registration.code} di {training} ditarik: {words}",
        office_code=training.office_code,
        decision_reason=words,
    )
    if place is None:
        return
    # What is known already is not asked again.
    place.registration, place.training = registration, training
    if "release" in place.workflow.moves_from(place.state):
        leave_seat(place, "release", reason=words, by=by, at=moment)


def _withdraw_repeated(registration: Registration, words: str, by: Actor, at: datetime) -> None:
    """Its state stays: the registration that it says again is another one and does not end with it.

    The statements are those of a fresh one that is withdrawn, so that taking it back tells no more than sending it in.
    """
    open_ones = Registration.objects.filter(pk=registration.pk, decision_reason="")
    if not open_ones.update(decision_reason=words):
        return
    ledger.record(
        registration,
        "registration:withdraw",
        by=by,
        at=at,
        note=words,
        sentence=f"Pendaftaran ulang {registration.code} di {registration.training} ditarik: {words}",
        office_code=registration.training.office_code,
    )
    registration.decision_reason = words
    take_answer_back(registration, by=by, at=at)
