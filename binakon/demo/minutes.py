"""The demo's rakor on its day: four offices come, minutes are written, the meeting is closed and its record drawn up."""

from datetime import datetime, timedelta

from binakon.coordination.actions.arrivals import Stated, welcome
from binakon.coordination.actions.holding import begin_meeting, close_meeting
from binakon.coordination.actions.minutes import save_minutes
from binakon.coordination.actions.records import draw_up_record, number_record
from binakon.coordination.models import Meeting, MeetingPaper
from binakon.coordination.queries.arrivals import invitations_of
from binakon.coordination.queries.minutes import parts_of
from binakon.coordination.rules.minutes import Typed, mark_of
from binakon.coordination.states import ArrivalEvidence
from binakon.core.actor import Actor
from binakon.demo.agreements import agree
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.queries import signatories
from binakon.planning.models import Activity

CAME = 4
_NAMES = (
    "Hj. Mahrita (contoh), S.T., M.M.",
    "Akhmad Fauzan Noor (contoh), S.T.",
    "Ir. Gusti Rizal Effendi (contoh)",
    "Siti Raudah (contoh), S.Sos.",
)
_FRAME = {
    "chair": "Kepala Bidang Bina Konstruksi (contoh)",
    "minutes_by": "Ahmad Zulkifli (contoh)",
    "opening": "Rapat dibuka dengan laporan jumlah kantor yang hadir dan capaian sampai hari ini.",
    "closing": "Rapat ditutup. Kantor yang tidak hadir menerima berita acara ini lewat surel.",
}
_SAID = (
    "Kuota dibacakan per kabupaten/kota. Kantor yang hadir menyetujui; sisanya diputuskan setelah jawaban tertulis.\n\n"
    "Usulan peserta dikirim lewat Binakon, bukan lewat pesan.",
    "Data tenaga kerja bersertifikat belum lengkap. Setiap kantor mengirim daftarnya dalam dua minggu.",
)


def hold_rakor(
    meeting: Meeting,
    *,
    by: Actor,
    number: str,
    at: datetime,
    shared: Activity | None = None,
) -> MeetingPaper:
    """Four of the invited offices come, the meeting runs its course, and its record has its number where somebody serves.

    `shared` is the class whose places they agree on.
    """
    begin_meeting(meeting, by=by, at=at)
    for place, invitation in enumerate(invitations_of(meeting)[:CAME]):
        stated = Stated(_NAMES[place], "Kepala Bidang", invitation=invitation)
        how = ArrivalEvidence.STAFF_SCAN if place else ArrivalEvidence.OWN_SCAN
        welcome(meeting, stated, how, by=by, at=at + timedelta(minutes=place))
    items = sorted(part for part in parts_of(meeting) if part.startswith("item-"))
    said = {part: _SAID[place % len(_SAID)] for place, part in enumerate(items)}
    typed = {part: Typed(text, mark_of("")) for part, text in {**_FRAME, **said}.items()}
    save_minutes(meeting, typed, by=by, at=at + timedelta(hours=2))
    meeting.refresh_from_db()
    if shared is not None:
        agree(meeting, shared, by=by, at=at + timedelta(hours=2))
    ends = at + timedelta(hours=3)
    close_meeting(meeting, by=by, at=ends)
    paper = draw_up_record(meeting, by=by, at=ends)
    signatory = signatories(meeting.office.code, ends.date()).first()
    if signatory is not None:
        seat = meeting.office.seat or meeting.office.name
        stated_number = Numbering(number, ends.date(), seat, signatory, None)
        number_record(paper, stated_number, by=by, at=ends)
    return paper
