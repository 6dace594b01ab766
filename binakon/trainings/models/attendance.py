"""Attendance: every scan as it came, and what they prove of a person in a session."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.enrolment.models import Registration
from binakon.people.models import User
from binakon.trainings.models.rundown import Session
from binakon.trainings.states import PRESENCE, Evidence, Method, PresenceState, ScanOutcome


class AttendanceSheet(models.Model):
    """The signed paper list of a session, as photographed; what was typed from it points here."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sheets")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    kept_at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["session", "id"]

    def __str__(self) -> str:
        return f"{self.session}: daftar hadir"


class Scan(models.Model):
    """One mark as it came: who, how, when, from which device. Append-only; its own history.

    `nonce` is made by the device, so the same scan sent again is the same row. `scanned_at` is the device's word,
    `received_at` the database's clock. `reason` says why it is late, in conflict or refused. `registration` is None
    when the code named nobody of this training.
    """

    nonce = models.UUIDField(unique=True)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="scans")
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.PROTECT, related_name="scans"
    )
    method = models.CharField(max_length=12, choices=Method.choices)
    evidence = models.CharField(max_length=1, choices=Evidence.choices)
    outcome = models.CharField(max_length=10, choices=ScanOutcome.choices)
    reason = models.CharField(max_length=300, blank=True)
    is_late = models.BooleanField(default=False)
    scanned_at = models.DateTimeField()
    received_at = models.DateTimeField()
    device = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(
        AttendanceSheet, null=True, on_delete=models.PROTECT, related_name="scans"
    )
    # A conflict that a person has looked at stays, with their word on it.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_note = models.CharField(max_length=300, blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(registration__isnull=False) | Q(outcome=ScanOutcome.REFUSED),
                name="scan_of_nobody_is_refused",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[ScanOutcome.CONFLICT, ScanOutcome.REFUSED])
                | ~Q(reason=""),
                name="scan_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.STATEMENT) | ~Q(reason=""),
                name="scan_statement_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["session", "registration"], name="scan_person"),
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.get_outcome_display()}"


class PresenceQuerySet(models.QuerySet["Presence"]):
    """The words of presences."""

    def counted(self) -> "PresenceQuerySet":
        """Presences that stand: the one definition behind JP attended and the measure attended."""
        return self.filter(state=PresenceState.PRESENT)


class Presence(models.Model):
    """One person in one session, once, whatever came in; `evidence` is the best of its scans.

    `first` is the scan that made it. Struck out, it keeps its scans and counts no more.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="presences")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="presences"
    )
    state = models.CharField(
        max_length=8, choices=PresenceState.choices, default=PresenceState.PRESENT
    )
    evidence = models.CharField(max_length=1, choices=Evidence.choices)
    first = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    workflow: ClassVar[Workflow] = PRESENCE
    changes_plan: ClassVar[bool] = False
    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["session", "registration"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "registration"], name="presence_once")
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_state_display()}"
