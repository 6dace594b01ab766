"""Every test that a case sat, with what became of it, and the appeals against it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.certification.models.batches import Batch
from binakon.certification.models.bodies import AssessmentSite, Assessor
from binakon.certification.models.cases import Case
from binakon.certification.models.papers import CasePaper
from binakon.certification.states import APPEAL, AppealState, AssessmentOutcome
from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.people.models import User


class Assessment(models.Model):
    """One go of a case at its test: the first, or a retest after `number` 1. The minutes say who tested where.

    `batch` is the one in which this go was arranged: a retest may be in another one, with another LSP. The outcome is settled once by what the LSP wrote; an appeal that is upheld is a row of its own.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    batch = models.ForeignKey(
        Batch, null=True, on_delete=models.PROTECT, related_name="assessments"
    )
    number = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    tested_on = models.DateField(null=True)
    assessment_site = models.ForeignKey(
        AssessmentSite, null=True, on_delete=models.PROTECT, related_name="+"
    )
    assessor = models.ForeignKey(
        Assessor, null=True, on_delete=models.PROTECT, related_name="assessments"
    )
    outcome = models.CharField(
        max_length=14, choices=AssessmentOutcome.choices, default=AssessmentOutcome.PENDING
    )
    decided_on = models.DateField(null=True)
    advice = models.TextField(blank=True)
    minutes = models.ForeignKey(
        CasePaper, null=True, on_delete=models.PROTECT, related_name="assessments"
    )

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["case", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="assessment_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(outcome=AssessmentOutcome.PENDING),
                name="assessment_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["competent", "not_competent"])
                | Q(tested_on__isnull=False, decided_on__gte=F("tested_on")),
                name="assessment_decided_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}, {self.number}: {self.get_outcome_display()}"


class Appeal(models.Model):
    """Somebody asks the LSP to look at a result again, and what it answered."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="appeals")
    state = models.CharField(max_length=10, choices=AppealState.choices, default=AppealState.OPEN)
    reason = models.TextField()
    made_on = models.DateField()
    evidence = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    workflow: ClassVar[Workflow] = APPEAL
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(state=AppealState.OPEN), name="appeal_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state=AppealState.OPEN)
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="appeal_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.get_state_display()}"
