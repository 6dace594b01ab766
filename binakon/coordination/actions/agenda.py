"""The agenda of a meeting and its papers: points added, changed, put in order, removed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from binakon.coordination.models import AgendaItem, Meeting, MeetingFile
from binakon.coordination.rules.meetings import AGENDA_STATES, agenda_problems
from binakon.core import files, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse


@transaction.atomic
def add_item(
    meeting: Meeting,
    *,
    title: str,
    speaker: str = "",
    length: int | None = None,
    by: Actor,
    at: datetime | None = None,
) -> AgendaItem:
    """Put a point at the end of the agenda; `length` in minutes. Raises `Blocked`."""
    _demand_open(meeting)
    refuse(agenda_problems(title=title, length=length))
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=last + 1,
        title=" ".join(title.split())[:300],
        speaker=" ".join(speaker.split())[:200],
        length=length,
    )
    _record(meeting, "agenda:add", f"Acara “{item}” ditambahkan", by=by, at=at)
    return item


@transaction.atomic
def change_item(
    item: AgendaItem,
    *,
    title: str,
    speaker: str,
    length: int | None,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Change what a point is called, who speaks and how long; raises `Blocked`."""
    _demand_open(item.meeting)
    refuse(agenda_problems(title=title, length=length))
    item.title, item.speaker, item.length = (
        " ".join(title.split())[:300],
        " ".join(speaker.split())[:200],
        length,
    )
    item.save(update_fields=["title", "speaker", "length"])
    _record(item.meeting, "agenda:change", f"Acara “{item}” diubah", by=by, at=at)


@transaction.atomic
def raise_item(item: AgendaItem, *, by: Actor, at: datetime | None = None) -> None:
    """Let a point change places with the one before it; the first stays where it is."""
    _demand_open(item.meeting)
    rows = list(item.meeting.agenda.order_by("position", "id"))
    place = [row.pk for row in rows].index(item.pk)
    if place == 0:
        return
    rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            AgendaItem.objects.filter(pk=row.pk).update(position=position)
    _record(item.meeting, "agenda:order", f"Acara “{item}” dinaikkan", by=by, at=at)


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Actor, at: datetime | None = None) -> None:
    """Take a point off the agenda; its papers stay with the meeting. Raises `Blocked` once it has minutes."""
    _demand_open(item.meeting)
    _record(item.meeting, "agenda:remove", f"Acara “{item}” dihapus", by=by, at=at)
    gone, _kinds = AgendaItem.objects.filter(pk=item.pk, minutes="").delete()
    if not gone:
        sentence = _("Acara ini sudah punya notulen. Kosongkan dulu notulennya, lalu hapus lagi.")
        raise Blocked([Problem("minutes", sentence)])


@transaction.atomic
def add_file(
    meeting: Meeting,
    *,
    title: str,
    made: files.RebuiltFile | None,
    item: AgendaItem | None = None,
    by: Actor,
    at: datetime | None = None,
) -> MeetingFile:
    """Hand out a rebuilt file with the agenda; raises `Blocked` with all that is missing."""
    _demand_open(meeting)
    problems = []
    if not title.strip():
        problems.append(Problem("title", _("Tulis nama bahan rapatnya.")))
    if made is None:
        problems.append(Problem("file", _("Pilih berkasnya: PDF atau foto.")))
    refuse(problems)
    assert made is not None
    kept = MeetingFile.objects.create(
        meeting=meeting, item=item, title=" ".join(title.split())[:200], file=files.keep(made)
    )
    _record(meeting, "agenda:file", f"Bahan “{kept}” ditambahkan", by=by, at=at)
    return kept


@transaction.atomic
def remove_file(kept: MeetingFile, *, by: Actor, at: datetime | None = None) -> None:
    """Take a paper back; its file is erased for good."""
    _demand_open(kept.meeting)
    _record(kept.meeting, "agenda:unfile", f"Bahan “{kept}” dihapus", by=by, at=at)
    stored = kept.file
    kept.delete()
    files.erase(stored)


def _demand_open(meeting: Meeting) -> None:
    if not Meeting.objects.filter(pk=meeting.pk, state__in=AGENDA_STATES).exists():
        raise Blocked(
            [Problem("state", _("Rapat ini sudah ditutup atau dibatalkan; acaranya tetap."))]
        )


def _record(
    meeting: Meeting, action: str, sentence: str, *, by: Actor, at: datetime | None
) -> None:
    ledger.record(meeting, action, by=by, at=at, sentence=sentence, office_code=meeting.office.code)
