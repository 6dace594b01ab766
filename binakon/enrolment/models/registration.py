"""One person asks for a place: the registration, its papers with their verdicts, and the place it gets."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.enrolment.models.training import Training
from binakon.enrolment.states import (
    ACTIVE_REGISTRATIONS,
    DOCUMENT,
    PLACE,
    REGISTRATION,
    SEATED_PLACES,
    CorrectionReason,
    DocumentKind,
    DocumentState,
    Education,
    PlaceState,
    RegistrationState,
    Source,
)
from binakon.people.models import Office, Sex, User, Worker


def still_named(path: str = "") -> Q:
    """Whether a nominee counts for the office that named it; `path` leads to the registration ("registrations__")."""
    competes = Q(**{f"{path}state__in": ACTIVE_REGISTRATIONS})
    repeated = Q(**{f"{path}state": RegistrationState.REPEATED, f"{path}decision_reason": ""})
    return competes | repeated


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """The words of registrations."""

    def received(self) -> "RegistrationQuerySet":
        """Registrations that were sent: drafts and repeated ones are none."""
        return self.exclude(state__in=[RegistrationState.DRAFT, RegistrationState.REPEATED])

    def nominees_of(self, training: Training, office: Office) -> "RegistrationQuerySet":
        """The people whom an office named, itself or through the desk."""
        sources = [Source.NOMINATION, Source.DESK]
        named = self.filter(training=training, office=office, source__in=sources)
        return named.exclude(state=RegistrationState.DRAFT)

    def still_named(self) -> "RegistrationQuerySet":
        """Nominees that count for their office: those that compete, and repeated ones that were not taken back."""
        return self.filter(still_named())

    def of_nik(self, index: str) -> "RegistrationQuerySet":
        """Those of the person with this NIK (its index), also under a merged row; drafts are none."""
        return self.filter(worker__in=Worker.objects.with_nik(index))

    def active(self) -> "RegistrationQuerySet":
        """Registrations that still compete or take part."""
        return self.filter(state__in=ACTIVE_REGISTRATIONS)


class Registration(models.Model):
    """What one person (or their regency) stated when asking for a place in one training.

    `key` binds what is encrypted; `code` is the public code (printed, used by the draw); the signed link is made from
    `key` and `link_version`, so raising the version ends every link given out. The NIK is sealed here only while it
    is a draft; from submission on the worker holds it. `arrival` is the order in which the database took it in.
    `office` is the regency the person counts for, None is outside the province. `wish` orders several registrations
    of one person (1 first); those that were sent together point by `wished_with` to the one whose form it was. Until
    then `answers` holds the classes wished, best first (`wishes`), and the papers that they ask for (`papers`).
    `repeats` points to the registration that this one says again; `replaces` to the nominee whose seat it takes over.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="registrations")
    office = models.ForeignKey(
        Office, null=True, on_delete=models.PROTECT, related_name="registrations"
    )
    worker = models.ForeignKey(
        Worker, null=True, on_delete=models.PROTECT, related_name="registrations"
    )
    key = models.UUIDField(unique=True)
    code = models.CharField(max_length=12, unique=True)
    link_version = models.PositiveSmallIntegerField(default=1)
    # What a form is pressed with: the same form pressed twice is one draft.
    idempotency_key = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.PORTAL)
    state = models.CharField(
        max_length=12, choices=RegistrationState.choices, default=RegistrationState.DRAFT
    )
    nik_index = models.CharField(max_length=64, blank=True)
    nik_sealed = models.BinaryField(default=b"")
    nik_mask = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    employer = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    education = models.CharField(max_length=12, choices=Education.choices, blank=True)
    field_of_study = models.CharField(max_length=200, blank=True)
    has_skk = models.BooleanField(null=True)
    skk_expires_on = models.DateField(null=True)
    groups = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    wish = models.PositiveSmallIntegerField(default=1)
    wished_with = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="further_wishes"
    )
    step = models.CharField(max_length=20, blank=True)
    privacy_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    arrival = models.PositiveIntegerField(null=True)
    contact_confirmed_at = models.DateTimeField(null=True)
    correction_due_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    repeats = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="repetitions"
    )
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replacements"
    )
    nominated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    is_invented = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    workflow: ClassVar[Workflow] = REGISTRATION
    changes_plan: ClassVar[bool] = False
    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["training", "nik_index"],
                condition=Q(state__in=ACTIVE_REGISTRATIONS),
                name="registration_one_person_one_place",
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.DRAFT)
                | (Q(worker__isnull=False, submitted_at__isnull=False) & ~Q(nik_index="")),
                name="registration_sent_has_person",
            ),
            models.UniqueConstraint(
                fields=["training", "arrival"], name="registration_arrival_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["training", "state", "id"], name="registration_training"),
            models.Index(fields=["training", "office", "id"], name="registration_office"),
            models.Index(fields=["nik_index"], name="registration_person"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (contoh)" if self.is_invented else self.name

    @property
    def papers_asked(self) -> list[str]:
        """The papers to hand in: its class's; in a draft also those of the other classes that it wishes."""
        asked: list[str] = self.training.documents
        if self.state == RegistrationState.DRAFT:
            asked = self.answers.get("papers") or asked
        return asked

    @property
    def is_taken_back(self) -> bool:
        """Withdrawn; a repeated one keeps its state and says so by its reason."""
        if self.state == RegistrationState.REPEATED:
            return bool(self.decision_reason)
        return self.state == RegistrationState.WITHDRAWN


class Document(models.Model):
    """One paper of a registration; a corrected one replaces it and both are kept."""

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=DocumentState.choices, default=DocumentState.WAITING
    )
    uploaded_at = models.DateTimeField()

    workflow: ClassVar[Workflow] = DOCUMENT
    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["registration", "kind", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=~Q(state=DocumentState.REPLACED),
                name="document_one_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.registration}"


class Verdict(models.Model):
    """One person's judgement on one paper. Append-only; with four eyes a paper is accepted by two people."""

    class Word(models.TextChoices):
        """What a verifier may say."""

        ACCEPT = "accept", "diterima"
        CORRECT = "correct", "perlu diganti"
        REFUSE = "refuse", "ditolak"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="verdicts")
    word = models.CharField(max_length=10, choices=Word.choices)
    reason = models.CharField(max_length=16, choices=CorrectionReason.choices, blank=True)
    note = models.TextField(blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Judging a paper again sets what was said before aside; it stays readable.
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "user"],
                condition=Q(set_aside_at=None),
                name="verdict_once_a_person",
            ),
            models.CheckConstraint(
                condition=Q(word="accept") | ~Q(reason=""), name="verdict_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_word_display()}"


class PlaceQuerySet(models.QuerySet["Place"]):
    """The words of places."""

    def seated(self) -> "PlaceQuerySet":
        """Places that hold a seat: the one count behind every counter of seats."""
        return self.filter(state__in=SEATED_PLACES)

    def waiting(self) -> "PlaceQuerySet":
        """The waiting list, first in first out."""
        return self.filter(state=PlaceState.WAITING).order_by("queue")


class Place(models.Model):
    """The place of one registration in its training: waiting, offered, accepted, determined, or why not.

    `bucket` says whose seat it holds: "quota" (the regency's), "pool", or a group of `ReservedSeats`; "" holds none.
    `queue` orders the waiting list; `rank` and `points` come from a selection run.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="places")
    registration = models.OneToOneField(
        Registration, on_delete=models.PROTECT, related_name="place"
    )
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="places")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="places")
    state = models.CharField(max_length=12, choices=PlaceState.choices, default=PlaceState.WAITING)
    bucket = models.CharField(max_length=12, blank=True)
    queue = models.PositiveIntegerField()
    rank = models.PositiveIntegerField(null=True)
    points = models.IntegerField(null=True)
    offered_until = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    workflow: ClassVar[Workflow] = PLACE
    changes_plan: ClassVar[bool] = False
    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["training", "queue", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["training", "worker"],
                condition=Q(state__in=SEATED_PLACES),
                name="place_one_seat_a_person",
            ),
            models.UniqueConstraint(fields=["training", "queue"], name="place_queue_once"),
            models.CheckConstraint(
                condition=(Q(state__in=SEATED_PLACES) & ~Q(bucket=""))
                | (~Q(state__in=SEATED_PLACES) & Q(bucket="")),
                name="place_seated_names_bucket",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlaceState.OFFERED) | Q(offered_until__isnull=False),
                name="place_offer_has_deadline",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["training", "state", "queue"], name="place_training")
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_state_display()}"
