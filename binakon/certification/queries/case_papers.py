"""The papers of a case: which are asked for, which are there, how each stands, and what is still missing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from binakon.certification.models import Case, CaseDocument
from binakon.certification.rules.paper_words import problem_words, takes_papers
from binakon.certification.rules.papers import papers_asked
from binakon.certification.rules.reading import classification_of
from binakon.certification.states import CaseDocumentKind, CaseState
from binakon.core.models import StoredFile
from binakon.enrolment.queries.visible import offices_with
from binakon.people.rules import ENROLLERS, VERIFIERS, Viewer
from binakon.people.states import Classification


@dataclass(frozen=True, slots=True)
class CasePaperLine:
    """One kind of paper: the one in force, and those that it replaced, newest first."""

    kind: CaseDocumentKind
    document: CaseDocument | None
    replaced: tuple[CaseDocument, ...]
    is_asked: bool
    may_replace: bool

    @property
    def label(self) -> str:
        """What it is called."""
        return str(self.kind.label)

    @property
    def file(self) -> StoredFile | None:
        """The file in force."""
        return file_of(self.document) if self.document else None

    @property
    def is_from_class(self) -> bool:
        """Whether it came along with a class, where it was accepted."""
        return self.document is not None and self.document.document_id is not None

    @property
    def problem(self) -> str:
        """What is wrong with it, as its person reads it; "" when nothing is."""
        return problem_words(self.document.problem) if self.document else ""

    @property
    def is_wanted(self) -> bool:
        """Whether its person still has to hand it in."""
        return self.is_asked and (self.document is None or bool(self.document.problem))

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        if self.document is None:
            return _("belum ada")
        if self.document.problem:
            return _("perlu diganti")
        return _("sesuai") if self.document.checked_on else _("menunggu diperiksa")

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        if self.document is None:
            return ""
        if self.document.problem:
            return "bad"
        return "good" if self.document.checked_on else "wait"


def file_of(document: CaseDocument) -> StoredFile:
    """The file of a paper, its own or that of the class."""
    file = document.file or (document.document.file if document.document else None)
    assert file is not None, "a paper has one source"
    return file


def is_architect(case: Case) -> bool:
    """Whether the case asks for an architect's papers."""
    code = case.occupation.code if case.occupation else ""
    return classification_of(case.occupation_name, code) == Classification.ARCHITECTURE


def kinds_asked(case: Case) -> tuple[CaseDocumentKind, ...]:
    """The kinds of papers that a case asks for."""
    return papers_asked(case.path, is_architect=is_architect(case))


def paper_lines(case: Case) -> list[CasePaperLine]:
    """Every paper that is asked for or there, in the order of the form."""
    rows = CaseDocument.objects.filter(case=case).select_related(
        "file", "document__file", "checked_by"
    )
    by_kind: dict[str, list[CaseDocument]] = defaultdict(list)
    for row in rows.order_by("-pk"):
        by_kind[row.kind].append(row)
    asked = kinds_asked(case)
    return [
        _line(
            kind,
            by_kind[kind.value],
            is_asked=kind in asked,
            is_open=takes_papers(case.state),
            # What the LSP wants corrected may be a paper with which the office found nothing wrong.
            is_correcting=case.state == CaseState.CORRECTION,
        )
        for kind in CaseDocumentKind
        if kind in asked or by_kind[kind.value]
    ]


def wanted_of(lines: Iterable[CasePaperLine]) -> tuple[CasePaperLine, ...]:
    """What the person still has to hand in."""
    return tuple(line for line in lines if line.is_wanted)


def case_documents_for(viewer: Viewer) -> QuerySet[CaseDocument]:
    """The papers whose files this viewer may open: those of an office's own cases, for its verifiers and enrollers."""
    codes = offices_with(viewer, VERIFIERS | ENROLLERS)
    rows = CaseDocument.objects.select_related("file", "document__file", "case")
    return rows if codes is None else rows.filter(case__activity__programme__office__code__in=codes)


def reach_of(case: Case) -> tuple[str, str]:
    """The e-mail and telephone by which the person is reached: what the class knows, else the register."""
    near, person = case.registration, case.worker.as_person
    email = near.email if near and near.email else person.email
    phone = near.phone if near and near.phone else person.phone
    return email, phone


def _line(
    kind: CaseDocumentKind,
    rows: Sequence[CaseDocument],
    *,
    is_asked: bool,
    is_open: bool,
    is_correcting: bool,
) -> CasePaperLine:
    standing = next((row for row in rows if row.replaced_at is None), None)
    is_settled = standing is not None and bool(standing.checked_on) and not standing.problem
    return CasePaperLine(
        kind=kind,
        document=standing,
        replaced=tuple(row for row in rows if row.replaced_at is not None),
        is_asked=is_asked,
        may_replace=is_open and (is_correcting or not is_settled),
    )
