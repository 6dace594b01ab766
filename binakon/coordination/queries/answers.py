"""What core asks of coordination without knowing it: is a message still true, what is it about, how is a clock called."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from binakon.coordination.models import Agreement, Invitation, Meeting, MeetingPaper
from binakon.coordination.rules.meetings import OPEN_STATES
from binakon.coordination.states import AgreementState, MeetingState, Reply
from binakon.core import clock, questions
from binakon.core.questions import Subject
from binakon.planning.models import ProgrammeYear
from binakon.planning.queries.closing_points import open_point
from binakon.planning.queries.opened import opened_as
from binakon.planning.rules.closing import OpenPoint
from binakon.planning.rules.ratify_effects import Opened

questions.name_clock("meeting_reply", gettext_lazy("Jawaban atas undangan rapat"))
questions.name_clock("meeting_form", gettext_lazy("Isian sebelum rapat"))
questions.name_clock("meeting_day", gettext_lazy("Rapat koordinasi"))


def _ahead(pk: int) -> tuple[Invitation | None, str]:
    """The invitation of a meeting that still comes, or why there is none."""
    found = Invitation.objects.filter(pk=pk).select_related("meeting").first()
    if found is None:
        return None, "Undangan ini sudah tidak ada."
    meeting = found.meeting
    if meeting.state not in OPEN_STATES:
        return None, f"Rapat ini tidak lagi akan datang: {meeting.get_state_display()}."
    if meeting.starts_at <= clock.now():
        return None, "Waktu rapat ini sudah lewat."
    return found, ""


@questions.condition("meeting_ahead")
def meeting_ahead(invitation_id: int) -> str:
    """An invitation is told as long as the meeting comes."""
    return _ahead(invitation_id)[1]


@questions.condition("meeting_unanswered")
def meeting_unanswered(invitation_id: int) -> str:
    """Whoever answered in the meantime is not asked again."""
    found, reason = _ahead(invitation_id)
    if found is None:
        return reason
    return "" if found.reply == Reply.OPEN else "Kantor ini sudah menjawab."


@questions.condition("meeting_not_declined")
def meeting_not_declined(invitation_id: int) -> str:
    """Who said that nobody comes is not reminded of the day."""
    found, reason = _ahead(invitation_id)
    if found is None:
        return reason
    return "Kantor ini tidak hadir." if found.reply == Reply.DECLINES else ""


@questions.subject("coordination.meeting")
def meeting(pk: int) -> Subject | None:
    """A meeting, opened at the desk."""
    found = Meeting.objects.filter(pk=pk).first()
    return Subject(str(found), f"/meja/rapat/{found.code}/") if found else None


@questions.subject("coordination.invitation")
def invitation(pk: int) -> Subject | None:
    """An invitation is shown on the page of its meeting."""
    found = Invitation.objects.filter(pk=pk).select_related("meeting", "office").first()
    if found is None:
        return None
    label = _("Undangan %(office)s: %(meeting)s") % {
        "office": found.office.name,
        "meeting": found.meeting,
    }
    return Subject(label, f"/meja/rapat/{found.meeting.code}/")


@questions.subject("coordination.meetingpaper")
def paper(pk: int) -> Subject | None:
    """A paper of a meeting."""
    found = MeetingPaper.objects.filter(pk=pk).select_related("meeting").first()
    if found is None:
        return None
    return Subject(str(found), f"/meja/rapat/{found.meeting.code}/")


@open_point("meetings")
def unended(programme: ProgrammeYear) -> OpenPoint:
    """Meetings of the year that nobody ended or cancelled; one outside the plan belongs to the year of its day."""
    planned = Q(activity__programme=programme)
    own = Q(activity=None, office=programme.office_id, starts_at__year=programme.year)
    ended = (MeetingState.CLOSED, MeetingState.CANCELLED)
    many = Meeting.objects.filter(planned | own).exclude(state__in=ended).count()
    sentence = ngettext(
        "%(many)d rapat tahun ini belum ditutup atau dibatalkan. Tutup dengan berita acara, atau batalkan.",
        "%(many)d rapat tahun ini belum ditutup atau dibatalkan. Tutup dengan berita acara, atau batalkan.",
        many,
    )
    return OpenPoint("meetings", many, sentence % {"many": many}, "/meja/rapat/")


@open_point("agreements")
def unfulfilled(programme: ProgrammeYear) -> OpenPoint:
    """What was proposed and not decided, or promised by an office and not done; it is chased on in the next year.

    A decision that nobody owns asks for nothing. Without an activity it belongs to the year in which it was made.
    """
    planned = Q(activity__programme=programme)
    own = Q(activity=None, office=programme.office_id, made_at__year=programme.year)
    waits = Q(state=AgreementState.PROPOSED) | Q(state=AgreementState.ACCEPTED, owner__isnull=False)
    many = Agreement.objects.filter(planned | own).filter(waits).count()
    sentence = ngettext(
        "%(many)d kesepakatan belum diputuskan atau belum dipenuhi. Tetap ditagih di tahun berikutnya; kuota kegiatan "
        "tahun ini tidak bisa diubah lagi.",
        "%(many)d kesepakatan belum diputuskan atau belum dipenuhi. Semuanya tetap ditagih di tahun berikutnya; kuota "
        "kegiatan tahun ini tidak bisa diubah lagi.",
        many,
    )
    return OpenPoint("agreements", many, sentence % {"many": many}, "/meja/kesepakatan/")


@opened_as("agreements")
def agreed(programme_id: int) -> dict[str, list[Opened]]:
    """What was proposed, agreed or done about the activities of a year; what was dropped is nothing."""
    rows = Agreement.objects.filter(activity__programme=programme_id)
    rows = rows.exclude(state=AgreementState.DROPPED)
    counted = rows.order_by("activity").values_list("activity__code").annotate(many=Count("pk"))
    label = _("%(many)d kesepakatan")
    return {code: [Opened(label % {"many": many})] for code, many in counted}
