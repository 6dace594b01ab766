"""Naming people for a regency: one by one or many, replaced and withdrawn with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, deadlines, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.enrolment.actions.agreed import tell_named
from binakon.enrolment.actions.registrations import save_step, start_registration, submit
from binakon.enrolment.actions.seats import (
    add_place,
    hold,
    leave_seat,
    promote,
    seat,
    seat_newcomer,
    take_seat,
)
from binakon.enrolment.actions.withdrawals import withdraw, withdraw_untold
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.queries.drafts import says_again
from binakon.enrolment.queries.nominating import closed_problems
from binakon.enrolment.rules.buckets import QUOTA
from binakon.enrolment.rules.nominee_words import REPLACEABLE
from binakon.enrolment.rules.nominees import Person, named_already, person_problems
from binakon.enrolment.rules.opening import reply_kind
from binakon.enrolment.states import (
    SEATED_PLACES,
    PlaceState,
    Policy,
    RegistrationState,
    Source,
    TrainingState,
)
from binakon.people.models import Office, Worker
from binakon.people.rules.sealed import nik_index


@transaction.atomic
def nominate(
    training: Training,
    person: Person,
    *,
    office: Office,
    key: str,
    is_on_behalf: bool = False,
    is_invented: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> Registration:
    """Name one person for a kabupaten or kota; the same form sent twice names them once.

    The training is held from the first line on, so that two officers of one office who name the same person at once
    do it once. Somebody who is registered in this class by another hand is kept apart as repeated, and the answer is
    the one that everybody gets. Raises `Blocked`.
    """
    hold(training, by=by)
    own_key = _own_key(training, office, key, by)
    found = _sent_before(own_key, person, None)
    if found is not None:
        return found
    moment = at or clock.now()
    refuse(_naming_problems(training, person, office, moment))
    sent = _send(
        training,
        person,
        office=office,
        key=own_key,
        is_on_behalf=is_on_behalf,
        is_invented=is_invented,
        by=by,
        at=moment,
    )
    tell_named(sent, by=by, at=moment)
    return sent


def _own_key(training: Training, office: Office, key: str, by: Actor) -> str:
    """The key of a form, which says nothing of another class, office or hand."""
    return f"n{training.pk}.{office.code}.{by.user_id or 0}.{key}"


def _sent_before(
    own_key: str, person: Person, replaces: Registration | None
) -> Registration | None:
    """What this form made when it was sent before; `Blocked` when it now names somebody else, or says other things."""
    found = Registration.objects.filter(idempotency_key=own_key).first()
    if found is None:
        return None
    replaces_id = replaces.pk if replaces else None
    if found.replaces_id == replaces_id and says_again(found, person.stated, person.nik):
        return found
    sentence = _(
        "Formulir ini sudah terkirim dengan isian lain, untuk %(name)s, dan kiriman itu tetap berlaku. Untuk mengusulkan orang lain, muat ulang halaman, lalu isi lagi."
    )
    raise Blocked([Problem("form", sentence % {"name": found})])


def _send(
    training: Training,
    person: Person,
    *,
    office: Office,
    key: str,
    is_on_behalf: bool,
    is_invented: bool,
    by: Actor,
    at: datetime,
    replaces: Registration | None = None,
) -> Registration:
    registration = start_registration(
        training,
        idempotency_key=key,
        source=Source.DESK if is_on_behalf else Source.NOMINATION,
        office=office,
        is_invented=is_invented,
        by=by,
        at=at,
    )
    if replaces is not None:
        Registration.objects.filter(pk=registration.pk).update(replaces=replaces)
    save_step(registration, step="check", stated=person.stated, nik=person.nik, by=by, at=at)
    registration.training = training
    sent = submit(registration, by=by, at=at)
    deadlines.stop_clock(training, reply_kind(office.code), at=at)
    return sent


def _naming_problems(
    training: Training, person: Person, office: Office, moment: datetime
) -> list[Problem]:
    problems = [*person_problems(person), *closed_problems(training, moment)]
    named = Registration.objects.nominees_of(training, office).still_named()
    if not problems and named.of_nik(nik_index(person.nik)).exists():
        problems.append(named_already())
    return problems


@transaction.atomic
def withdraw_nominee(
    nominee: Registration, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Take a nominee back, with a reason; whoever waits for that seat is offered it."""
    hold(nominee.training, by=by)
    nominee.refresh_from_db()
    refuse(_ending_problems(nominee, reason))
    withdraw(nominee, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def replace_nominee(
    nominee: Registration,
    person: Person,
    *,
    reason: str,
    key: str,
    is_on_behalf: bool = False,
    is_invented: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> Registration:
    """Let another person take the place of a nominee, with a reason.

    1. The nominee's place ends; a seat of the regency's own quota stays the regency's, so nobody waits longer for it.
    2. The other person registers, also after registration has closed, as long as no decree names the participants.
    3. They take over that seat. A shared seat goes to whoever waits; they then join the end of the list.
    """
    training, office = nominee.training, nominee.office
    assert office is not None, "a nominee is a regency's"
    hold(training, by=by)
    own_key = _own_key(training, office, key, by)
    found = _sent_before(own_key, person, nominee)
    if found is not None:
        return found
    nominee.refresh_from_db()
    moment = at or clock.now()
    refuse([*_ending_problems(nominee, reason), *_other_problems(nominee, person, office)])
    place = Place.objects.filter(registration=nominee).first()
    keeps_seat = place is not None and place.state == PlaceState.ACCEPTED and place.bucket == QUOTA
    # Whoever got nothing leaves nothing: their replacement waits for no seat that others would get before them.
    had_place = place is not None and place.state in {*SEATED_PLACES, PlaceState.WAITING}
    _end(nominee, place, reason.strip(), by, moment)
    other = _send(
        training,
        person,
        office=office,
        key=own_key,
        is_on_behalf=is_on_behalf,
        is_invented=is_invented,
        by=by,
        at=moment,
        replaces=nominee,
    )
    if other.state == RegistrationState.SUBMITTED:
        _take_over(other, had_place=had_place, keeps_seat=keeps_seat, by=by, at=moment)
    promote(training, by=by, at=moment)
    tell_named(other, by=by, at=moment)
    return other


def _end(
    nominee: Registration, place: Place | None, reason: str, by: Actor, moment: datetime
) -> None:
    """End a nominee's place and registration; a seat is given back without being offered yet."""
    if place is not None:
        moves = place.workflow.moves_from(place.state)
        move = "replace" if "replace" in moves else "release"
        if move in moves:
            place.registration = nominee
            place.training = nominee.training
            leave_seat(place, move, reason=_("digantikan: %s") % reason, by=by, at=moment)
    words = _("digantikan: %s") % reason
    if nominee.state == RegistrationState.REPEATED:
        withdraw_untold(nominee, reason=words, by=by, at=moment)
    elif "withdraw" in nominee.workflow.moves_from(nominee.state):
        ledger.move(
            nominee,
            "withdraw",
            by=by,
            at=moment,
            note=reason,
            sentence=f"Pendaftaran {nominee.code} di {nominee.training} digantikan: {reason}",
            office_code=nominee.training.office_code,
            decision_reason=words,
        )


def _take_over(
    other: Registration, *, had_place: bool, keeps_seat: bool, by: Actor, at: datetime
) -> None:
    training = other.training
    if keeps_seat and take_seat(training, buckets=[QUOTA], office_id=other.office_id, by=by):
        assert other.arrival is not None, "whoever comes has a number of the queue"
        seat(add_place(other, queue=other.arrival, by=by), bucket=QUOTA, by=by, at=at)
        return
    promote(training, by=by, at=at)
    is_given_at_once = training.policy == Policy.FIRST_COME
    if (had_place or is_given_at_once) and seat_newcomer(other, by=by, at=at) is None:
        sentence = _("Kursi di kelas ini sudah habis, dan kelas ini tanpa daftar cadangan.")
        raise Blocked([Problem("full", sentence)])


def _ending_problems(nominee: Registration, reason: str) -> list[Problem]:
    problems = []
    if not reason.strip():
        problems.append(Problem("reason", _("Tulis alasannya, misalnya pindah tugas.")))
    state = nominee.training.state
    if state == TrainingState.DETERMINED:
        sentence = _(
            "Peserta kelas ini sudah ditetapkan dengan SK. Hubungi narahubung kelas; penggantian memerlukan perubahan lampiran SK."
        )
        problems.append(Problem("determined", sentence))
    elif state not in REPLACEABLE:
        problems.append(Problem("closed", _("Kelas ini tidak berjalan; tidak ada yang diubah.")))
    if nominee.is_taken_back:
        problems.append(Problem("over", _("Orang ini sudah ditarik atau digantikan.")))
    return problems


def _other_problems(nominee: Registration, person: Person, office: Office) -> list[Problem]:
    problems = person_problems(person)
    if problems:
        return problems
    index = nik_index(person.nik)
    if nominee.worker in Worker.objects.with_nik(index):
        sentence = _("NIK ini milik orang yang digantikan. Tulis NIK penggantinya.")
        problems.append(Problem("nik", sentence))
    elif (
        Registration.objects.nominees_of(nominee.training, office)
        .still_named()
        .of_nik(index)
        .exists()
    ):
        problems.append(named_already())
    return problems
