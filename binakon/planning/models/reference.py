"""Dated reference data: sub-activities, occupations and indicators, each with its source."""

from datetime import date
from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import Q

M = TypeVar("M", bound=models.Model)


class DatedQuerySet(models.QuerySet[M]):
    """The words of dated reference rows."""

    def valid_on(self, day: date) -> "DatedQuerySet[M]":
        """Rows that hold on `day`; an unknown start or end does not exclude."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )


class Dated(models.Model):
    """A reference row that holds for a time and says where it comes from. An unknown date stays empty."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)

    class Meta:
        abstract = True


class SubActivity(Dated):
    """A sub-activity (sub kegiatan) of the regional budget nomenclature; a code means something only with its dates."""

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=300)
    performance = models.CharField(max_length=300, blank=True)
    indicator = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=60)

    objects = DatedQuerySet["SubActivity"].as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "source"], name="sub_activity_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Occupation(Dated):
    """An expert occupation (jabatan kerja) with its KKNI level; level and SKKNI are empty where not published."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    field_name = models.CharField(max_length=200, db_index=True)
    level = models.PositiveSmallIntegerField(null=True)
    skkni = models.CharField(max_length=60, blank=True)

    objects = DatedQuerySet["Occupation"].as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "source"], name="occupation_once")
        ]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """What a target counts: `trained` (dilatih), `facilitated` (difasilitasi) or a key that a plan brings."""

    key = models.CharField(max_length=60, unique=True)
    label = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=60)
    definition = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.label
