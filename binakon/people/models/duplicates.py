"""Rows of one person found to be one: merges that can be undone, and pairs that somebody said are two people."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.core.workflow import Workflow
from binakon.people.models.users import User
from binakon.people.models.workers import Worker
from binakon.people.states import MERGE, MergeState


class Merge(models.Model):
    """`merged` was found to be the person of `kept`. Undone it stays as a line that says why."""

    kept = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="merges_kept")
    merged = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="merges")
    state = models.CharField(max_length=10, choices=MergeState.choices, default=MergeState.STANDING)
    grounds = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_because = models.CharField(max_length=300, blank=True)
    undone_at = models.DateTimeField(null=True)

    workflow: ClassVar[Workflow] = MERGE
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(state=MergeState.STANDING), name="merge_one_standing"
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class NotDuplicate(models.Model):
    """Somebody looked at two rows and said that they are two people; `first` has the lower number."""

    first = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="not_duplicate_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="not_duplicate_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"


class DuplicatePair(models.Model):
    """Two rows that look like one person, found by the search: its score (0-100) and what speaks for it.

    A search writes its pairs anew; what was decided stands in `Merge` and `NotDuplicate` and is not offered again.
    """

    first = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    grounds = models.JSONField(default=list)
    found_at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-score", "first", "second"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="duplicate_pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ? {self.second} ({self.score})"
