"""Who is asked to a meeting, what each office answers before it, who comes and who came."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.coordination.models.meetings import Meeting
from binakon.coordination.states import ArrivalEvidence, Reply, Travel
from binakon.people.models import Office, User
from binakon.planning.models import Occupation


class Invitation(models.Model):
    """One office that is asked to a meeting. `key` and `link_version` make its signed link, which needs no password.

    `reply`, `reply_note` and `replied_at` are its answer; `sent_at` is when its letter went out. `came_at` is when the
    first of its guests was seen: the office came. It is written in the transaction that writes that arrival.
    `reply_reminder` and `day_reminder` are the last day for an answer and the start of which it was reminded; a meeting
    that moves is another one to be reminded of.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="invitations")
    key = models.UUIDField(unique=True)
    link_version = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, default=Reply.OPEN)
    reply_note = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    reply_reminder = models.DateField(null=True, blank=True)
    day_reminder = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["meeting", "office__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "office"], name="invitation_once"),
            models.CheckConstraint(
                condition=Q(reply=Reply.OPEN) | Q(replied_at__isnull=False),
                name="invitation_reply_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} → {self.meeting}"


class Guest(models.Model):
    """Somebody who comes for an office, or who came unannounced: name and position, as they stated them.

    `invitation` is None for a guest of no invited office (the host's own people, a partner), whose `body` is typed.
    `key` is in the guest's own QR. `came_by` says how it is known, `marked_by` who saw it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guests")
    # An invitation is not thrown away while somebody of its office is on the list.
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.RESTRICT, related_name="guests"
    )
    key = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_announced = models.BooleanField(default=True)
    came_at = models.DateTimeField(null=True, blank=True)
    came_by = models.CharField(max_length=12, choices=ArrivalEvidence.choices, blank=True)
    marked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(came_at=None, came_by="") | (Q(came_at__isnull=False) & ~Q(came_by="")),
                name="guest_came_with_evidence",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GuestScan(models.Model):
    """One scan that was taken. `nonce` is made by the device: a queue that is sent again marks nobody again.

    So a guest whose arrival was taken back stays away until somebody scans anew.
    """

    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="scans")
    nonce = models.UUIDField(unique=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return str(self.nonce)


class Questionnaire(models.Model):
    """What an office answers before the meeting. None and "" mean that it was not filled: unknown, never 0.

    `candidates` are people whom it could name, `certified` the certified workers (SKK ahli) that it knows of.
    """

    # Nor while its office has told something.
    invitation = models.OneToOneField(
        Invitation, on_delete=models.RESTRICT, related_name="questionnaire"
    )
    candidates = models.PositiveIntegerField(null=True, blank=True)
    certified = models.PositiveIntegerField(null=True, blank=True)
    travel = models.CharField(max_length=10, choices=Travel.choices, default=Travel.UNKNOWN)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    contact_email = models.EmailField(blank=True)
    note = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return str(self.invitation)


class StatedNeed(models.Model):
    """How many people of one occupation an office says that it needs."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="needs")
    occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    people = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["questionnaire", "name", "level"], name="stated_need_once"
            ),
            models.CheckConstraint(condition=Q(people__gt=0), name="stated_need_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.people}"
