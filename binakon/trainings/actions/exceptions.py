"""Exceptions from the rule of completion: one person asks with a reason, another grants or denies."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, NotAllowed, Problem
from binakon.enrolment.actions.seats import hold
from binakon.trainings.actions.completion import realise_trained
from binakon.trainings.models import Completion


@transaction.atomic
def ask_exception(
    completion: Completion, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Ask that somebody who falls short is completed all the same; another person answers."""
    if not reason.strip():
        sentence = _("Tulis alasan pengecualiannya; orang kedua membacanya.")
        raise Blocked([Problem("reason", sentence)])
    ledger.move(
        completion,
        "ask_exception",
        by=by,
        at=at,
        note=reason.strip(),
        sentence=f"Pengecualian diminta untuk {completion.registration.code}: {reason.strip()}",
        office_code=completion.training.office_code,
        exception_reason=reason.strip(),
        asked_by_id=_person(by),
        answered_by_id=None,
        answer_note="",
    )


@transaction.atomic
def answer_exception(
    completion: Completion,
    *,
    is_granted: bool,
    note: str,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Grant or deny an exception; the database refuses the one who asked for it.

    Raises `NotAllowed` for whoever asked, `Blocked` when a denial says no reason.
    """
    person = _person(by)
    if completion.asked_by_id == person:
        raise NotAllowed(
            _("Pengecualian ini Anda minta sendiri. Orang lain yang harus menjawabnya.")
        )
    if not is_granted and not note.strip():
        raise Blocked([Problem("note", _("Tulis alasan menolaknya."))])
    moment = at or clock.now()
    training = completion.training
    hold(training, by=by)
    word = "dikabulkan" if is_granted else "ditolak"
    ledger.move(
        completion,
        "grant" if is_granted else "deny",
        by=by,
        at=moment,
        note=note.strip(),
        sentence=f"Pengecualian untuk {completion.registration.code} {word}. {note.strip()}".strip(),
        office_code=training.office_code,
        answered_by_id=person,
        answer_note=note.strip(),
        decided_at=moment,
    )
    realise_trained(training, by=by, at=moment)


def _person(by: Actor) -> int:
    """Who answers for it: an exception needs two people, never a job or a link."""
    if by.user_id is None:
        raise NotAllowed(_("Pengecualian hanya diminta dan dijawab oleh orang dengan akun."))
    return by.user_id
