"""Who has completed: the rule of a training, marks that somebody types, and the decision on each participant."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.core.workflow import Workflow
from binakon.enrolment.models import Registration, Training
from binakon.people.models import User
from binakon.trainings.states import COMPLETION, CompletionState, Component


class CompletionRule(models.Model):
    """What a training asks of its participants: percent of JP, post-test, weighted final score. None asks nothing.

    `weights` are whole percents by component and sum to 100 (or are empty: no final score). The defaults are proposals
    of one published source (domain.md 2.2) and belong to each training.

    Once the class has begun a change waits in `wanted` with `wanted_reason` ("" while none waits) until somebody other
    than `asked_by` answers: the database refuses the same one.
    """

    training = models.OneToOneField(
        Training, on_delete=models.PROTECT, related_name="completion_rule"
    )
    least_attendance = models.PositiveSmallIntegerField(null=True, default=80)
    least_post = models.PositiveSmallIntegerField(null=True, default=70)
    least_final = models.PositiveSmallIntegerField(null=True)
    weights = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    wanted = models.JSONField(default=dict)
    wanted_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    changes_plan: ClassVar[bool] = False

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(least_attendance=None) | Q(least_attendance__lte=100))
                & (Q(least_post=None) | Q(least_post__lte=100))
                & (Q(least_final=None) | Q(least_final__lte=100)),
                name="completion_rule_percents",
            ),
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(answered_by=None) | ~Q(asked_by=F("answered_by")),
                name="completion_rule_two_people",
            ),
            models.CheckConstraint(
                condition=Q(wanted_reason="") | Q(asked_by__isnull=False),
                name="completion_rule_says_who_asks",
            ),
        ]

    def __str__(self) -> str:
        return f"Syarat selesai {self.training}"

    @property
    def is_waiting(self) -> bool:
        """Whether a change of it waits for a second person."""
        return self.wanted_reason != ""


class Mark(models.Model):
    """A typed mark (0–100) of one component for one participant."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="marks")
    component = models.CharField(max_length=12, choices=Component.choices)
    value = models.DecimalField(max_digits=5, decimal_places=2)
    at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["registration", "component"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "component"], name="mark_once"),
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=100), name="mark_0_to_100"),
        ]

    def __str__(self) -> str:
        return f"{self.get_component_display()}: {self.value}"


class CompletionQuerySet(models.QuerySet["Completion"]):
    """The words of completions."""

    def completed(self) -> "CompletionQuerySet":
        """Who has completed: the one definition behind the measure trained and what the plan calls realised."""
        return self.filter(state=CompletionState.COMPLETED)


class Completion(models.Model):
    """The decision on one participant; `facts` hold the rule and the figures it was made with.

    An exception is asked for by one person and granted by another: the database refuses the same one.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="completions")
    registration = models.OneToOneField(
        Registration, on_delete=models.PROTECT, related_name="completion"
    )
    state = models.CharField(
        max_length=12, choices=CompletionState.choices, default=CompletionState.PENDING
    )
    facts = models.JSONField(default=dict)
    decided_at = models.DateTimeField(null=True)
    exception_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answer_note = models.TextField(blank=True)

    workflow: ClassVar[Workflow] = COMPLETION
    changes_plan: ClassVar[bool] = False
    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["training", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(answered_by=None) | ~Q(asked_by=F("answered_by")),
                name="completion_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=CompletionState.EXCEPTION) | ~Q(exception_reason=""),
                name="completion_exception_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_state_display()}"
