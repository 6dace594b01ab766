"""Construction workers with their sealed NIK, and who looked at it."""

from typing import ClassVar

from django.db import models

from binakon.people.models.users import User


class Sex(models.TextChoices):
    """As on the identity card."""

    MALE = "male", "laki-laki"
    FEMALE = "female", "perempuan"


class Worker(models.Model):
    """A construction worker (TKK): one person across the years.

    The NIK is text, encrypted in `nik_sealed` (bound to `key`), found by its keyed index and shown as `nik_mask`;
    it is unmasked only through `people.actions.reveal`, which writes down who looked and why.
    """

    key = models.UUIDField(unique=True)
    nik_index = models.CharField(max_length=64, unique=True)
    nik_sealed = models.BinaryField()
    nik_mask = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    is_invented = models.BooleanField(default=False)

    changes_plan: ClassVar[bool] = False

    def __str__(self) -> str:
        return f"{self.name} (contoh)" if self.is_invented else self.name


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
