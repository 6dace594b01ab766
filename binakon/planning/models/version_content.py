"""What a version says beside its targets: ceilings per sub-activity and its activities, frozen with it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.core.calendar import Precision, Window
from binakon.planning.models.reference import SubActivity
from binakon.planning.models.year import PlanVersion
from binakon.planning.states import ActivityKind


class Ceiling(models.Model):
    """The most rupiah that one version gives one sub-activity.

    `committed` and `realised` are counters of the version in force, raced on like `PlanVersion.money_committed`.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="ceilings")
    sub_activity = models.ForeignKey(SubActivity, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    committed = models.BigIntegerField(default=0)
    realised = models.BigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["sub_activity__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "sub_activity"], name="ceiling_once"),
            models.CheckConstraint(
                condition=Q(committed__gte=0, committed__lte=F("amount")),
                name="ceiling_holds_committed",
            ),
            models.CheckConstraint(
                condition=Q(realised__gte=0, realised__lte=F("amount")),
                name="ceiling_holds_realised",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sub_activity.code}: Rp{self.amount}"


class VersionActivity(models.Model):
    """One activity as one version states it. The living `Activity` follows when the version is ratified.

    Indicator, sub-activity, partners and regions are kept as the words and codes of that day, so that a
    ratified version stays byte-equal whatever happens to the rows they name. `revision` counts edits.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="contents")
    code = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=ActivityKind.choices)
    title = models.CharField(max_length=300)
    occupation = models.CharField(max_length=2000, blank=True)
    levels = models.JSONField(default=list)
    window_form = models.CharField(max_length=40)
    precision = models.CharField(
        max_length=20, choices=[(word.value, word.value) for word in Precision]
    )
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    window_text = models.CharField(max_length=2000, blank=True)
    is_approximate = models.BooleanField(default=False)
    seats = models.PositiveIntegerField(null=True)
    partners = models.JSONField(default=list)
    is_all_regions = models.BooleanField(default=False)
    region_codes = models.JSONField(default=list)
    cost = models.BigIntegerField(null=True)
    indicator = models.CharField(max_length=60, blank=True)
    sub_activity = models.CharField(max_length=80, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code"], name="version_activity_once"),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0), name="version_activity_cost_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def window(self) -> Window:
        """When it takes place, in the precision that was stated."""
        return Window(Precision(self.precision), self.starts_on, self.ends_on, self.window_form)


CONTENT_COLUMNS: tuple[str, ...] = (
    "code",
    "kind",
    "title",
    "occupation",
    "levels",
    "window_form",
    "precision",
    "starts_on",
    "ends_on",
    "window_text",
    "is_approximate",
    "seats",
    "partners",
    "is_all_regions",
    "region_codes",
    "cost",
    "indicator",
    "sub_activity",
)


def content_of(row: VersionActivity) -> dict[str, Any]:
    """The columns that a version states, by name."""
    return {name: getattr(row, name) for name in CONTENT_COLUMNS}
