"""A meeting for one's own calendar (iCalendar)."""

from datetime import UTC

from icalendar import Calendar, Event

from binakon.coordination.models import Meeting
from binakon.coordination.states import MeetingState


def meeting_calendar(meeting: Meeting) -> bytes:
    """The meeting as one event; a change keeps its UID and raises its SEQUENCE."""
    is_off = meeting.state == MeetingState.CANCELLED
    event = Event()
    event.add("uid", f"rapat-{meeting.code}@binakon")
    # Equal facts give equal bytes, so the stamp is the start and not the moment of the download.
    event.add("dtstamp", meeting.starts_at.astimezone(UTC))
    event.add("sequence", meeting.revision * 2 + is_off)
    event.add("summary", meeting.title)
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("location", meeting.venue)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if meeting.online_link:
        event.add("url", meeting.online_link)
    calendar = Calendar()
    calendar.add("prodid", "-//Binakon//Rapat//ID")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
