"""The calendar file of deadlines: moments in UTC, names that say what and never whose."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from binakon.people.queries.feed import FeedEntry

LASTS = timedelta(minutes=30)
# A day before, and two hours before.
ALARMS = (timedelta(days=-1), timedelta(hours=-2))


def deadline_file(entries: Iterable[FeedEntry], *, site: str, moment: datetime) -> bytes:
    """Write an iCalendar file: each clock is the half hour that ends when it runs out, with two alarms.

    `site` is the public address of the installation without a slash at its end. A clock keeps its UID while it runs,
    also when it is set anew.
    """
    host = urlsplit(site).hostname or "binakon"
    calendar = Calendar()
    calendar.add("prodid", "-//Binakon//Tenggat//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Tenggat Binakon"))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, host, site, moment))
    return bytes(calendar.to_ical())


def _event(entry: FeedEntry, host: str, site: str, moment: datetime) -> Event:
    event = Event()
    event.add("uid", f"tenggat-{entry.pk}@{host}")
    event.add("dtstamp", moment.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("dtstart", (entry.due_at - LASTS).astimezone(UTC))
    event.add("dtend", entry.due_at.astimezone(UTC))
    event.add("transp", "TRANSPARENT")
    if entry.path:
        event.add("url", f"{site}{entry.path}")
    for before in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", before, parameters={"RELATED": "END"})
        event.add_component(alarm)
    return event
