"""The rakor of April and the scenario that follows from it: told on the days on which each had happened."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from binakon.coordination.models import Meeting, MeetingPaper
from binakon.coordination.states import MeetingPaperKind
from binakon.demo.agreements import send_data, sent_by
from binakon.demo.deeds import activity_of, actor, at, delivered
from binakon.demo.finished import SIGNATORY
from binakon.demo.meetings import hold_invitations
from binakon.demo.minutes import hold_rakor
from binakon.demo.scenarios import tell_scenario
from binakon.people.models import Official, Role
from binakon.planning.models import ProgrammeYear, Scenario

# Invited two weeks before, answered four days after that: the answers are told with the letters.
ANSWERED_ON, HELD_ON = date(2026, 3, 24), date(2026, 4, 2)
SCENARIO_ON, SENT_ON = date(2026, 4, 6), date(2026, 4, 20)
SHARED = "bimtek-jembatan"
RECORD_NUMBER = "600.1/041/BA-RAKOR/2026"


@transaction.atomic
def tell_agreed(programme: ProgrammeYear, *, as_of: date) -> None:
    """The meeting once its offices had answered, its day and record once it was held, the scenario four days later."""
    if as_of < ANSWERED_ON:
        return
    by = actor(Role.SECTION_HEAD)
    office = programme.office
    meeting = Meeting.objects.filter(office=office, starts_at__date=HELD_ON).first()
    if meeting is None:
        signatory = Official.objects.get(name=SIGNATORY)
        with delivered(at(ANSWERED_ON, 12), by):
            meeting = hold_invitations(office, signatory, by=by, starts_at=at(HELD_ON, 9))
    is_recorded = MeetingPaper.objects.filter(meeting=meeting, kind=MeetingPaperKind.RECORD)
    if as_of >= HELD_ON and not is_recorded.exists():
        began = timezone.localtime(meeting.starts_at)
        shared = activity_of(SHARED)
        hold_rakor(meeting, by=by, number=RECORD_NUMBER, at=began, shared=shared)
    if as_of >= SENT_ON and not sent_by(meeting).exists():
        send_data(meeting, by=by, at=at(SENT_ON, 10))
    if as_of >= SCENARIO_ON and not Scenario.objects.filter(programme=programme).exists():
        tell_scenario(programme, by=by, at=at(SCENARIO_ON, 10))
