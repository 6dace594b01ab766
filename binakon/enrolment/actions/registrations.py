"""A registration from its first step to its submission."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from binakon.core import clock, fetch, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.enrolment.actions.repeated_seats import answer_as_newcomer
from binakon.enrolment.actions.seats import COUNTERS, seat_newcomer
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.queries.own_letters import letter_about
from binakon.enrolment.rules.codes import new_code
from binakon.enrolment.rules.nominee_words import REPLACEABLE
from binakon.enrolment.rules.status_facts import AS_WAITING
from binakon.enrolment.states import Policy, RegistrationState, Source
from binakon.people.actions.workers import find_or_add_worker
from binakon.people.models import Office, Worker
from binakon.people.rules.nik import mask
from binakon.people.rules.sealed import nik_index, open_nik, seal_nik

# What a step of the form may write; everything else of a registration is ours to decide.
STATED = frozenset(
    {
        "name", "born_on", "sex", "phone", "email", "employer", "position", "education",
        "field_of_study", "has_skk", "skk_expires_on", "groups", "answers", "wish", "office",
    }
)  # fmt: skip


@transaction.atomic
def start_registration(
    training: Training,
    *,
    idempotency_key: str,
    by: Actor,
    source: Source = Source.PORTAL,
    office: Office | None = None,
    is_invented: bool = False,
    at: datetime | None = None,
) -> Registration:
    """A draft that its person fills in step by step; the same form pressed twice is the same draft."""
    found = Registration.objects.filter(idempotency_key=idempotency_key).first()
    if found is not None:
        return found
    registration = Registration(
        training=training,
        key=uuid.uuid4(),
        code=new_code(),
        idempotency_key=idempotency_key,
        source=source,
        office=office,
        is_invented=is_invented,
        started_at=at or clock.now(),
        nominated_by_id=by.user_id if source == Source.NOMINATION else None,
    )
    try:
        with transaction.atomic():
            registration.save(force_insert=True)
    except IntegrityError:
        return Registration.objects.get(idempotency_key=idempotency_key)
    return registration


@transaction.atomic
def save_step(
    registration: Registration,
    *,
    step: str,
    stated: Mapping[str, Any],
    by: Actor,
    nik: str = "",
    is_privacy_read: bool = False,
    at: datetime | None = None,
) -> None:
    """Keep what one step of the form states; `nik` is normalised and is sealed before it touches the table.

    A draft is nobody's fact yet, so no line of history is written. Raises `StaleState` once it was submitted.
    """
    unknown = set(stated) - STATED
    assert not unknown, f"a step may not write {sorted(unknown)}"
    changes: dict[str, Any] = {**stated, "step": step, "revision": F("revision") + 1}
    if nik:
        changes |= {
            "nik_index": nik_index(nik),
            "nik_sealed": seal_nik(nik, registration.key),
            "nik_mask": mask(nik),
        }
    if is_privacy_read:
        changes["privacy_at"] = at or clock.now()
    draft = Registration.objects.filter(pk=registration.pk, state=RegistrationState.DRAFT)
    if not draft.update(**changes):
        raise StaleState(_("Pendaftaran ini sudah dikirim. Buka halaman statusnya."))
    fetch.again(registration)


@dataclass(frozen=True, slots=True)
class Received:
    """As what a draft is received: its number of arrival, its person, and which registration it says again.

    `confirms` are the registrations that its message confirms as well; None where another's message does.
    """

    arrival: int
    worker: Worker
    first: Registration | None
    is_privacy_read: bool = False
    # Several classes wished together are confirmed once, in the message about the first of them.
    confirms: Sequence[Registration] | None = ()


@transaction.atomic
def submit(
    registration: Registration,
    *,
    by: Actor,
    is_privacy_read: bool = False,
    at: datetime | None = None,
) -> Registration:
    """Send a draft in: received in the order of the database, and seated at once where the first to come is served.

    1. One UPDATE of the training's row gives the number of arrival, if it is open by the database's clock.
    2. The worker is found or made by the NIK; the same NIK once more in this class is kept apart as repeated, and is
       answered as a fresh one would be, by the same number of statements of the same kinds: what would have become of
       it is kept in its `step`. Whoever registered first is told by a job (`repeats.tell_repeated`), not in this time.
    3. First come: a seat, else the end of the waiting list; full without a list is refused and the draft stays.
    4. History and the message with the signed link, in the same transaction.

    Pressing again changes nothing. Raises `Blocked` with the reason.
    """
    if registration.state != RegistrationState.DRAFT:
        return registration
    moment = at or clock.now()
    arrival = arrive(registration, by=by, at=moment)
    # Another tab may have saved a step, or sent it in, since this one read the draft.
    fetch.again(registration)
    if registration.state != RegistrationState.DRAFT:
        return registration
    worker = worker_of(registration, by=by, at=moment)
    first = (
        Registration.objects.active()
        .of_nik(registration.nik_index)
        .filter(training=registration.training_id)
        .first()
    )
    received = Received(arrival, worker, first, is_privacy_read=is_privacy_read)
    receive(registration, received, by=by, at=moment)
    return registration


def receive(registration: Registration, received: Received, *, by: Actor, at: datetime) -> None:
    """Steps 2 to 4 of `submit` for a draft that has arrived; call it in the transaction that holds its training."""
    first, moment = received.first, at
    move, sentence = ("submit", "masuk") if first is None else ("repeat", "mengulang yang ada")
    ledger.move(
        registration,
        move,
        by=by,
        at=moment,
        sentence=f"Pendaftaran {registration.code} di {registration.training} {sentence}",
        office_code=registration.training.office_code,
        worker=received.worker,
        submitted_at=moment,
        arrival=received.arrival,
        repeats=first,
        nik_sealed=b"",
        **_also(registration, received, moment),
    )
    if registration.training.policy == Policy.FIRST_COME:
        _seat(registration, first, by, moment)
    if received.confirms is not None:
        letter = letter_about(registration)
        letter["context"]["confirms"] = received.confirms
        outbox.post("registration_received", **letter)


def worker_of(registration: Registration, *, by: Actor, at: datetime) -> Worker:
    """The person of a draft, found or added by the NIK that it holds."""
    return find_or_add_worker(
        open_nik(registration.nik_sealed, registration.key),
        name=registration.name,
        born_on=registration.born_on,
        sex=registration.sex,
        is_invented=registration.is_invented,
        by=by,
        at=at,
    )


def arrive(registration: Registration, *, by: Actor, at: datetime) -> int:
    """The number of arrival, or `Blocked` where its class takes nobody now; the training is held from here to the end of the transaction."""
    training = registration.training
    open_now = _taking(registration, at)
    if not open_now.update(last_queue=F("last_queue") + 1):
        sentence = _(
            "Pendaftaran kelas ini sudah ditutup. Isian Anda tetap tersimpan; lihat kegiatan lain yang masih dibuka."
        )
        raise Blocked([Problem("closed", sentence)])
    # That UPDATE holds the row already.
    training.refresh_from_db(fields=COUNTERS)
    return training.last_queue


def _taking(registration: Registration, moment: datetime) -> QuerySet[Training]:
    """The training, if it takes this registration now; a replacement comes until the participants are determined."""
    training = Training.objects.filter(pk=registration.training_id)
    if registration.replaces_id is not None:
        return training.filter(state__in=REPLACEABLE)
    if registration.source != Source.PORTAL:
        return training.nominable_at(moment)
    return training.open_at(moment)


def _also(registration: Registration, received: Received, moment: datetime) -> dict[str, Any]:
    """What else a submission writes: when the notice was read, and that a repeated one begins as one that waits."""
    also: dict[str, Any] = {"privacy_at": moment} if received.is_privacy_read else {}
    if received.first is not None and registration.training.policy == Policy.FIRST_COME:
        also["step"] = AS_WAITING
    return also


def _seat(
    registration: Registration, first: Registration | None, by: Actor, moment: datetime
) -> None:
    if first is not None:
        if not answer_as_newcomer(registration, by=by, at=moment):
            raise _full()
        return
    # Whoever replaces somebody gets their place from the deed that replaces.
    if registration.replaces_id is not None:
        return
    if seat_newcomer(registration, by=by, at=moment) is None:
        raise _full()


def _full() -> Blocked:
    sentence = _(
        "Kursi untuk Anda di kelas ini sudah habis. Isian Anda tetap tersimpan; lihat kegiatan lain yang masih dibuka. Kalau Anda sudah pernah mendaftar di kelas ini, pakai tautan yang dulu Anda terima."
    )
    return Blocked([Problem("full", sentence)])
