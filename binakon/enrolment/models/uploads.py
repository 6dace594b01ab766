"""Workbooks of nominees that wait for their officer's decision."""

from typing import ClassVar

from django.db import models

from binakon.enrolment.models.training import Training
from binakon.people.models import Office, User


class NomineeUpload(models.Model):
    """A regency's workbook of nominees that waits for its decision; encrypted, because it holds NIK."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)
    file_name = models.CharField(max_length=200)
    sealed = models.BinaryField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.file_name
