"""How far a meeting has come from its day on: who came, what was written, what was agreed, and its berita acara."""

from dataclasses import dataclass

from binakon.coordination.models import Meeting, MeetingPaper
from binakon.coordination.queries.agreements import AgreementLine, agreements_for, lines_of
from binakon.coordination.queries.arrivals import people_who_came
from binakon.coordination.queries.records import records_of
from binakon.coordination.states import AgreementState, MeetingState
from binakon.core.calendar import today
from binakon.people.rules import Viewer


@dataclass(frozen=True, slots=True)
class MeetingCourse:
    """The day of a meeting and what follows it, counted; `written` of `items` points have minutes."""

    invited: int
    came: int
    people: int
    items: int
    written: int
    agreed: tuple[AgreementLine, ...]
    records: tuple[MeetingPaper, ...]
    has_draft: bool
    step: str

    @property
    def late(self) -> int:
        """How much of what was agreed is late."""
        return sum(line.is_late for line in self.agreed)


def meeting_course(viewer: Viewer, meeting: Meeting) -> MeetingCourse:
    """The course of a meeting that the viewer may see; `step` names the page on which its work goes on."""
    records = tuple(records_of(meeting))
    rows = agreements_for(viewer).filter(meeting=meeting).exclude(state=AgreementState.DROPPED)
    texts = list(meeting.agenda.values_list("minutes", flat=True))
    steps = {
        MeetingState.INVITED.value: "arrivals",
        MeetingState.RUNNING.value: "minutes",
        MeetingState.CLOSED.value: "record",
    }
    return MeetingCourse(
        # Also who was asked without a letter: the same offices that stand in the minutes and in the record.
        invited=meeting.invitations.count(),
        came=meeting.invitations.filter(came_at__isnull=False).count(),
        people=people_who_came(meeting),
        items=len(texts),
        written=sum(bool(text.strip()) for text in texts),
        agreed=lines_of(rows.order_by("pk"), today()),
        records=records,
        has_draft=any(record.sent_at is None for record in records),
        step=steps.get(meeting.state, ""),
    )
