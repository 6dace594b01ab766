"""Plain functions that make a batch of invented people, its papers, and workbooks of results as LSP write them."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from binakon.certification.actions import batch_papers, batches
from binakon.certification.actions.batch_schedule import Arrangement, schedule_batch
from binakon.certification.models import Assessment, Batch, Case, CasePaper
from binakon.certification.states import AssessmentOutcome, BatchState, CasePaperKind
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Organisation
from binakon.planning.models import Activity
from tests.certification.bodies import a_site, an_assessor, an_lsp
from tests.certification.cases import ACTIVITY
from tests.certification.walk import TODAY, a_case_in
from tests.enrolment.decree_cases import a_made_scan, an_official
from tests.factories import BY

SOON = TODAY + timedelta(days=7)


def a_batch(lsp: Organisation | None = None, **fields: Any) -> Batch:
    """An empty batch of the year's certification."""
    activity = Activity.objects.get(code=ACTIVITY)
    return batches.open_batch(activity, lsp or an_lsp(), by=BY, **fields)


def filled(*cases: Case, lsp: Organisation | None = None) -> Batch:
    """A batch that holds these cases."""
    batch = a_batch(lsp)
    batches.select_cases(batch, [case.pk for case in cases], by=BY)
    return batch


def numbered(paper: CasePaper, number: str = "005/7/BK/2026") -> CasePaper:
    """The paper with its number and its frozen list."""
    stated = Numbering(number, TODAY, "Banjarbaru", an_official(), None)
    batch_papers.issue_paper(paper, stated, by=BY)
    return paper


def signed_letter(batch: Batch, number: str = "005/7/BK/2026") -> CasePaper:
    """The covering letter with its signed scan."""
    paper = numbered(batch_papers.draw_up(batch, CasePaperKind.LETTER, by=BY), number)
    batch_papers.sign_paper(paper, a_made_scan(), by=BY)
    return paper


def sent(*cases: Case, lsp: Organisation | None = None, number: str = "005/7/BK/2026") -> Batch:
    """A batch that went to its LSP."""
    batch = filled(*cases, lsp=lsp)
    signed_letter(batch, number)
    batches.send_batch(batch, by=BY)
    batch.refresh_from_db()
    return batch


def agreed(batch: Batch, on: date = SOON) -> Arrangement:
    """A day, a place and an assessor of its LSP."""
    lsp = batch.organisation
    site = lsp.assessment_sites.first() or a_site(lsp)
    tester = lsp.assessors.first() or an_assessor(lsp)
    return Arrangement(on, site=site, assessors=[tester])


def scheduled(people: int = 2, *, lsp: Organisation | None = None) -> Batch:
    """A sent batch of people who have paid, whose test is today."""
    batch = sent(*(a_case_in("paid") for _place in range(people)), lsp=lsp)
    schedule_batch(batch, agreed(batch, TODAY), by=BY)
    batch.refresh_from_db()
    return batch


def decided_before(case: Case, outcome: AssessmentOutcome) -> Assessment:
    """A go of a case that was decided today."""
    return Assessment.objects.create(
        case=case, number=1, planned_on=TODAY, tested_on=TODAY, decided_on=TODAY, outcome=outcome
    )


def done(batch: Batch) -> Batch:
    """The batch as if its results were in."""
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.TESTED, test_on=TODAY)
    batch.refresh_from_db()
    return batch


def a_workbook(heads: Sequence[str], *rows: Sequence[Any], before: Sequence[str] = ()) -> bytes:
    """A workbook with one sheet: lines above the table, its heads, its rows; days as Excel keeps them."""
    written = BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rekap")
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, text in enumerate(before):
            sheet.write_string(number, 0, text)
        for number, row in enumerate([heads, *rows], start=len(before)):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, as_day)
                elif value is not None:
                    sheet.write(number, place, value)
    return written.getvalue()
