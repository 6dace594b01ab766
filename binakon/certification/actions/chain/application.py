"""From the decree to the end of the LSP's look at the papers: applied, reviewed, corrected."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from binakon.certification.actions import case_clocks
from binakon.certification.actions.case_clocks import CaseClocks
from binakon.certification.actions.case_letters import CaseLetters
from binakon.certification.actions.steps import Deed, take_step
from binakon.certification.models import Case, CaseStep
from binakon.certification.queries import clocks
from binakon.certification.rules.chain import application_problems, correction_problems
from binakon.core import clock
from binakon.core.actor import Actor
from binakon.core.numbers import used_once
from binakon.core.problems import refuse


@transaction.atomic
def apply(
    case: Case, deed: Deed, *, number: str, by: Actor, at: datetime | None = None
) -> CaseStep:
    """The application was handed in under its number (ID-Izin), for the first time or again after a bill lapsed.

    Raises `Blocked` without a number, for one that another case has, or for a day before the bill lapsed.
    """
    told = " ".join(number.split())
    taken = Case.objects.filter(application_number=told).exclude(pk=case.pk).exists()
    lapsed = timezone.localdate(case.payment_due_at) if case.payment_due_at else None
    refuse(application_problems(told, deed.on, is_taken=bool(told) and taken, lapsed_on=lapsed))
    with used_once(told):
        step = take_step(
            case,
            "apply",
            Deed(deed.on, deed.reference or told, deed.note, deed.evidence),
            by=by,
            at=at,
            application_number=told,
            applied_on=deed.on,
            payment_due_at=None,
        )
    _await_answer(case, deed.on)
    return step


@transaction.atomic
def start_review(case: Case, deed: Deed, *, by: Actor, at: datetime | None = None) -> CaseStep:
    """The LSP looks at the papers, for the first time or again after a correction."""
    step = take_step(case, "review", deed, by=by, at=at)
    _await_answer(case, deed.on)
    return step


@transaction.atomic
def ask_correction(
    case: Case,
    deed: Deed,
    *,
    by: Actor,
    due_on: date | None = None,
    at: datetime | None = None,
) -> CaseStep:
    """The LSP asks for a correction: `deed.note` says what, `due_on` by when (else by the dated rule, else open).

    The applicant gets a letter. Raises `Blocked` when it is not said what must be corrected.
    """
    refuse(correction_problems(deed.note, deed.on, due_on))
    step = take_step(case, "ask_correction", deed, by=by, at=at)
    due_at = clock.end_of(due_on) if due_on else clocks.due_for(case, clocks.CORRECTION, deed.on)
    CaseClocks(case).start(case_clocks.CORRECTION, due_at)
    CaseLetters(case).correction(deed.note, due_at)
    return step


def _await_answer(case: Case, since: date) -> None:
    CaseClocks(case).start(case_clocks.ANSWER, clocks.due_for(case, clocks.REVIEW, since))
