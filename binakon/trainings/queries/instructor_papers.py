"""What a paper around instructors says: as it stands now while it is a draft, as it was frozen from its number on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import override

from binakon.core import words
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.core.numbering import written
from binakon.core.numbers import next_number
from binakon.enrolment.models import Training
from binakon.people.rules import Viewer, can_enrol
from binakon.trainings.models import Engagement, Session, TrainingPaper
from binakon.trainings.queries.engagements import engagements_of
from binakon.trainings.states import EngagementState, PaperKind, PaperState

_HISTORY_SHOWN = 20
PAPER_LANGUAGE = "id"


def series_of(kind: str) -> str:
    """The register from which this kind of paper takes its number: the office's one for decrees, or for letters."""
    return "sk" if kind == PaperKind.INSTRUCTOR_DECREE else "surat"


def pattern_of(paper: TrainingPaper) -> str:
    """How the office writes the numbers of such a paper, "" where it has no pattern."""
    office = paper.training.activity.programme.office
    is_decree = paper.kind == PaperKind.INSTRUCTOR_DECREE
    found: str = office.decree_numbers if is_decree else office.letter_numbers
    return found


def suggested_number(paper: TrainingPaper) -> str:
    """The number that the register would give now, "" where it gives none."""
    pattern = pattern_of(paper)
    if not pattern or paper.state != PaperState.DRAFT:
        return ""
    day = today()
    number = next_number(
        series_of(paper.kind), office_code=paper.training.office_code, year=day.year
    )
    return written(pattern, number, day)


def people_of(training: Training) -> list[Engagement]:
    """Whom the decree names: who has said yes."""
    return list(engagements_of(training).filter(state=EngagementState.CONFIRMED))


def content_of(paper: TrainingPaper) -> dict[str, Any]:
    """What the paper says of the class and its people: frozen when it has a number, else as it stands now."""
    return (
        dict(paper.content) if paper.state != PaperState.DRAFT and paper.content else fresh(paper)
    )


def fresh(paper: TrainingPaper) -> dict[str, Any]:
    """The same as it stands now, in the language of papers."""
    training = paper.training
    rows = people_of(training) if paper.engagement is None else [paper.engagement]
    with override(PAPER_LANGUAGE):
        first, last = (words.weekday_and_day(day) for day in (training.starts_on, training.ends_on))
        return {
            "title": str(training),
            "dates": first if first == last else f"{first} sampai dengan {last}",
            "venue": training.venue,
            "contact": " ".join(filter(None, (training.contact_name, training.contact_phone))),
            "people": [_person(row) for row in rows],
        }


def _person(row: Engagement) -> dict[str, Any]:
    own = list(row.sessions.order_by("on", "starts_at", "id"))
    return {
        "name": str(row.instructor),
        "position": row.instructor.position,
        "employer": row.instructor.employer,
        "topics": list(dict.fromkeys(one.topic for one in own)),
        "sessions": [_session(one) for one in own],
        "jp": sum(one.jp for one in own),
    }


def _session(one: Session) -> list[str]:
    return [
        words.weekday_and_day(one.on),
        f"{one.starts_at:%H.%M}–{one.ends_at:%H.%M}",
        one.topic,
    ]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One paper at the desk."""

    paper: TrainingPaper
    people: tuple[dict[str, Any], ...]
    next_number: str
    history: tuple[AuditEvent, ...]
    may_edit: bool


def paper_page(viewer: Viewer, paper: TrainingPaper) -> PaperPage:
    """The page of one paper that the viewer may see."""
    events = AuditEvent.objects.filter(
        subject_type=TrainingPaper._meta.label_lower, subject_id=paper.pk
    )
    return PaperPage(
        paper=paper,
        people=tuple(content_of(paper)["people"]),
        next_number=suggested_number(paper),
        history=tuple(events.order_by("-id")[:_HISTORY_SHOWN]),
        may_edit=can_enrol(viewer, paper.training.office_code),
    )
