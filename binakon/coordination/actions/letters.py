"""Letters of a meeting until they are sent: written, changed, given a number, thrown away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.coordination.models import Invitation, Meeting, MeetingPaper
from binakon.coordination.queries.letters import SERIES, possible_offices
from binakon.coordination.queries.meetings import newest_sent
from binakon.coordination.rules.letters import letter_problems
from binakon.coordination.states import MeetingPaperKind, Reply
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.numbers import used_once, void_numbers_of
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Official

_WRITTEN = ("subject", "body", "nature", "copies", "content")
_SENT = gettext_lazy("Surat ini sudah dikirim, jadi tidak bisa diubah lagi.")


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a writer says of a letter, and the codes of the offices to which it goes."""

    subject: str
    offices: Collection[str]
    body: str = ""
    nature: str = ""
    copies: str = ""


@transaction.atomic
def write_letter(
    meeting: Meeting,
    kind: MeetingPaperKind,
    text: LetterText,
    *,
    by: Actor,
    at: datetime | None = None,
) -> MeetingPaper:
    """Keep a new letter; raises `Blocked` with everything that is missing."""
    # Of two who write one at once the second waits, and is told of the draft of the first.
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision"))
    meeting.refresh_from_db()
    paper = MeetingPaper(meeting=meeting, kind=kind.value, made_at=at or clock.now())
    _take(paper, text)
    paper.save(force_insert=True)
    _ask(paper)
    many = len(paper.content["offices"])
    ledger.start(
        paper,
        by=by,
        at=at,
        sentence=f"{kind.label.capitalize()} “{paper.subject}” ditulis untuk {many} kantor",
        office_code=meeting.office.code,
    )
    return paper


@transaction.atomic
def rewrite_letter(
    paper: MeetingPaper, text: LetterText, *, by: Actor, at: datetime | None = None
) -> None:
    """Change a letter that was not sent, from whatever page it is read; its number stays.

    Raises `StaleState` once it was sent, `Blocked` with everything that is missing.
    """
    _demand_unsent(paper)
    _take(paper, text)
    # Only what was written: the number may have come since this letter was read.
    told = {name: getattr(paper, name) for name in _WRITTEN}
    if MeetingPaper.objects.filter(pk=paper.pk, sent_at=None).update(**told) != 1:
        raise StaleState(_SENT)
    _ask(paper)
    ledger.record(
        paper,
        "letter:rewrite",
        by=by,
        at=at,
        sentence=f"Surat “{paper.subject}” diubah, {len(paper.content['offices'])} kantor",
        office_code=paper.meeting.office.code,
    )


@transaction.atomic
def number_letter(
    paper: MeetingPaper,
    *,
    number: str,
    dated: date | None,
    place: str,
    signatory: Official | None,
    by: Actor,
    from_register: bool = False,
    at: datetime | None = None,
) -> None:
    """Give a letter its number, date, place and signatory; raises `Blocked` with everything that is missing."""
    _demand_unsent(paper)
    office = paper.meeting.office
    pattern = office.letter_numbers if from_register else None
    stated = Numbering(number, dated, place, signatory, pattern)
    told = stated.columns(paper, series=SERIES, label=str(paper.meeting), office=office, at=at)
    with used_once(told["number"]):
        if MeetingPaper.objects.filter(pk=paper.pk, number="", sent_at=None).update(**told) != 1:
            raise StaleState(_("Surat ini sudah bernomor. Muat ulang halaman, lalu lihat lagi."))
    for name, value in told.items():
        setattr(paper, name, value)
    ledger.record(
        paper,
        "letter:number",
        by=by,
        at=at,
        sentence=f"Surat “{paper.subject}” bernomor {paper.number}",
        office_code=office.code,
    )


@transaction.atomic
def discard_letter(
    paper: MeetingPaper, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Throw away a letter that was not sent; a number from the register stays used, with the reason."""
    if not reason.strip():
        raise Blocked([Problem("reason", _("Tulis alasan membuang surat ini."))])
    _demand_unsent(paper)
    void_numbers_of(paper, reason=f"dibuang: {reason.strip()}")
    named = f"Surat “{paper.subject}”" + (f" nomor {paper.number}" if paper.number else "")
    ledger.record(
        paper,
        "letter:discard",
        by=by,
        at=at,
        note=reason.strip(),
        sentence=f"{named} dibuang: {reason.strip()}",
        office_code=paper.meeting.office.code,
    )
    if paper.kind == MeetingPaperKind.INVITATION:
        _forget(Invitation.objects.filter(meeting=paper.meeting))
    paper.delete()


def _demand_unsent(paper: MeetingPaper) -> None:
    if not MeetingPaper.objects.filter(pk=paper.pk, sent_at=None).exists():
        raise StaleState(_SENT)


def _take(paper: MeetingPaper, text: LetterText) -> None:
    """Write the text into the letter; raises `Blocked`."""
    meeting = paper.meeting
    known = [office.code for office in possible_offices(meeting)]
    chosen = [code for code in known if code in text.offices]
    drafts = MeetingPaper.objects.filter(meeting=meeting, kind=paper.kind, sent_at=None)
    refuse(
        letter_problems(
            kind=paper.kind,
            state=meeting.state,
            subject=text.subject,
            offices=len(chosen),
            has_draft=drafts.exclude(pk=paper.pk).exists(),
        )
    )
    paper.subject = " ".join(text.subject.split())[:300]
    paper.body, paper.nature = text.body.strip(), text.nature[:40]
    paper.copies = text.copies.strip()
    is_correction = paper.kind == MeetingPaperKind.INVITATION and newest_sent(meeting) is not None
    paper.content = {"offices": chosen, "is_correction": is_correction}


def _ask(paper: MeetingPaper) -> None:
    """Each office of an invitation is asked; whom the draft no longer names is not."""
    if paper.kind != MeetingPaperKind.INVITATION:
        return
    rows = Invitation.objects.filter(meeting=paper.meeting)
    codes = paper.content["offices"]
    _forget(rows.exclude(office__code__in=codes))
    asked = set(rows.values_list("office__code", flat=True))
    offices = possible_offices(paper.meeting)
    Invitation.objects.bulk_create(
        Invitation(meeting=paper.meeting, office=office, key=uuid4())
        for office in offices
        if office.code in codes and office.code not in asked
    )


def _forget(rows: QuerySet[Invitation]) -> None:
    """Of these, whoever was neither asked by a letter nor has answered or come is asked no more.

    A meeting that was called by telephone has answers and arrivals without any letter; they outlive its draft.
    """
    rows.filter(
        sent_at=None, reply=Reply.OPEN, came_at=None, guests=None, questionnaire=None
    ).delete()
