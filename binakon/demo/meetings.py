"""The story of the coordination meeting of early April 2026: prepared, thirteen offices invited, most of them answer.

All guests are invented and say so.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from binakon.coordination.actions import (
    agenda,
    letter_sending,
    letters,
    meetings,
    replies,
)
from binakon.coordination.actions.letters import LetterText
from binakon.coordination.actions.meetings import MeetingText
from binakon.coordination.documents.letter import letter_file
from binakon.coordination.models import Invitation, Meeting
from binakon.coordination.queries.letters import mark_of, possible_offices
from binakon.coordination.queries.meetings import planned_meetings
from binakon.coordination.rules.replies import Comer
from binakon.coordination.states import MeetingPaperKind
from binakon.core.actor import Actor
from binakon.demo.stated import fill_forms
from binakon.people.models import Office, Official

AGENDA = (
    ("Pembukaan", "Kepala Bidang", 15),
    ("Capaian 2025 dan rencana 2026", "Kepala Seksi", 45),
    ("Pembagian kuota per kabupaten/kota", "Kepala Seksi", 60),
    ("Usulan peserta dan tenggatnya", "Staf", 45),
    ("Kesepakatan dan penutup", "Kepala Bidang", 15),
)
HEAD, SECTION = "Kepala Bidang Jasa Konstruksi", "Kepala Seksi Pembinaan Jasa Konstruksi"
# One row for each of the eleven that come: nobody comes for two offices, and every second one brings somebody.
GUESTS = (
    (("Ir. Hj. Norhayati Rahmah, M.T. (contoh)", HEAD),),
    (
        ("Drs. H. Akhmad Fauzi Rahman, M.Si. (contoh)", HEAD),
        ("Muhammad Rizky Fadillah, S.T. (contoh)", SECTION),
    ),
    (("Hj. Siti Aisyah Noorlaila, S.T., M.T. (contoh)", HEAD),),
    (
        ("H. Gusti Muhammad Hidayat, S.T. (contoh)", HEAD),
        ("Dewi Kartika Sari, S.T. (contoh)", SECTION),
    ),
    (("Rusdiansyah Hamdani, S.T., M.Eng. (contoh)", HEAD),),
    (
        ("Hj. Mahmudah Rusmini, S.T., M.M. (contoh)", HEAD),
        ("Ahmad Syarwani, S.T. (contoh)", SECTION),
    ),
    (("H. Zainal Abidin Noor, S.T., M.AP. (contoh)", HEAD),),
    (
        ("Ir. Fitriani Hasanah, M.T. (contoh)", HEAD),
        ("Bambang Setiawan Putra, S.T. (contoh)", SECTION),
    ),
    (("Yulianti Permata Dewi, S.T., M.T. (contoh)", HEAD),),
    (
        ("H. Arbain Maulana, S.T. (contoh)", HEAD),
        ("Nor Latifah Azizah, S.T. (contoh)", SECTION),
    ),
    (("Ir. Suriansyah Effendi, M.Si. (contoh)", HEAD),),
)
# The last of the thirteen is silent, the one before it cannot come.
SILENT, ABSENT = -1, -2


def hold_invitations(
    office: Office, signatory: Official, *, by: Actor, starts_at: datetime | None = None
) -> Meeting:
    """Prepare the meeting of 2 April 2026, invite every regency, and let them answer; the day itself comes later.

    `starts_at` moves the story, with everything that is told of it two weeks before.
    """
    start = starts_at or datetime(2026, 4, 2, 9, tzinfo=timezone.get_default_timezone())
    sent_at = start - timedelta(days=14)
    planned = planned_meetings(office.code)
    text = MeetingText(
        title="Rapat Koordinasi Pembinaan Jasa Konstruksi",
        starts_at=start,
        ends_at=start + timedelta(hours=3),
        venue="Aula Dinas PUPR Provinsi Kalimantan Selatan, Banjarbaru",
        reply_by=timezone.localdate(start - timedelta(days=3)),
        series=meetings.start_series(office, name="Rakor Jasa Konstruksi", by=by, at=sent_at),
        activity=planned[0] if planned else None,
    )
    meeting = meetings.create_meeting(office, text, by=by, at=sent_at)
    for title, speaker, length in AGENDA:
        agenda.add_item(meeting, title=title, speaker=speaker, length=length, by=by, at=sent_at)
    _invite(meeting, signatory, timezone.localdate(sent_at), by, sent_at)
    rows = list(Invitation.objects.filter(meeting=meeting).order_by("office__code"))
    for number, row in enumerate(rows[:SILENT]):
        moment = sent_at + timedelta(days=4)
        if number == len(rows) + ABSENT:
            note = "Bersamaan dengan musrenbang kabupaten."
            replies.answer_invitation(row, comes=False, note=note, by=by, at=moment)
        else:
            guests = [Comer(*told) for told in GUESTS[number]]
            replies.answer_invitation(row, comes=True, guests=guests, by=by, at=moment)
    fill_forms(meeting, by=by, at=sent_at + timedelta(days=6))
    meeting.refresh_from_db()
    return meeting


def _invite(meeting: Meeting, signatory: Official, dated: date, by: Actor, at: datetime) -> None:
    codes = [office.code for office in possible_offices(meeting)]
    words = LetterText(f"Undangan {meeting.title}", codes, nature="Penting")
    paper = letters.write_letter(meeting, MeetingPaperKind.INVITATION, words, by=by, at=at)
    letters.number_letter(
        paper,
        number=f"005/{meeting.pk}/BK/{dated.year} (contoh)",
        dated=dated,
        place="Banjarbaru",
        signatory=signatory,
        by=by,
        at=at,
    )
    read, made = mark_of(paper), letter_file(paper)
    letter_sending.send_letter(paper, read=read, made=made, by=by, at=at)
