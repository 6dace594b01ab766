"""Certificates with a number of the register, frozen at issue, and the keys that sign them for machines."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Office, Official
from binakon.trainings.states import CERTIFICATE, CertificateState, RevocationReason

# After so many tries a certificate whose PDF cannot be made is parked until somebody looks.
MOST_ATTEMPTS = 5


class SigningKey(models.Model):
    """A key pair of an office: RS256 signs Open Badges (VC-JWT), EdDSA the QR that is checked without network.

    The private half is encrypted with the installation's data key. A retired key signs nothing more and stays
    published, so that old certificates stay verifiable.
    """

    class Algorithm(models.TextChoices):
        """What it signs with."""

        RS256 = "RS256", "RS256"
        EDDSA = "EdDSA", "EdDSA (Ed25519)"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="signing_keys")
    kid = models.CharField(max_length=64, unique=True)
    algorithm = models.CharField(max_length=8, choices=Algorithm.choices)
    public = models.JSONField()
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    retired_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "algorithm"],
                condition=Q(retired_at=None),
                name="signing_key_one_in_use",
            )
        ]

    def __str__(self) -> str:
        return f"{self.algorithm} {self.kid}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """The words of certificates."""

    def standing(self) -> "CertificateQuerySet":
        """Certificates that stand: the one definition behind the measure certificate."""
        return self.filter(state=CertificateState.VALID)

    def unrendered(self) -> "CertificateQuerySet":
        """Certificates whose PDF was not made yet."""
        return self.filter(pdf=None)


class Certificate(models.Model):
    """One certificate of one participant, not an SKK. `content` is what it says, frozen at issue with its hash.

    `token` (26 letters and digits, 128 random bits) opens the page of verification from the QR; `code` is the second
    fact beside the number. `status_index` is its place in the status list of its credential. The PDF follows by a job:
    `claimed_at` is the conditional UPDATE by which one worker alone makes it, `pdf_hash` is SHA-256 of its bytes.
    `replaces` is the one whose name was wrong.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="certificates")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="certificates"
    )
    state = models.CharField(
        max_length=10, choices=CertificateState.choices, default=CertificateState.VALID
    )
    number = models.CharField(max_length=100)
    token = models.CharField(max_length=26, unique=True)
    code = models.CharField(max_length=8)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    dated = models.DateField()
    signatory = models.ForeignKey(Official, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    status_index = models.PositiveIntegerField(unique=True)
    credential = models.TextField(blank=True)
    offline = models.TextField(blank=True)
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    pdf_hash = models.CharField(max_length=64, blank=True, db_index=True)
    rendered_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=14, choices=RevocationReason.choices, blank=True)
    ended_note = models.TextField(blank=True)

    workflow: ClassVar[Workflow] = CERTIFICATE
    changes_plan: ClassVar[bool] = False
    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state=CertificateState.VALID),
                name="certificate_one_in_force",
            ),
            models.CheckConstraint(
                condition=~Q(state=CertificateState.REVOKED)
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="certificate_revoked_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="certificate_unrendered", condition=Q(pdf=None)),
            models.Index(fields=["training", "state"], name="certificate_training"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_parked(self) -> bool:
        """Whether its PDF failed too often: no worker tries again until somebody asks for it."""
        return self.pdf_id is None and self.attempts >= MOST_ATTEMPTS
