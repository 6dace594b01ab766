"""What coordination remembers: meetings, invitations with their answers, and what was agreed."""

from binakon.coordination.models import immutability, record_guards
from binakon.coordination.models.agreements import Agreement
from binakon.coordination.models.invitations import (
    Guest,
    GuestScan,
    Invitation,
    Questionnaire,
    StatedNeed,
)
from binakon.coordination.models.meetings import (
    AgendaItem,
    Meeting,
    MeetingFile,
    MeetingPaper,
    MeetingSeries,
)

__all__ = [
    "AgendaItem",
    "Agreement",
    "Guest",
    "GuestScan",
    "Invitation",
    "Meeting",
    "MeetingFile",
    "MeetingPaper",
    "MeetingSeries",
    "Questionnaire",
    "StatedNeed",
    "immutability",
    "record_guards",
]
