"""What an office must deliver in a year: by how many days its own rule says so, and what it has delivered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.people.models import Office
from binakon.planning.models.year import ProgrammeYear
from binakon.planning.states import DutyKind


class DutyRule(models.Model):
    """The office's own rule from a day on.

    A quarter report so many days after the quarter, payments so many before 31 December, the closing so many after it.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="duty_rules")
    kind = models.CharField(max_length=20, choices=DutyKind.choices)
    days = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    source = models.CharField(max_length=300)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["kind", "-starts_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(days__lte=90), name="duty_rule_days"),
            models.CheckConstraint(condition=~Q(source=""), name="duty_rule_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.days}"


class DeliveredDuty(models.Model):
    """One duty of a year that was delivered, on which day; `part` is the quarter, 0 where a duty comes once a year."""

    programme = models.ForeignKey(ProgrammeYear, on_delete=models.PROTECT, related_name="delivered")
    kind = models.CharField(max_length=20, choices=DutyKind.choices)
    part = models.PositiveSmallIntegerField(default=0)
    on = models.DateField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["kind", "part"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "kind", "part"], name="duty_once"),
            models.CheckConstraint(condition=Q(part__lte=4), name="duty_part"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.part or ''}".strip()
