"""How a deed on many registrations names what it was given: the preview shows it, and the action reads it again."""

from collections.abc import Iterable, Mapping
from typing import Any

from binakon.enrolment.states import CorrectionReason, DocumentKind

REASON, PAPER, NOTE = "Alasan", "Berkas", "Catatan"


def correction_words(paper: str, reason: str, note: str) -> dict[str, str]:
    """A request for correction in words, for the preview and the history."""
    words = {
        PAPER: str(DocumentKind(paper).label),
        REASON: str(CorrectionReason(reason).label),
    }
    return words | ({NOTE: note} if note else {})


def correction_of(details: Mapping[str, str]) -> tuple[str, str, str]:
    """Paper, reason and note again."""
    paper = _value_of(DocumentKind.choices, details[PAPER])
    reason = _value_of(CorrectionReason.choices, details[REASON])
    return paper, reason, details.get(NOTE, "")


def _value_of(choices: Iterable[tuple[Any, Any]], label: str) -> str:
    return next((str(value) for value, name in choices if str(name) == label), "")
