"""Attendance as it stands: who takes part, the JP that each attended, what is known before a batch is judged."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils import timezone

from binakon.core import scan
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.queries.trainings import training_for
from binakon.enrolment.states import PlaceState
from binakon.people.rules import Viewer, can_see_people
from binakon.trainings.models import Presence, Session
from binakon.trainings.rules.attendance import Known, SessionFacts
from binakon.trainings.states import Evidence, PresenceState, SessionKind

_BADGE = "badge"


def class_for(viewer: Viewer, slug: str) -> Training | None:
    """The training whose people this viewer may see."""
    training = training_for(viewer, slug)
    if training is None or not can_see_people(viewer, training.office_code):
        return None
    return training


def participants_of(training: Training) -> QuerySet[Registration]:
    """The people on the signed decree, by name."""
    people = Registration.objects.filter(training=training, place__state=PlaceState.DETERMINED)
    return people.select_related("office").order_by("name", "id")


def sessions_of(training: Training) -> QuerySet[Session]:
    """The sessions where attendance is taken: all but breaks, in the order of the days."""
    return Session.objects.filter(training=training).exclude(kind=SessionKind.BREAK)


def session_of(training: Training, pk: int) -> Session | None:
    """One of them."""
    return sessions_of(training).filter(pk=pk).first()


def session_with(key: str) -> Session | None:
    """The session with this key, for whoever scanned its code; None for what is no key too."""
    try:
        found = Session.objects.filter(key=UUID(hex=key)).exclude(kind=SessionKind.BREAK)
    except ValueError:
        return None
    return found.select_related("training__activity__programme__office").first()


def jp_of(training: Training) -> int:
    """The JP of the rundown: what attending everything comes to."""
    return Session.objects.filter(training=training).aggregate(jp=Sum("jp"))["jp"] or 0


def jp_attended(training: Training) -> dict[int, int]:
    """JP attended by registration: the sum of the JP of the sessions with a presence that stands. 0 is left out.

    The one definition: every page, list, rule of completion and certificate asks here.
    """
    rows = Presence.objects.counted().filter(session__training=training)
    summed = rows.values("registration").annotate(jp=Sum("session__jp")).order_by()
    return {row["registration"]: row["jp"] for row in summed if row["jp"]}


def badge_of(registration: Registration) -> str:
    """What a participant's own QR says: their code with our proof for this class; it opens nothing."""
    return scan.sealed(_BADGE, registration.code, str(registration.training_id))


def code_of_badge(text: str, training: Training) -> str:
    """The registration's code when we gave this text out for the class, else ""."""
    is_ours = scan.is_sealed(text, _BADGE, str(training.pk))
    return text.rpartition(".")[0] if is_ours else ""


def people_behind(training: Training, codes: Collection[str]) -> dict[str, Registration]:
    """The participants with these registration codes."""
    found = participants_of(training).filter(code__in=codes).select_related(None)
    return {person.code: person for person in found.only("id", "code", "name", "is_invented")}


def facts_of(session: Session) -> SessionFacts:
    """What judging a mark needs of a session."""
    zone = timezone.get_default_timezone()
    return SessionFacts(
        session.pk,
        datetime.combine(session.on, session.starts_at, tzinfo=zone),
        datetime.combine(session.on, session.ends_at, tzinfo=zone),
        session.closed_at,
    )


def known_of(training: Training, people: Iterable[int]) -> Known:
    """What stands of these people in all sessions of the class."""
    sessions: Mapping[int, SessionFacts] = {
        session.pk: facts_of(session) for session in sessions_of(training)
    }
    present: dict[tuple[int, int], Evidence] = {}
    struck: set[tuple[int, int]] = set()
    rows = Presence.objects.filter(session__in=list(sessions), registration__in=set(people))
    for session, person, state, evidence in rows.values_list(
        "session_id", "registration_id", "state", "evidence"
    ).order_by():
        if state == PresenceState.STRUCK:
            struck.add((session, person))
        else:
            present[session, person] = Evidence(evidence)
    return Known(sessions, present, frozenset(struck))
