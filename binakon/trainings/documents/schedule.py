"""The rundown to be printed (PDF) and to be put into a calendar (iCalendar)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from binakon.core import pdf, words
from binakon.enrolment.models import Training
from binakon.enrolment.states import TrainingState
from binakon.people.documents.papers import days, paper_words, printed_as_of
from binakon.people.queries import head_of_papers
from binakon.trainings.models import Session
from binakon.trainings.queries.public_rundown import public_rundown
from binakon.trainings.queries.rundown import place_words, sessions_of
from binakon.trainings.states import SessionKind

PAPER_LANGUAGE = "id"
# How an event goes on (RFC 5545).
STATUSES = ("TENTATIVE", "CONFIRMED", "CANCELLED")


def rundown_pdf(training: Training) -> bytes:
    """The schedule as it is handed out: topics, times, rooms, JP, and who has said yes to teach."""
    with override(PAPER_LANGUAGE):
        return pdf.render(
            "trainings/schedule", schedule_paper(training), as_of=printed_as_of(training.starts_on)
        )


def schedule_paper(training: Training) -> dict[str, object]:
    """Every word of the schedule, in the order in which the template prints them."""
    head = head_of_papers(training.office_code, None)
    found = public_rundown(training)
    total = sum(row.jp for _day, rows in found for row in rows)
    title = "Jadwal pelatihan"
    return {
        **paper_words(f"{title}: {training}", head, is_draft=False),
        "heading": "JADWAL PELATIHAN",
        "about": str(training),
        "facts": [
            ["Waktu", days(training.starts_on, training.ends_on)],
            ["Tempat", training.venue],
            ["Jumlah", f"{total} JP"],
        ],
        "heads": ["Waktu (WITA)", "Materi atau acara", "JP", "Narasumber", "Ruang"],
        "days": [
            {
                "title": words.weekday_and_day(on),
                "rows": [
                    [
                        f"{row.starts:%H.%M}–{row.ends:%H.%M}",
                        row.topic,
                        str(row.jp) if row.jp else "",
                        ", ".join(row.teachers) or _unnamed(row.kind),
                        row.room,
                    ]
                    for row in rows
                ],
                "total": f"{sum(row.jp for row in rows)} JP",
            }
            for on, rows in found
        ],
        "empty": "Rundown belum disusun.",
    }


def _unnamed(kind: str) -> str:
    """Of teaching, that whoever does it is still to be named; of anything else nothing."""
    return "menyusul" if kind in (SessionKind.TEACHING, SessionKind.PRACTICE) else ""


def rundown_calendar(training: Training) -> bytes:
    """The sessions of a class for a shared calendar: no breaks, no person's name, no link to an online room."""
    return session_calendar(training, sessions_of(training), has_links=False)


def session_calendar(training: Training, rows: Iterable[Session], *, has_links: bool) -> bytes:
    """Sessions as iCalendar; `has_links` only for who may join online (participants, instructors)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Binakon//Rundown//ID")
    calendar.add("version", "2.0")
    is_off = training.state == TrainingState.CANCELLED
    for event in session_events(training, rows, has_links=has_links, is_off=is_off):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def session_events(
    training: Training, rows: Iterable[Session], *, has_links: bool, is_off: bool
) -> Iterator[Event]:
    """Each session but breaks as an event that a calendar knows again: a change keeps its UID and raises its SEQUENCE."""
    zone = timezone.get_default_timezone()
    # Equal facts give equal bytes, so the stamp is the first day and not the moment of the download.
    stamp = datetime.combine(training.starts_on, time(0), tzinfo=UTC)
    status = "CANCELLED" if is_off else "CONFIRMED"
    for row in rows:
        if row.kind == SessionKind.BREAK:
            continue
        event = Event()
        event.add("uid", f"{row.key}@binakon")
        event.add("dtstamp", stamp)
        # The venue is the training's, so a change of either is one of the event.
        event.add("sequence", sequence_of(row.revision + training.revision, status))
        event.add("summary", f"{row.topic} · {training}")
        event.add("dtstart", datetime.combine(row.on, row.starts_at, tzinfo=zone).astimezone(UTC))
        event.add("dtend", datetime.combine(row.on, row.ends_at, tzinfo=zone).astimezone(UTC))
        event.add("location", _location(training, row))
        event.add("status", status)
        if has_links and row.link:
            event.add("url", row.link)
            # Some calendars show no URL.
            event.add("description", _("Tautan daring: %(link)s") % {"link": row.link})
        yield event


def sequence_of(revision: int, status: str) -> int:
    """The SEQUENCE of an event: it rises with every revision of what it tells, and when its status goes on."""
    return revision * len(STATUSES) + STATUSES.index(status)


def _location(training: Training, row: Session) -> str:
    """The room in its house; somebody who meets on a screen need not go there."""
    place = place_words(row)
    return place if row.link and not row.room else ", ".join(filter(None, (place, training.venue)))
