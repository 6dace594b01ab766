"""What enrolment remembers: trainings, registrations with papers and places, selections, decrees and letters."""

from binakon.enrolment.models import immutability
from binakon.enrolment.models.papers import Decree, DecreeEntry, Letter, LetterRecipient
from binakon.enrolment.models.registration import (
    Document,
    Place,
    Registration,
    Verdict,
)
from binakon.enrolment.models.selection import Objection, SelectionResult, SelectionRun
from binakon.enrolment.models.training import (
    QuotaCalculation,
    RegencyNeed,
    ReservedSeats,
    Training,
    TrainingDay,
)
from binakon.enrolment.models.uploads import NomineeUpload

__all__ = [
    "Decree",
    "DecreeEntry",
    "Document",
    "Letter",
    "LetterRecipient",
    "NomineeUpload",
    "Objection",
    "Place",
    "QuotaCalculation",
    "RegencyNeed",
    "Registration",
    "ReservedSeats",
    "SelectionResult",
    "SelectionRun",
    "Training",
    "TrainingDay",
    "Verdict",
    "immutability",
]
