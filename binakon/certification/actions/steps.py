"""Moving a case along its chain: every step with its day, its evidence, and for whom the case waits then."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.certification.actions.case_clocks import CaseClocks
from binakon.certification.actions.costs import release_all
from binakon.certification.models import Case, CaseStep
from binakon.certification.queries.steps import last_day
from binakon.certification.rules.chain import WAITS_ON, day_problems
from binakon.certification.states import CaseState
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.models import StoredFile
from binakon.core.problems import Problem, refuse
from binakon.people.rules.messages import typed_problems


@dataclass(frozen=True, slots=True)
class Deed:
    """What a step stands on: the day it happened, the paper or number that proves it, and words."""

    on: date
    reference: str = ""
    note: str = ""
    evidence: StoredFile | None = None


@transaction.atomic
def take_step(
    case: Case,
    move: str,
    deed: Deed,
    *,
    by: Actor,
    at: datetime | None = None,
    **changes: Any,
) -> CaseStep:
    """Move a case and keep the step; `changes` are the facts that come with it (dates, numbers, who).

    Raises `Blocked` when the day cannot be or the note holds a NIK, `IllegalMove` when the step does not start here, `StaleState` when somebody
    was faster. Every other action of cases moves them through this one.
    """
    moment = at or clock.now()
    today = timezone.localdate(moment)
    # Whoever may not go this way at all hears that first.
    case.workflow.target(move, case.state)
    found = day_problems(move, deed.on, today=today, since=last_day(case))
    refuse([*found, *typed_problems(deed.note)])
    ledger.move(
        case,
        move,
        by=by,
        at=moment,
        note=deed.note,
        sentence=_sentence(case, move, deed),
        office_code=case.activity.programme.office.code,
        state_since=moment,
        **changes,
    )
    clocks = CaseClocks(case)
    clocks.stop(at=moment)
    clocks.follow(deed.on)
    return CaseStep.objects.create(
        case=case,
        move=move,
        reached=case.state,
        on=deed.on,
        waits_on=WAITS_ON[CaseState(case.state)],
        reference=deed.reference,
        note=deed.note,
        evidence=deed.evidence,
        by_id=by.user_id,
        at=moment,
    )


@transaction.atomic
def withdraw(
    case: Case, *, reason: str, on: date, by: Actor, at: datetime | None = None
) -> CaseStep:
    """End a case that will not be tested, with its reason; what it bound in the plan and was not paid is free again.

    Raises `Blocked` without a reason, `IllegalMove` once it was tested.
    """
    words = " ".join(reason.split())
    if not words:
        refuse([Problem("reason", _("Tulis alasan menghentikan kasusnya."))])
    step = take_step(
        case, "withdraw", Deed(on, note=words), by=by, at=at, batch=None, ended_because=words
    )
    release_all(case, by=by, reason=f"Kasus {case.code} dihentikan: {words}")
    return step


def _sentence(case: Case, move: str, deed: Deed) -> str:
    reached = CaseState(case.workflow.moves[move][1]).label
    told = f" ({deed.reference})" if deed.reference else ""
    return f"Kasus {case.code}: {reached}{told}"
