"""Tests: the bank of questions, the test of a training with its frozen questions, and each person's go at it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.core.workflow import Workflow
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Office, User
from binakon.trainings.states import (
    EXAM,
    SITTING,
    ExamKind,
    ExamState,
    QuestionKind,
    SittingState,
)


class Question(models.Model):
    """One question of an office's bank. `options` are `[{"key": "a", "text": …}]`, `right` the keys that are right.

    A question that was used in a test is not changed there: the test holds its own copy.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="questions")
    occupation = models.CharField(max_length=200)
    topic = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=QuestionKind.choices)
    text = models.TextField()
    options = models.JSONField()
    right = models.JSONField()
    explanation = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["occupation", "topic", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "occupation", "text"],
                condition=Q(retired_at=None),
                name="question_once",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Exam(models.Model):
    """The test before or after a training. Each go lasts `minutes` by the server's clock, within the opening hours.

    `least_attendance` is the per cent of the JP held so far that somebody must have attended to start. `shows_score`
    says whether a participant reads their own score after sending, and the right answers once the test has closed.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="exams")
    kind = models.CharField(max_length=6, choices=ExamKind.choices)
    state = models.CharField(max_length=10, choices=ExamState.choices, default=ExamState.PREPARED)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    shuffles = models.BooleanField(default=True)
    least_attendance = models.PositiveSmallIntegerField(null=True)
    shows_score = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=0)

    workflow: ClassVar[Workflow] = EXAM
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["training", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["training", "kind"], name="exam_once"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="exam_closes_after_opening"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="exam_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.training}"


class ExamQuestion(models.Model):
    """A question as it stands in one test: its own copy, frozen once the test was opened."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="uses")
    kind = models.CharField(max_length=12, choices=QuestionKind.choices)
    topic = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    options = models.JSONField()
    right = models.JSONField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["exam", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["exam", "position"], name="exam_position_once"),
            models.UniqueConstraint(fields=["exam", "question"], name="exam_question_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.text[:60]}"


class Sitting(models.Model):
    """One person's go at a test. `seed` shuffles it; `score` is 0–100, None while it runs.

    `due_at` is the database's clock at the start plus the minutes of the test, never after the test closes. A go that
    was typed in from paper may have a score without answers.
    """

    class Source(models.TextChoices):
        """Where the answers come from."""

        ONLINE = "online", "dikerjakan di ponsel"
        PAPER = "paper", "diketik dari kertas"

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="sittings")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="sittings"
    )
    state = models.CharField(
        max_length=10, choices=SittingState.choices, default=SittingState.RUNNING
    )
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.ONLINE)
    seed = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    note = models.CharField(max_length=300, blank=True)
    typed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    workflow: ClassVar[Workflow] = SITTING
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["exam", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["exam", "registration"],
                condition=~Q(state=SittingState.VOID),
                name="sitting_once",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=100),
                name="sitting_score_0_to_100",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[SittingState.RUNNING, SittingState.VOID])
                | Q(score__isnull=False, ended_at__isnull=False),
                name="sitting_ended_has_score",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.exam}"


class Answer(models.Model):
    """What one person chose for one question; `is_right` is known when the go has ended."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(ExamQuestion, on_delete=models.PROTECT, related_name="answers")
    chosen = models.JSONField(default=list)
    is_right = models.BooleanField(null=True)
    answered_at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["sitting", "question"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sitting", "question"], name="answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.chosen}"
