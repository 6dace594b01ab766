"""A participant's own test: before it begins, while it runs, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from binakon.core import clock, words
from binakon.core.problems import Problem
from binakon.enrolment.models import Registration
from binakon.trainings.models import Answer, Exam, ExamQuestion, Sitting
from binakon.trainings.queries.exams import (
    attended_of,
    exam_of,
    exams_of,
    sitting_of,
    takes_part,
)
from binakon.trainings.rules.exam_words import own_test_words
from binakon.trainings.rules.exams import start_problems
from binakon.trainings.rules.paper_scores import score_words
from binakon.trainings.rules.questions import shuffled
from binakon.trainings.states import ExamKind, ExamState, QuestionKind, SittingState


class Stage(StrEnum):
    """Where somebody stands in a test; `OVER` is a go whose time is over and that is not judged yet."""

    BEFORE = "before"
    RUNNING = "running"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class OwnOption:
    """One option of a question, and whether it was chosen; whether it is right is told only after the test closed."""

    key: str
    text: str
    is_chosen: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One question in the order of this person."""

    pk: int
    number: int
    text: str
    takes_many: bool
    options: tuple[OwnOption, ...]
    is_right: bool | None

    @property
    def is_answered(self) -> bool:
        """Whether anything is chosen."""
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class OwnExam:
    """A test as its participant reads it now."""

    exam: Exam
    sitting: Sitting | None
    stage: Stage
    asked: int
    questions: tuple[OwnQuestion, ...]
    problems: tuple[Problem, ...]
    seconds_left: int

    @property
    def shows_rights(self) -> bool:
        """Whether right answers are told: the test has closed and the class wants it."""
        return self.exam.shows_score and self.exam.state == ExamState.CLOSED

    @property
    def empty(self) -> list[int]:
        """The numbers of the questions that have no answer yet."""
        return [question.number for question in self.questions if not question.is_answered]


@dataclass(frozen=True, slots=True)
class OwnTest:
    """One test of somebody's class, as their page lists it: where it stands, and whether it can be done now."""

    kind: str
    label: str
    says: str
    tone: str
    is_open: bool


def own_tests(registration: Registration, *, at: datetime | None = None) -> tuple[OwnTest, ...]:
    """The tests of somebody's class; ask only for a participant."""
    moment = at or clock.now()
    return tuple(_own_test(exam, registration, moment) for exam in exams_of(registration.training))


def _own_test(exam: Exam, registration: Registration, moment: datetime) -> OwnTest:
    sitting = sitting_of(exam, registration)
    is_running = sitting is not None and sitting.state == SittingState.RUNNING
    problems = _problems(exam, registration, moment) if sitting is None else []
    ends = sitting.due_at if sitting is not None and is_running else exam.closes_at
    says = own_test_words(
        problem=" ".join(problem.sentence for problem in problems),
        is_running=is_running,
        has_ended=sitting is not None and not is_running,
        score=score_words(sitting.score) if sitting and exam.shows_score else "",
        closes=words.moment(ends),
    )
    is_open = moment < ends and (is_running or (sitting is None and not problems))
    tone = "go" if is_open else "good" if sitting and not is_running else ""
    return OwnTest(exam.kind, exam.get_kind_display(), says, tone, is_open)


def own_exam_row(registration: Registration, kind: str) -> Exam | None:
    """The test behind an address, for somebody who takes part in the class; None for anybody else."""
    if kind not in ExamKind.values or not takes_part(registration):
        return None
    return exam_of(registration.training, kind)


def own_sitting(exam: Exam, registration: Registration) -> Sitting | None:
    """The person's go that stands."""
    return sitting_of(exam, registration)


def own_exam(exam: Exam, registration: Registration, moment: datetime) -> OwnExam:
    """The test as its participant reads it at this moment of the database's clock."""
    sitting = sitting_of(exam, registration)
    stage = _stage(sitting, moment)
    rows = list(ExamQuestion.objects.filter(exam=exam).order_by("position"))
    shows_rights = exam.shows_score and exam.state == ExamState.CLOSED
    questions: tuple[OwnQuestion, ...] = ()
    if sitting and (stage == Stage.RUNNING or (stage == Stage.ENDED and shows_rights)):
        answers = {row.question_id: row for row in Answer.objects.filter(sitting=sitting)}
        questions = _questions(rows, sitting.seed, answers, shows_rights=shows_rights)
    left = (sitting.due_at - moment).total_seconds() if sitting else 0
    return OwnExam(
        exam=exam,
        sitting=sitting,
        stage=stage,
        asked=len(rows),
        questions=questions,
        problems=tuple(_problems(exam, registration, moment)) if stage == Stage.BEFORE else (),
        seconds_left=max(0, int(left)),
    )


def _stage(sitting: Sitting | None, moment: datetime) -> Stage:
    if sitting is None:
        return Stage.BEFORE
    if sitting.state != SittingState.RUNNING:
        return Stage.ENDED
    return Stage.RUNNING if moment < sitting.due_at else Stage.OVER


def _problems(exam: Exam, registration: Registration, moment: datetime) -> list[Problem]:
    return start_problems(
        state=exam.state,
        opens_at=exam.opens_at,
        closes_at=exam.closes_at,
        least_attendance=exam.least_attendance,
        attended=attended_of(registration, moment),
        moment=moment,
    )


def _questions(
    rows: list[ExamQuestion], seed: int, answers: Mapping[int, Answer], *, shows_rights: bool
) -> tuple[OwnQuestion, ...]:
    if seed:
        rows = shuffled(rows, [row.pk for row in rows], seed)
    found = []
    for number, row in enumerate(rows, start=1):
        answer = answers.get(row.pk)
        options = list(row.options)
        if seed and row.kind != QuestionKind.TRUE_FALSE:
            options = shuffled(options, [f"{row.pk}-{each['key']}" for each in options], seed)
        chosen = answer.chosen if answer else []
        found.append(
            OwnQuestion(
                pk=row.pk,
                number=number,
                text=row.text,
                takes_many=row.kind == QuestionKind.MULTIPLE,
                options=tuple(
                    OwnOption(
                        each["key"],
                        each["text"],
                        each["key"] in chosen,
                        shows_rights and each["key"] in row.right,
                    )
                    for each in options
                ),
                is_right=bool(answer and answer.is_right) if shows_rights else None,
            )
        )
    return tuple(found)
