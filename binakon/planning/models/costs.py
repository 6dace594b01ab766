"""What an activity costs line by line, what may be paid at most, and the accounts: dated, with their sources."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.people.models import Office, Official
from binakon.planning.models.reference import Dated, DatedQuerySet
from binakon.planning.models.year import PlanVersion
from binakon.planning.states import ComponentKind, Recipient, Transport


class Account(Dated):
    """An expenditure account (kode akun belanja); what an office's DPA uses beside the list may be typed."""

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=300)

    objects = DatedQuerySet["Account"].as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "source"], name="account_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class StandardPrice(Dated):
    """The most rupiah that a regional decree allows for one unit, from one day on; each office brings its own.

    `region` is the code of a kabupaten or kota, "" where the price holds in the whole province.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ComponentKind.choices)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=60)
    region = models.CharField(max_length=20, blank=True)
    ceiling = models.BigIntegerField()
    valid_from = models.DateField()

    objects = DatedQuerySet["StandardPrice"].as_manager()

    class Meta:
        ordering: ClassVar = ["kind", "name", "unit", "-valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "kind", "name", "unit", "region", "valid_from"],
                name="standard_price_once",
            ),
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="standard_price_positive"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="standard_price_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit}): Rp{self.ceiling}"


class CostLine(models.Model):
    """One line of the cost estimate of an activity, as one version states it and frozen with that version.

    It names its activity by the code and not by the row, for the rows of a draft are written anew by every workbook.
    A factor that is not used counts 1 and has no unit. `amount` is the product, which the database checks.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="cost_lines")
    activity_code = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    account_code = models.CharField(max_length=30)
    account_name = models.CharField(max_length=300, blank=True)
    group_name = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=ComponentKind.choices)
    component = models.CharField(max_length=300)
    unit = models.CharField(max_length=60)
    unit_price = models.BigIntegerField()
    quantity_1 = models.PositiveIntegerField()
    quantity_2 = models.PositiveIntegerField(default=1)
    quantity_3 = models.PositiveIntegerField(default=1)
    quantity_4 = models.PositiveIntegerField(default=1)
    unit_1 = models.CharField(max_length=40)
    unit_2 = models.CharField(max_length=40, blank=True)
    unit_3 = models.CharField(max_length=40, blank=True)
    unit_4 = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField()
    fund_code = models.CharField(max_length=40, blank=True)
    recipient = models.CharField(max_length=20, choices=Recipient.choices, blank=True)
    transport = models.CharField(max_length=20, choices=Transport.choices, blank=True)
    excess_reason = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [
            models.Index(fields=["version", "activity_code"], name="cost_line_of_activity")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    amount=F("unit_price")
                    * F("quantity_1")
                    * F("quantity_2")
                    * F("quantity_3")
                    * F("quantity_4")
                ),
                name="cost_line_amount_is_the_product",
            ),
            models.CheckConstraint(
                condition=Q(
                    unit_price__gt=0,
                    quantity_1__gt=0,
                    quantity_2__gt=0,
                    quantity_3__gt=0,
                    quantity_4__gt=0,
                ),
                name="cost_line_positive",
            ),
            models.CheckConstraint(
                condition=(Q(quantity_2=1) | ~Q(unit_2=""))
                & (Q(quantity_3=1) | ~Q(unit_3=""))
                & (Q(quantity_4=1) | ~Q(unit_4="")),
                name="cost_line_factors_have_units",
            ),
        ]

    def __str__(self) -> str:
        return self.component


class TermsOfReference(models.Model):
    """The texts of the KAK of one activity of one version; what is empty is printed as not filled in.

    They justify what the version asks for, so they are frozen with it, by trigger.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="terms")
    activity_code = models.CharField(max_length=80)
    background = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    goal = models.TextField(blank=True)
    output = models.TextField(blank=True)
    place_and_time = models.TextField(blank=True)
    participants = models.TextField(blank=True)
    speakers = models.TextField(blank=True)
    cost_text = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    place = models.CharField(max_length=100, blank=True)
    dated = models.DateField(null=True)
    signatory = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "activity_code"], name="terms_once")
        ]

    def __str__(self) -> str:
        return f"KAK {self.activity_code}"


TERMS_TEXTS: tuple[str, ...] = (
    "background",
    "legal_basis",
    "purpose",
    "goal",
    "output",
    "place_and_time",
    "participants",
    "speakers",
    "cost_text",
    "closing",
)

LINE_COLUMNS: tuple[str, ...] = (
    "account_code",
    "account_name",
    "group_name",
    "kind",
    "component",
    "unit",
    "unit_price",
    "quantity_1",
    "quantity_2",
    "quantity_3",
    "quantity_4",
    "unit_1",
    "unit_2",
    "unit_3",
    "unit_4",
    "amount",
    "fund_code",
    "recipient",
    "transport",
    "excess_reason",
    "note",
)
