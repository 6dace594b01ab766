"""A run of the selection as a frozen record, what it said of each registration, and objections to it."""

from typing import ClassVar

from django.db import models

from binakon.core.workflow import Workflow
from binakon.enrolment.models.registration import Registration
from binakon.enrolment.models.training import Training
from binakon.enrolment.states import OBJECTION, SELECTION, ObjectionState, Policy, SelectionState
from binakon.people.models import User


class SelectionRun(models.Model):
    """One run over one or several trainings whose applicants compete: inputs' hash, policy, seed, steps.

    Everything but its state is frozen at birth. `inputs` name people by their public codes only.
    """

    trainings = models.ManyToManyField(Training, related_name="selections")
    state = models.CharField(
        max_length=12, choices=SelectionState.choices, default=SelectionState.PROPOSED
    )
    policy = models.CharField(max_length=12, choices=Policy.choices)
    weights = models.JSONField(default=dict)
    seed = models.CharField(max_length=200, blank=True)
    inputs = models.JSONField()
    inputs_hash = models.CharField(max_length=64)
    steps = models.JSONField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True)
    objections_until = models.DateTimeField(null=True)

    workflow: ClassVar[Workflow] = SELECTION

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_policy_display()}, {self.inputs_hash[:8]}"


class SelectionResult(models.Model):
    """What a run said of one registration; `outcome` is seated, waiting or not, `facts` fill its one sentence."""

    class Outcome(models.TextChoices):
        """The three results."""

        SEATED = "seated", "mendapat kursi"
        WAITING = "waiting", "cadangan"
        NOT_SELECTED = "not_selected", "belum mendapat kursi"

    run = models.ForeignKey(SelectionRun, on_delete=models.PROTECT, related_name="results")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="results")
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    bucket = models.CharField(max_length=12, blank=True)
    rank = models.PositiveIntegerField()
    points = models.IntegerField(null=True)
    waiting_number = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=30)
    facts = models.JSONField(default=dict)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["run", "rank", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "registration"], name="result_once")
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_outcome_display()}"


class Objection(models.Model):
    """An applicant objects to a result, within the window; it is answered by a person, with the reason."""

    result = models.OneToOneField(
        SelectionResult, on_delete=models.PROTECT, related_name="objection"
    )
    state = models.CharField(
        max_length=10, choices=ObjectionState.choices, default=ObjectionState.OPEN
    )
    text = models.TextField()
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    workflow: ClassVar[Workflow] = OBJECTION
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.result.registration}: {self.get_state_display()}"
