"""What an office tells before the meeting: saved as it goes, sent, and changed until the meeting begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.coordination.actions.meeting_clocks import FORM
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
    """Keep what is stated; `is_sent` also hands it in, which fulfils what was agreed about it.

    Raises `Blocked` with everything that is wrong. `revision` is that of the form as it was read (0: none yet); raises `StaleState` when somebody saved in between.
    """
    moment = at or clock.now()
    if not is_changeable(invitation, moment):
        sentence = _("Rapat ini sudah dimulai atau dibatalkan, jadi isiannya tetap.")
        raise Blocked([Problem("closed", sentence)])
    meant = _judged(stated)
    form = _kept(invitation, stated, revision, moment)
    _need(form, meant)
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
    return form


def _judged(stated: Stated) -> list[tuple[Need, Occupation | None]]:
    """The needs as they will be kept; raises `Blocked` with everything that is wrong."""
    meant = [_meant(need) for need in stated.needs]
    refuse(
        [
            *needs_problems([need for need, _occupation in meant]),
            *contact_problems(phone=stated.contact_phone, email=stated.contact_email),
        ]
    )
    return meant


def _need(form: Questionnaire, meant: list[tuple[Need, Occupation | None]]) -> None:
    form.needs.all().delete()
    StatedNeed.objects.bulk_create(
        StatedNeed(
            questionnaire=form,
            occupation=occupation,
            name=need.name,
            level=need.level,
            people=need.people or 0,
        )
        for need, occupation in meant
    )


def _meant(need: Need) -> tuple[Need, Occupation | None]:
    """The need as it will be kept, folded before anybody judges whether it stands there twice, and its occupation.

    Where no level is stated and the occupation of that name has only one, that is meant.
    """
    name = " ".join(need.name.split())[:200]
    known = list(Occupation.objects.filter(name__iexact=name).order_by("id"))
    levels = {each.level for each in known}
    level = levels.pop() if need.level is None and len(levels) == 1 else need.level
    found = next((each for each in known if each.level == level), None)
    return Need(known[0].name if known else name, level, need.people, need.row), found
