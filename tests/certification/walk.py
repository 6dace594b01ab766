"""Cases in any state, with the facts that belong to it, as if each step had been taken today."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from binakon.certification.actions.costs import bind_person
from binakon.certification.models import Assessment, Case
from binakon.certification.rules.chain import NUMBERS
from binakon.certification.states import CaseState
from binakon.core import clock
from binakon.planning import actions as planning
from tests.certification.cases import a_case
from tests.factories import BY

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
_ORDER = (
    ("determined_on", "determined"),
    ("applied_on", "applied"),
    ("paid_on", "paid"),
    ("test_on", "scheduled"),
    ("tested_on", "tested"),
    ("competent_on", "competent"),
    ("recorded_on", "recorded"),
    ("issued_on", "issued"),
)
_BEHIND: dict[str, str] = {
    "reviewing": "applied",
    "correction": "applied",
    "unpaid": "applied",
    "lapsed": "applied",
    "absent": "scheduled",
    "not_competent": "tested",
    "expired": "issued",
}


def numbers(count: int) -> dict[str, str]:
    """Four invented numbers of one SKK."""
    return {field: f"{field[:4]}-{count:05d}" for field in NUMBERS}


def a_case_in(state: str, **fields: Any) -> Case:
    """A case in a state, with every fact that a case there has; its last step was today."""
    known = _facts(state, Case.objects.count() + 1)
    since = timezone.now() - timedelta(days=30)
    case = a_case(state=state, **{**known, "proposed_at": since, **fields})
    if state in ("scheduled", "tested"):
        Assessment.objects.create(
            case=case,
            number=1,
            planned_on=TODAY,
            tested_on=TODAY if state == "tested" else None,
        )
    return case


def _facts(state: str, count: int) -> dict[str, Any]:
    reached = [place for _field, place in _ORDER]
    depth = reached.index(_BEHIND.get(state, state)) if _BEHIND.get(state, state) in reached else -1
    facts: dict[str, Any] = {field: TODAY for field, _place in _ORDER[: depth + 1]}
    if depth >= 1:
        facts["application_number"] = f"ID-{count:05d}"
    if state in (CaseState.AWAITING_PAYMENT, CaseState.LAPSED):
        # A bill that lapsed yesterday could be applied for again today.
        days = -1 if state == CaseState.LAPSED else 7
        facts["payment_due_at"] = clock.end_of(TODAY + timedelta(days=days))
    if state in (CaseState.RECORDED, CaseState.ISSUED, CaseState.EXPIRED):
        facts.update(numbers(count + 50_000))
    if state in (CaseState.ISSUED, CaseState.EXPIRED):
        facts["expires_on"] = TODAY + timedelta(days=5)
    return facts


def bound(case: Case) -> Case:
    """The same case with its place in the plan, as its decree would have bound it."""
    if case.determined_on is None:
        return case
    case.commitment = bind_person(case, label="SK contoh", by=BY)
    Case.objects.filter(pk=case.pk).update(commitment=case.commitment)
    if case.recorded_on is not None:
        planning.realise(case.commitment, by=BY)
    return case
