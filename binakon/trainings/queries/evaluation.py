"""The evaluation of a training: what it asks, who has answered, and its summary, which leads to nobody."""

from dataclasses import dataclass
from datetime import datetime

from binakon.core import clock
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import PlaceState
from binakon.trainings.models import (
    Engagement,
    EvaluationForm,
    EvaluationReply,
    EvaluationTicket,
)
from binakon.trainings.rules.evaluation import (
    COMMENT,
    Item,
    Line,
    Terms,
    is_readable,
    line_of,
    tally,
)


@dataclass(frozen=True, slots=True)
class Part:
    """The event or one instructor: its lines, and its comments in the order of their random keys."""

    title: str
    lines: tuple[Line, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many have answered of how many; `parts` are empty while it may not be read."""

    form: EvaluationForm
    answers: int
    asked: int
    is_closed: bool
    is_readable: bool
    parts: tuple[Part, ...]

    @property
    def needed(self) -> int:
        """How many answers are still missing below the line that protects."""
        return max(0, self.form.least - self.answers)


@dataclass(frozen=True, slots=True)
class OwnEvaluation:
    """What one participant is asked, and whether they may answer now."""

    form: EvaluationForm
    instructors: tuple[tuple[int, str], ...]
    is_open: bool
    is_early: bool
    has_answered: bool


def evaluation_of(training: Training) -> EvaluationForm | None:
    """The evaluation of a training, None while nobody has set one."""
    return EvaluationForm.objects.filter(training=training).first()


def terms_of(form: EvaluationForm) -> Terms:
    """A stored evaluation as the rules read it."""
    return Terms(
        tuple(item["text"] for item in form.event_items),
        tuple(item["text"] for item in form.instructor_items),
        form.least,
        form.opens_at,
        form.closes_at,
    )


def summary_of(training: Training, *, at: datetime | None = None) -> Summary | None:
    """What may be told of the answers at a moment (None: now); None without an evaluation."""
    form = evaluation_of(training)
    if form is None:
        return None
    answers = EvaluationTicket.objects.filter(form=form).count()
    people = Registration.objects.filter(training=training, place__state=PlaceState.DETERMINED)
    asked, is_closed = people.count(), (at or clock.now()) >= form.closes_at
    readable = is_readable(answers=answers, least=form.least, is_closed=is_closed)
    parts = _parts(form) if readable else ()
    return Summary(form, answers, asked, is_closed, readable, parts)


def own_evaluation(
    registration: Registration, *, at: datetime | None = None
) -> OwnEvaluation | None:
    """What a participant is asked; None for whoever is none, and without an evaluation."""
    form = evaluation_of(registration.training)
    place = getattr(registration, "place", None)
    if form is None or place is None or place.state != PlaceState.DETERMINED:
        return None
    moment = at or clock.now()
    tickets = EvaluationTicket.objects.filter(form=form, registration=registration)
    return OwnEvaluation(
        form=form,
        instructors=instructors_of(registration.training),
        is_open=form.opens_at <= moment < form.closes_at,
        is_early=moment < form.opens_at,
        has_answered=tickets.exists(),
    )


def instructors_of(training: Training) -> tuple[tuple[int, str], ...]:
    """Who taught: key of the engagement and name."""
    rows = Engagement.objects.confirmed().filter(training=training).select_related("instructor")
    return tuple((row.pk, str(row.instructor)) for row in rows)


def _parts(form: EvaluationForm) -> tuple[Part, ...]:
    names = {
        row.pk: str(row.instructor)
        for row in Engagement.objects.filter(training=form.training_id).select_related("instructor")
    }
    event = _part(form, "", None, form.event_items)
    taught = [_part(form, name, pk, form.instructor_items) for pk, name in names.items()]
    return (event, *(part for part in taught if any(line.n for line in part.lines)))


def _part(form: EvaluationForm, title: str, engagement: int | None, items: list[Item]) -> Part:
    replies = EvaluationReply.objects.filter(form=form, engagement=engagement)
    given = replies.filter(mark__isnull=False).order_by().values_list("item", "mark")
    marks = tally((item, mark) for item, mark in given if mark is not None)
    lines = tuple(line_of(item["text"], marks.get(item["code"], {}), form.least) for item in items)
    said: tuple[str, ...] = ()
    if all(line.is_shown for line in lines):
        # By the random key: never in the order in which people answered.
        written = replies.filter(item=COMMENT).order_by("pk")
        said = tuple(written.values_list("comment", flat=True))
    return Part(title, lines, said)
