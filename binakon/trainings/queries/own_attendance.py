"""A participant's own attendance, as they see it behind their link."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from binakon.core import scan
from binakon.enrolment.models import Place, Registration
from binakon.enrolment.states import PlaceState
from binakon.trainings.models import Presence, Session
from binakon.trainings.queries.attendance import badge_of, facts_of, sessions_of
from binakon.trainings.rules.attendance import Sent
from binakon.trainings.rules.own_scan import read_code, shown_at


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One session, and whether they were there; `at` None: not recorded."""

    session: Session
    at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnAttendance:
    """What stands of one participant; `jp` of `total` attended."""

    badge: str
    days: tuple[tuple[date, tuple[OwnSession, ...]], ...]
    jp: int
    total: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Which session showed a code, and when; `is_now`: it is still on the screen, or was the step before."""

    session: int
    at: datetime
    is_now: bool


def is_participant(registration: Registration) -> bool:
    """Whether they stand on a signed decree."""
    places = Place.objects.filter(registration=registration, state=PlaceState.DETERMINED)
    return places.exists()


def own_attendance(registration: Registration) -> OwnAttendance:
    """Their QR, and their sessions by day."""
    marks = dict(
        Presence.objects.counted().filter(registration=registration).values_list("session_id", "at")
    )
    sessions = list(sessions_of(registration.training))
    lines = [OwnSession(session, marks.get(session.pk)) for session in sessions]
    return OwnAttendance(
        badge=badge_of(registration),
        days=tuple(
            (on, tuple(of_day)) for on, of_day in groupby(lines, key=lambda line: line.session.on)
        ),
        jp=sum(line.session.jp for line in lines if line.at),
        total=sum(session.jp for session in sessions),
    )


def session_showing(registration: Registration, code: str, at: datetime) -> Session | None:
    """The session of their class, of this day, that has this code on its screen now."""
    today = timezone.localdate(at)
    of_today = sessions_of(registration.training).filter(on=today)
    return next((session for session in of_today if scan.is_fresh(code, session.key.hex, at)), None)


def session_shown(sent: Sent, sessions: Iterable[Session], now: datetime) -> Shown | None:
    """Which of these sessions showed the code that a phone sent; None when none of them ever did."""
    key, code = read_code(sent.text)
    for session in sessions:
        name = session.key.hex
        if key not in ("", name):
            continue
        is_now = scan.is_fresh(code, name, now)
        at = shown_at(code, name, facts_of(session), said=now if is_now else sent.at)
        if at is not None:
            return Shown(session.pk, at, is_now)
    return None
