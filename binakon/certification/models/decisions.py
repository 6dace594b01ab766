"""What was decided about cases: checks of the rules, exceptions by two people, money, and which date counts."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.certification.models.cases import Case
from binakon.certification.states import (
    OVERRIDE,
    CostComponent,
    CountedDate,
    OverrideKind,
    OverrideState,
    Payer,
)
from binakon.core.workflow import Workflow
from binakon.people.models import Office, User
from binakon.planning.models import Activity, Commitment


class EligibilityCheck(models.Model):
    """What the rules of one day said of a case: met, missing, needs a decision, each with its source. Append-only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checks")
    answers = models.JSONField()
    rules_of = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.case}: {self.rules_of}"


class CaseOverride(models.Model):
    """Two people decide otherwise than a rule: who asked and why, who decided. The second is never the first."""

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="overrides")
    activity = models.ForeignKey(
        Activity, null=True, on_delete=models.PROTECT, related_name="case_overrides"
    )
    kind = models.CharField(max_length=12, choices=OverrideKind.choices)
    state = models.CharField(
        max_length=8, choices=OverrideState.choices, default=OverrideState.ASKED
    )
    reason = models.TextField()
    problems = models.JSONField(default=list)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)

    workflow: ClassVar[Workflow] = OVERRIDE
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(case=None, activity__isnull=False)
                | Q(case__isnull=False, activity=None),
                name="override_of_one",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="override_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state=OverrideState.ASKED) | Q(decided_by__isnull=False),
                name="override_decided_by",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(state=OverrideState.ASKED),
                name="override_one_open_of_case",
            ),
            models.UniqueConstraint(
                fields=["activity", "kind"],
                condition=Q(state=OverrideState.ASKED),
                name="override_one_open_of_activity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.case or self.activity}"


class CaseCost(models.Model):
    """What one component of a case costs and who pays it, in rupiah; None is not yet known ("belum diisi").

    What the office pays itself is bound in the plan by `commitment`, which its ceiling may refuse.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="costs")
    component = models.CharField(max_length=10, choices=CostComponent.choices)
    payer = models.CharField(max_length=12, choices=Payer.choices)
    rupiah = models.PositiveBigIntegerField(null=True)
    commitment = models.OneToOneField(
        Commitment, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    paid_on = models.DateField(null=True)
    reference = models.CharField(max_length=200, blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["case", "component"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "component", "payer"], name="case_cost_once"),
            models.CheckConstraint(
                condition=Q(payer=Payer.APBD) | Q(commitment=None), name="case_cost_binds_own"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_component_display()}: {self.case}"


class CountingRule(models.Model):
    """Which of the four dates an office counts as facilitated, from a day on, and where that was decided."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="counting_rules")
    counts = models.CharField(max_length=12, choices=CountedDate.choices)
    starts_on = models.DateField()
    decided_in = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["office", "-starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "starts_on"], name="counting_rule_once")
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.counts}"

    def holds_on(self, day: date) -> bool:
        """Whether it has begun."""
        return self.starts_on <= day
