"""Plain functions that make banks of questions, tests and goes at them (all invented)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from binakon.enrolment.models import Registration, Training
from binakon.trainings.actions.exams import choose_questions, open_exam, prepare_exam
from binakon.trainings.actions.questions import add_question
from binakon.trainings.actions.sittings import start_sitting, submit_sitting
from binakon.trainings.models import Exam, ExamQuestion, Question, Sitting
from binakon.trainings.rules.exams import Terms
from binakon.trainings.rules.questions import options_of, truth_options
from tests.factories import BY, an_office

OCCUPATION = "Ahli Muda K3 Konstruksi"


def stated(
    text: str = "Alat pelindung kepala di lapangan adalah …", **fields: Any
) -> dict[str, Any]:
    """What is stated of a sound question."""
    values: dict[str, Any] = {
        "occupation": OCCUPATION,
        "topic": "Alat pelindung diri",
        "kind": "single",
        "text": text,
        "options": options_of(["Helm keselamatan", "Topi lapangan", "Penutup telinga"]),
        "right": ["a"],
        "explanation": "",
        "source": "",
    }
    return {**values, **fields}


def a_question(text: str, **fields: Any) -> Question:
    """One question of the office's bank."""
    return add_question(an_office(), stated(text, **fields), by=BY)


def a_bank(many: int = 4) -> list[Question]:
    """Questions of every kind: single ones, then one with two right answers and one true or false."""
    singles = [a_question(f"Soal contoh nomor {number}?") for number in range(1, many - 1)]
    several = a_question("Manakah APD wajib?", kind="multiple", right=["a", "c"])
    truth = a_question(
        "Helm dipakai di area kerja.", kind="true_false", options=truth_options(), right=["a"]
    )
    return [*singles, several, truth]


def terms(**fields: Any) -> Terms:
    """A test that opened an hour ago and closes in two hours; thirty minutes a person."""
    now = datetime.now(UTC)
    values: dict[str, Any] = {
        "opens_at": now - timedelta(hours=1),
        "closes_at": now + timedelta(hours=2),
        "minutes": 30,
        "shuffles": True,
        "shows_score": True,
        "least_attendance": None,
    }
    return Terms(**{**values, **fields})


def a_test(
    training: Training, kind: str = "pre", questions: Sequence[Question] = (), **fields: Any
) -> Exam:
    """An opened test of a class."""
    exam = prepare_exam(training, kind, terms(**fields), by=BY)
    choose_questions(exam, [question.pk for question in questions or a_bank()], by=BY)
    open_exam(exam, by=BY)
    return exam


def chosen(exam: Exam, right: int) -> dict[int, list[str]]:
    """Answers to every question, so many of them right."""
    rows = ExamQuestion.objects.filter(exam=exam)
    return {row.pk: list(row.right) if number < right else ["b"] for number, row in enumerate(rows)}


def done(exam: Exam, registration: Registration, right: int) -> Sitting:
    """A go that was sent with so many right answers."""
    sitting = start_sitting(exam, registration, by=BY)
    submit_sitting(sitting, chosen(exam, right), by=BY)
    return sitting
