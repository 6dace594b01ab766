"""What every chapter remembers in the same way: history in words, messages to send, the installation."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from binakon.core.actor import ActorKind


class AuditEvent(models.Model):
    """One write, in words, with before and after. Append-only: no code updates or deletes a row.

    `at` is when it happened in the world, `recorded_at` when the database learned of it.
    A workflow move fills `old_state` and `new_state`; the newest id is the version of everything shown.
    """

    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor_kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in ActorKind]
    )
    actor_label = models.CharField(max_length=300)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    old_state = models.CharField(max_length=30, blank=True)
    new_state = models.CharField(max_length=30, blank=True)
    sentence = models.TextField()
    note = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    office_code = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["office_code", "-id"], name="audit_office"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.sentence}"


class MessageQuerySet(models.QuerySet["Message"]):
    """The words of the outbox."""

    def unsent(self) -> "MessageQuerySet":
        """Messages that nobody has received yet."""
        return self.filter(sent_at=None)


class Message(models.Model):
    """A message as it will be sent, stored in the transaction that caused it."""

    name = models.CharField(max_length=60)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body_text = models.TextField()
    body_html = models.TextField(blank=True)
    office_code = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="message_unsent", condition=models.Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.to}"


class Installation(models.Model):
    """What this database is for; one row. A demo database refuses to serve as production."""

    class Kind(models.TextChoices):
        """The uses of a database."""

        REAL = "real", "sungguhan"
        DEMO = "demo", "peragaan"

    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="installation_one_row")
        ]

    def __str__(self) -> str:
        return self.kind
