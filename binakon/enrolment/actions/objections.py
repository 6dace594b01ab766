"""An applicant objects to a result, within the window that was announced with it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from binakon.core import clock, ledger, words
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.models import Objection, SelectionResult
from binakon.enrolment.states import SelectionState

SHORTEST = 20


@transaction.atomic
def object_to(
    result: SelectionResult, *, text: str, by: Actor, at: datetime | None = None
) -> Objection:
    """Hand an objection in; handing it in again changes nothing. Raises `Blocked` after the window, or without a reason."""
    moment = at or clock.now()
    found = Objection.objects.filter(result=result).first()
    if found is not None:
        return found
    run, registration = result.run, result.registration
    is_open = run.objections_until is not None and moment <= run.objections_until
    if run.state != SelectionState.ANNOUNCED or not is_open:
        raise Blocked([_too_late(run.objections_until)])
    said = text.strip()
    if len(said) < SHORTEST:
        sentence = _("Tulis apa yang keliru dan mengapa, supaya bisa diperiksa.")
        raise Blocked([Problem("text", sentence)])
    objection = Objection(result=result, text=said, made_at=moment)
    try:
        with transaction.atomic():
            objection.save(force_insert=True)
    except IntegrityError:
        return Objection.objects.get(result=result)
    ledger.start(
        objection,
        by=by,
        at=moment,
        sentence=f"Pendaftaran {registration.code} mengajukan keberatan atas hasil seleksi",
        office_code=registration.training.office_code,
    )
    return objection


def _too_late(until: datetime | None) -> Problem:
    if until is None:
        sentence = _("Hasil ini belum diumumkan, jadi belum ada yang bisa diajukan keberatan.")
        return Problem("late", sentence)
    sentence = _(
        "Waktu mengajukan keberatan sudah lewat: keberatan bisa diajukan sampai %(until)s."
    )
    return Problem("late", sentence % {"until": words.moment(until)})
