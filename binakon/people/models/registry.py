"""What is known of a person over the years: diplomas, work, memberships, SKK held and the credits to renew them."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.core.workflow import Workflow
from binakon.people.models.offices import Organisation
from binakon.people.models.workers import Worker
from binakon.people.states import MEMBERSHIP, Classification, Diploma, MembershipState


class EducationRecord(models.Model):
    """One diploma of a person. `study_programme` is as printed; `checked_on` is when somebody saw the paper."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="education")
    diploma = models.CharField(max_length=12, choices=Diploma.choices)
    study_programme = models.CharField(max_length=200, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    graduated_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["worker", "-graduated_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "diploma", "study_programme"], name="education_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_diploma_display()} {self.study_programme}".strip()


class Experience(models.Model):
    """One piece of work of a person; without an end it goes on. Overlapping months count once (rules)."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="experience")
    work = models.CharField(max_length=300)
    employer = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    field_name = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["worker", "-starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="experience_ends_after_start",
            ),
            models.UniqueConstraint(fields=["worker", "work", "starts_on"], name="experience_once"),
        ]

    def __str__(self) -> str:
        return self.work


class Employment(models.Model):
    """For whom a person works, from a day to a day; an unknown day stays empty."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="employments")
    employer = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["worker", F("ends_on").desc(nulls_first=True), "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="employment_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.employer


class Membership(models.Model):
    """A membership card (KTA) of a professional association, with its days as printed."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    association = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    state = models.CharField(
        max_length=10, choices=MembershipState.choices, default=MembershipState.STATED
    )
    number = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    workflow: ClassVar[Workflow] = MEMBERSHIP
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["worker", F("valid_to").desc(nulls_first=True), "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "association", "number"], name="membership_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.association} {self.number}".strip()


class HeldCertificateQuerySet(models.QuerySet["HeldCertificate"]):
    """The words of SKK held."""

    def in_force_on(self, day: date) -> "HeldCertificateQuerySet":
        """SKK that hold on `day`; one whose end is unknown is not left out."""
        return self.filter(ended_on=None).filter(Q(expires_on=None) | Q(expires_on__gte=day))


class HeldCertificate(models.Model):
    """An SKK that a person holds or held: occupation, level (1-9), classification, its four numbers and its days.

    The occupation is written as on the paper: its code belongs to the list that was in force then. `source` says who
    knows: an import, a case of this office, the person. `ended_on` is set when it was revoked or renewed.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="held")
    occupation = models.CharField(max_length=200)
    occupation_code = models.CharField(max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    classification = models.CharField(max_length=24, choices=Classification.choices, blank=True)
    blank_number = models.CharField(max_length=60, blank=True)
    certificate_number = models.CharField(max_length=60, blank=True)
    bnsp_number = models.CharField(max_length=60, blank=True)
    lpjk_number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    issuer = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="certificates_issued"
    )
    source = models.CharField(max_length=200, blank=True)

    changes_plan: ClassVar[bool] = False
    objects = HeldCertificateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["worker", F("expires_on").desc(nulls_first=True), "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=1, level__lte=9), name="held_level"
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None)
                | Q(expires_on=None)
                | Q(expires_on__gte=F("issued_on")),
                name="held_expires_after_issue",
            ),
            *(
                models.UniqueConstraint(
                    fields=[field], condition=~Q(**{field: ""}), name=f"held_{field}_once"
                )
                for field in ("blank_number", "certificate_number", "bnsp_number", "lpjk_number")
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["expires_on"], name="held_expiry")]

    def __str__(self) -> str:
        return f"{self.occupation} ({self.level})" if self.level else self.occupation


class Credit(models.Model):
    """Credits of continuing professional development (SKPK of PKB) that a person earned on a day, in tenths of a credit.

    An estimate says so: only the association's or ministry's record settles it (Permen PUPR 12/2021).
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="credits")
    activity = models.CharField(max_length=300)
    earned_on = models.DateField()
    tenths = models.PositiveIntegerField()
    is_estimate = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["worker", "-earned_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "activity", "earned_on"], name="credit_once"),
            models.CheckConstraint(condition=Q(tenths__gt=0), name="credit_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.tenths / 10:g}"
