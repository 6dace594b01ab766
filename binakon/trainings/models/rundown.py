"""The rundown of a training: its sessions, who teaches them, what is handed out, and the papers for instructors."""

from datetime import time
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.enrolment.models import Training
from binakon.people.models import NumberedDocument, Office, User
from binakon.trainings.states import (
    ENGAGEMENT,
    PAPER,
    TEACHING,
    EngagementState,
    PaperKind,
    PaperState,
    SessionKind,
)


class Instructor(models.Model):
    """Somebody who teaches (narasumber, instruktur); one row across trainings of an office.

    `is_outside` says that they are not of the organising unit: only then may an honorarium be paid (domain.md 2.2).
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="instructors")
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    employer = models.CharField(max_length=200, blank=True)
    expertise = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_outside = models.BooleanField(default=True)
    is_invented = models.BooleanField(default=False)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "name", "employer"], name="instructor_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} (contoh)" if self.is_invented else self.name


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """The words of instructors in a training."""

    def teaching(self) -> "EngagementQuerySet":
        """Instructors who have not said no and were not replaced."""
        return self.filter(state__in=TEACHING)

    def confirmed(self) -> "EngagementQuerySet":
        """Instructors who said yes: the only ones of whom it may be said that they taught."""
        return self.filter(state=EngagementState.CONFIRMED)


class Engagement(models.Model):
    """One instructor in one training; `key` and `link_version` make the link by which they answer.

    `replaces` is the engagement whose sessions this one took over.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="engagements")
    instructor = models.ForeignKey(Instructor, on_delete=models.PROTECT, related_name="engagements")
    state = models.CharField(
        max_length=12, choices=EngagementState.choices, default=EngagementState.PROPOSED
    )
    key = models.UUIDField(unique=True)
    link_version = models.PositiveSmallIntegerField(default=1)
    invited_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_note = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    # Who has said yes is named on the public page of the class, so an answer makes that page a new one.
    workflow: ClassVar[Workflow] = ENGAGEMENT
    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["training", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["training", "instructor"],
                condition=Q(state__in=TEACHING),
                name="engagement_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.instructor)


class Session(models.Model):
    """One stretch of a day: what, when, where, how many JP of 45 minutes.

    `link` is where an online session is joined. `closed_at` is when its attendance was closed: later marks are
    statements with a reason.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(
        max_length=10, choices=SessionKind.choices, default=SessionKind.TEACHING
    )
    on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    jp = models.PositiveSmallIntegerField(default=0)
    topic = models.CharField(max_length=300)
    room = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    note = models.CharField(max_length=300, blank=True)
    engagements = models.ManyToManyField(Engagement, related_name="sessions")
    key = models.UUIDField(unique=True)
    closed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["on", "starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(jp=0) | ~Q(kind=SessionKind.BREAK), name="session_break_has_no_jp"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} {self.starts_at:%H.%M} {self.topic}"


class RundownNorms(models.Model):
    """What one training's rundown is measured by; the defaults are proposals of one published source (domain.md 2.2).

    Minutes of a JP, most JP a day and on a Friday, when a day starts, its breaks as [["10:15", "10:30"], …], the Friday
    prayer, how many minutes may pass without a break, and the JP that the class promised (None: nothing was promised).
    """

    training = models.OneToOneField(
        Training, on_delete=models.PROTECT, related_name="rundown_norms"
    )
    minutes = models.PositiveSmallIntegerField(default=45)
    most_jp = models.PositiveSmallIntegerField(default=9)
    most_jp_friday = models.PositiveSmallIntegerField(default=7)
    starts_at = models.TimeField(default=time(8))
    breaks = models.JSONField(default=list)
    prayer_from = models.TimeField(default=time(11, 15))
    prayer_until = models.TimeField(default=time(13, 45))
    longest = models.PositiveSmallIntegerField(default=180)
    promised_jp = models.PositiveSmallIntegerField(null=True)
    revision = models.PositiveIntegerField(default=0)

    changes_plan: ClassVar[bool] = False

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="norms_jp_lasts"),
            models.CheckConstraint(
                condition=Q(prayer_until__gt=F("prayer_from")), name="norms_prayer_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"Norma rundown {self.training}"


class Material(models.Model):
    """What participants get to read: a file or an address, of the training or of one session.

    `changed_at` is when its title, file or address last became another; `removed_reason` is told with `removed_at`.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="materials")
    session = models.ForeignKey(
        Session, null=True, on_delete=models.SET_NULL, related_name="materials"
    )
    title = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.URLField(max_length=500, blank=True)
    shown_from = models.DateTimeField(null=True)
    position = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, link="") | (Q(file=None) & ~Q(link="")),
                name="material_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.title


class TrainingPaper(NumberedDocument):
    """A paper around instructors: the request, the decree that names them, a letter of assignment.

    `content` is what was printed, frozen from the number on; `engagement` is whom a letter concerns, None for all.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    engagement = models.ForeignKey(
        Engagement, null=True, on_delete=models.PROTECT, related_name="papers"
    )
    body = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)

    workflow: ClassVar[Workflow] = PAPER

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="training_paper_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperState.SIGNED) | Q(scan__isnull=False),
                name="training_paper_signed_has_scan",
            ),
        ]

    def __str__(self) -> str:
        kind = self.get_kind_display()
        return f"{kind} {self.number}" if self.number else f"{kind} (konsep)"
