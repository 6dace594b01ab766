"""The calendar file: activities with the precision that was stated, never a guess as a date."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from binakon.planning.models import Activity
from binakon.planning.states import ActivityState


def calendar_file(activities: Iterable[Activity], site: str) -> bytes:
    """Write an iCalendar file.

    Approximate windows are tentative whole-day spans whose title says "perkiraan"; activities that
    wait for the perubahan have no date and are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Binakon//Jadwal//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Kegiatan jasa konstruksi"))
    for activity in activities:
        if activity.starts_on is not None and activity.ends_on is not None:
            calendar.add_component(_event(activity, site))
    return bytes(calendar.to_ical())


def _event(activity: Activity, site: str) -> Event:
    assert activity.starts_on is not None
    assert activity.ends_on is not None
    is_guess = not activity.window.is_exact or activity.is_approximate
    event = Event()
    event.add("uid", f"{activity.slug}@binakon")
    # Equal facts give equal bytes, so the stamp is the window's start and not the moment of the download.
    event.add("dtstamp", datetime.combine(activity.starts_on, time(0), tzinfo=UTC))
    event.add(
        "summary",
        _("%(title)s (perkiraan)") % {"title": activity.title} if is_guess else activity.title,
    )
    event.add("dtstart", activity.starts_on)
    event.add("dtend", activity.ends_on + timedelta(days=1))
    event.add("status", _status(activity, is_guess=is_guess))
    event.add("transp", "TRANSPARENT" if is_guess else "OPAQUE")
    event.add("description", activity.window_words)
    event.add("url", f"{site}kegiatan/{activity.slug}/")
    return event


def _status(activity: Activity, *, is_guess: bool) -> str:
    if activity.state in {ActivityState.CANCELLED, ActivityState.POSTPONED}:
        return "CANCELLED"
    return "TENTATIVE" if is_guess else "CONFIRMED"
