"""Tests as the demo's participants do them: which answers somebody gives, on a phone or on paper."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from binakon.demo.bank import asked_questions
from binakon.demo.deeds import APPLICANT, actor
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Role
from binakon.trainings.actions.exams import choose_questions, prepare_exam
from binakon.trainings.actions.paper_scores import Typed, type_scores
from binakon.trainings.actions.sittings import start_sitting, submit_sitting
from binakon.trainings.models import Exam, ExamQuestion
from binakon.trainings.rules.exams import Terms
from binakon.trainings.states import ExamKind


def ready_exam(
    training: Training,
    kind: ExamKind,
    opens_at: datetime,
    closes_at: datetime,
    *,
    least_attendance: int | None = None,
    moment: datetime,
) -> Exam:
    """A test of ten questions in thirty minutes, stated by staff and not open yet."""
    terms = Terms(
        opens_at=opens_at,
        closes_at=closes_at,
        minutes=30,
        shuffles=True,
        shows_score=True,
        least_attendance=least_attendance,
    )
    by = actor(Role.STAFF)
    exam = prepare_exam(training, kind, terms, by=by, at=moment)
    choose_questions(exam, asked_questions(), by=by, at=moment)
    exam.refresh_from_db()
    return exam


def answers_with(questions: Sequence[ExamQuestion], right: int, turn: int) -> dict[int, list[str]]:
    """Answers to all of them, so many of them right; who fails at which one turns with `turn`."""
    count = len(questions)
    chosen = {}
    for place, question in enumerate(questions):
        is_right = (place * 3 + turn * 7) % count < right
        keys = [option["key"] for option in question.options]
        wrong = next(key for key in reversed(keys) if [key] != question.right)
        chosen[question.pk] = list(question.right) if is_right else [wrong]
    return chosen


def on_paper(exam: Exam, rights: dict[Registration, int], *, moment: datetime) -> None:
    """Staff types what stands on everybody's sheet of paper, question by question."""
    questions = list(exam.questions.order_by("position"))
    lines = [
        Typed(person.pk, chosen=answers_with(questions, right, turn))
        for turn, (person, right) in enumerate(rights.items())
    ]
    type_scores(exam, lines, by=actor(Role.STAFF), at=moment)


def on_phones(exam: Exam, rights: dict[Registration, int], *, moment: datetime) -> None:
    """Everybody starts within some minutes and sends after some more."""
    questions = list(exam.questions.order_by("position"))
    for turn, (person, right) in enumerate(rights.items()):
        begun = moment + timedelta(seconds=20 * turn)
        sitting = start_sitting(exam, person, by=APPLICANT, at=begun)
        sitting.exam = exam
        sent = begun + timedelta(minutes=12, seconds=7 * turn)
        submit_sitting(sitting, answers_with(questions, right, turn), by=APPLICANT, at=sent)
