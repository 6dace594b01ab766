"""An applicant's own calendar entry: the days of their class, tentative until they are determined."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from icalendar import Calendar, Event

from binakon.trainings.documents.schedule import sequence_of, session_events

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration, TrainingDay
    from binakon.trainings.models import Session


def own_calendar(
    registration: "Registration",
    days: "Iterable[TrainingDay]",
    sessions: "Sequence[Session]",
    *,
    is_certain: bool,
    is_off: bool,
) -> bytes:
    """Write the days of a class as iCalendar, each with its hours where known, else the whole span; and its sessions.

    Sessions have their room and, while the person takes part, the link to join online. It holds no name, no NIK and no
    link to the person's page, because calendars are shared with colleagues.
    """
    training = registration.training
    calendar = Calendar()
    calendar.add("prodid", "-//Binakon//Pendaftaran//ID")
    calendar.add("version", "2.0")
    zone = timezone.get_default_timezone()
    spans: list[tuple[date, date, str]] = [
        (
            datetime.combine(day.on, day.starts_at, tzinfo=zone).astimezone(UTC),
            datetime.combine(day.on, day.ends_at, tzinfo=zone).astimezone(UTC),
            day.note,
        )
        for day in days
    ] or [(training.starts_on, training.ends_on + timedelta(days=1), "")]
    stamp = datetime.combine(training.starts_on, time(0), tzinfo=UTC)
    status = _status(is_certain=is_certain, is_off=is_off)
    for number, (start, end, note) in enumerate(spans, 1):
        event = Event()
        event.add("uid", f"{registration.code}-{number}@binakon")
        event.add("dtstamp", stamp)
        event.add("summary", training.activity.title)
        event.add("dtstart", start)
        event.add("dtend", end)
        event.add("location", note or training.venue)
        event.add("sequence", sequence_of(training.revision, status))
        event.add("status", status)
        # A day beside its sessions takes no time of its own.
        event.add("transp", "TRANSPARENT" if sessions else "OPAQUE")
        calendar.add_component(event)
    for event in session_events(training, sessions, has_links=not is_off, is_off=is_off):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _status(*, is_certain: bool, is_off: bool) -> str:
    if is_off:
        return "CANCELLED"
    return "CONFIRMED" if is_certain else "TENTATIVE"
