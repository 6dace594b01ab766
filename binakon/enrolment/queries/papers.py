"""The papers of a registration and what was said of each."""

from collections.abc import Sequence

from binakon.enrolment.models import Document, Verdict
from binakon.enrolment.rules.verdicts import Paper
from binakon.enrolment.states import DocumentKind, DocumentState

ORDER = {kind: place for place, kind in enumerate(DocumentKind.values)}


def documents_in_force(registration_id: int) -> list[Document]:
    """The papers that count, in the order in which a class asks for them; replaced ones are none."""
    held = (
        Document.objects.filter(registration=registration_id)
        .exclude(state=DocumentState.REPLACED)
        .select_related("file")
    )
    return sorted(held, key=lambda document: ORDER.get(document.kind, len(ORDER)))


def papers_of(registration_id: int) -> list[Paper]:
    """The same as facts, each with the words of the newest verdict in force."""
    documents = documents_in_force(registration_id)
    said = {
        verdict.document_id: verdict
        for verdict in Verdict.objects.filter(document__in=documents, set_aside_at=None).order_by(
            "id"
        )
    }
    return [paper_of(document, said.get(document.pk)) for document in documents]


def paper_of(document: Document, verdict: Verdict | None) -> Paper:
    """One paper as a fact."""
    if verdict is None:
        return Paper(document.kind, document.state)
    return Paper(document.kind, document.state, verdict.reason, verdict.note)


def many_papers(registration_ids: Sequence[int]) -> dict[int, list[Paper]]:
    """The papers in force of many registrations, without what was said of them."""
    held = Document.objects.filter(registration__in=registration_ids).exclude(
        state=DocumentState.REPLACED
    )
    found: dict[int, list[Paper]] = {}
    for pk, kind, state in held.values_list("registration_id", "kind", "state"):
        found.setdefault(pk, []).append(Paper(kind, state))
    return found
