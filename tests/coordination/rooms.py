"""Plain functions that make a meeting on its day: offices that were asked, guests on the list, an agenda."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from binakon.coordination.actions.arrivals import mark_arrival
from binakon.coordination.actions.holding import begin_meeting, close_meeting
from binakon.coordination.actions.records import draw_up_record, number_record
from binakon.coordination.models import AgendaItem, Guest, Invitation, Meeting, MeetingPaper
from binakon.coordination.states import ArrivalEvidence, MeetingState, Reply
from binakon.core import clock
from binakon.core.calendar import today
from binakon.people.actions.paper_numbers import Numbering
from tests.enrolment.decree_cases import an_official
from tests.factories import BY, an_office

BANJAR, TABALONG, BANJARBARU = "63.03", "63.09", "63.72"


def a_meeting(code: str = "rakor-uji", **fields: Any) -> Meeting:
    """A meeting of the province that starts now, invited."""
    now = clock.now()
    values = {
        "office": an_office(),
        "title": "Rapat Koordinasi Pembinaan Jasa Konstruksi Kabupaten/Kota",
        "starts_at": now - timedelta(minutes=5),
        "ends_at": now + timedelta(hours=3),
        "venue": "Aula Dinas (contoh), Banjarbaru",
        "state": MeetingState.INVITED,
    }
    return Meeting.objects.create(code=code, **{**values, **fields})


def asked(meeting: Meeting, code: str = BANJAR, **fields: Any) -> Invitation:
    """The invitation of an office, sent."""
    values: dict[str, Any] = {"key": uuid4(), "sent_at": meeting.starts_at - timedelta(days=7)}
    return Invitation.objects.create(
        meeting=meeting, office=an_office(code), **{**values, **fields}
    )


def a_guest(invitation: Invitation, name: str = "Rahmadi (contoh)", **fields: Any) -> Guest:
    """Somebody whom an office announced."""
    return Guest.objects.create(
        meeting=invitation.meeting,
        invitation=invitation,
        key=uuid4(),
        name=name,
        position="Kepala Bidang Bina Konstruksi",
        **fields,
    )


def an_item(meeting: Meeting, title: str = "Kuota pelatihan", **fields: Any) -> AgendaItem:
    """A point of the agenda, after those that are there."""
    return AgendaItem.objects.create(
        meeting=meeting, title=title, position=meeting.agenda.count() + 1, **fields
    )


def came(guest: Guest) -> Guest:
    """The guest, scanned at the door."""
    assert mark_arrival(guest, ArrivalEvidence.STAFF_SCAN, by=BY)
    return guest


def a_full_meeting(**fields: Any) -> Meeting:
    """A meeting that is going on: three offices asked, one of them there with one guest, one point with minutes."""
    meeting = a_meeting(**fields)
    came(a_guest(asked(meeting, BANJAR, reply=Reply.COMES, replied_at=clock.now())))
    asked(meeting, TABALONG, reply=Reply.DECLINES, replied_at=clock.now())
    asked(meeting, BANJARBARU)
    an_item(meeting, minutes="Kuota dibagi rata.\n\nTabalong meminta dua lagi.")
    begin_meeting(meeting, by=BY)
    return meeting


def stated(number: str = "005/9/BA/2026") -> Numbering:
    """A typed number with all that belongs to it."""
    return Numbering(number, today(), "Banjarbaru", an_official(), None)


def a_record(meeting: Meeting, number: str = "") -> MeetingPaper:
    """The record of a meeting that is closed for it, with its number where one is given."""
    if meeting.state != MeetingState.CLOSED:
        close_meeting(meeting, by=BY)
    paper = draw_up_record(meeting, by=BY)
    if number:
        number_record(paper, stated(number), by=BY)
    return paper
