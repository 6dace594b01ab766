"""Meetings until their day: prepared, changed beside other people's edits, cancelled with a reason; and their series."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.coordination.actions.meeting_clocks import move_answers, start_day, stop_all
from binakon.coordination.models import Meeting, MeetingSeries
from binakon.coordination.rules.meetings import (
    OPEN_STATES,
    code_of,
    meeting_problems,
    same_meeting,
)
from binakon.coordination.states import MeetingState
from binakon.core import ledger, words
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.models import Office
from binakon.planning.models import Activity

_OF_A_PERSON = ("contact_name", "contact_phone")


@dataclass(frozen=True, slots=True)
class MeetingText:
    """What is announced of a meeting; None where it is not stated yet."""

    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    venue: str = ""
    online_link: str = ""
    reply_by: date | None = None
    contact_name: str = ""
    contact_phone: str = ""
    series: MeetingSeries | None = None
    activity: Activity | None = None


@transaction.atomic
def create_meeting(
    office: Office, text: MeetingText, *, by: Actor, at: datetime | None = None
) -> Meeting:
    """Prepare a meeting; raises `Blocked` with everything that is missing, or with the one that was prepared already.

    The same name in the same series at the same moment is the same meeting, sent twice.
    """
    told = _told(text)
    _demand_new(office, told)
    day = timezone.localdate(told["starts_at"])
    stem = code_of(office.code, text.title, day, ())
    taken = Meeting.objects.filter(code__startswith=stem).values_list("code", flat=True)
    meeting = Meeting.objects.create(
        office=office, code=code_of(office.code, text.title, day, set(taken)), **told
    )
    ledger.start(
        meeting,
        by=by,
        at=at,
        sentence=f"Rapat “{meeting}” disiapkan untuk {words.moment(meeting.starts_at)}",
        office_code=office.code,
    )
    start_day(meeting, by=by)
    return meeting


@transaction.atomic
def edit_meeting(
    meeting: Meeting, text: MeetingText, *, revision: int, by: Actor, at: datetime | None = None
) -> None:
    """Change what is announced, as it was read at `revision`; raises `StaleState` when somebody was faster.

    What was sent stays as it is: the page offers a correction letter when time or place differ from it.
    """
    told = _told(text)
    same = Meeting.objects.filter(pk=meeting.pk, revision=revision, state__in=OPEN_STATES)
    if same.update(revision=revision + 1, **told) != 1:
        raise StaleState(
            _("Orang lain baru saja mengubah rapat ini. Muat ulang halaman, lalu lihat lagi.")
        )
    before = {name: str(getattr(meeting, name)) for name in told}
    after = {name: str(value) for name, value in told.items()}
    changed = [name for name in told if before[name] != after[name]]
    # Who can be called is emptied a year after the meeting; history is for ever, so it tells only that it changed.
    for name in _OF_A_PERSON:
        before[name] = after[name] = "–"
    for name, value in told.items():
        setattr(meeting, name, value)
    meeting.revision = revision + 1
    ledger.record(
        meeting,
        "meeting:edit",
        by=by,
        at=at,
        sentence=f"Rapat “{meeting}” diubah",
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        office_code=meeting.office.code,
    )
    start_day(meeting, by=by)
    move_answers(meeting, by=by)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Cancel a meeting with its reason; its clocks stop, and its letters of cancellation are offered."""
    if not reason.strip():
        raise Blocked([Problem("reason", _("Tulis alasan membatalkan rapat ini."))])
    ledger.move(
        meeting,
        "cancel",
        by=by,
        at=at,
        note=reason.strip(),
        sentence=f"Rapat “{meeting}” dibatalkan: {reason.strip()}",
        office_code=meeting.office.code,
        state_reason=reason.strip(),
    )
    stop_all(meeting, by=by, at=at)


@transaction.atomic
def start_series(
    office: Office, *, name: str, rhythm: str = "", by: Actor, at: datetime | None = None
) -> MeetingSeries:
    """Begin a series of meetings; raises `Blocked` when its name is missing or known."""
    title = " ".join(name.split())[:200]
    if not title:
        raise Blocked([Problem("name", _("Tulis nama seri rapatnya."))])
    series, is_new = MeetingSeries.objects.get_or_create(
        office=office, name=title, defaults={"rhythm": " ".join(rhythm.split())[:200]}
    )
    if not is_new:
        raise Blocked([Problem("name", _("Seri dengan nama ini sudah ada."))])
    sentence = f"Seri rapat “{series}” dimulai"
    ledger.start(series, by=by, at=at, sentence=sentence, office_code=office.code)
    return series


def _demand_new(office: Office, told: dict[str, Any]) -> None:
    # Whoever prepares a meeting of this office at the same moment waits here, and then finds the first one.
    Office.objects.filter(pk=office.pk).update(code=F("code"))
    same = Meeting.objects.filter(
        office=office,
        series=told["series"],
        title__iexact=told["title"],
        starts_at=told["starts_at"],
    )
    first = same.exclude(state=MeetingState.CANCELLED).order_by("pk").first()
    if first is not None:
        refuse([same_meeting(f"/meja/rapat/{first.code}/")])


def _told(text: MeetingText) -> dict[str, Any]:
    """The columns of what is announced; raises `Blocked`."""
    refuse(
        meeting_problems(
            title=text.title,
            starts_at=text.starts_at,
            ends_at=text.ends_at,
            has_place=bool(text.venue.strip() or text.online_link.strip()),
            day=text.starts_at and timezone.localdate(text.starts_at),
            reply_by=text.reply_by,
        )
    )
    return {
        "title": " ".join(text.title.split())[:300],
        "starts_at": text.starts_at,
        "ends_at": text.ends_at,
        "venue": text.venue.strip()[:300],
        "online_link": text.online_link.strip(),
        "reply_by": text.reply_by,
        "contact_name": text.contact_name.strip()[:200],
        "contact_phone": text.contact_phone.strip()[:20],
        "series": text.series,
        "activity": text.activity,
    }
