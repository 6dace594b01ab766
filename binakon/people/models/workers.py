"""Construction workers with their sealed NIK: one person across the years, and who looked at it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from binakon.people.models.offices import Office
from binakon.people.models.users import User


class Sex(models.TextChoices):
    """As on the identity card."""

    MALE = "male", "laki-laki"
    FEMALE = "female", "perempuan"


class WorkerQuerySet(models.QuerySet["Worker"]):
    """The words of workers."""

    def people(self) -> "WorkerQuerySet":
        """One row per person: whoever was merged into another is not counted again."""
        return self.filter(root=None)

    def of_person(self, worker: "Worker") -> "WorkerQuerySet":
        """Every row of the person that `worker` is, itself and those merged with it."""
        person = worker.root_id or worker.pk
        return self.filter(Q(pk=person) | Q(root=person))

    def with_nik(self, index: str) -> "WorkerQuerySet":
        """Every row of the person whose NIK has this index, itself and those merged with it; none where nobody has it."""
        holder = Worker.objects.filter(nik_index=index)
        person = holder.values(person=Coalesce(F("root"), F("id")))
        return self.filter(Q(pk__in=person) | Q(root__in=person))

    def with_person(self) -> "WorkerQuerySet":
        """Each row with `person_number`, the number by which unique people are counted."""
        return self.annotate(person_number=Coalesce(F("root"), F("id")))


class Worker(models.Model):
    """A construction worker (TKK): one person across the years.

    The NIK is text, encrypted in `nik_sealed` (bound to `key`), found by its keyed index and shown as `nik_mask`;
    it is unmasked only through `people.actions.reveal`, which writes down who looked and why. Somebody without a NIK
    says so in `no_nik_reason`; their index is that of their own key, so that it meets nobody.
    `name_key` is the name as it is compared (no titles, one spelling). `office` is the regency they live or work in.
    A duplicate points by `merged_into` to the row that goes on, and by `root` to the last of that chain; rows that
    cite either are never re-pointed, whoever counts people counts `root` or, where there is none, the row.
    """

    key = models.UUIDField(unique=True)
    nik_index = models.CharField(max_length=64, unique=True)
    nik_sealed = models.BinaryField(default=b"")
    nik_mask = models.CharField(max_length=20, blank=True)
    no_nik_reason = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, blank=True, db_index=True)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="workers")
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged_here"
    )
    root = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="same_person"
    )
    is_invented = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    changes_plan: ClassVar[bool] = False
    objects = WorkerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(nik_mask="") | ~Q(no_nik_reason=""), name="worker_nik_or_reason"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None, root=None)
                | Q(merged_into__isnull=False, root__isnull=False),
                name="worker_merged_has_root",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")) & ~Q(root=F("id")), name="worker_not_itself"
            ),
        ]

    def __str__(self) -> str:
        is_marked = not self.is_invented or self.name.endswith("(contoh)")
        return self.name if is_marked else f"{self.name} (contoh)"

    @property
    def as_person(self) -> "Worker":
        """The row that goes on for this person: whose name, NIK and contacts a paper for others states."""
        return self.root or self

    @property
    def person_id(self) -> int:
        """The number by which this person is counted once."""
        return self.root_id or self.pk


class Reveal(models.Model):
    """Somebody looked at what is masked: who, whose, which field, why, when. Append-only."""

    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="reveals")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id"], name="reveal_subject")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.field}"
