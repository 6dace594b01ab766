"""A workbook that waits for its reader's decision: kept as it came until accepted, discarded or a week old."""

from typing import ClassVar

from django.db import models

from binakon.people.models import User
from binakon.planning.models.year import PlanVersion


class PlanUpload(models.Model):
    """An uploaded plan workbook for one draft version; `revision` is the draft that its preview compared."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="uploads")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    revision = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.file_name
