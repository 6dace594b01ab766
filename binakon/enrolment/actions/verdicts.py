"""Verdicts on papers: one person's word on one paper, given once, and set aside when it was wrong."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from binakon.core import clock, deadlines, ledger, words
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, IllegalMove, Problem, StaleState, refuse
from binakon.enrolment.actions.agreed import tell_named
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Document, Place, Registration, Verdict
from binakon.enrolment.rules import verdicts as rules
from binakon.enrolment.states import CorrectionReason, DocumentState, PlaceState, RegistrationState

# The clock of an applicant who was asked for another paper; whoever takes the new paper in stops it.
CORRECTION = "correction"


@transaction.atomic
def judge(
    document: Document,
    *,
    word: str,
    reason: str = "",
    note: str = "",
    by: Actor,
    seen: str = "",
    at: datetime | None = None,
) -> Verdict:
    """Say of one paper that it is accepted, must be replaced, or is refused; a second look where the class asks for two.

    `seen` is the state that the person saw when they decided ("" is the document's as loaded). Raises `StaleState`
    with what somebody else said meanwhile, `Blocked` with every problem.
    """
    moment = at or clock.now()
    seen = seen or document.state
    registration = _held(document, by)
    if seen != document.state:
        raise StaleState(_said_of(document))
    refuse(
        rules.verdict_problems(
            word,
            reason,
            note,
            state=document.state,
            has_judged=_has_judged(document, by),
        )
    )
    if registration.state != RegistrationState.SUBMITTED:
        raise IllegalMove(_not_in_review(registration))
    verdict = _verdict(document, word, "" if word == rules.ACCEPT else reason, note, by, moment)
    _move(document, registration, verdict, by, moment)
    return verdict


@transaction.atomic
def judge_again(document: Document, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Set the verdicts on a paper aside, with a reason, so that it is judged anew; they stay readable.

    The registration goes back under review. A seat that its rejection gave away does not come back by itself.
    """
    moment = at or clock.now()
    why = " ".join(reason.split())
    if len(why) < rules.SHORTEST_REASON:
        refuse([Problem("reason", _("Tulis mengapa berkas ini diperiksa ulang."))])
    registration = _held(document, by)
    _reopen(registration, why, by, moment)
    ledger.move(
        document,
        "judge_again",
        by=by,
        at=moment,
        note=why,
        sentence=f"{_paper(document)} {registration.code} diperiksa ulang: {why}",
        office_code=registration.training.office_code,
    )
    document.verdicts.filter(set_aside_at=None).update(set_aside_at=moment)


def _reopen(registration: Registration, why: str, by: Actor, moment: datetime) -> None:
    if registration.state == RegistrationState.SUBMITTED:
        return
    if Place.objects.filter(registration=registration, state=PlaceState.DETERMINED).exists():
        sentence = _("Peserta ini sudah ditetapkan dengan SK. Ubah daftarnya lewat perubahan SK.")
        raise Blocked([Problem("determined", sentence)])
    moves = registration.workflow.moves_from(registration.state)
    move = next((name for name in ("review_again", "correct") if name in moves), "")
    if not move:
        raise IllegalMove(_not_in_review(registration))
    others = Registration.objects.active().of_nik(registration.nik_index)
    others = others.filter(training=registration.training_id)
    if others.exclude(pk=registration.pk).exists():
        sentence = _(
            "Orang ini sudah mendaftar lagi di kelas ini. Periksa pendaftarannya yang baru."
        )
        raise Blocked([Problem("again", sentence)])
    ledger.move(
        registration,
        move,
        by=by,
        at=moment,
        note=why,
        sentence=f"Pendaftaran {registration.code} kembali diperiksa: {why}",
        office_code=registration.training.office_code,
        correction_due_at=None,
        decision_reason="",
    )
    tell_named(registration, by=by, at=moment)
    deadlines.stop_clock(registration, CORRECTION, at=moment)


def _held(document: Document, by: Actor) -> Registration:
    """Hold the training, then read paper and registration anew: deeds on one training follow each other."""
    hold(document.registration.training, by=by)
    document.refresh_from_db()
    registration = document.registration
    registration.refresh_from_db()
    return registration


def _has_judged(document: Document, by: Actor) -> bool:
    return document.verdicts.filter(user=by.user_id or 0, set_aside_at=None).exists()


def _verdict(
    document: Document, word: str, reason: str, note: str, by: Actor, moment: datetime
) -> Verdict:
    assert by.user_id is not None, "only somebody who is logged in may judge"
    try:
        with transaction.atomic():
            return Verdict.objects.create(
                document=document,
                word=word,
                reason=reason,
                note=note.strip()[:2000],
                user_id=by.user_id,
                at=moment,
            )
    except IntegrityError:
        raise StaleState(_said_of(document)) from None


def _move(
    document: Document, registration: Registration, verdict: Verdict, by: Actor, moment: datetime
) -> None:
    is_first = registration.training.needs_two_verifiers and document.state == DocumentState.WAITING
    accept = "accept_first" if is_first else "accept"
    move = {"accept": accept, "correct": "ask_correction", "refuse": "refuse"}[verdict.word]
    why = CorrectionReason(verdict.reason).label if verdict.reason else ""
    said = ": ".join(part for part in (str(verdict.get_word_display()), str(why)) if part)
    ledger.move(
        document,
        move,
        by=by,
        at=moment,
        note=verdict.note,
        sentence=f"{_paper(document)} {registration.code} {said}",
        office_code=registration.training.office_code,
    )


def _said_of(document: Document) -> str:
    """What somebody else said of a paper while the page was open."""
    newest = document.verdicts.filter(set_aside_at=None).select_related("user").last()
    if newest is None:
        return _("Berkas ini berubah sejak Anda membukanya. Muat ulang halaman, lalu lihat lagi.")
    why = CorrectionReason(newest.reason).label if newest.reason else ""
    facts = {
        "who": str(newest.user),
        "paper": _paper(document),
        "word": ": ".join(part for part in (newest.get_word_display(), str(why)) if part),
        "when": words.moment(newest.at),
    }
    return (
        _(
            "%(who)s sudah memutuskan %(paper)s ini: %(word)s, %(when)s. Putusan Anda tidak disimpan."
        )
        % facts
    )


def _not_in_review(registration: Registration) -> str:
    return _(
        "Pendaftaran ini tidak sedang diperiksa; keadaannya “%(state)s”. Muat ulang halaman, lalu lihat lagi."
    ) % {"state": registration.get_state_display()}


def _paper(document: Document) -> str:
    return str(document.get_kind_display())
