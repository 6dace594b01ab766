"""Which papers a certification asks for, and which of them came along with a class (Permen PUPR 8/2022; permohonan SKK)."""

from collections.abc import Collection, Mapping

from binakon.certification.states import CaseDocumentKind, CasePath
from binakon.enrolment.states import DocumentKind

_ALWAYS = (
    CaseDocumentKind.ID_CARD,
    CaseDocumentKind.TAX_NUMBER,
    CaseDocumentKind.DIPLOMA,
    CaseDocumentKind.PHOTO,
    CaseDocumentKind.CV,
    CaseDocumentKind.STATEMENT,
)
_BY_PATH: Mapping[CasePath, tuple[CaseDocumentKind, ...]] = {
    CasePath.NEW: (CaseDocumentKind.EXPERIENCE, CaseDocumentKind.MEMBERSHIP),
    CasePath.FRESH_GRADUATE: (CaseDocumentKind.TRANSCRIPT, CaseDocumentKind.PKT),
    CasePath.RENEWAL: (
        CaseDocumentKind.MEMBERSHIP,
        CaseDocumentKind.OLD_SKK,
        CaseDocumentKind.CREDITS,
    ),
}
# What a class has seen and accepted already is not asked for again.
FROM_CLASS: Mapping[DocumentKind, CaseDocumentKind] = {
    DocumentKind.ID_CARD: CaseDocumentKind.ID_CARD,
    DocumentKind.DIPLOMA: CaseDocumentKind.DIPLOMA,
    DocumentKind.PHOTO: CaseDocumentKind.PHOTO,
    DocumentKind.ASSIGNMENT: CaseDocumentKind.ASSIGNMENT,
}


def papers_asked(path: str, *, is_architect: bool) -> tuple[CaseDocumentKind, ...]:
    """The papers of a case in the order of the form."""
    architect = (CaseDocumentKind.ARCHITECT,) if is_architect else ()
    asked = {*_ALWAYS, *_BY_PATH[CasePath(path)], *architect}
    return tuple(kind for kind in CaseDocumentKind if kind in asked)


def papers_missing(
    path: str, held: Collection[str], *, is_architect: bool
) -> tuple[CaseDocumentKind, ...]:
    """What must still be asked for: only that, and nothing that is held."""
    return tuple(
        kind for kind in papers_asked(path, is_architect=is_architect) if kind.value not in held
    )
