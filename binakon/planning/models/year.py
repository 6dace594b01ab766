"""The programme year with its budget versions, targets, goals and published history."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.core.workflow import Workflow
from binakon.people.models import Office
from binakon.planning.models.reference import Indicator, SubActivity
from binakon.planning.states import (
    BUDGET_STAGES,
    FROZEN_STATES,
    VERSION,
    YEAR,
    Stage,
    VersionState,
    YearState,
    indicator_label,
)


class ProgrammeYear(models.Model):
    """One office's programme in one budget year; once closed, its plan and its money stand still."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="programmes")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    source = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    spokesperson = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=YearState.choices, default=YearState.OPEN)

    workflow: ClassVar[Workflow] = YEAR

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year"], name="programme_once"),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="programme_year_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    """The words of versions."""

    def known_on(self, day: date) -> "PlanVersionQuerySet":
        """Versions dated on or before `day`, whenever they were typed in."""
        return self.filter(dated__lte=day)

    def budgets(self) -> "PlanVersionQuerySet":
        """Versions that are a budget; a proposal (usulan) never counts as a target."""
        return self.filter(stage__in=BUDGET_STAGES)

    def ever_ratified(self) -> "PlanVersionQuerySet":
        """Versions that are, or were until superseded, in force."""
        return self.filter(state__in=FROZEN_STATES)

    def in_force(self) -> "PlanVersionQuerySet":
        """The budget version in force now: ratified and not superseded."""
        return self.budgets().filter(state=VersionState.RATIFIED)


class PlanVersion(models.Model):
    """What one version of the budget promises. Ratified or superseded it is immutable, by trigger.

    `document` is the number of the budget paper (DPA, DPPA) that ratified it, `dated` its date; "" where nobody
    published it. `money_committed` and `money_realised` are the rupiah counters that commitments, payments and
    a revision race on; the rows of `Commitment` and `Realisation` are the truth and `check-figures` compares them.
    `revision` counts edits for the check that two people did not change a draft at once. `copied_from` is the
    version of an earlier year that it was copied from.
    """

    programme = models.ForeignKey(ProgrammeYear, on_delete=models.PROTECT, related_name="versions")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=12, choices=VersionState.choices, default=VersionState.DRAFT
    )
    dated = models.DateField()
    ceiling = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    is_total_about = models.BooleanField(default=False)
    document = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)
    money_committed = models.BigIntegerField(default=0)
    money_realised = models.BigIntegerField(default=0)
    copied_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="copies"
    )

    workflow: ClassVar[Workflow] = VERSION
    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "stage", "number"], name="version_once"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(state=VersionState.RATIFIED) & ~Q(stage=Stage.USULAN),
                name="version_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(ceiling=None) | Q(ceiling__gte=0), name="version_ceiling_positive"
            ),
            models.CheckConstraint(
                condition=Q(money_committed__gte=0)
                & (Q(ceiling=None) | Q(money_committed__lte=F("ceiling"))),
                name="version_money_within_ceiling",
            ),
            models.CheckConstraint(
                condition=Q(money_realised__gte=0)
                & (Q(ceiling=None) | Q(money_realised__lte=F("ceiling"))),
                name="version_realised_within_ceiling",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.number}"

    @property
    def label(self) -> str:
        """How it is called in a sentence: "murni", "pergeseran 2"."""
        name = self.get_stage_display()
        return name if self.number == 1 else f"{name} {self.number}"

    @property
    def is_budget(self) -> bool:
        """Whether this version can be a target; a proposal cannot."""
        return self.stage != Stage.USULAN

    @property
    def is_frozen(self) -> bool:
        """Whether nothing in it may change any more."""
        return self.state in FROZEN_STATES


class Target(models.Model):
    """A promise of one version: people, or a value in another unit, for an indicator and its sub-activity.

    `committed` is the people counter of the version in force (see `PlanVersion.money_committed`).
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    sub_activity = models.ForeignKey(
        SubActivity, null=True, on_delete=models.PROTECT, related_name="+"
    )
    people = models.PositiveIntegerField(null=True)
    value = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=60, blank=True)
    committed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "indicator", "sub_activity"], name="target_once"
            ),
            models.UniqueConstraint(
                fields=["version", "indicator"],
                condition=Q(sub_activity=None),
                name="target_once_without_code",
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=False, value=None) | Q(people=None, value__isnull=False),
                name="target_people_or_value",
            ),
            models.CheckConstraint(
                # Said outright, because a CHECK lets an unknown answer pass.
                condition=Q(committed=0) | Q(people__isnull=False, people__gte=F("committed")),
                name="target_holds_committed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.people if self.people is not None else self.value}"


class Goal(models.Model):
    """What the office would need in a year; a goal is never a target.

    `rank` is its place in the plan, for the first goal of a year is the one that counts; `position` tells
    goals of one label and year apart.
    """

    programme = models.ForeignKey(ProgrammeYear, on_delete=models.PROTECT, related_name="goals")
    label = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    rank = models.PositiveSmallIntegerField(default=0)
    people = models.PositiveIntegerField()
    meaning = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["rank", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "label", "year", "position"], name="goal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.year}: {self.people}"


class HistoryFact(models.Model):
    """A published figure of a year with its source; `position` tells rows of one year and indicator apart."""

    programme = models.ForeignKey(ProgrammeYear, on_delete=models.PROTECT, related_name="history")
    year = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    target = models.PositiveIntegerField(null=True)
    realised = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["year", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "year", "indicator", "position"], name="history_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.indicator}"

    @property
    def indicator_label(self) -> str:
        """What it counts, in words."""
        return indicator_label(self.indicator)

    @property
    def part(self) -> str:
        """How its figures are asked for."""
        return f"{self.year}:{self.indicator}"
