"""Minutes written in the meeting: saved part by part, two writers both keep their words, a contradiction is told to both."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.coordination.models import AgendaItem, Meeting
from binakon.coordination.queries.minutes import has_numbered_record, labels_of, parts_of
from binakon.coordination.rules.minutes import (
    FRAME,
    TextClash,
    Typed,
    judge,
    mark_of,
    writing_problems,
)
from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import refuse


@dataclass(frozen=True, slots=True)
class Saved:
    """The marks of all parts that were sent, as they are stored now, and where two contradict each other."""

    marks: dict[str, str]
    clashes: tuple[TextClash, ...]


@transaction.atomic
def save_minutes(
    meeting: Meeting, typed: Mapping[str, Typed], *, by: Actor, at: datetime | None = None
) -> Saved:
    """Keep what was written in these parts; where somebody else wrote meanwhile nothing is lost and nobody decides.

    1. Hold the meeting, so that one writer follows the other. 2. Compare part by part. 3. Write what only this writer
    changed, one line of history for all. Sent again it changes nothing. Raises `Blocked` while minutes are shut.
    """
    # An update that changes nothing takes the row, so what is read after it is what stands.
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision"))
    held = Meeting.objects.select_related("office").get(pk=meeting.pk)
    refuse(writing_problems(held.state, has_record=has_numbered_record(held)))
    stored, labels = parts_of(held), labels_of(held)
    judged = judge(stored, typed, labels)
    if judged.writes:
        _write(held, judged.writes)
        told = {"parts": "; ".join(labels[part] for part in judged.writes)}
        ledger.record(
            held,
            "minutes:write",
            by=by,
            at=at,
            sentence=_("Notulen ditulis: %(parts)s") % told,
            office_code=held.office.code,
        )
    now = {**stored, **judged.writes}
    clashing = {clash.part for clash in judged.clashes}
    sent = (part for part in typed if part in now and part not in clashing)
    return Saved({part: mark_of(now[part]) for part in sent}, judged.clashes)


def _write(meeting: Meeting, writes: Mapping[str, str]) -> None:
    frame = {part: text for part, text in writes.items() if part in FRAME}
    if frame:
        Meeting.objects.filter(pk=meeting.pk).update(**frame)
    for part, text in writes.items():
        if part not in FRAME:
            item = AgendaItem.objects.filter(meeting=meeting, pk=int(part.removeprefix("item-")))
            item.update(minutes=text, revision=F("revision") + 1)
