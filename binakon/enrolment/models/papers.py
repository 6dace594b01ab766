"""The papers of enrolment: the decree (SK) that names the participants with its list, and letters."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from binakon.core.models import StoredFile
from binakon.core.workflow import Workflow
from binakon.enrolment.models.registration import Registration
from binakon.enrolment.models.training import Training
from binakon.enrolment.states import DECREE, DecreeState, LetterKind
from binakon.people.models import NumberedDocument, Office, Organisation


class Decree(NumberedDocument):
    """The decree that determines the participants of a training; `amends` names the one whose list it changes.

    Its list is frozen from the number on, and so are `considering` and `recalling` (menimbang and mengingat, one point
    a line). With the signed scan its people are determined.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="decrees")
    state = models.CharField(max_length=10, choices=DecreeState.choices, default=DecreeState.DRAFT)
    amends = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="amendments"
    )
    reason = models.TextField(blank=True)
    considering = models.TextField(blank=True)
    recalling = models.TextField(blank=True)
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    workflow: ClassVar[Workflow] = DECREE

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="decree_number_once"
            ),
            models.UniqueConstraint(
                fields=["training"],
                condition=Q(amends=None) & ~Q(state=DecreeState.WITHDRAWN),
                name="decree_one_in_force",
            ),
            models.CheckConstraint(
                condition=~Q(state=DecreeState.SIGNED) | Q(scan__isnull=False),
                name="decree_signed_has_scan",
            ),
        ]

    def __str__(self) -> str:
        return f"SK {self.number}" if self.number else "SK (konsep)"


class DecreeEntry(models.Model):
    """One name on the list of a decree, as printed; an amendment says whom it replaces."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="decree_entries"
    )
    replaces = models.ForeignKey(
        Registration, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    employer = models.CharField(max_length=200, blank=True)
    office_name = models.CharField(max_length=200, blank=True)

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["decree", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decree", "position"], name="entry_position_once"),
            models.UniqueConstraint(fields=["decree", "registration"], name="entry_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"


class Letter(NumberedDocument):
    """A letter of enrolment with its recipients; `body` is what its writer added to the template's words.

    `nature` is its sifat ("Biasa", "Penting"), `copies` its tembusan, one a line. Sent, it never changes.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=16, choices=LetterKind.choices)
    subject = models.CharField(max_length=300)
    attachments = models.CharField(max_length=100, blank=True)
    body = models.TextField(blank=True)
    nature = models.CharField(max_length=40, blank=True)
    copies = models.TextField(blank=True)
    reply_by = models.DateField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="letter_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"


class LetterRecipient(models.Model):
    """To whom a letter goes: an office, an organisation, a participant, or a name that was typed in.

    `seats` is the quota that the letter tells an office, as it stood when the letter was sent.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="recipients")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    place = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    seats = models.PositiveIntegerField(null=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.PROTECT, related_name="letters"
    )

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["letter", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "position"], name="recipient_position_once")
        ]

    def __str__(self) -> str:
        return self.name
