"""Reminding the regencies that have not named enough people yet, all of them at once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.models import Message
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Training
from binakon.enrolment.queries.nominating import OfficeLine, office_lines, officers_of

# Whoever was reminded a short while ago is not reminded again by the next press.
PAUSE = timedelta(hours=20)
NAME = "nomination_reminder"


@transaction.atomic
def remind_offices(training: Training, *, by: Actor, at: datetime | None = None) -> int:
    """Post a reminder to every regency that named fewer people than its quota; how many regencies.

    Each officer gets one; a regency without an officer gets it at the office's own address or telephone.
    """
    moment = at or clock.now()
    hold(training, by=by)
    if not Training.objects.filter(pk=training.pk).nominable_at(moment).exists():
        sentence = _("Batas usulan kelas ini sudah lewat, atau pendaftarannya tidak dibuka.")
        raise Blocked([Problem("closed", sentence)])
    late = [line for line in office_lines(training) if not line.is_complete]
    reminded = [line for line in late if _remind(training, line, moment)]
    if reminded:
        names = ", ".join(line.office.name for line in reminded)
        ledger.record(
            training,
            "training:remind",
            by=by,
            at=moment,
            sentence=f"Pengingat usulan {training} disiapkan untuk {names}",
            office_code=training.office_code,
        )
    return len(reminded)


def _remind(training: Training, line: OfficeLine, moment: datetime) -> bool:
    office = line.office
    receivers = [(user.email, str(user), "") for user in officers_of(office)]
    receivers = receivers or [(office.email, office.label, office.phone)]
    posted = False
    for email, name, phone in receivers:
        recent = Message.objects.filter(
            name=NAME,
            subject_type=Training._meta.label_lower,
            subject_id=training.pk,
            to=email,
            to_name=name[:200],
            created_at__gt=moment - PAUSE,
        )
        if recent.exists():
            continue
        outbox.post(
            "nomination_reminder",
            to=email,
            to_name=name,
            phone="".join(sign for sign in phone if sign.isdigit())[:20],
            about=training,
            office_code=training.office_code,
            context={
                "training": training,
                "name": name,
                "office": office,
                "named": line.named,
                "quota": line.quota,
                "until": training.nominations_due_at or training.closes_at,
            },
        )
        posted = True
    return posted
