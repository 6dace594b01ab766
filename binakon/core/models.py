"""What every chapter remembers in the same way: history in words, messages to send, the installation."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from binakon.core.actor import ActorKind


class AuditEvent(models.Model):
    """One write, in words, with before and after. Append-only: no code updates or deletes a row.

    `at` is when it happened in the world, `recorded_at` when the database learned of it.
    A workflow move fills `old_state` and `new_state`; the newest id is the version of everything shown, and the
    newest with `changes_plan` that of pages which show no person's registration (decision 0014).
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
    changes_plan = models.BooleanField(default=True, db_default=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["office_code", "-id"], name="audit_office"),
            models.Index(fields=["-id"], name="audit_plan", condition=models.Q(changes_plan=True)),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.sentence}"


class MessageQuerySet(models.QuerySet["Message"]):
    """The words of the outbox."""

    def unsent(self) -> "MessageQuerySet":
        """Messages that nobody has received yet and nobody has called off."""
        return self.filter(sent_at=None, cancelled_at=None)

    def mailable(self, moment: datetime) -> "MessageQuerySet":
        """Messages with an e-mail address whose time has come."""
        due = models.Q(due_at=None) | models.Q(due_at__lte=moment)
        return self.unsent().filter(due).exclude(to="")


class Message(models.Model):
    """A message as it will be sent, stored in the transaction that caused it.

    `to` "" means that the person has no e-mail: the message then waits to be passed on by WhatsApp at `phone`
    (digits with country code, "62812…"), and `passed_on_at` is when somebody said that they did.
    `condition` names a question of `core.outbox` about the subject that is asked again before sending; when the
    answer is no, the message is called off with that reason instead. `due_at` is when it may go at the earliest:
    a try that failed moves it on. `file` goes with the e-mail as `file_name`.
    """

    name = models.CharField(max_length=60)
    to = models.EmailField(blank=True)
    to_name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=300)
    body_text = models.TextField()
    body_html = models.TextField(blank=True)
    file = models.ForeignKey("StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=80, blank=True)
    office_code = models.CharField(max_length=10, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    condition = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    passed_on_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    changes_plan = False
    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                name="message_unsent",
                condition=models.Q(sent_at=None, cancelled_at=None),
            ),
            models.Index(fields=["office_code", "-id"], name="message_office"),
            models.Index(fields=["subject_type", "subject_id"], name="message_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.to}"


class StoredFile(models.Model):
    """A file that somebody uploaded, as it was rebuilt; the bytes as they came are kept nowhere.

    `key` is its public name (128 random bits). The rebuilt bytes stand encrypted under `DATA_DIR/files`, with a data
    key of their own that is wrapped in `wrapped_key`: emptying it erases the file for good, also in every backup.
    `received_hash` (SHA-256 of the bytes as they came) finds the same file uploaded twice.
    """

    key = models.CharField(max_length=32, unique=True)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    received_hash = models.CharField(max_length=64, db_index=True)
    content_hash = models.CharField(max_length=64)
    wrapped_key = models.BinaryField()
    stored_at = models.DateTimeField(db_default=Now())
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size} B"


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """The words of clocks."""

    def open(self) -> "DeadlineQuerySet":
        """Clocks that still run."""
        return self.filter(done_at=None)


class Deadline(models.Model):
    """A clock that runs: something is due from somebody at a moment; every chapter's actions write their own.

    `kind` is a word of the chapter ("offer", "correction", "quota_reply"); `office_code` is whose desk watches it,
    `owner_code` the office that must act ("" when it is the desk's own or an applicant's). `path` opens it at the desk.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    office_code = models.CharField(max_length=10)
    owner_code = models.CharField(max_length=10, blank=True)
    path = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "kind"],
                condition=models.Q(done_at=None),
                name="deadline_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["office_code", "due_at"],
                name="deadline_open",
                condition=models.Q(done_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.title


class NumberSeries(models.Model):
    """One run of numbers of papers, per kind, office and year; `last` is the newest number given out."""

    series = models.CharField(max_length=40)
    office_code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "office_code", "year"], name="series_once")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class IssuedNumber(models.Model):
    """One number given out, for what, and why it is void where it is; so every gap is explained."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=300)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    issued_at = models.DateTimeField()
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["series", "number"]
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="number_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.label}"


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


class BulkDeed(models.Model):
    """One thing that somebody did to many rows at once; what became of each stands in its `BulkRow`s.

    `token` is the preview that was confirmed: confirming it again finds this row. Until `until` the whole can be undone
    (None: never). `finished_at` is set when no row waits any more, `undone_at` when undoing began.
    """

    deed = models.CharField(max_length=60)
    token = models.CharField(max_length=40, unique=True)
    sentence = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)
    actor_kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in ActorKind]
    )
    actor_label = models.CharField(max_length=300)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    office_code = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.sentence or self.deed}"


class BulkRow(models.Model):
    """One row of a bulk deed, written in the transaction that does it, so that a crash leaves no doubt.

    `key` is the row's number, `memory` what its inverse needs; `left_because` says why it was not done, or not undone.
    """

    bulk = models.ForeignKey(BulkDeed, on_delete=models.CASCADE, related_name="rows")
    key = models.BigIntegerField()
    memory = models.JSONField(null=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    left_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulk", "key"], name="bulk_row_once"),
            models.CheckConstraint(
                condition=models.Q(undone_at=None) | models.Q(done_at__isnull=False),
                name="bulk_row_done_before_undone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulk_id}/{self.key}"
