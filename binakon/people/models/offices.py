"""Offices with their letterheads and dated officials, and the organisations they work with."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

REGION_SOURCE = "Kepmendagri 300.2.2-2430/2025"


class OfficeQuerySet(models.QuerySet["Office"]):
    """The words of offices."""

    def provinces(self) -> "OfficeQuerySet":
        """The provincial offices."""
        return self.filter(kind=Office.Kind.PROVINCE)

    def loaded(self) -> "OfficeQuerySet":
        """Offices that came with the official list; a plan file may add others one by one."""
        return self.filter(source=REGION_SOURCE)

    def regencies_of(self, province_code: str) -> "OfficeQuerySet":
        """The loaded kabupaten and kota of one province, in the order of their codes."""
        return self.loaded().filter(parent__code=province_code).order_by("code")


class Office(models.Model):
    """The construction-development office of a province, kabupaten or kota.

    `code` is Kemendagri's (Kepmendagri 300.2.2-2430/2025): "63", "63.01". `name` is the region,
    `office_name` the agency as it signs ("" until a plan file says it). `seat` is where its letters are dated
    ("Banjarbaru"); with address, phone and e-mail it makes the letterhead. `decree_numbers`, `letter_numbers`
    and `certificate_numbers` are how its agenda writes numbers ("188.4/{nomor}/BK/{tahun}"); "" means that each number
    is typed.
    """

    class Kind(models.TextChoices):
        """The tiers of government that plan construction development."""

        PROVINCE = "province", "provinsi"
        REGENCY = "kabupaten", "kabupaten"
        CITY = "kota", "kota"

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    office_name = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="regencies"
    )
    population = models.PositiveIntegerField(null=True)
    seat = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=100, blank=True)
    decree_numbers = models.CharField(max_length=80, blank=True)
    letter_numbers = models.CharField(max_length=80, blank=True)
    certificate_numbers = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="province", parent=None)
                | (~Q(kind="province") & Q(parent__isnull=False)),
                name="office_parent_fits_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """How the office is called on a page: its agency's name where known, else its region."""
        return self.office_name or self.name


class OfficialQuerySet(models.QuerySet["Official"]):
    """The words of officials."""

    def serving_on(self, day: date) -> "OfficialQuerySet":
        """Who held the position on `day`; an unknown start or end does not exclude."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Official(models.Model):
    """A person in a position at an office over time, also acting (Plt). What was not published stays empty.

    `rank` (pangkat/golongan) and `employee_number` (NIP) stand under a signature.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="officials")
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200)
    rank = models.CharField(max_length=100, blank=True)
    employee_number = models.CharField(max_length=30, blank=True)
    is_acting = models.BooleanField(default=False)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=300)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None)
                | Q(starts_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
                name="official_ends_after_start",
            ),
            # Who acts in a position may be given it later: two rows, each with its days.
            models.UniqueConstraint(
                fields=["office", "name", "position", "is_acting"], name="official_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"

    @property
    def title(self) -> str:
        """The position as printed over a signature; acting is said."""
        return f"Plt. {self.position}" if self.is_acting else self.position


class Organisation(models.Model):
    """An association, certification body (LSP), Balai or other body the office works with.

    `email` and `phone` (digits with country code) are the body's own, where its letters go; `contact_role` is for whom
    they are meant there ("Ketua DPD"): a position, never a person's name.
    """

    class Kind(models.TextChoices):
        """What a partner is."""

        ASSOCIATION = "association", "asosiasi profesi"
        LSP = "lsp", "LSP"
        BALAI = "balai", "balai"
        OTHER = "other", "lainnya"

    name = models.CharField(max_length=300, unique=True)
    short_name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    contact_role = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.short_name
