"""Reminding the offices: of their answer before its last day, and of the meeting on the day before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from binakon.coordination.models import Invitation
from binakon.coordination.queries.receivers import receivers
from binakon.coordination.rules.meetings import OPEN_STATES
from binakon.coordination.states import Reply
from binakon.core import clock, ledger, outbox
from binakon.core.actor import Actor

# The answer is asked for again so many days before its last one.
DAYS_BEFORE_REPLY = 2
ANSWER, DAY = "meeting_answer_reminder", "meeting_day_reminder"


@transaction.atomic
def remind_unanswered(*, by: Actor, at: datetime | None = None) -> int:
    """Remind each office that did not answer, once, from two days before `reply_by`; how many offices.

    Whoever got the letter today is left alone until tomorrow. Where `reply_by` moved since, it is reminded of the new one.
    """
    moment = at or clock.now()
    day = timezone.localdate(moment)
    rows = _ahead(moment).filter(
        reply=Reply.OPEN,
        meeting__reply_by__gte=day,
        meeting__reply_by__lte=day + timedelta(days=DAYS_BEFORE_REPLY),
    )
    return sum(_remind(row, ANSWER, by, moment) for row in rows)


@transaction.atomic
def remind_of_tomorrow(*, by: Actor, at: datetime | None = None) -> int:
    """Remind each office that did not decline, once, on the day before the meeting; how many offices.

    Whoever got the letter today is not written to twice. Where the meeting moved since, it is reminded of the new day or hour.
    """
    moment = at or clock.now()
    first = clock.end_of(timezone.localdate(moment))
    rows = _ahead(moment).filter(
        meeting__starts_at__gt=first, meeting__starts_at__lte=first + timedelta(days=1)
    )
    rows = rows.exclude(reply=Reply.DECLINES)
    return sum(_remind(row, DAY, by, moment) for row in rows)


def _ahead(moment: datetime) -> QuerySet[Invitation]:
    yesterday = clock.end_of(timezone.localdate(moment) - timedelta(days=1))
    rows = Invitation.objects.filter(
        sent_at__lte=yesterday, meeting__state__in=OPEN_STATES, meeting__starts_at__gt=moment
    )
    return rows.select_related("office", "meeting__office").order_by("id")


def _remind(row: Invitation, name: str, by: Actor, moment: datetime) -> bool:
    """Whether this office was reminded now: one conditional UPDATE decides, once for each day that is announced."""
    office, meeting = row.office, row.meeting
    same = Invitation.objects.filter(pk=row.pk)
    if name == ANSWER:
        day = meeting.reply_by
        is_new = same.exclude(reply_reminder=day).update(reply_reminder=day)
    else:
        start = meeting.starts_at
        is_new = same.exclude(day_reminder=start).update(day_reminder=start)
    if is_new != 1:
        return False
    for each in receivers(row):
        if name == ANSWER:
            outbox.post("meeting_answer_reminder", condition="meeting_unanswered", **each)
        else:
            outbox.post("meeting_day_reminder", condition="meeting_not_declined", **each)
    ledger.record(
        row,
        "invitation:remind",
        by=by,
        at=moment,
        sentence=f"{office.name} diingatkan akan “{meeting}”",
        office_code=meeting.office.code,
    )
    return True
