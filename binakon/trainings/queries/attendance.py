"""Attendance as it stands: who takes part, the JP that each attended, what is known before a batch is judged."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet
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


def class_scanned(viewer: Viewer, slug: str) -> Training | None:
    """The same with no more of it than taking a batch needs: the phones of a room ask often."""
    training = (
        Training.objects.filter(activity__slug=slug)
        .select_related("activity__programme__office")
        .only("id", "activity__programme__office__code")
        .first()
    )
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


def badge_of(registration: Registration) -> str:
    """What a participant's own QR says: their code with our proof for this class; it opens nothing."""
    return scan.sealed(_BADGE, registration.code, str(registration.training_id))


def code_of_badge(text: str, training: Training) -> str:
    """The registration's code when we gave this text out for the class, else ""."""
    is_ours = scan.is_sealed(text, _BADGE, str(training.pk))
    return text.rpartition(".")[0] if is_ours else ""


def people_behind(training: Training, codes: Collection[str]) -> dict[str, tuple[int, str]]:
    """The participants with these registration codes: their number and name."""
    found = participants_of(training).filter(code__in=codes).select_related(None).order_by()
    rows = found.values_list("code", "pk", "name", "is_invented")
    return {code: (pk, shown_name(name, is_invented=made)) for code, pk, name, made in rows}


def shown_name(name: str, *, is_invented: bool) -> str:
    """A name as a registration says it."""
    return str(Registration(name=name, is_invented=is_invented)) if is_invented else name


def facts_of(session: Session) -> SessionFacts:
    """What judging a mark needs of a session."""
    return _facts(session.pk, session.on, session.starts_at, session.ends_at, session.closed_at)


def session_facts(training: Training) -> dict[int, SessionFacts]:
    """The same of every session of the class where attendance is taken."""
    rows = sessions_of(training).values_list("pk", "on", "starts_at", "ends_at", "closed_at")
    return {row[0]: _facts(*row) for row in rows.order_by()}


def _facts(
    pk: int, on: date, starts_at: time, ends_at: time, closed_at: datetime | None
) -> SessionFacts:
    zone = timezone.get_default_timezone()
    starts, ends = (datetime.combine(on, hour, tzinfo=zone) for hour in (starts_at, ends_at))
    return SessionFacts(pk, starts, ends, closed_at)


def known_of(sessions: Mapping[int, SessionFacts], people: Iterable[int]) -> Known:
    """What stands of these people in all these sessions of a class."""
    present: dict[tuple[int, int], Evidence] = {}
    struck: set[tuple[int, int]] = set()
    rows = Presence.objects.filter(session__in=list(sessions), registration__in=set(people))
    for session, person, state, evidence in rows.order_by().values_list(
        "session_id", "registration_id", "state", "evidence"
    ):
        if state == PresenceState.STRUCK:
            struck.add((session, person))
        else:
            present[session, person] = Evidence(evidence)
    return Known(sessions, present, frozenset(struck))
