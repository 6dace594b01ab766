"""The activities of the year with their partners, and the quota of each office."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from binakon.core.calendar import Precision, Window, describe
from binakon.core.workflow import Workflow
from binakon.people.models import Office, Organisation
from binakon.planning.models.reference import Indicator, Occupation, SubActivity
from binakon.planning.models.year import PlanVersion, ProgrammeYear
from binakon.planning.states import (
    ACTIVITY,
    KINDS_WITHOUT_OCCUPATION,
    ActivityKind,
    ActivityState,
    Stage,
)


class ActivityQuerySet(models.QuerySet["Activity"]):
    """The words of activities."""

    def named(self) -> "ActivityQuerySet":
        """Activities whose subject is known: with an occupation, or of a kind that needs none."""
        return self.filter(~Q(occupation="") | Q(kind__in=KINDS_WITHOUT_OCCUPATION))

    def in_year_order(self) -> "ActivityQuerySet":
        """By the day they must be over, so that "any time this year" follows the dated ones; open ones last."""
        return self.order_by(
            F("ends_on").asc(nulls_last=True), F("starts_on").asc(nulls_last=True), "id"
        )

    def with_perubahan(self) -> "ActivityQuerySet":
        """Each with the day of the perubahan that holds it, so that a list asks for it in one query."""
        found = perubahan_holding(OuterRef("programme"), OuterRef("code"))
        return self.annotate(released_on=Subquery(found.values("dated")[:1]))


def perubahan_holding(programme: int | OuterRef, code: str | OuterRef) -> QuerySet[PlanVersion]:
    """The perubahan ever ratified that hold an activity, the first one first.

    One that states no activity at all says nothing about them: it holds those that stand.
    """
    states = Q(contents=None) | Q(contents__code=code)
    rows = PlanVersion.objects.filter(programme=programme, stage=Stage.PERUBAHAN)
    return rows.ever_ratified().filter(states).order_by("dated", "id")


class Activity(models.Model):
    """One planned activity. None and "" mean the plan does not say.

    `realised` is a published past result; `people_came` and `offices_came` were counted when it was held.
    """

    programme = models.ForeignKey(
        ProgrammeYear, on_delete=models.PROTECT, related_name="activities"
    )
    code = models.CharField(max_length=80)
    slug = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=ActivityKind.choices)
    title = models.CharField(max_length=300)
    occupation = models.CharField(max_length=2000, blank=True)
    occupations = models.ManyToManyField(Occupation, related_name="+")
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
    is_all_regions = models.BooleanField(default=False)
    regions = models.ManyToManyField(Office, related_name="+")
    region_codes = models.JSONField(default=list)
    funded_by = models.ForeignKey(
        PlanVersion, null=True, on_delete=models.PROTECT, related_name="activities"
    )
    cost = models.BigIntegerField(null=True)
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="+")
    sub_activity = models.ForeignKey(
        SubActivity, null=True, on_delete=models.PROTECT, related_name="+"
    )
    realised = models.PositiveIntegerField(null=True)
    people_came = models.PositiveIntegerField(null=True)
    offices_came = models.PositiveIntegerField(null=True)
    state = models.CharField(
        max_length=12, choices=ActivityState.choices, default=ActivityState.PLANNED
    )
    state_reason = models.TextField(blank=True)

    workflow: ClassVar[Workflow] = ACTIVITY
    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "code"], name="activity_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None, ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="activity_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0), name="activity_cost_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def window(self) -> Window:
        """When it takes place, in the precision that was stated."""
        return Window(Precision(self.precision), self.starts_on, self.ends_on, self.window_form)

    @property
    def window_words(self) -> str:
        """When it takes place in words: as published where the plan prints it, else from its window."""
        if self.window_text:
            return self.window_text
        if self.precision == Precision.AFTER_EVENT:
            return _("setelah perubahan anggaran disahkan")
        if self.precision == Precision.YEAR:
            return _("kapan saja dalam %(year)s") % {"year": self.window_form}
        return describe(self.window)

    @property
    def is_named(self) -> bool:
        """Whether its subject is known (see `ActivityQuerySet.named`)."""
        return bool(self.occupation) or self.kind in KINDS_WITHOUT_OCCUPATION

    @property
    def is_done(self) -> bool:
        """Closed, or with a published result; a past window alone proves nothing."""
        return self.state == ActivityState.CLOSED or self.realised is not None

    @property
    def perubahan_day(self) -> date | None:
        """The day of the first ratified perubahan that holds it; None before there is one."""
        if "released_on" in self.__dict__:
            found: date | None = self.__dict__["released_on"]
            return found
        rows = perubahan_holding(self.programme_id, self.code)
        return rows.values_list("dated", flat=True).first()

    @property
    def needs_perubahan(self) -> bool:
        """Whether its time is after a perubahan that holds it, and none was ratified yet."""
        return self.precision == Precision.AFTER_EVENT and self.perubahan_day is None

    def waited_on(self, day: date) -> bool:
        """Whether at the end of a day it could only run once a perubahan would be ratified."""
        if self.precision != Precision.AFTER_EVENT or self.state not in {
            ActivityState.PLANNED,
            ActivityState.RESCHEDULED,
        }:
            return False
        known = self.perubahan_day
        return known is None or known > day

    @property
    def waits_for_perubahan(self) -> bool:
        """Whether it can only run once a perubahan is ratified, as things stand now."""
        return self.waited_on(date.max)

    @property
    def is_funded(self) -> bool:
        """Whether a budget version that was ratified pays for it; a draft or a proposal pays nothing."""
        return self.funded_by is not None and self.funded_by.is_budget and self.funded_by.is_frozen


class ActivityPartner(models.Model):
    """A partner as the plan names it, linked to the organisation when known."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="partners")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=2000)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["activity", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "position"], name="partner_position_once")
        ]

    def __str__(self) -> str:
        return self.name


class RegionalQuota(models.Model):
    """The places of one office in one activity. The counter `taken` is the gate, enrolment's rows are the truth."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="quotas")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="quotas")
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    reason = models.TextField()

    class Meta:
        ordering: ClassVar = ["office__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "office"], name="quota_once"),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="quota_not_oversold"),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.taken}/{self.places}"
