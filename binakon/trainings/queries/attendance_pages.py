"""The pages of attendance at the desk: a class by day and session, and one session with everybody in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from binakon.enrolment.models import Registration, Training
from binakon.people.rules import Viewer, can_enrol
from binakon.trainings.models import AttendanceSheet, Presence, Scan, Session
from binakon.trainings.queries.attendance import (
    badge_of,
    participants_of,
    sessions_of,
)
from binakon.trainings.queries.jp import jp_attended, jp_total
from binakon.trainings.rules.attendance import unproven_sentences
from binakon.trainings.states import Method, PresenceState, ScanOutcome

MOST_SCANS = 300


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session of the overview."""

    session: Session
    present: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One participant with the JP that they attended; `share` in whole per cent, None without a rundown."""

    person: Registration
    jp: int
    share: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The attendance of a class."""

    training: Training
    days: tuple[tuple[date, tuple[SessionLine, ...]], ...]
    people: tuple[PersonLine, ...]
    jp: int
    conflicts: int
    may_take: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One participant in one session."""

    person: Registration
    presence: Presence | None
    scans: int

    @property
    def is_present(self) -> bool:
        """Whether they count."""
        return self.presence is not None and self.presence.state == PresenceState.PRESENT

    @property
    def word(self) -> str:
        """How they stand."""
        return self.presence.get_state_display() if self.presence else ""

    @property
    def tone(self) -> str:
        """The tone of that word."""
        return "good" if self.is_present else "bad"


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One session with everybody in it."""

    training: Training
    session: Session
    rows: tuple[PersonRow, ...]
    conflicts: tuple[Scan, ...]
    claims: tuple[Scan, ...]
    scans: tuple[Scan, ...]
    sheets: tuple[AttendanceSheet, ...]
    may_take: bool

    @property
    def present(self) -> int:
        """How many count."""
        return sum(row.is_present for row in self.rows)


@dataclass(frozen=True, slots=True)
class Listed:
    """One participant as the scanning page knows them without network: no NIK, no phone, no address."""

    code: str
    name: str
    employer: str
    badge_hash: str


def attendance_overview(viewer: Viewer, training: Training) -> Overview:
    """The attendance of a class whose people the viewer may see."""
    lines = tuple(_line(session) for session in _counted(training))
    total, attended = jp_total(training), jp_attended(training)
    people = [
        PersonLine(person, attended.get(person.pk, 0), _share(attended.get(person.pk, 0), total))
        for person in participants_of(training)
    ]
    return Overview(
        training=training,
        days=tuple(
            (on, tuple(of_day)) for on, of_day in groupby(lines, key=lambda line: line.session.on)
        ),
        people=tuple(people),
        jp=total,
        conflicts=sum(line.conflicts for line in lines),
        may_take=can_enrol(viewer, training.office_code),
    )


def _counted(training: Training) -> QuerySet[Session]:
    present = Q(presences__state=PresenceState.PRESENT)
    open_conflict = Q(scans__outcome=ScanOutcome.CONFLICT, scans__settled_at=None)
    rows = sessions_of(training).annotate(
        present=Count("presences", filter=present, distinct=True),
        conflicts=Count("scans", filter=open_conflict, distinct=True),
    )
    # Counting drops the model's own order, and the days are grouped by it.
    return rows.order_by("on", "starts_at", "id")


def _line(session: Session) -> SessionLine:
    counts: dict[str, int] = vars(session)
    return SessionLine(session, counts["present"], counts["conflicts"])


def _share(jp: int, total: int) -> int | None:
    return jp * 100 // total if total else None


def attendance_page(viewer: Viewer, training: Training, session: Session) -> SessionPage:
    """One session of a class whose people the viewer may see."""
    presences = {
        presence.registration_id: presence
        for presence in Presence.objects.filter(session=session).select_related("first")
    }
    # Oldest first: the reader follows what came.
    scans = list(
        Scan.objects.filter(session=session).select_related("registration", "by", "settled_by")
    )
    waiting = _unsettled(scans)
    claims = tuple(_claims(waiting))
    counted = Counter(scan.registration_id for scan in scans)
    rows = [
        PersonRow(person, presences.get(person.pk), counted[person.pk])
        for person in participants_of(training)
    ]
    return SessionPage(
        training=training,
        session=session,
        rows=tuple(rows),
        conflicts=tuple(scan for scan in waiting if scan not in claims),
        claims=claims,
        scans=tuple(scans[-MOST_SCANS:]),
        sheets=tuple(session.sheets.select_related("file")),
        may_take=can_enrol(viewer, training.office_code),
    )


def _unsettled(scans: Iterable[Scan]) -> list[Scan]:
    return [
        scan for scan in scans if scan.outcome == ScanOutcome.CONFLICT and scan.settled_at is None
    ]


def claims_in(session: Session) -> list[Scan]:
    """What participants' phones say of a session that staff have still to confirm."""
    rows = Scan.objects.filter(session=session, outcome=ScanOutcome.CONFLICT, settled_at=None)
    return list(_claims(rows.select_related("registration")))


def _claims(scans: Iterable[Scan]) -> Iterator[Scan]:
    """Those that only a participant's phone says: nothing contradicts, and nothing proves."""
    unproven = unproven_sentences()
    return (scan for scan in scans if scan.method == Method.OWN_SCAN and scan.reason in unproven)


def conflict_of(session: Session, pk: int) -> Scan | None:
    """One conflict of a session."""
    return Scan.objects.filter(session=session, outcome=ScanOutcome.CONFLICT, pk=pk).first()


def presence_of(session: Session, registration: int) -> Presence | None:
    """Somebody's presence in a session."""
    return Presence.objects.filter(session=session, registration=registration).first()


def sheet_of(training: Training, pk: int) -> AttendanceSheet | None:
    """A photographed list of the class."""
    found = AttendanceSheet.objects.filter(session__training=training, pk=pk)
    return found.select_related("file").first()


def person_choices(training: Training) -> Sequence[tuple[str, str]]:
    """Everybody of the class, to be chosen from."""
    return [(str(person.pk), str(person)) for person in participants_of(training)]


def person_of(training: Training, pk: int) -> Registration | None:
    """One of them."""
    return participants_of(training).filter(pk=pk).first()


def listed_of(training: Training) -> tuple[Listed, ...]:
    """What the scanning page keeps on the phone: hashes of the participants' codes, and names."""
    return tuple(
        Listed(
            person.code,
            str(person),
            person.employer,
            sha256(badge_of(person).encode()).hexdigest()[:16],
        )
        for person in participants_of(training)
    )


def present_in(session: Session) -> int:
    """How many count in a session."""
    return Presence.objects.counted().filter(session=session).count()
