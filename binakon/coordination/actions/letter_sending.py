"""Letters of a meeting on their way: all offices at once and only once; later one office more, or a new link."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.coordination.actions.meeting_clocks import start_answers
from binakon.coordination.models import Invitation, Meeting, MeetingPaper
from binakon.coordination.queries.letters import frozen, invitations_of, mark_of
from binakon.coordination.queries.meetings import newest_sent
from binakon.coordination.queries.receivers import receivers
from binakon.coordination.rules.letters import sending_problems
from binakon.coordination.rules.meetings import OPEN_STATES
from binakon.coordination.states import MeetingPaperKind, MeetingState
from binakon.core import clock, files, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.models import StoredFile
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.models import Office


@transaction.atomic
def send_letter(
    paper: MeetingPaper,
    *,
    read: str,
    made: files.RebuiltFile,
    by: Actor,
    at: datetime | None = None,
) -> int | None:
    """Send a numbered letter to every office it names; how many, or None when it had gone before.

    1. One conditional UPDATE decides who sends and freezes what the letter says; pressing twice sends once.
    2. Every office gets its letter with its own signed link: at its e-mail and at its officers'.
    3. An invitation moves the meeting on and starts the clock of each answer.
    `read` is the mark (`queries.letters.mark_of`) of the letter that its sender saw, `made` that letter as PDF.
    Raises `StaleState` when anything on the paper has changed since.
    """
    moment = at or clock.now()
    _hold(paper)
    if paper.sent_at is not None:
        return None
    meeting = paper.meeting
    _demand_sendable(paper, read, moment)
    content = frozen(paper)
    unsent = MeetingPaper.objects.filter(pk=paper.pk, sent_at=None)
    if unsent.update(sent_at=moment, content=content) != 1:
        return None
    paper.sent_at, paper.content = moment, content
    rows = invitations_of(paper)
    kept = files.keep(made)
    for row in rows:
        _send(paper, row, kept, moment, by=by)
    if paper.kind == MeetingPaperKind.INVITATION and meeting.state == MeetingState.PREPARED:
        ledger.move(
            meeting,
            "invite",
            by=by,
            at=moment,
            sentence=f"Undangan “{meeting}” dikirim ke {len(rows)} kantor",
            office_code=meeting.office.code,
        )
    ledger.record(
        paper,
        "letter:send",
        by=by,
        at=moment,
        sentence=f"Surat “{paper.subject}” nomor {paper.number} dikirim ke {len(rows)} kantor",
        office_code=meeting.office.code,
    )
    return len(rows)


def _hold(paper: MeetingPaper) -> None:
    """Whoever changes the meeting meanwhile waits, so that what is frozen is what was compared with what was read."""
    Meeting.objects.filter(pk=paper.meeting_id).update(revision=F("revision"))
    paper.refresh_from_db()


def _demand_sendable(paper: MeetingPaper, read: str, moment: datetime) -> None:
    meeting = paper.meeting
    refuse(
        sending_problems(
            kind=paper.kind,
            number=paper.number,
            starts_at=meeting.starts_at,
            reply_by=meeting.reply_by,
            at=moment,
            day=timezone.localdate(moment),
        )
    )
    if read != mark_of(paper):
        sentence = _(
            "Isi surat ini berubah sejak Anda membukanya: lihat cetakannya, lalu kirim lagi."
        )
        raise StaleState(sentence)


@transaction.atomic
def invite_late(
    meeting: Meeting,
    office: Office,
    *,
    made: files.RebuiltFile,
    by: Actor,
    at: datetime | None = None,
) -> bool:
    """Send one office its own copy of the letter that went out; False when it had been asked before."""
    moment = at or clock.now()
    paper = newest_sent(meeting)
    if paper is None or meeting.state not in OPEN_STATES or meeting.starts_at <= moment:
        sentence = _("Kirim dulu undangannya, atau rapatnya sudah dimulai.")
        raise Blocked([Problem("state", sentence)])
    row, _is_new = Invitation.objects.get_or_create(
        meeting=meeting, office=office, defaults={"key": uuid4()}
    )
    # One conditional UPDATE decides, so that two who press at once send one letter.
    if Invitation.objects.filter(pk=row.pk, sent_at=None).update(sent_at=moment) != 1:
        return False
    row.sent_at = moment
    _send(paper, row, files.keep(made), moment, by=by)
    ledger.record(
        row,
        "invitation:late",
        by=by,
        at=moment,
        sentence=f"{office.name} menyusul diundang ke “{meeting}”",
        office_code=meeting.office.code,
    )
    return True


@transaction.atomic
def renew_link(invitation: Invitation, *, by: Actor, at: datetime | None = None) -> None:
    """End every link of an invitation and send a new one."""
    version = invitation.link_version
    same = Invitation.objects.filter(pk=invitation.pk, link_version=version)
    if same.update(link_version=version + 1) != 1:
        return
    invitation.link_version = version + 1
    for each in receivers(invitation):
        outbox.post("meeting_link", condition="meeting_ahead", **each)
    ledger.record(
        invitation,
        "invitation:link",
        by=by,
        at=at,
        sentence=f"Tautan undangan {invitation.office.name} untuk “{invitation.meeting}” diganti",
        office_code=invitation.meeting.office.code,
    )


def _send(
    paper: MeetingPaper, row: Invitation, kept: StoredFile, moment: datetime, *, by: Actor
) -> None:
    Invitation.objects.filter(pk=row.pk, sent_at=None).update(sent_at=moment)
    row.sent_at = row.sent_at or moment
    file = (kept, "surat-rapat")
    told = {"paper": paper, "is_correction": bool(paper.content.get("is_correction"))}
    for each in receivers(row, **told):
        if paper.kind == MeetingPaperKind.CANCELLATION:
            outbox.post("meeting_cancelled", file=file, **each)
        else:
            outbox.post("meeting_invitation", file=file, condition="meeting_ahead", **each)
    if paper.kind == MeetingPaperKind.INVITATION:
        start_answers(row, by=by)
