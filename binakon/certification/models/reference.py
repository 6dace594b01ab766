"""The rules of certification as dated rows, each with its source: a new regulation is a new row, not new code."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.certification.states import CasePath
from binakon.people.models import Office
from binakon.people.states import Classification, Diploma
from binakon.planning.models.reference import Dated, DatedQuerySet

_LEVELS = Q(level__gte=1, level__lte=9)


class ExperienceRule(Dated):
    """So many years of relevant work with this diploma for this level (SE LPJK 03/2025, Tabel 2).

    A diploma without a row for a level does not lead to it. `needs_training` asks for the 32-JP PKT of fresh graduates.
    """

    level = models.PositiveSmallIntegerField()
    diploma = models.CharField(max_length=12, choices=Diploma.choices)
    path = models.CharField(max_length=8, choices=CasePath.choices, default=CasePath.NEW)
    years = models.PositiveSmallIntegerField()
    needs_training = models.BooleanField(default=False)

    objects = DatedQuerySet["ExperienceRule"].as_manager()

    class Meta:
        ordering: ClassVar = ["-level", "diploma"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["level", "diploma", "path", "source"], name="experience_rule_once"
            ),
            models.CheckConstraint(condition=_LEVELS, name="experience_rule_level"),
        ]

    def __str__(self) -> str:
        return f"{self.level}, {self.get_diploma_display()}: {self.years}"


class LevelRule(Dated):
    """What holds for one level: its tier's authority, how long an SKK holds, credits to renew, how many may be held.

    `authority` is the tier of government whose task its people are (UU 23/2014); `most_classifications` counts with
    `required_classification` among them when there are several (SE DJBK; TERAS M3). None means that no rule is known.
    """

    level = models.PositiveSmallIntegerField()
    authority = models.CharField(max_length=10, choices=Office.Kind.choices)
    valid_years = models.PositiveSmallIntegerField()
    fresh_valid_years = models.PositiveSmallIntegerField(null=True)
    renewal_credits = models.PositiveSmallIntegerField(null=True)
    most_certificates = models.PositiveSmallIntegerField(null=True)
    most_classifications = models.PositiveSmallIntegerField(null=True)
    required_classification = models.CharField(
        max_length=24, choices=Classification.choices, blank=True
    )
    needs_membership = models.BooleanField(default=False)

    objects = DatedQuerySet["LevelRule"].as_manager()

    class Meta:
        ordering: ClassVar = ["-level"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["level", "source"], name="level_rule_once"),
            models.CheckConstraint(condition=_LEVELS, name="level_rule_level"),
        ]

    def __str__(self) -> str:
        return f"{self.level}"


class StudyProgrammeRule(Dated):
    """A study programme that leads to the occupations of one field (SK DJBK 114/2024).

    `occupation_code` narrows it to one occupation; "" is every occupation of `field_name`.
    """

    field_name = models.CharField(max_length=200, blank=True)
    occupation_code = models.CharField(max_length=20, blank=True)
    study_programme = models.CharField(max_length=200)

    objects = DatedQuerySet["StudyProgrammeRule"].as_manager()

    class Meta:
        ordering: ClassVar = ["field_name", "occupation_code", "study_programme"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["field_name", "occupation_code", "study_programme", "source"],
                name="study_programme_once",
            ),
            models.CheckConstraint(
                condition=~Q(field_name="") | ~Q(occupation_code=""), name="study_programme_of"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occupation_code or self.field_name}: {self.study_programme}"


class FeeRule(Dated):
    """What one test of one level costs, in rupiah a person (Kepmen PUPR 713/KPTS/M/2022)."""

    level = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=8, choices=CasePath.choices, default=CasePath.NEW)
    mode = models.CharField(max_length=20)
    rupiah = models.PositiveBigIntegerField()

    objects = DatedQuerySet["FeeRule"].as_manager()

    class Meta:
        ordering: ClassVar = ["-level", "path", "mode"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["level", "path", "mode", "source"], name="fee_rule_once"
            ),
            models.CheckConstraint(condition=_LEVELS, name="fee_rule_level"),
        ]

    def __str__(self) -> str:
        return f"{self.level}, {self.get_path_display()}: Rp{self.rupiah}"


class AssessorRule(Dated):
    """Up to which candidate level an assessor of one level may test."""

    assessor_level = models.PositiveSmallIntegerField()
    highest_candidate = models.PositiveSmallIntegerField()

    objects = DatedQuerySet["AssessorRule"].as_manager()

    class Meta:
        ordering: ClassVar = ["assessor_level"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessor_level", "source"], name="assessor_rule_once")
        ]

    def __str__(self) -> str:
        return f"{self.assessor_level} → {self.highest_candidate}"


class StepRule(Dated):
    """How many days a stretch of the chain takes: the law's clock, or an estimate that an office may change.

    `key` names the stretch (`payment`, `chain`, `review`…); `is_working` counts working days. The office's own row goes
    before one that holds for all.
    """

    key = models.CharField(max_length=20)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    is_working = models.BooleanField(default=False)

    objects = DatedQuerySet["StepRule"].as_manager()

    class Meta:
        ordering: ClassVar = ["key", "office"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "office", "source"], name="step_rule_once"),
            models.UniqueConstraint(
                fields=["key", "source"], condition=Q(office=None), name="step_rule_of_all_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.days}"
