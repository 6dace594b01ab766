"""What an office tells before the meeting: saved as it goes, sent, and changed until the meeting begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.coordination.actions.meetings import FORM
from binakon.coordination.actions.progress import report_data
from binakon.coordination.models import Invitation, Questionnaire, StatedNeed
from binakon.coordination.queries.invitations import is_changeable
from binakon.coordination.rules.replies import Need, contact_problems, needs_problems
from binakon.coordination.states import Travel
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.deadlines import stop_clock
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.rules.phone import normalise_phone
from binakon.planning.models import Occupation


@dataclass(frozen=True, slots=True)
class Stated:
    """What an office states; None and "" are not filled yet, never 0."""

    needs: Sequence[Need] = ()
    candidates: int | None = None
    certified: int | None = None
    travel: str = Travel.UNKNOWN
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    note: str = ""


@transaction.atomic
def save_questionnaire(
    invitation: Invitation,
    stated: Stated,
    *,
    revision: int,
    is_sent: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> Questionnaire:
    """Keep what is stated; `is_sent` also hands it in, which fulfils what was agreed about it. Raises `Blocked` with everything that is wrong.

    `revision` is that of the form as it was read (0: none yet); raises `StaleState` when somebody saved in between.
    """
    moment = at or clock.now()
    if not is_changeable(invitation):
        sentence = _("Rapat ini sudah dimulai atau dibatalkan, jadi isiannya tetap.")
        raise Blocked([Problem("closed", sentence)])
    refuse(
        [
            *needs_problems(stated.needs),
            *contact_problems(phone=stated.contact_phone, email=stated.contact_email),
        ]
    )
    form = _kept(invitation, stated, revision, moment)
    if is_sent:
        Questionnaire.objects.filter(pk=form.pk).update(sent_at=moment)
        form.sent_at = moment
        stop_clock(invitation, FORM, at=moment)
        report_data(invitation.office, invitation.meeting, evidence="", by=by, at=moment)
    office, verb = invitation.office.name, "dikirim" if is_sent else "disimpan"
    ledger.record(
        form,
        "questionnaire:send" if is_sent else "questionnaire:save",
        by=by,
        at=moment,
        sentence=f"Isian {office} untuk “{invitation.meeting}” {verb}",
        office_code=invitation.meeting.office.code,
    )
    return form


def _kept(invitation: Invitation, stated: Stated, revision: int, moment: datetime) -> Questionnaire:
    told = {
        "candidates": stated.candidates,
        "certified": stated.certified,
        "travel": stated.travel,
        "contact_name": " ".join(stated.contact_name.split())[:200],
        "contact_phone": normalise_phone(stated.contact_phone)[:20]
        if stated.contact_phone.strip()
        else "",
        "contact_email": stated.contact_email.strip(),
        "note": stated.note.strip()[:4000],
        "saved_at": moment,
    }
    form, is_new = Questionnaire.objects.get_or_create(
        invitation=invitation, defaults={**told, "revision": 1}
    )
    if not is_new:
        same = Questionnaire.objects.filter(pk=form.pk, revision=revision)
        if same.update(revision=revision + 1, **told) != 1:
            raise StaleState(
                _("Orang lain di kantor Anda baru saja menyimpan isian ini. Muat ulang halaman.")
            )
        form.refresh_from_db()
    elif revision:
        raise StaleState(_("Isian ini sudah berubah. Muat ulang halaman."))
    form.needs.all().delete()
    StatedNeed.objects.bulk_create(_need(form, need) for need in stated.needs)
    return form


def _need(form: Questionnaire, need: Need) -> StatedNeed:
    name = " ".join(need.name.split())[:200]
    found = Occupation.objects.filter(name__iexact=name).order_by("id").first()
    return StatedNeed(
        questionnaire=form,
        occupation=found,
        name=found.name if found else name,
        level=need.level if need.level is not None or found is None else found.level,
        people=need.people or 0,
    )
