"""One person on the way to one SKK: the case with its dates, its steps and the papers asked."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.certification.models.batches import Batch
from binakon.certification.models.papers import CasePaper
from binakon.certification.states import (
    CASE,
    FROM_TESTED,
    CaseDocumentKind,
    CasePath,
    CaseState,
    Waiting,
)
from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.enrolment.models import Document, Registration
from binakon.people.models import HeldCertificate, Office, User, Worker
from binakon.planning.models import Activity, Commitment, Occupation

_NUMBERS = ("blank_number", "certificate_number", "bnsp_number", "lpjk_number")
_EVERY_NUMBER = ~Q(*((field, "") for field in _NUMBERS), _connector=Q.OR)
_ENDED = ("issued", "expired", "withdrawn")


class CaseQuerySet(models.QuerySet["Case"]):
    """The words of cases: the four dates are the definitions behind the four measures."""

    def determined(self) -> "CaseQuerySet":
        """Cases named in a numbered decree."""
        return self.exclude(determined_on=None)

    def tested(self) -> "CaseQuerySet":
        """Cases whose competence test took place."""
        return self.exclude(tested_on=None)

    def competent(self) -> "CaseQuerySet":
        """Cases that the LSP found competent."""
        return self.exclude(competent_on=None)

    def recorded(self) -> "CaseQuerySet":
        """Cases whose SKK is recorded with its four numbers."""
        return self.exclude(recorded_on=None)

    def open(self) -> "CaseQuerySet":
        """Cases that somebody still has to do something for."""
        return self.exclude(state__in=_ENDED)


class Case(models.Model):
    """A certification case. Dates are days of the deed itself, not of its typing; None means not yet.

    `key` binds what is encrypted and makes the applicant's signed link together with `link_version`. `registration` is
    the place in the class from which the person comes, where there is one. `occupation_name` and `level` are what is
    asked for, as the plan or the LSP writes it; `occupation` is the row of the list where one fits. `payment_due_at` is
    when an unpaid bill lapses. `renews` is the SKK that a renewal goes on from, `held` the one that came of the case.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="cases")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="cases")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="cases")
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="cases")
    key = models.UUIDField(unique=True)
    code = models.CharField(max_length=12, unique=True)
    link_version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=14, choices=CaseState.choices, default=CaseState.PROPOSED)
    path = models.CharField(max_length=8, choices=CasePath.choices, default=CasePath.NEW)
    occupation = models.ForeignKey(
        Occupation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    occupation_name = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField()
    decree = models.ForeignKey(CasePaper, null=True, on_delete=models.PROTECT, related_name="cases")
    application_number = models.CharField(max_length=60, blank=True)
    proposed_at = models.DateTimeField()
    state_since = models.DateTimeField()
    determined_on = models.DateField(null=True)
    applied_on = models.DateField(null=True)
    payment_due_at = models.DateTimeField(null=True)
    paid_on = models.DateField(null=True)
    test_on = models.DateField(null=True)
    tested_on = models.DateField(null=True)
    competent_on = models.DateField(null=True)
    recorded_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    blank_number = models.CharField(max_length=60, blank=True)
    certificate_number = models.CharField(max_length=60, blank=True)
    bnsp_number = models.CharField(max_length=60, blank=True)
    lpjk_number = models.CharField(max_length=60, blank=True)
    renews = models.ForeignKey(
        HeldCertificate, null=True, on_delete=models.PROTECT, related_name="renewals"
    )
    held = models.OneToOneField(
        HeldCertificate, null=True, on_delete=models.PROTECT, related_name="case"
    )
    commitment = models.OneToOneField(
        Commitment, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_because = models.TextField(blank=True)
    is_invented = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    workflow: ClassVar[Workflow] = CASE
    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=9), name="case_level"),
            models.UniqueConstraint(
                fields=["worker", "occupation_name", "level"],
                condition=~Q(state__in=_ENDED),
                name="case_one_open",
            ),
            models.UniqueConstraint(
                fields=["application_number"],
                condition=~Q(application_number=""),
                name="case_application_once",
            ),
            *(
                models.UniqueConstraint(
                    fields=[field], condition=~Q(**{field: ""}), name=f"case_{field}_once"
                )
                for field in _NUMBERS
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "eligible", "withdrawn"])
                | Q(determined_on__isnull=False),
                name="case_determined_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.AWAITING_PAYMENT) | Q(payment_due_at__isnull=False),
                name="case_bill_has_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FROM_TESTED) | Q(tested_on__isnull=False),
                name="case_tested_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["competent", "recorded", "issued", "expired"])
                | Q(competent_on__isnull=False),
                name="case_competent_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["recorded", "issued", "expired"])
                | (Q(recorded_on__isnull=False) & _EVERY_NUMBER),
                name="case_recorded_has_numbers",
            ),
            models.CheckConstraint(
                condition=Q(competent_on=None)
                | Q(tested_on__isnull=False, competent_on__gte=F("tested_on")),
                name="case_competent_after_test",
            ),
            models.CheckConstraint(
                condition=Q(recorded_on=None)
                | Q(competent_on__isnull=False, recorded_on__gte=F("competent_on")),
                name="case_recorded_after_competent",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["activity", "state", "id"], name="case_activity"),
            models.Index(fields=["state", "payment_due_at"], name="case_clock"),
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.occupation_name} ({self.level})"


class CaseStep(models.Model):
    """One step of a case: what happened, on which day, on what evidence, and for whom the case waits now. Append-only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20)
    reached = models.CharField(max_length=14, choices=CaseState.choices)
    on = models.DateField()
    waits_on = models.CharField(max_length=10, choices=Waiting.choices)
    reference = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    evidence = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["case", "id"], name="case_step")]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_reached_display()}"


class CaseDocument(models.Model):
    """A paper of a case: one that came with the class (`document`), or a file of its own.

    `checked_on` is when somebody of the office saw that it is in order; a newer paper sets `replaced_at`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=CaseDocumentKind.choices)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    problem = models.CharField(max_length=300, blank=True)
    uploaded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["case", "kind", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(replaced_at=None),
                name="case_document_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(document=None, file__isnull=False)
                | Q(document__isnull=False, file=None),
                name="case_document_one_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.case}"
