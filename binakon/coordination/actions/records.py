"""The record of a meeting: drawn up, numbered with its words frozen, signed, sent to every invited office once."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.coordination.models import Invitation, Meeting, MeetingPaper
from binakon.coordination.queries.arrivals import invitations_of
from binakon.coordination.queries.receivers import receivers
from binakon.coordination.queries.records import fresh
from binakon.coordination.rules.records import (
    SERIES,
    default_subject,
    record_problems,
    send_problems,
)
from binakon.coordination.states import MeetingPaperKind
from binakon.core import clock, files, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.models import StoredFile
from binakon.core.numbers import used_once, void_numbers_of
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.actions.paper_numbers import Numbering


@transaction.atomic
def draw_up_record(meeting: Meeting, *, by: Actor, at: datetime | None = None) -> MeetingPaper:
    """A draft of the record, printed from what stands now; the one that is there already where there is one.

    After one that was sent it is a correction, which names that one.
    """
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision"))
    found = MeetingPaper.objects.filter(
        meeting=meeting, kind=MeetingPaperKind.RECORD, sent_at=None
    ).first()
    if found is not None:
        return found
    paper = MeetingPaper.objects.create(
        meeting=meeting,
        kind=MeetingPaperKind.RECORD,
        subject=default_subject(meeting.title),
        made_at=at or clock.now(),
    )
    sentence = _("Konsep berita acara %(meeting)s disusun") % {"meeting": meeting}
    ledger.start(paper, by=by, at=at, sentence=sentence, office_code=meeting.office.code)
    return paper


@transaction.atomic
def number_record(
    paper: MeetingPaper, stated: Numbering, *, by: Actor, at: datetime | None = None
) -> None:
    """Give the record its number; from now on it says the same for ever. Raises `Blocked` with all that is missing."""
    meeting = paper.meeting
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision"))
    meeting.refresh_from_db()
    content = fresh(paper)
    refuse(
        record_problems(meeting.state, people=len(content["guests"]), items=len(content["agenda"]))
    )
    office = meeting.office
    told = stated.columns(paper, series=SERIES, label=paper.subject, office=office, at=at)
    drafts = MeetingPaper.objects.filter(pk=paper.pk, number="", sent_at=None)
    with used_once(told["number"]):
        if drafts.update(content=content, **told) != 1:
            raise StaleState(_("Berita acara ini sudah bernomor. Muat ulang halaman."))
    for name, value in {"content": content, **told}.items():
        setattr(paper, name, value)
    sentence = _("Berita acara bernomor %(number)s") % {"number": paper.number}
    _record(paper, "record:number", sentence, by=by, at=at)


@transaction.atomic
def discard_record(
    paper: MeetingPaper, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Throw away a record that was not sent; a number from the register stays used, with the reason."""
    words = " ".join(reason.split())
    if not words:
        raise Blocked([Problem("reason", _("Tulis alasan membuang berita acara ini."))])
    if not MeetingPaper.objects.filter(pk=paper.pk, sent_at=None).exists():
        raise StaleState(_("Berita acara ini sudah dikirim. Buat koreksinya sebagai surat baru."))
    void_numbers_of(paper, reason=f"dibuang: {words}")
    sentence = _("Berita acara %(number)s dibuang: %(why)s") % {
        "number": paper.number or "–",
        "why": words,
    }
    _record(paper, "record:discard", sentence, by=by, at=at, note=words)
    paper.delete()


@transaction.atomic
def sign_record(
    paper: MeetingPaper, made: files.RebuiltFile, *, by: Actor, at: datetime | None = None
) -> None:
    """Keep the signed scan of a numbered record, before or after it was sent; a scan that is there stays."""
    unsigned = MeetingPaper.objects.filter(pk=paper.pk, scan=None).exclude(number="")
    scan = files.keep(made)
    if unsigned.update(scan=scan) != 1:
        raise StaleState(
            _("Berita acara ini belum bernomor, atau pindaiannya sudah ada. Muat ulang halaman.")
        )
    paper.scan = scan
    sentence = _("Berita acara %(number)s ditandatangani") % {"number": paper.number}
    _record(paper, "record:sign", sentence, by=by, at=at)


@transaction.atomic
def send_record(
    paper: MeetingPaper, printed: bytes, pages: int, *, by: Actor, at: datetime | None = None
) -> bool:
    """Send the record to every invited office; True when it went out now, False when it had gone before.

    1. One conditional UPDATE decides who sends: pressing twice, or two at once, send once. 2. The signed scan goes
    along, or what was `printed` where there is none yet. 3. Every office's addresses get a message with the file and the office's link; without an address it waits to be
    passed on by WhatsApp.
    """
    moment = at or clock.now()
    rows = invitations_of(paper.meeting)
    unsent = MeetingPaper.objects.filter(pk=paper.pk, sent_at=None)
    refuse(send_problems(paper.number, offices=len(rows)))
    if unsent.update(sent_at=moment) != 1:
        return False
    paper.sent_at = moment
    file = paper.scan or _kept(printed, pages)
    waiting = _post(paper, rows, file)
    told = {"number": paper.number, "many": len(rows) - waiting}
    sentence = _("Berita acara %(number)s dikirim ke %(many)d kantor") % told
    if waiting:
        sentence += _("; %(many)d kantor tanpa surel menunggu diteruskan lewat WhatsApp") % {
            "many": waiting
        }
    _record(paper, "record:send", sentence, by=by, at=moment)
    return True


def _post(paper: MeetingPaper, rows: Sequence[Invitation], file: StoredFile) -> int:
    """Post the record to each of these offices; how many have no e-mail, so that somebody must pass it on."""
    waiting = 0
    for row in rows:
        told = receivers(row, paper=paper)
        waiting += not any(each["to"] for each in told)
        for each in told:
            named = (file, f"berita-acara-{paper.meeting.code}")
            outbox.post("meeting_record", **{**each, "about": paper}, file=named)
    return waiting


def _kept(printed: bytes, pages: int) -> StoredFile:
    digest = sha256(printed).hexdigest()
    return files.keep(files.RebuiltFile(files.PDF, printed, pages=pages, received_hash=digest))


def _record(
    paper: MeetingPaper,
    verb: str,
    sentence: str,
    *,
    by: Actor,
    at: datetime | None,
    note: str = "",
) -> None:
    ledger.record(
        paper,
        verb,
        by=by,
        at=at,
        note=note,
        sentence=sentence,
        office_code=paper.meeting.office.code,
    )
