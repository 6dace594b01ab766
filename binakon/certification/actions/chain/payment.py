"""The bill of a case: asked, paid, or lapsed when its days are over."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from binakon.certification.actions import case_clocks
from binakon.certification.actions.case_clocks import CaseClocks
from binakon.certification.actions.case_letters import CaseLetters
from binakon.certification.actions.costs import Price, hold, note_paid, set_cost
from binakon.certification.actions.steps import Deed, take_step
from binakon.certification.models import Case, CaseCost, CaseStep
from binakon.certification.queries import clocks
from binakon.certification.rules.chain import bill_problems, paid_problems
from binakon.certification.states import CaseState, CostComponent
from binakon.core import clock
from binakon.core.actor import Actor
from binakon.core.problems import IllegalMove, StaleState, refuse


@transaction.atomic
def bill(
    case: Case,
    deed: Deed,
    *,
    payer: str,
    by: Actor,
    rupiah: int | None = None,
    due_on: date | None = None,
    at: datetime | None = None,
) -> CaseStep:
    """The LSP asks for its fee: the amount where it is known, who pays, and until when (else by the dated rule: 7 days).

    What the office pays is bound in the plan; whoever pays gets a letter. Raises `Blocked` when no rule says how long a
    bill stands and the bill does not either, or above the ceiling.
    """
    due_at = clock.end_of(due_on) if due_on else clocks.due_for(case, clocks.PAYMENT, deed.on)
    refuse(bill_problems(deed.on, timezone.localdate(due_at) if due_at else None))
    step = take_step(case, "bill", deed, by=by, at=at, payment_due_at=due_at, paid_on=None)
    known = CaseCost.objects.filter(case=case, component=CostComponent.FEE, payer=payer)
    if rupiah is not None or not known.exists():
        set_cost(case, Price(CostComponent.FEE, payer, rupiah), by=by)
    CaseClocks(case).start(case_clocks.PAYMENT, due_at)
    CaseLetters(case).bill(payer, rupiah, due_at)
    return step


@transaction.atomic
def pay(case: Case, deed: Deed, *, by: Actor, at: datetime | None = None) -> CaseStep:
    """The bill was paid on `deed.on`, which its evidence or reference shows; also when that is typed in after the clock.

    Raises `Blocked` for a payment without evidence or after the bill lapsed.
    """
    due = timezone.localdate(case.payment_due_at) if case.payment_due_at else None
    refuse(
        paid_problems(
            deed.on, due, has_evidence=deed.evidence is not None or bool(deed.reference.strip())
        )
    )
    step = take_step(case, "pay", deed, by=by, at=at, paid_on=deed.on)
    note_paid(case, on=deed.on, reference=deed.reference, by=by)
    return step


@transaction.atomic
def lapse(case: Case, *, by: Actor, at: datetime | None = None) -> CaseStep:
    """A bill whose days are over lapses, and its applicant is told to apply again.

    Raises `StaleState` when it was paid meanwhile or still has time.
    """
    moment = at or clock.now()
    hold(case, by=by)
    due_at = case.payment_due_at
    if case.state != CaseState.AWAITING_PAYMENT or due_at is None or due_at >= moment:
        raise StaleState(case.code)
    step = take_step(case, "lapse", Deed(timezone.localdate(moment)), by=by, at=moment)
    CaseLetters(case).lapsed(due_at)
    return step


def lapse_due(*, by: Actor, at: datetime | None = None) -> int:
    """Let every unpaid bill lapse whose days are over, each in a transaction of its own; how many."""
    moment = at or clock.now()
    due = Case.objects.filter(state=CaseState.AWAITING_PAYMENT, payment_due_at__lt=moment)
    cases = due.select_related("activity__programme__office", "worker__root", "registration")
    return sum(_lapsed(case, by, moment) for case in cases.order_by("payment_due_at", "id"))


def _lapsed(case: Case, by: Actor, moment: datetime) -> bool:
    try:
        lapse(case, by=by, at=moment)
    except (IllegalMove, StaleState):
        # Somebody paid meanwhile.
        return False
    return True
