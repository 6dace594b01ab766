"""A training that is opened from a planned activity: its days, its seats and for whom some of them are reserved."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from binakon.core.calendar import Precision, Window, describe
from binakon.core.workflow import Workflow
from binakon.enrolment.states import TRAINING, Basis, Group, Policy, TrainingState
from binakon.people.models import Office, Organisation, User
from binakon.planning.models import Activity


class TrainingQuerySet(models.QuerySet["Training"]):
    """The words of trainings."""

    def open_at(self, moment: datetime) -> "TrainingQuerySet":
        """Trainings that take registrations at this moment of the database's clock."""
        return self.filter(state=TrainingState.OPEN, opens_at__lte=moment, closes_at__gt=moment)

    def nominable_at(self, moment: datetime) -> "TrainingQuerySet":
        """Trainings whose regencies may still name people: until their own deadline, else until registration closes."""
        until = Coalesce("nominations_due_at", "closes_at")
        return self.alias(until=until).filter(
            state=TrainingState.OPEN, opens_at__lte=moment, until__gt=moment
        )


class Training(models.Model):
    """One class of a planned activity, open for registration for a time.

    Seats: `seats` in all; `pool` of them belong to nobody in particular, the others to the regional quotas
    (`planning.RegionalQuota`) and to `ReservedSeats`. `taken` and `pool_taken` are counters that conditional UPDATEs
    race on; the rows of `Place` are the truth and `check-figures` compares them. `last_queue` numbers the waiting
    list in the order in which the database took people in.

    `opens_at` and `closes_at` are compared with the database's clock. `weights` are the points of the policy
    *ranked*; `seed_hash` is published before the draw, `seed` with it. `override_reason` says why it was opened
    although its money or its version was not there yet.
    """

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="training")
    state = models.CharField(
        max_length=12, choices=TrainingState.choices, default=TrainingState.PREPARED
    )
    seats = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    pool = models.PositiveIntegerField()
    pool_taken = models.PositiveIntegerField(default=0)
    last_queue = models.PositiveIntegerField(default=0)
    policy = models.CharField(max_length=12, choices=Policy.choices, default=Policy.RANKED)
    weights = models.JSONField(default=dict)
    seed = models.CharField(max_length=200, blank=True)
    seed_hash = models.CharField(max_length=64, blank=True)
    has_waiting_list = models.BooleanField(default=True)
    takes_individuals = models.BooleanField(default=True)
    takes_nominations = models.BooleanField(default=True)
    needs_two_verifiers = models.BooleanField(default=False)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    nominations_due_at = models.DateTimeField(null=True)
    unused_return_on = models.DateField(null=True)
    unused_returned_at = models.DateTimeField(null=True)
    correction_days = models.PositiveSmallIntegerField(default=3)
    offer_days = models.PositiveSmallIntegerField(default=2)
    objection_days = models.PositiveSmallIntegerField(default=3)
    starts_on = models.DateField()
    ends_on = models.DateField()
    venue = models.CharField(max_length=300)
    requirements = models.TextField(blank=True)
    documents = models.JSONField(default=list)
    partner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    contact_name = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    override_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    workflow: ClassVar[Workflow] = TRAINING
    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")), name="training_not_oversold"
            ),
            models.CheckConstraint(
                condition=Q(pool_taken__lte=F("pool"), pool__lte=F("seats")),
                name="training_pool_not_oversold",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="training_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="training_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.activity.title

    @property
    def office_code(self) -> str:
        """The office whose training it is."""
        code: str = self.activity.programme.office.code
        return code

    @property
    def days_words(self) -> str:
        """Its first and last day in words: 20–21 April 2026."""
        return describe(Window(Precision.RANGE, self.starts_on, self.ends_on, ""))


class TrainingDay(models.Model):
    """One day of a training, from when to when, and where when it is not at the training's venue."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["on", "starts_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["training", "on", "starts_at"], name="day_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="day_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} {self.starts_at}–{self.ends_at}"


class ReservedSeats(models.Model):
    """Seats of a training that only one group may take, beside its regional quotas; `taken` is a counter."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="reserved")
    group = models.CharField(max_length=12, choices=Group.choices)
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["training", "group"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["training", "group"], name="reserved_once"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")), name="reserved_not_oversold"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.taken}/{self.places}"


class QuotaCalculation(models.Model):
    """How the regional quotas of a training were worked out, step by step; frozen, a new one supersedes it."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="calculations")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    inputs = models.JSONField()
    steps = models.JSONField()
    result = models.JSONField()
    reason = models.TextField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.training}: {self.get_basis_display()}"


class RegencyNeed(models.Model):
    """How many people of an occupation one regency says it needs, for one training; from its own officer."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="needs")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["office__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["training", "office"], name="need_once")
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.people}"
