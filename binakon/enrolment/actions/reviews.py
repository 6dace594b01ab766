"""What the verdicts on all papers make of a registration: complete, back to its person for another paper, or refused."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from binakon.core import clock, deadlines, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.models import Message
from binakon.core.problems import Blocked, IllegalMove, Problem, StaleState, refuse
from binakon.enrolment.actions.agreed import tell_named
from binakon.enrolment.actions.seats import hold, leave_seat
from binakon.enrolment.actions.verdicts import CORRECTION
from binakon.enrolment.models import Place, Registration
from binakon.enrolment.queries.papers import papers_of
from binakon.enrolment.queries.reviews import late_unmarked
from binakon.enrolment.rules import verdicts as rules
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.rules.verdicts import Outcome, Paper
from binakon.enrolment.states import DocumentState, PlaceState, RegistrationState
from binakon.people.actions.registry import complete_contact

# Applicants are written to in the installation's language, whatever the verifier reads the desk in.
_in_their_language = override(settings.LANGUAGE_CODE)


@transaction.atomic
def close_review(
    registration: Registration,
    *,
    by: Actor,
    expected: str = "",
    at: datetime | None = None,
    tell_at: datetime | None = None,
) -> Outcome:
    """Draw the conclusion from the verdicts: verified, asked for correction, or rejected; tells the person.

    `tell_at` keeps the good news back until then, so that it can be taken back. `expected` is the outcome that the page announced; `StaleState` when the papers say something else by now. Raises
    `Blocked` with every paper that still waits, or, asked to verify, with every paper that is missing or not accepted.
    """
    moment = at or clock.now()
    hold(registration.training, by=by)
    registration.refresh_from_db()
    papers = papers_of(registration.pk)
    asked = registration.training.documents
    if expected == Outcome.VERIFY:
        refuse(rules.verify_problems(asked, papers))
    outcome = rules.outcome_of(asked, papers)
    if outcome is None:
        raise Blocked(rules.open_problems(papers))
    if expected and expected != outcome:
        sentence = _(
            "Putusan berkasnya berubah sejak halaman ini dibuka. Muat ulang, lalu lihat lagi."
        )
        raise StaleState(sentence)
    if registration.state != RegistrationState.SUBMITTED:
        raise IllegalMove(
            _("Pemeriksaan ini sudah ditutup; keadaannya sekarang “%(state)s”.")
            % {"state": registration.get_state_display()}
        )
    if outcome == Outcome.VERIFY:
        _verify(registration, by, moment, tell_at)
    elif outcome == Outcome.CORRECTION:
        _ask_correction(registration, papers, by, moment)
    else:
        with override(settings.LANGUAGE_CODE):
            lines = rules.demands(asked, papers, {DocumentState.REFUSED})
        _reject(registration, " ".join(lines), lines, by, moment)
    return outcome


@transaction.atomic
def reject(
    registration: Registration, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Turn a registration down for a reason that stands on no paper; its seat goes to whoever waits."""
    why = " ".join(reason.split())
    if len(why) < rules.SHORTEST_REASON:
        refuse([Problem("reason", _("Tulis alasannya; pendaftar membacanya apa adanya."))])
    hold(registration.training, by=by)
    registration.refresh_from_db()
    _reject(registration, why, [why], by, at or clock.now())


@transaction.atomic
def remind_correction(registration: Registration, *, by: Actor, at: datetime | None = None) -> None:
    """Send the request for correction once more, as it stands now; deadline and place stay."""
    moment = at or clock.now()
    if registration.state != RegistrationState.CORRECTION:
        raise IllegalMove(_("Pendaftaran ini tidak menunggu perbaikan."))
    papers = papers_of(registration.pk)
    with override(settings.LANGUAGE_CODE):
        lines = rules.demands(registration.training.documents, papers, {DocumentState.CORRECTION})
        outbox.post(
            "correction_asked", condition="correction_asked", **_letter(registration, lines=lines)
        )
    ledger.record(
        registration,
        "registration:remind",
        by=by,
        at=moment,
        sentence=f"Pendaftar {registration.code} diingatkan memperbaiki berkas",
        office_code=registration.training.office_code,
    )


@transaction.atomic
def reopen_review(
    registration: Registration, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Take back that a registration is complete, with its verdicts kept; news that did not go out yet is called off."""
    moment = at or clock.now()
    hold(registration.training, by=by)
    if Place.objects.filter(registration=registration, state=PlaceState.DETERMINED).exists():
        sentence = _("Peserta ini sudah ditetapkan dengan SK. Ubah daftarnya lewat perubahan SK.")
        raise Blocked([Problem("determined", sentence)])
    if registration.state != RegistrationState.VERIFIED:
        raise IllegalMove(_("Pendaftaran ini tidak berkeadaan “berkas lengkap” lagi."))
    ledger.move(
        registration,
        "review_again",
        by=by,
        at=moment,
        note=reason,
        sentence=f"Pendaftaran {registration.code} kembali diperiksa: {reason}",
        office_code=registration.training.office_code,
    )
    # News that waits for its hour must not go out in the meantime.
    for message in Message.objects.unsent().filter(
        name="registration_verified",
        subject_type=registration._meta.label_lower,
        subject_id=registration.pk,
    ):
        outbox.call_off(message, reason=reason, by=by, at=moment)


def mark_late(*, by: Actor, at: datetime | None = None) -> int:
    """Write down, once a request, that its deadline for correction has passed; nobody is rejected by a clock."""
    moment = at or clock.now()
    marked = 0
    for pk in late_unmarked(moment):
        marked += _mark_late(pk, by, moment)
    return marked


@transaction.atomic
def _mark_late(pk: int, by: Actor, moment: datetime) -> int:
    registration = Registration.objects.select_related("training__activity__programme__office").get(
        pk=pk
    )
    same = Registration.objects.filter(
        pk=pk, state=RegistrationState.CORRECTION, revision=registration.revision
    )
    # Two workers may look at once; only one of them raises the revision.
    if not same.update(revision=F("revision") + 1):
        return 0
    ledger.record(
        registration,
        "registration:late",
        by=by,
        at=moment,
        sentence=f"Batas perbaikan {registration.code} lewat; menunggu keputusan petugas",
        office_code=registration.training.office_code,
    )
    return 1


@_in_their_language
def _verify(
    registration: Registration, by: Actor, moment: datetime, tell_at: datetime | None
) -> None:
    training = registration.training
    ledger.move(
        registration,
        "verify",
        by=by,
        at=moment,
        sentence=f"Berkas {registration.code} di {training} lengkap",
        office_code=training.office_code,
        correction_due_at=None,
    )
    _complete(registration, by, moment)
    outbox.post(
        "registration_verified",
        condition="registration_verified",
        due_at=tell_at,
        **_letter(registration),
    )


def _complete(registration: Registration, by: Actor, moment: datetime) -> None:
    """Papers that were accepted tell the register of people what it did not know yet."""
    worker = registration.worker
    if worker is not None:
        complete_contact(
            worker.root or worker,
            phone=registration.phone,
            email=registration.email,
            office=registration.office,
            by=by,
            at=moment,
        )


@_in_their_language
def _ask_correction(
    registration: Registration, papers: list[Paper], by: Actor, moment: datetime
) -> None:
    training = registration.training
    lines = rules.demands(training.documents, papers, {DocumentState.CORRECTION})
    due_at = deadlines.due_after(moment, training.correction_days)
    ledger.move(
        registration,
        "ask_correction",
        by=by,
        at=moment,
        note=" ".join(lines),
        sentence=f"Pendaftar {registration.code} di {training} diminta memperbaiki: {rules.in_one_line(lines)}",
        office_code=training.office_code,
        correction_due_at=due_at,
    )
    deadlines.start_clock(
        registration,
        CORRECTION,
        title=f"{registration}: perbaikan berkas untuk {training}",
        office_code=training.office_code,
        due_at=due_at,
        path=f"/meja/pendaftaran/{registration.pk}/",
    )
    outbox.post(
        "correction_asked", condition="correction_asked", **_letter(registration, lines=lines)
    )


@_in_their_language
def _reject(
    registration: Registration, reason: str, lines: list[str], by: Actor, moment: datetime
) -> None:
    training = registration.training
    ledger.move(
        registration,
        "reject",
        by=by,
        at=moment,
        note=reason,
        sentence=f"Pendaftaran {registration.code} di {training} tidak memenuhi syarat: {reason}",
        office_code=training.office_code,
        decision_reason=reason,
        correction_due_at=None,
    )
    deadlines.stop_clock(registration, CORRECTION, at=moment)
    place = Place.objects.filter(registration=registration).first()
    if place is not None and "release" in place.workflow.moves_from(place.state):
        leave_seat(
            place, "release", reason=_("pendaftaran tidak memenuhi syarat"), by=by, at=moment
        )
    tell_named(registration, by=by, at=moment)
    outbox.post(
        "registration_rejected",
        condition="registration_rejected",
        **_letter(registration, lines=lines),
    )


def _letter(registration: Registration, **facts: Any) -> dict[str, Any]:
    """To whom a message about a review goes, and the facts that its words need."""
    return {
        "to": registration.email,
        "to_name": str(registration),
        "phone": registration.phone,
        "about": registration,
        "office_code": registration.training.office_code,
        "context": {
            "registration": registration,
            "training": registration.training,
            "token": token_of(registration.key.hex, registration.link_version),
            **facts,
        },
    }
