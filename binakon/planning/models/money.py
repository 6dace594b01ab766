"""Money that was paid: the treasurer's papers, one row a document."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.planning.models.reference import SubActivity
from binakon.planning.models.year import ProgrammeYear


class Realisation(models.Model):
    """Rupiah paid for one sub-activity in one quarter (triwulan), with the number and date of its document."""

    programme = models.ForeignKey(
        ProgrammeYear, on_delete=models.PROTECT, related_name="realisations"
    )
    sub_activity = models.ForeignKey(SubActivity, on_delete=models.PROTECT, related_name="+")
    quarter = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    document = models.CharField(max_length=200)
    dated = models.DateField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["quarter", "sub_activity__code", "dated", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "sub_activity", "document"], name="realisation_document_once"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="realisation_quarter"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="realisation_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: Rp{self.amount}"
