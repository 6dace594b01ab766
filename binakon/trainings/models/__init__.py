"""What trainings remember: rundown, attendance, tests, evaluation, completion, certificates, the report."""

from binakon.trainings.models import immutability
from binakon.trainings.models.attendance import AttendanceSheet, Presence, Scan
from binakon.trainings.models.certificates import Certificate, SigningKey
from binakon.trainings.models.completion import Completion, CompletionRule, Mark
from binakon.trainings.models.evaluation import (
    EvaluationForm,
    EvaluationReply,
    EvaluationTicket,
)
from binakon.trainings.models.exams import Answer, Exam, ExamQuestion, Question, Sitting
from binakon.trainings.models.report import CpdFiling, EventPhoto, EventReport
from binakon.trainings.models.rundown import (
    Engagement,
    Instructor,
    Material,
    RundownNorms,
    Session,
    TrainingPaper,
)

__all__ = [
    "Answer",
    "AttendanceSheet",
    "Certificate",
    "Completion",
    "CompletionRule",
    "CpdFiling",
    "Engagement",
    "EvaluationForm",
    "EvaluationReply",
    "EvaluationTicket",
    "EventPhoto",
    "EventReport",
    "Exam",
    "ExamQuestion",
    "Instructor",
    "Mark",
    "Material",
    "Presence",
    "Question",
    "RundownNorms",
    "Scan",
    "Session",
    "SigningKey",
    "Sitting",
    "TrainingPaper",
    "immutability",
]
