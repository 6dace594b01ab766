"""What has been bound: people determined and money spent, which no revision may fall below."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.planning.models.activity import Activity
from binakon.planning.models.reference import SubActivity


class Commitment(models.Model):
    """A later chapter's fact that binds the plan: so many people or rupiah of one activity.

    One fact is one row; when it is realised its kind changes, so that nothing is counted twice. Written only through `planning.actions.commit`, in the transaction of the deed that binds.
    `sub_activity` is the budget line on which rupiah was bound, kept by trigger whatever later versions say; None
    while no version has named one.
    """

    class Unit(models.TextChoices):
        """What is bound."""

        PEOPLE = "people", "orang"
        RUPIAH = "rupiah", "rupiah"

    class Kind(models.TextChoices):
        """How firmly."""

        COMMITTED = "committed", "terikat"
        REALISED = "realised", "terealisasi"

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="commitments")
    unit = models.CharField(max_length=10, choices=Unit.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sub_activity = models.ForeignKey(
        SubActivity, null=True, on_delete=models.PROTECT, related_name="+"
    )
    amount = models.PositiveBigIntegerField()
    label = models.CharField(max_length=300)
    link = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "unit", "label"], name="commitment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="commitment_positive"),
            models.CheckConstraint(
                condition=Q(unit="rupiah") | Q(sub_activity=None), name="commitment_line_of_rupiah"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.amount} {self.get_unit_display()}"
