"""The test day of a batch: arranged or moved, with its place and assessors; whoever may be tested is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.certification.actions.chain import Deed, for_all, schedule_test
from binakon.certification.models import Assessment, AssessmentSite, Assessor, Batch, Case
from binakon.certification.queries.batches import cases_of, office_of, uncovered
from binakon.certification.rules.batches import TESTABLE, day_problems
from binakon.certification.states import AssessmentOutcome, CaseState
from binakon.core import clock, ledger, words
from binakon.core.actor import Actor
from binakon.core.problems import Problem, refuse


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What was agreed with an LSP about a test."""

    test_on: date | None
    ends_on: date | None = None
    site: AssessmentSite | None = None
    assessors: Sequence[Assessor] = ()
    note: str = ""


@transaction.atomic
def schedule_batch(
    batch: Batch, agreed: Arrangement, *, by: Actor, at: datetime | None = None
) -> int:
    """Arrange the test of everybody in the batch who may be tested, or move it; how many were told.

    Whoever has not paid yet is left out and comes along when the same day is arranged again. Raises `Blocked` when a
    case lies outside the licence of the LSP on the day.
    """
    moment = at or clock.now()
    refuse(day_problems(agreed.test_on, agreed.ends_on, today=timezone.localdate(moment)))
    assert agreed.test_on is not None, "a test has a day"
    refuse(_foreign(batch, agreed))
    ledger.move(
        batch,
        "schedule",
        by=by,
        at=moment,
        note=agreed.note,
        sentence=f"Uji {batch} dijadwalkan {words.day(agreed.test_on)}",
        office_code=office_of(batch),
        test_on=agreed.test_on,
        test_ends_on=agreed.ends_on,
        assessment_site=agreed.site,
    )
    batch.assessors.set(agreed.assessors)
    cases = list(cases_of(batch).filter(state__in=TESTABLE))
    refuse(uncovered(batch, cases, agreed.test_on))
    only = agreed.assessors[0] if len(agreed.assessors) == 1 else None
    deed = Deed(agreed.test_on, note=agreed.note)
    told = [case for case in cases if not _is_told(case, agreed)]
    for_all(
        told,
        lambda case, by: schedule_test(
            case, deed, by=by, site=agreed.site, assessor=only, at=moment
        ),
        by=by,
    )
    return len(told)


def _is_told(case: Case, agreed: Arrangement) -> bool:
    """Whether this day and place were arranged for them before, so that nobody is told the same twice."""
    if case.state != CaseState.SCHEDULED or agreed.test_on is None:
        return False
    pending = Assessment.objects.filter(case=case, outcome=AssessmentOutcome.PENDING)
    return pending.filter(planned_on=agreed.test_on, assessment_site=agreed.site).exists()


def _foreign(batch: Batch, agreed: Arrangement) -> list[Problem]:
    """Places and assessors of another LSP."""
    own = batch.organisation_id
    problems = []
    if agreed.site is not None and agreed.site.organisation_id != own:
        problems.append(Problem("site", _("TUK itu milik LSP lain.")))
    if any(each.organisation_id != own for each in agreed.assessors):
        problems.append(Problem("assessors", _("Asesor itu milik LSP lain.")))
    return problems
