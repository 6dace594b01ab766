"""After the event: photos, the report that is approved and frozen, and what is told to the PKB system."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.enrolment.models import Training
from binakon.people.models import NumberedDocument, User
from binakon.trainings.states import REPORT, ReportState


class EventPhoto(models.Model):
    """A photo of the event for its report; it shows people, so it is for the desk and the printed report."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.caption


class EventReport(NumberedDocument):
    """The report of one training: words that its writer adds to the figures; approved, `content` is all it says."""

    training = models.OneToOneField(Training, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    background = models.TextField(blank=True)
    course = models.TextField(blank=True)
    obstacles = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    workflow: ClassVar[Workflow] = REPORT
    changes_plan: ClassVar[bool] = False

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="report_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(approved_at__isnull=False),
                name="report_approved_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Laporan {self.training}"


class CpdFiling(models.Model):
    """What was told to the PKB system of one training, and when (Permen PUPR 12/2021: 4 working days before, 14 days after).

    `is_registered` says whether the organiser is registered; unregistered, the credits stay unverified.
    """

    training = models.OneToOneField(Training, on_delete=models.PROTECT, related_name="cpd_filing")
    is_registered = models.BooleanField(null=True)
    submitted_on = models.DateField(null=True)
    submission_number = models.CharField(max_length=100, blank=True)
    reported_on = models.DateField(null=True)
    report_number = models.CharField(max_length=100, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reported_on=None) | Q(submitted_on__isnull=False),
                name="cpd_reported_was_submitted",
            )
        ]

    def __str__(self) -> str:
        return f"PKB {self.training}"
