"""The report of an event: its figures counted live while it is a draft, and what was frozen once it is approved."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import override

from binakon.core import words
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.core.numbering import written
from binakon.core.numbers import next_number
from binakon.core.problems import Problem
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import RECEIVED_REGISTRATIONS
from binakon.people.rules import Viewer, can_approve, can_enrol
from binakon.trainings.models import Certificate, Engagement, EventPhoto, EventReport
from binakon.trainings.queries.completion import CompletionPage, Participant, completion_page
from binakon.trainings.queries.evaluation import summary_of
from binakon.trainings.queries.exam_results import results_of
from binakon.trainings.queries.jp import jp_attended
from binakon.trainings.rules.gain import mean_of
from binakon.trainings.rules.report import (
    WORDS,
    approval_problems,
    evaluation_words,
    figure_rows,
)
from binakon.trainings.states import CompletionState, Component, ReportState

SERIES = "surat"
PAPER_LANGUAGE = "id"
_HISTORY_SHOWN = 20


def report_of(training: Training) -> EventReport | None:
    """The report of a training, None while nobody has begun one."""
    return EventReport.objects.filter(training=training).select_related("approved_by").first()


def words_of(report: EventReport | None) -> dict[str, str]:
    """What its writers have added so far."""
    return {name: getattr(report, name) if report else "" for name in WORDS}


def photos_of(training: Training) -> QuerySet[EventPhoto]:
    """The photos of a training that were not removed, in their order."""
    rows = EventPhoto.objects.filter(training=training, removed_at=None)
    return rows.select_related("file").order_by("position", "id")


def photo_for(training: Training, pk: int) -> EventPhoto | None:
    """One photo of this training, None where there is none."""
    return photos_of(training).filter(pk=pk).first()


def is_approved(report: EventReport | None) -> bool:
    """Whether the report is frozen."""
    return report is not None and report.state == ReportState.APPROVED


def suggested_number(report: EventReport | None, training: Training) -> str:
    """The number that the register of letters would give now, "" where it gives none."""
    pattern = training.activity.programme.office.letter_numbers
    if not pattern or is_approved(report):
        return ""
    day = today()
    number = next_number(SERIES, office_code=training.office_code, year=day.year)
    return written(pattern, number, day)


def content_of(training: Training, report: EventReport | None) -> dict[str, Any]:
    """What the report says: frozen when it is approved, else as it stands now."""
    if report is not None and is_approved(report):
        return dict(report.content)
    return fresh(training, report)


def fresh(training: Training, report: EventReport | None) -> dict[str, Any]:
    """The same as it stands now, in the language of papers; no NIK and no telephone number."""
    with override(PAPER_LANGUAGE):
        page = completion_page(training)
        first, last = (words.weekday_and_day(day) for day in (training.starts_on, training.ends_on))
        return {
            "title": str(training),
            "dates": first if first == last else f"{first} sampai dengan {last}",
            "venue": training.venue,
            "words": words_of(report),
            "figures": _figures(training, page),
            "evaluation": _evaluation(training),
            "people": [_person(person) for person in page.people],
            "instructors": _instructors(training),
            "photos": [{"pk": row.pk, "caption": row.caption} for row in photos_of(training)],
        }


def _figures(training: Training, page: CompletionPage) -> dict[str, Any]:
    results = results_of(training)
    attended = jp_attended(training)
    known = [person.figures.jp for person in page.people if person.figures.jp is not None]
    jp = mean_of(Decimal(value) for value in known)
    registered = Registration.objects.filter(training=training, state__in=RECEIVED_REGISTRATIONS)
    decided = len(page.people) - page.count(CompletionState.PENDING, CompletionState.EXCEPTION)
    return {
        "registered": registered.count(),
        "determined": len(page.people),
        "attended": sum(jp > 0 for jp in known) if attended else None,
        "jp_total": page.jp_total or None,
        "jp_mean": _stored(jp.value),
        "jp_n": jp.n,
        "pre": _stored(results.pre.value),
        "pre_n": results.pre.n,
        "post": _stored(results.post.value),
        "post_n": results.post.n,
        "gain": _stored(results.gain.value),
        "gain_n": results.gain.n,
        "completed": page.count(CompletionState.COMPLETED) if decided else None,
        "incomplete": page.count(CompletionState.INCOMPLETE) if decided else None,
        "pending": len(page.people) - decided,
        "certificates": Certificate.objects.standing().filter(training=training).count(),
    }


def _person(person: Participant) -> dict[str, Any]:
    office = person.registration.office
    return {
        "name": str(person.registration),
        "region": office.name if office else "",
        "jp": person.figures.jp,
        "pre": _stored(person.figures.value(Component.PRE)),
        "post": _stored(person.figures.value(Component.POST)),
        "state": str(person.state),
    }


def _evaluation(training: Training) -> dict[str, Any] | None:
    """How many answered; averages only where the line that protects whoever answered lets them be read."""
    summary = summary_of(training)
    if summary is None:
        return None
    return {
        "answers": summary.answers,
        "asked": summary.asked,
        "is_readable": summary.is_readable,
        "parts": [
            {
                "title": part.title,
                "lines": [
                    {"text": line.text, "n": line.n, "mean": line.mean}
                    for line in part.lines
                    if line.is_shown
                ],
            }
            for part in summary.parts
        ],
    }


def _instructors(training: Training) -> list[dict[str, Any]]:
    rows = Engagement.objects.confirmed().filter(training=training)
    return [
        {
            "name": str(row.instructor),
            "employer": row.instructor.employer,
            "jp": sum(one.jp for one in row.sessions.all()),
        }
        for row in rows.select_related("instructor").prefetch_related("sessions")
    ]


def _stored(value: Any) -> str | None:
    if value is None:
        return None
    exact = value if isinstance(value, Decimal) else Decimal(value.numerator) / value.denominator
    return str(exact)


def problems_of(training: Training, content: dict[str, Any]) -> list[Problem]:
    """What keeps the report from being approved today."""
    figures = content["figures"]
    return approval_problems(
        content["words"],
        people=figures["determined"],
        pending=figures["pending"],
        has_ended=training.ends_on <= today(),
    )


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page of one report: what it says now, and what its reader may do with it."""

    training: Training
    report: EventReport | None
    content: dict[str, Any]
    figures: tuple[tuple[str, str], ...]
    evaluation: str
    problems: tuple[Problem, ...]
    next_number: str
    history: tuple[AuditEvent, ...]
    may_edit: bool
    may_approve: bool

    @property
    def is_approved(self) -> bool:
        """Whether it is frozen."""
        return is_approved(self.report)

    @property
    def revision(self) -> int:
        """Which revision the reader sees; 0 while nobody has begun."""
        return self.report.revision if self.report else 0

    @property
    def people(self) -> list[tuple[dict[str, Any], str]]:
        """Every participant with the decision in words."""
        return [(row, str(CompletionState(row["state"]).label)) for row in self.content["people"]]


def report_page(viewer: Viewer, training: Training) -> ReportPage:
    """Everything the page of a report shows to a viewer who may see its participants."""
    report = report_of(training)
    content = content_of(training, report)
    frozen = is_approved(report)
    events = AuditEvent.objects.filter(
        subject_type=EventReport._meta.label_lower, subject_id=report.pk if report else None
    )
    return ReportPage(
        training=training,
        report=report,
        content=content,
        figures=tuple(figure_rows(content["figures"])),
        evaluation=evaluation_words(content["evaluation"]),
        problems=() if frozen else tuple(problems_of(training, content)),
        next_number=suggested_number(report, training),
        history=tuple(events.order_by("-id")[:_HISTORY_SHOWN]),
        may_edit=can_enrol(viewer, training.office_code) and not frozen,
        may_approve=can_approve(viewer, training.office_code) and not frozen,
    )
