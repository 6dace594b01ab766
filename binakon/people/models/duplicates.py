"""Rows of one person found to be one: merges that can be undone, and pairs that somebody said are two people."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

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


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    """The words of pairs."""

    def undecided(self) -> "DuplicatePairQuerySet":
        """Pairs that nobody has decided on since they were found."""
        said = NotDuplicate.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
        return self.filter(~Exists(said), first__root=None, second__root=None)


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
    objects = DuplicatePairQuerySet.as_manager()

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


class DuplicateSearch(models.Model):
    """One search for rows of one person: asked for, claimed by one worker, finished with what it looked at.

    A whole search compares everybody with everybody and writes all pairs anew; any other compares the rows numbered
    above `newer_than` with everybody and only adds. `newest` is the highest number that it saw. `claimed_at` is the
    conditional UPDATE by which one worker alone carries it.
    """

    is_whole = models.BooleanField(default=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    newer_than = models.BigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    people = models.PositiveIntegerField(null=True)
    pairs = models.PositiveIntegerField(null=True)
    newest = models.BigIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_whole"],
                condition=Q(finished_at=None),
                name="duplicate_search_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"
