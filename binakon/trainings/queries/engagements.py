"""Instructors: the registry of an office, those of one class, and what one of them sees behind their link."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from binakon.core.whatsapp import chat_href
from binakon.enrolment.models import Training
from binakon.enrolment.states import TrainingState
from binakon.people.models import Office
from binakon.people.rules import Viewer, can_enrol, can_see_desk
from binakon.trainings.models import Engagement, Instructor, Session, TrainingPaper
from binakon.trainings.queries.rundown import tone_of
from binakon.trainings.rules.engagements import ExpiredLink, read_token, token_of
from binakon.trainings.states import TEACHING, EngagementState, PaperKind, PaperState


def registry_of(viewer: Viewer, office_code: str) -> QuerySet[Instructor]:
    """The instructors of an office, those who still teach first; none for a viewer without its desk."""
    rows = Instructor.objects.filter(office__code=office_code)
    if not can_see_desk(viewer, office_code):
        return rows.none()
    taught = Count("engagements", filter=Q(engagements__state=EngagementState.CONFIRMED))
    return rows.annotate(taught=taught).order_by("retired_at", "name", "id")


@dataclass(frozen=True, slots=True)
class RegistryPage:
    """The instructors of an office at its desk."""

    office: Office
    rows: tuple[Instructor, ...]
    may_edit: bool

    @property
    def active(self) -> int:
        """How many still teach."""
        return sum(row.retired_at is None for row in self.rows)


def registry_page(viewer: Viewer, office_code: str) -> RegistryPage:
    """The registry of an office whose desk the viewer may open."""
    return RegistryPage(
        office=Office.objects.get(code=office_code),
        rows=tuple(registry_of(viewer, office_code)),
        may_edit=can_enrol(viewer, office_code),
    )


def instructor_for(viewer: Viewer, pk: int) -> Instructor | None:
    """One instructor of an office whose desk the viewer may open."""
    found = Instructor.objects.filter(pk=pk).select_related("office").first()
    return found if found is not None and can_see_desk(viewer, found.office.code) else None


def engagements_of(training: Training) -> QuerySet[Engagement]:
    """Everybody who was thought of as an instructor of this class, in the order in which they were proposed."""
    rows = Engagement.objects.filter(training=training).select_related(
        "instructor", "replaces__instructor", "training__activity__programme__office"
    )
    return rows.prefetch_related("sessions").order_by("id")


def engagement_for(training: Training, pk: int) -> Engagement | None:
    """One engagement of this class."""
    return engagements_of(training).filter(pk=pk).first()


def teacher_choices(training: Training) -> list[tuple[int, str]]:
    """Who can stand on the rundown of this class."""
    return [
        (row.pk, f"{row.instructor} ({row.get_state_display()})")
        for row in engagements_of(training).teaching()  # type: ignore[attr-defined]
    ]


def free_instructors(training: Training) -> list[tuple[int, str]]:
    """Who of the office's registry is not an instructor of this class."""
    taken = Engagement.objects.filter(training=training, state__in=TEACHING)
    rows = Instructor.objects.filter(office__code=training.office_code, retired_at=None)
    rows = rows.exclude(pk__in=taken.values("instructor"))
    return [(row.pk, ", ".join(filter(None, (str(row), row.employer)))) for row in rows]


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """One instructor of a class at the desk: their answer, their sessions, how the invitation can reach them."""

    engagement: Engagement
    tone: str
    sessions: tuple[Session, ...]
    jp: int
    moves: tuple[str, ...]
    whatsapp: str
    papers: tuple[TrainingPaper, ...]

    @property
    def letter(self) -> TrainingPaper | None:
        """The signed letter that goes with the invitation."""
        asks = (one for one in self.papers if one.kind == PaperKind.INSTRUCTOR_REQUEST)
        return next((one for one in asks if one.state == PaperState.SIGNED), None)

    @property
    def is_reachable(self) -> bool:
        """Whether a message can go to them."""
        return bool(self.engagement.instructor.email or self.engagement.instructor.phone)


@dataclass(frozen=True, slots=True)
class EngagementsPage:
    """The instructors of a class at the desk, with the papers around them."""

    training: Training
    lines: tuple[EngagementLine, ...]
    papers: tuple[TrainingPaper, ...]
    free: tuple[tuple[int, str], ...]
    may_edit: bool

    @property
    def outdated_decree(self) -> TrainingPaper | None:
        """The numbered decree in force, when those it names are no longer those who said yes."""
        numbered = (PaperState.ISSUED, PaperState.SIGNED)
        decrees = (one for one in self.papers if one.kind == PaperKind.INSTRUCTOR_DECREE)
        last = next((one for one in decrees if one.state in numbered), None)
        if last is None:
            return None
        ready = [
            str(line.engagement.instructor)
            for line in self.lines
            if line.engagement.state == EngagementState.CONFIRMED
        ]
        named = [person["name"] for person in last.content["people"]]
        return None if sorted(named) == sorted(ready) else last

    @property
    def confirmed(self) -> int:
        """How many said yes."""
        return self._count(EngagementState.CONFIRMED)

    @property
    def waiting(self) -> int:
        """How many have not answered."""
        return self._count(EngagementState.INVITED)

    def _count(self, state: str) -> int:
        return sum(line.engagement.state == state for line in self.lines)


def engagements_page(viewer: Viewer, training: Training) -> EngagementsPage:
    """The page of the instructors of a class that the viewer may see."""
    may_edit = can_enrol(viewer, training.office_code)
    papers = list(papers_of(training))
    return EngagementsPage(
        training=training,
        lines=tuple(_line(row, papers, may_edit=may_edit) for row in engagements_of(training)),
        papers=tuple(papers),
        free=tuple(free_instructors(training)),
        may_edit=may_edit,
    )


def _line(row: Engagement, papers: list[TrainingPaper], *, may_edit: bool) -> EngagementLine:
    own = tuple(sorted(row.sessions.all(), key=lambda one: (one.on, one.starts_at)))
    invited = may_edit and row.state == EngagementState.INVITED
    return EngagementLine(
        engagement=row,
        tone=tone_of(row.state),
        sessions=own,
        jp=sum(one.jp for one in own),
        moves=tuple(Engagement.workflow.moves_from(row.state)) if may_edit else (),
        whatsapp=chat_href(row.instructor.phone, invitation_text(row)) if invited else "",
        papers=tuple(each for each in papers if each.engagement_id == row.pk),
    )


def papers_of(training: Training) -> QuerySet[TrainingPaper]:
    """The papers around the instructors of a class, newest first; what was withdrawn stays."""
    rows = TrainingPaper.objects.filter(training=training)
    return rows.select_related("engagement__instructor", "signatory", "scan").order_by("-id")


def paper_for(training: Training, pk: int) -> TrainingPaper | None:
    """One paper of this class."""
    rows = papers_of(training).select_related("training__activity__programme__office")
    return rows.filter(pk=pk).first()


def request_of(engagement: Engagement) -> TrainingPaper | None:
    """The numbered letter that asks this instructor, if one stands."""
    rows = TrainingPaper.objects.filter(
        engagement=engagement,
        kind=PaperKind.INSTRUCTOR_REQUEST,
        state__in=[PaperState.ISSUED, PaperState.SIGNED],
    )
    # "signed" comes after "issued": of two letters the signed one goes out.
    return rows.select_related("scan").order_by("-state", "-id").first()


def own_papers_of(engagement: Engagement) -> tuple[TrainingPaper, ...]:
    """The signed papers that concern this instructor alone: the letter that asks them, their assignment."""
    rows = TrainingPaper.objects.filter(engagement=engagement, state=PaperState.SIGNED)
    return tuple(rows.select_related("scan").order_by("id"))


def link_of(engagement: Engagement) -> str:
    """The full address by which they answer."""
    token = token_of(engagement.key.hex, engagement.link_version)
    return f"{settings.PUBLIC_URL}/narasumber/{token}/"


def invitation_text(engagement: Engagement) -> str:
    """The invitation as a WhatsApp message."""
    training = engagement.training
    return (
        f"Yth. {engagement.instructor.name}, kami mengundang Anda menjadi narasumber "
        f"{training}, {training.days_words}, di {training.venue}. "
        f"Lihat jadwal dan jawab bersedia atau tidak lewat tautan ini: {link_of(engagement)}"
    )


@dataclass(frozen=True, slots=True)
class OwnEngagement:
    """What an instructor sees behind their link: the class, their sessions, their answer so far."""

    engagement: Engagement
    days: tuple[tuple[date, tuple[Session, ...]], ...]
    jp: int
    may_answer: bool
    has_answered: bool
    is_off: bool
    papers: tuple[TrainingPaper, ...]


def engagement_behind(token: str) -> Engagement:
    """The engagement of a link; raises `BadLink`, or `ExpiredLink` for an older version of it or who was replaced."""
    key, version = read_token(token)
    rows = Engagement.objects.filter(key=uuid.UUID(key)).select_related(
        "instructor__office", "training__activity__programme__office"
    )
    found = rows.first()
    if found is None or found.link_version != version or found.state == EngagementState.REPLACED:
        raise ExpiredLink
    return found


def own_engagement(engagement: Engagement) -> OwnEngagement:
    """The page behind a link."""
    days: dict[date, list[Session]] = {}
    rows = Session.objects.filter(engagements=engagement).order_by("on", "starts_at", "id")
    for row in rows:
        days.setdefault(row.on, []).append(row)
    state = engagement.state
    is_off = engagement.training.state == TrainingState.CANCELLED
    waits = state in (EngagementState.PROPOSED, EngagementState.INVITED)
    return OwnEngagement(
        engagement=engagement,
        days=tuple((on, tuple(found)) for on, found in days.items()),
        jp=sum(row.jp for found in days.values() for row in found),
        may_answer=waits and not is_off,
        has_answered=state in (EngagementState.CONFIRMED, EngagementState.DECLINED),
        is_off=is_off,
        papers=own_papers_of(engagement),
    )
