"""Cases that go to one LSP together: the batch, its test days with assessors and place, and the results that come back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.certification.models.bodies import AssessmentSite, Assessor
from binakon.certification.states import BATCH, RESULT, BatchState, ResultState
from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.people.models import Organisation, User
from binakon.planning.models import Activity


class Batch(models.Model):
    """A batch of one activity for one LSP. `test_on` is the day of the test and `assessment_site` its TUK, once agreed."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="batches")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.PREPARED)
    planned_on = models.DateField(null=True)
    test_on = models.DateField(null=True)
    test_ends_on = models.DateField(null=True)
    assessment_site = models.ForeignKey(
        AssessmentSite, null=True, on_delete=models.PROTECT, related_name="batches"
    )
    assessors = models.ManyToManyField(Assessor, related_name="batches")
    sent_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    workflow: ClassVar[Workflow] = BATCH
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["activity", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "number"], name="batch_once"),
            models.CheckConstraint(
                condition=Q(test_ends_on=None) | Q(test_ends_on__gte=F("test_on")),
                name="batch_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["scheduled", "tested", "closed"])
                | Q(test_on__isnull=False),
                name="batch_scheduled_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} #{self.number} ({self.organisation})"


class ResultFile(models.Model):
    """A file of results that an LSP sent for a batch: kept as it came, previewed, then taken whole or discarded."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="results")
    state = models.CharField(
        max_length=10, choices=ResultState.choices, default=ResultState.UPLOADED
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    taken = models.JSONField(default=dict)

    workflow: ClassVar[Workflow] = RESULT
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.file_name
