"""The competence test of a case: arranged, taken or missed, decided; each go is an assessment of its own."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from binakon.certification.actions import case_clocks
from binakon.certification.actions.case_clocks import CaseClocks
from binakon.certification.actions.case_letters import CaseLetters
from binakon.certification.actions.steps import Deed, take_step
from binakon.certification.models import Assessment, AssessmentSite, Assessor, Case, CaseStep
from binakon.certification.states import AssessmentOutcome, CaseState
from binakon.core import clock
from binakon.core.actor import Actor
from binakon.core.problems import StaleState


@transaction.atomic
def schedule_test(
    case: Case,
    deed: Deed,
    *,
    by: Actor,
    site: AssessmentSite | None = None,
    assessor: Assessor | None = None,
    at: datetime | None = None,
) -> CaseStep:
    """Arrange the test for the day `deed.on`: the first, another day for one that waits, or a retest."""
    is_moved = case.state == CaseState.SCHEDULED
    step = take_step(case, "schedule", deed, by=by, at=at, test_on=deed.on)
    agreed = {
        "planned_on": deed.on,
        "assessment_site": site,
        "assessor": assessor,
        "batch": case.batch,
    }
    pending = Assessment.objects.filter(case=case, outcome=AssessmentOutcome.PENDING)
    if not is_moved or not pending.update(**agreed):
        last = Assessment.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
        Assessment.objects.create(case=case, number=last + 1, **agreed)
    CaseClocks(case).start(case_clocks.TEST, clock.end_of(deed.on))
    CaseLetters(case).test(deed.on, site, is_moved=is_moved)
    return step


@transaction.atomic
def record_test(case: Case, deed: Deed, *, by: Actor, at: datetime | None = None) -> CaseStep:
    """The test took place. The case keeps the day of its first test, each go its own."""
    step = take_step(case, "test", deed, by=by, at=at, tested_on=case.tested_on or deed.on)
    _settle(case, tested_on=deed.on)
    return step


@transaction.atomic
def record_absence(case: Case, deed: Deed, *, by: Actor, at: datetime | None = None) -> CaseStep:
    """Whoever was expected did not come; another day may be arranged."""
    step = take_step(case, "miss", deed, by=by, at=at)
    _settle(case, outcome=AssessmentOutcome.ABSENT, decided_on=deed.on)
    return step


@transaction.atomic
def record_competent(case: Case, deed: Deed, *, by: Actor, at: datetime | None = None) -> CaseStep:
    """The LSP found the person competent (K) on `deed.on`."""
    step = take_step(case, "pass", deed, by=by, at=at, competent_on=deed.on)
    _settle(case, outcome=AssessmentOutcome.COMPETENT, decided_on=deed.on, advice=deed.note)
    return step


@transaction.atomic
def record_not_competent(
    case: Case, deed: Deed, *, by: Actor, at: datetime | None = None
) -> CaseStep:
    """The LSP found the person not yet competent (BK); `deed.note` is what it advises for the retest."""
    step = take_step(case, "fail", deed, by=by, at=at)
    _settle(
        case,
        outcome=AssessmentOutcome.NOT_YET_COMPETENT,
        decided_on=deed.on,
        advice=deed.note,
    )
    return step


def _settle(case: Case, **facts: Any) -> None:
    """Write down what became of the go that is open; the case's own move has let nobody else come here."""
    pending = Assessment.objects.filter(case=case, outcome=AssessmentOutcome.PENDING)
    if pending.update(**facts) != 1:
        raise StaleState(_("Uji kasus ini sudah diputuskan. Muat ulang halaman."))
