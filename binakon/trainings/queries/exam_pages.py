"""The tests of a class as its desk shows them: the two tests, one of them with its questions and its people."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q

from binakon.core import clock, history, words
from binakon.enrolment.models import Registration, Training
from binakon.trainings.models import Answer, Exam, ExamQuestion, Question, Sitting
from binakon.trainings.queries.exams import exams_of, participants_of
from binakon.trainings.rules import exam_words
from binakon.trainings.states import SCORED, ExamKind, ExamState, SittingState


@dataclass(frozen=True, slots=True)
class ExamLine:
    """One of the two tests of a class: what there is of it, in a sentence."""

    kind: str
    label: str
    exam: Exam | None
    tone: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ExamsPage:
    """The tests of a class."""

    training: Training
    people: int
    lines: tuple[ExamLine, ...]

    @property
    def has_tests(self) -> bool:
        """Whether there is a test to have results of."""
        return any(line.exam for line in self.lines)


def exams_page(training: Training) -> ExamsPage:
    """Both tests of a class, prepared or not."""
    people = participants_of(training).count()
    moment = clock.now()
    found = {exam.kind: exam for exam in exams_of(training)}
    lines = []
    for kind in ExamKind:
        exam = found.get(kind)
        lines.append(
            ExamLine(
                kind.value,
                str(kind.label).capitalize(),
                exam,
                exam_words.TONES[ExamState(exam.state)] if exam else "",
                _sentence(exam, people, moment) if exam else "",
            )
        )
    return ExamsPage(training, people, tuple(lines))


def _counted(exam: Exam) -> tuple[int, int]:
    """How many have a score, and how many are at it."""
    counted = Sitting.objects.filter(exam=exam).aggregate(
        done=Count("pk", filter=Q(state__in=SCORED)),
        running=Count("pk", filter=Q(state=SittingState.RUNNING)),
    )
    return counted["done"], counted["running"]


def _sentence(exam: Exam, people: int, moment: datetime) -> str:
    done, running = _counted(exam)
    return exam_words.standing(
        state=ExamState(exam.state),
        questions=exam.questions.count(),
        people=people,
        done=done,
        running=running,
        opens=words.moment(exam.opens_at),
        is_early=moment < exam.opens_at,
    )


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One participant in one test; the score is None where it is not known."""

    registration: Registration
    sitting: Sitting | None
    tone: str
    state: str

    @property
    def score(self) -> Decimal | None:
        """The score, None while it runs or where nothing was done."""
        return self.sitting.score if self.sitting else None

    @property
    def was(self) -> int:
        """The number of the go that stands, 0 of none: who writes later says which one they had read."""
        return self.sitting.pk if self.sitting else 0

    @property
    def is_online(self) -> bool:
        """Whether the person did it on a phone, so that paper may not stand beside it."""
        return self.sitting is not None and self.sitting.source == Sitting.Source.ONLINE


@dataclass(frozen=True, slots=True)
class ExamPage:
    """One test with its questions and its people."""

    exam: Exam
    tone: str
    sentence: str
    questions: tuple[ExamQuestion, ...]
    people: tuple[PersonLine, ...]
    draws: tuple[str, ...]

    @property
    def is_prepared(self) -> bool:
        """Whether its terms and questions may still change."""
        return self.exam.state == ExamState.PREPARED

    @property
    def is_open(self) -> bool:
        """Whether it may be closed."""
        return self.exam.state == ExamState.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether it may be opened again."""
        return self.exam.state == ExamState.CLOSED


def exam_page(exam: Exam) -> ExamPage:
    """One test that the viewer may run."""
    people = person_lines(exam)
    lines = history.of_row(exam._meta.label_lower, exam.pk)
    return ExamPage(
        exam=exam,
        tone=exam_words.TONES[ExamState(exam.state)],
        sentence=_sentence(exam, len(people), clock.now()),
        questions=tuple(exam.questions.order_by("position")),
        people=people,
        draws=tuple(
            line.sentence for line in lines if line.action == "exam:questions" and line.note
        ),
    )


def person_lines(exam: Exam) -> tuple[PersonLine, ...]:
    """Every participant of a test with what stands of theirs, by name."""
    rows = Sitting.objects.filter(exam=exam).exclude(state=SittingState.VOID)
    sittings = {row.registration_id: row for row in rows}
    lines = []
    for registration in participants_of(exam.training):
        sitting = sittings.get(registration.pk)
        state = SittingState(sitting.state) if sitting else None
        is_paper = sitting is not None and sitting.source == Sitting.Source.PAPER
        lines.append(
            PersonLine(
                registration,
                sitting,
                exam_words.SITTING_TONES.get(state, "") if state else "",
                exam_words.sitting_words(state, is_paper=is_paper),
            )
        )
    return tuple(lines)


def typed_answers(exam: Exam) -> dict[int, str]:
    """The lines that were typed from paper, by registration: "a c - bd"."""
    keys: dict[int, dict[int, list[str]]] = {}
    rows = Answer.objects.filter(sitting__exam=exam, sitting__source=Sitting.Source.PAPER).exclude(
        sitting__state=SittingState.VOID
    )
    for person, question, chosen in rows.values_list(
        "sitting__registration_id", "question_id", "chosen"
    ):
        keys.setdefault(person, {})[question] = chosen
    order = list(ExamQuestion.objects.filter(exam=exam).values_list("pk", flat=True))
    return {
        person: " ".join("".join(of.get(pk, [])) or "-" for pk in order)
        for person, of in keys.items()
    }


@dataclass(frozen=True, slots=True)
class Offered:
    """One question that a test may take."""

    question: Question
    is_chosen: bool


def offered_to(exam: Exam) -> list[Offered]:
    """The questions in use of the office's bank, those of the test first marked."""
    chosen = set(exam.questions.values_list("question", flat=True))
    bank = Question.objects.filter(
        office=exam.training.activity.programme.office, retired_at=None
    ).order_by("occupation", "topic", "id")
    return [Offered(question, question.pk in chosen) for question in bank]


def sitting_in(exam: Exam, pk: int) -> Sitting | None:
    """One go of a test that may be annulled."""
    rows = Sitting.objects.filter(exam=exam, pk=pk).exclude(state=SittingState.VOID)
    return rows.select_related(
        "registration", "exam__training__activity__programme__office"
    ).first()
