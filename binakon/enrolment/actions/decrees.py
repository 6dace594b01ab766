"""The decree (SK) that names the participants: drawn up, numbered, signed, withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, files, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.models import StoredFile
from binakon.core.numbers import used_once, void_numbers_of
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.actions.amendments import exchange, list_people
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Decree, DecreeEntry, Registration, Training
from binakon.enrolment.queries.decrees import (
    candidates_of,
    ready_of,
    signed_decree_of,
    standing_of,
)
from binakon.enrolment.rules.decree import list_problems
from binakon.enrolment.rules.decree_words import default_considering, default_recalling
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.states import DecreeState, PlaceState, TrainingState
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Office, Official
from binakon.planning import actions as planning
from binakon.planning.models import Commitment

SERIES = "sk"


@transaction.atomic
def draw_up_decree(training: Training, *, by: Actor, at: datetime | None = None) -> Decree:
    """The list of everybody whose papers are accepted and who took their seat, as a draft that can be drawn up anew.

    Raises `Blocked` with everything that stands in its way.
    """
    hold(training, by=by)
    refuse(list_problems(standing_of(training, at or clock.now()), candidates_of(training)))
    decree = Decree.objects.filter(training=training, amends=None, state=DecreeState.DRAFT).first()
    if decree is None:
        if signed_decree_of(training) is not None:
            sentence = _("Kelas ini sudah punya SK. Perubahannya lewat SK perubahan.")
            raise Blocked([Problem("has_decree", sentence)])
        decree = Decree.objects.create(
            training=training,
            considering=default_considering(str(training)),
            recalling=default_recalling(),
        )
        sentence = f"Daftar SK penetapan peserta {training} disusun"
        ledger.start(decree, by=by, at=at, sentence=sentence, office_code=training.office_code)
    decree.entries.all().delete()
    list_people(decree, [place.registration for place in ready_of(training)], by=by)
    return decree


@transaction.atomic
def edit_decree(decree: Decree, *, considering: str, recalling: str, by: Actor) -> None:
    """Change what a draft considers and recalls; from its number on both are frozen, by trigger."""
    told = {"considering": considering.strip(), "recalling": recalling.strip()}
    if Decree.objects.filter(pk=decree.pk, state=DecreeState.DRAFT).update(**told) != 1:
        raise StaleState(_("SK ini sudah bernomor, jadi naskahnya tidak bisa diubah lagi."))
    before = {field: getattr(decree, field) for field in told}
    decree.considering, decree.recalling = told["considering"], told["recalling"]
    ledger.record(
        decree,
        "decree:text",
        by=by,
        sentence=f"Naskah {decree} untuk {decree.training} diubah",
        before=before,
        after=told,
        office_code=decree.training.office_code,
    )


@transaction.atomic
def issue_decree(
    decree: Decree,
    *,
    number: str,
    dated: date | None,
    place: str,
    signatory: Official | None,
    by: Actor,
    from_register: bool = False,
    at: datetime | None = None,
) -> None:
    """Give the decree its number; from now on its list and its text are frozen, by trigger.

    `from_register` takes the next number of the office's register instead of `number`. Raises `Blocked` with
    everything that is missing.
    """
    office = Office.objects.get(code=decree.training.office_code)
    pattern = office.decree_numbers if from_register else None
    stated = Numbering(number, dated, place, signatory, pattern)
    told = stated.columns(decree, series=SERIES, label=str(decree.training), office=office, at=at)
    with used_once(told["number"]):
        ledger.move(
            decree,
            "issue",
            by=by,
            at=at,
            sentence=f"SK {told['number']} untuk {decree.training} diberi nomor, {decree.entries.count()} peserta",
            office_code=office.code,
            **told,
        )


@transaction.atomic
def withdraw_decree(decree: Decree, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Set a decree aside that was not signed; its number stays used, with the reason in the register."""
    if not reason.strip():
        raise Blocked([Problem("reason", _("Tulis alasan menarik SK ini."))])
    ledger.move(
        decree,
        "withdraw",
        by=by,
        at=at,
        note=reason.strip(),
        sentence=f"{decree} untuk {decree.training} ditarik: {reason.strip()}",
        office_code=decree.training.office_code,
        reason=reason.strip(),
    )
    void_numbers_of(decree, reason=f"ditarik: {reason.strip()}")


@transaction.atomic
def upload_scan(
    decree: Decree, made: files.RebuiltFile, *, by: Actor, at: datetime | None = None
) -> None:
    """Keep the signed scan and determine the people on the list; of two who upload at once one is refused."""
    sign_decree(decree, scan=files.keep(made), by=by, at=at)


@transaction.atomic
def sign_decree(decree: Decree, *, scan: StoredFile, by: Actor, at: datetime | None = None) -> None:
    """The signed scan came back: whoever stands on the list is determined, and the plan is bound to them.

    1. Hold the training; the decree moves, so that two who upload at once are one.
    2. An amendment: who is replaced leaves, who replaces takes that very seat.
    3. Every place on the list is determined; people bound in the plan are the people named (`planning.Commitment`).
    4. Each new participant is told.

    Raises `Blocked` when the plan has no room, or somebody on the list has no seat any more.
    """
    training = decree.training
    moment = at or clock.now()
    hold(training, by=by)
    ledger.move(
        decree,
        "sign",
        by=by,
        at=moment,
        sentence=f"{decree} untuk {training} ditandatangani; {decree.entries.count()} peserta ditetapkan",
        office_code=training.office_code,
        scan=scan,
        signed_at=moment,
    )
    entries = list(decree.entries.select_related("registration"))
    if decree.amends_id is not None:
        exchange(training, entries, by=by, at=moment)
    new = _determine(decree, entries, by, moment)
    _bind(training, decree, len(entries), by)
    if training.state != TrainingState.DETERMINED:
        ledger.move(
            training,
            "determine",
            by=by,
            at=moment,
            sentence=f"Peserta {training} ditetapkan dengan {decree}",
            office_code=training.office_code,
        )
    for registration in new:
        _tell(registration, decree)


def _determine(
    decree: Decree, entries: list[DecreeEntry], by: Actor, moment: datetime
) -> list[Registration]:
    places = {
        place.registration_id: place
        for place in decree.training.places.select_related("registration")
    }
    new, lost = [], []
    for entry in entries:
        place = places.get(entry.registration_id)
        if place is not None and place.state == PlaceState.DETERMINED:
            continue
        if place is None or place.state != PlaceState.ACCEPTED:
            lost.append(entry.name)
            continue
        ledger.move(
            place,
            "determine",
            by=by,
            at=moment,
            sentence=f"{place.registration.code} ditetapkan dengan {decree}",
            office_code=decree.training.office_code,
        )
        new.append(place.registration)
    if lost:
        sentence = _("%(name)s tidak lagi memegang kursi. Tarik SK ini dan susun sekali lagi.")
        raise Blocked([Problem("lost_seat", sentence % {"name": name}) for name in lost])
    return new


def _bind(training: Training, decree: Decree, people: int, by: Actor) -> None:
    """The plan is bound to the people of the list in force, once."""
    activity = training.activity
    before = list(Commitment.objects.filter(activity=activity, unit=Commitment.Unit.PEOPLE))
    realised = sum(row.amount for row in before if row.kind == Commitment.Kind.REALISED)
    for row in before:
        planning.release(row, by=by, reason=f"diganti {decree}")
    if people:
        planning.commit(
            activity,
            unit=Commitment.Unit.PEOPLE,
            amount=people,
            label=str(decree),
            link=f"/meja/pelatihan/{activity.slug}/sk/",
            by=by,
        )
        # Whoever has completed before stays realised under the new list.
        planning.realise_people(activity, realised, by=by)


def _tell(registration: Registration, decree: Decree) -> None:
    outbox.post(
        "participant_determined",
        to=registration.email,
        to_name=str(registration),
        phone=registration.phone,
        about=registration,
        condition="still_determined",
        office_code=decree.training.office_code,
        context={
            "registration": registration,
            "training": decree.training,
            "decree": decree,
            "token": token_of(registration.key.hex, registration.link_version),
        },
    )
