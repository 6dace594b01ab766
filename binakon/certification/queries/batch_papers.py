"""What the papers of a batch say: the frozen list of a numbered one, today's of a draft."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from binakon.certification.models import Assessment, Batch, CasePaper
from binakon.certification.queries.batches import cases_of, office_of
from binakon.certification.rules.batch_papers import SERIES
from binakon.certification.states import AssessmentOutcome, CasePaperKind
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.core.numbering import written
from binakon.core.numbers import next_number
from binakon.people.models import Official
from binakon.people.queries import head_of_papers
from binakon.people.rules import Viewer, can_enrol
from binakon.trainings.states import PaperState

_HISTORY_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One paper opened."""

    paper: CasePaper
    rows: int
    next_number: str
    history: tuple[AuditEvent, ...]
    may_edit: bool

    @property
    def is_minutes(self) -> bool:
        """Whether these are minutes of a test."""
        return self.paper.kind == CasePaperKind.MINUTES


def paper_for(batch: Batch, pk: int) -> CasePaper | None:
    """One paper of a batch that the viewer may see."""
    rows = CasePaper.objects.filter(batch=batch, pk=pk)
    return rows.select_related("signatory", "scan", "activity__programme__office").first()


def papers_of(batch: Batch) -> list[CasePaper]:
    """The papers of a batch, the newest first."""
    return list(CasePaper.objects.filter(batch=batch).order_by("-pk"))


def paper_page(viewer: Viewer, paper: CasePaper) -> PaperPage:
    """The page of one paper."""
    assert paper.batch is not None, "a paper of a batch"
    history = AuditEvent.objects.filter(subject_type="certification.casepaper", subject_id=paper.pk)
    return PaperPage(
        paper,
        len(content_of(paper)["rows"]),
        _suggested(paper),
        tuple(history.order_by("-id")[:_HISTORY_SHOWN]),
        can_enrol(viewer, office_of(paper.batch)),
    )


def _suggested(paper: CasePaper) -> str:
    office = paper.activity.programme.office
    if not office.letter_numbers or paper.number:
        return ""
    day = today()
    number = next_number(SERIES, office_code=office.code, year=day.year)
    return written(office.letter_numbers, number, day)


def content_of(paper: CasePaper) -> dict[str, Any]:
    """What the paper lists: as it was frozen with its number, or as it stands now."""
    return paper.content if paper.state != PaperState.DRAFT else fresh(paper)


def fresh(paper: CasePaper) -> dict[str, Any]:
    """The list of a draft as it stands now."""
    assert paper.batch is not None, "a paper of a batch"
    if paper.kind == CasePaperKind.LETTER:
        return {"rows": [_person(case) for case in cases_of(paper.batch)]}
    return _minutes(paper.batch, listed_in(paper))


def listed_in(paper: CasePaper) -> QuerySet[Assessment]:
    """The tests that minutes tell: those of the batch that have an outcome and stand in no other minutes."""
    assert paper.batch is not None, "a paper of a batch"
    rows = Assessment.objects.filter(batch=paper.batch).exclude(outcome=AssessmentOutcome.PENDING)
    return rows.filter(minutes=None).select_related(
        "case__worker__root", "case__office", "assessor", "assessment_site"
    )


def _person(case: Any) -> dict[str, Any]:
    return {
        "code": case.code,
        "name": str(case.worker.as_person),
        "application": case.application_number,
        "occupation": case.occupation_name,
        "level": case.level,
        "region": str(case.office) if case.office else "",
    }


def _minutes(batch: Batch, rows: QuerySet[Assessment]) -> dict[str, Any]:
    found = sorted(rows, key=lambda row: (str(row.case.worker.as_person), row.case_id))
    days = sorted({row.tested_on or row.planned_on for row in found})
    site = batch.assessment_site
    return {
        "rows": [
            {
                **_person(row.case),
                "number": row.number,
                "outcome": row.outcome,
                "advice": row.advice,
                "assessor": str(row.assessor) if row.assessor else "",
            }
            for row in found
        ],
        "days": [day.isoformat() for day in days],
        "site": str(site) if site else "",
        "address": site.address if site else "",
        "lsp": batch.organisation.name,
        "assessors": [
            {"name": str(each), "registration": each.registration_number}
            for each in batch.assessors.all()
        ],
    }


def head_for(paper: CasePaper, signatory: Official | None = None) -> dict[str, str]:
    """What stands on top and under the paper: as it was when it was numbered, else as it stands now."""
    office = paper.activity.programme.office
    return paper.head or head_of_papers(office.code, signatory or paper.signatory)
