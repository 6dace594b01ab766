"""Who tests: the licences of an LSP with their scope, its assessors and the places of tests (TUK)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.people.models import Office, Organisation


class Licensed(models.Model):
    """Something that a licence allows from a day to a day; an unknown day stays empty and is said to be unknown."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_start",
            )
        ]

    def holds_on(self, day: date) -> bool:
        """Whether it is in use and its known days include `day`."""
        started = self.valid_from is None or self.valid_from <= day
        return self.is_active and started and (self.valid_to is None or self.valid_to >= day)


class Licence(Licensed):
    """A licence of BNSP for an LSP, under which it tests the schemes of its scope."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="licences"
    )
    number = models.CharField(max_length=100)

    class Meta(Licensed.Meta):
        ordering: ClassVar = ["organisation", "-valid_from"]
        constraints: ClassVar = [
            *Licensed.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "number"], name="licence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.number}"


class Scheme(models.Model):
    """An occupation and level that a licence covers; the code is of the list that the LSP uses."""

    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="schemes")
    occupation_code = models.CharField(max_length=20, blank=True)
    occupation = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["licence", "occupation", "level"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["licence", "occupation", "level"], name="scheme_once"),
            models.UniqueConstraint(
                fields=["licence", "occupation"],
                condition=Q(level=None),
                name="scheme_without_level_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occupation} ({self.level})" if self.level else self.occupation


class Assessor(Licensed):
    """Somebody who tests for an LSP; the level decides whom (AssessorRule)."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="assessors"
    )
    name = models.CharField(max_length=200)
    registration_number = models.CharField(max_length=60, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    is_invented = models.BooleanField(default=False)

    class Meta(Licensed.Meta):
        ordering: ClassVar = ["organisation", "name"]
        constraints: ClassVar = [
            *Licensed.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "registration_number"],
                condition=~Q(registration_number=""),
                name="assessor_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (contoh)" if self.is_invented else self.name


class AssessmentSite(Licensed):
    """A place of competence tests (TUK), verified by an LSP."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="assessment_sites"
    )
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(null=True)

    class Meta(Licensed.Meta):
        ordering: ClassVar = ["organisation", "name"]
        constraints: ClassVar = [
            *Licensed.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "name"], name="assessment_site_once"),
        ]

    def __str__(self) -> str:
        return self.name
