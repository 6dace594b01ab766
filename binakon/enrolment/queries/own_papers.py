"""The papers of one registration as its person sees them."""

from dataclasses import dataclass

from binakon.enrolment.models import Document, Registration, Verdict
from binakon.enrolment.states import (
    CorrectionReason,
    DocumentKind,
    DocumentState,
    RegistrationState,
)

_TONES = {
    DocumentState.ACCEPTED: "good",
    DocumentState.CORRECTION: "bad",
    DocumentState.REFUSED: "bad",
}
_UNSAID = {DocumentState.CORRECTION, DocumentState.REFUSED}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that the class asks for; without `document` it was not handed in."""

    kind: str
    label: str
    document: Document | None
    state: str
    tone: str
    reason: str
    note: str
    may_replace: bool


def papers_of(registration: Registration) -> tuple[Paper, ...]:
    """The papers that are asked for, in order, each with the newest word on it."""
    asked = registration.papers_asked
    if not asked:
        return ()
    documents = {
        document.kind: document
        for document in Document.objects.filter(registration=registration)
        .exclude(state=DocumentState.REPLACED)
        .select_related("file")
    }
    judged = [d.pk for d in documents.values() if d.state in _TONES]
    said = {}
    if judged:
        rows = Verdict.objects.filter(document__in=judged, set_aside_at=None).order_by("id")
        said = {verdict.document_id: verdict for verdict in rows}
    return tuple(_paper(kind, registration, documents.get(kind), said) for kind in asked)


def _paper(
    kind: str,
    registration: Registration,
    document: Document | None,
    said: dict[int, Verdict],
) -> Paper:
    verdict = said.get(document.pk) if document else None
    shown = document.state if document else ""
    # Whether two people must agree is the office's affair.
    shown = DocumentState.WAITING if shown == DocumentState.SEEN_ONCE else shown
    if registration.state == RegistrationState.SUBMITTED and shown in _UNSAID:
        # The verifier is still at it: what is asked for is told at once, when the review is closed.
        shown, verdict = DocumentState.WAITING, None
    is_draft = registration.state == RegistrationState.DRAFT
    in_review = registration.state in {RegistrationState.SUBMITTED, RegistrationState.CORRECTION}
    # Whoever was nominated may still owe a paper.
    is_owed = document is None or shown == DocumentState.CORRECTION
    may_replace = is_draft or (in_review and is_owed)
    return Paper(
        kind=kind,
        label=str(DocumentKind(kind).label),
        document=document,
        state=str(DocumentState(shown).label) if shown and not is_draft else "",
        tone=_TONES.get(DocumentState(shown), "go") if shown else "",
        reason=str(CorrectionReason(verdict.reason).label) if verdict and verdict.reason else "",
        note=verdict.note if verdict else "",
        may_replace=may_replace,
    )


def paper_in_force(registration: Registration, kind: str) -> Document | None:
    """The paper of this kind that counts."""
    rows = Document.objects.filter(registration=registration, kind=kind)
    return rows.exclude(state=DocumentState.REPLACED).select_related("file").first()
