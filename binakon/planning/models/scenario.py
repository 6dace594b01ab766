"""Scenarios of a programme year: what is assumed, and the answers that were computed from it; aggregate, no people."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.planning.models.year import PlanVersion, ProgrammeYear


class Scenario(models.Model):
    """A named set of assumptions about one year.

    `inputs` is the question as `rules.scenario_codec` writes it; `origin` says in words what it was begun from.
    `revision` counts edits, so that two people never overwrite each other. Once `shared_at` is set the row can
    neither be deleted nor changed in what it assumes nor made unshared, by trigger. `proposal` is the usulan that was made of it.
    """

    programme = models.ForeignKey(ProgrammeYear, on_delete=models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    origin = models.CharField(max_length=300, blank=True)
    inputs = models.JSONField()
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=300)
    shared_at = models.DateTimeField(null=True)
    proposal = models.ForeignKey(
        PlanVersion, null=True, on_delete=models.SET_NULL, related_name="scenarios"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "name"], name="scenario_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class ScenarioAnswer(models.Model):
    """One question as it was asked and its answer; frozen by trigger once computed.

    `digest` is the SHA-256 of the question: an answer whose digest differs from its scenario's is outdated.
    `claimed_at` is when a worker took it up; one that never came back is taken up again. `refusal` says why no
    answer could be computed.
    """

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="answers")
    question = models.JSONField()
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=300)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    answer = models.JSONField(null=True)
    refusal = models.TextField(blank=True)
    solver = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scenario", "digest"],
                condition=Q(answered_at=None),
                name="scenario_asked_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scenario} {self.digest[:8]}"
