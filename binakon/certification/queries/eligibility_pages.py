"""What the pages of eligibility show: one case with its answers and exceptions, and the list before the decree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from binakon.certification.models import Case, CaseOverride, EligibilityCheck
from binakon.certification.queries.eligibility import Standing, standing
from binakon.certification.queries.facts import with_facts
from binakon.certification.queries.gate import gate_problems
from binakon.certification.rules.applicants import Verdict
from binakon.certification.states import CaseState, OverrideKind, OverrideState
from binakon.core.problems import Problem
from binakon.enrolment.queries.visible import offices_with
from binakon.people.models import Role
from binakon.people.rules import SEERS, Viewer
from binakon.planning.models import Activity
from binakon.planning.states import ActivityKind

_BEFORE_DECREE = frozenset({CaseState.PROPOSED, CaseState.ELIGIBLE})
_SHOWN_CHECKS = 10


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check that was kept."""

    check: EligibilityCheck
    open: int


@dataclass(frozen=True, slots=True)
class EligibilityPage:
    """One case before the rules; `overrides` newest first, `gate` what the money says of it."""

    standing: Standing
    overrides: tuple[CaseOverride, ...]
    checks: tuple[CheckLine, ...]
    gate: tuple[Problem, ...]

    @property
    def is_judged(self) -> bool:
        """Whether the case still stands before its determination."""
        return self.standing.case.state in _BEFORE_DECREE

    @property
    def is_eligible_state(self) -> bool:
        """Whether somebody found it eligible."""
        return self.standing.case.state == CaseState.ELIGIBLE

    @property
    def person_key(self) -> str:
        """The key by which the register of people opens the person."""
        worker = self.standing.case.worker
        return str(worker.root.key if worker.root else worker.key)

    @property
    def waiting(self) -> tuple[CaseOverride, ...]:
        """The exceptions that wait for their second person."""
        return tuple(row for row in self.overrides if row.state == OverrideState.ASKED)

    @property
    def may_ask(self) -> bool:
        """Whether something is in the way for which nobody waits yet."""
        kinds = {row.kind for row in self.waiting}
        return not self.standing.is_eligible and OverrideKind.ELIGIBILITY not in kinds

    @property
    def may_ask_money(self) -> bool:
        """Whether the gate of money is closed and nobody waits for an answer about this case."""
        kinds = {row.kind for row in self.waiting}
        return bool(self.gate) and OverrideKind.MONEY_GATE not in kinds

    @property
    def decided(self) -> tuple[CaseOverride, ...]:
        """The exceptions that were decided."""
        return tuple(row for row in self.overrides if row.state != OverrideState.ASKED)


def cases_seen(viewer: Viewer) -> QuerySet[Case]:
    """The cases of the offices whose people this viewer sees."""
    codes = offices_with(viewer, SEERS)
    cases = with_facts().select_related("office", "batch", "decree")
    return cases if codes is None else cases.filter(activity__programme__office__code__in=codes)


def case_seen(viewer: Viewer, code: str) -> Case | None:
    """One of them by its code."""
    return cases_seen(viewer).filter(code=code).first()


def office_of_case(code: str) -> str:
    """The code of the office of a case, "" where there is none: to tell a missing role from a missing page."""
    found = Case.objects.filter(code=code).values_list(
        "activity__programme__office__code", flat=True
    )
    return found.first() or ""


def activity_seen(viewer: Viewer, slug: str) -> Activity | None:
    """A certification activity of an office where the viewer holds a role."""
    rows = Activity.objects.filter(slug=slug, kind=ActivityKind.CERTIFICATION)
    rows = rows.select_related("programme__office", "funded_by")
    found: Activity | None = rows.first()
    if found is None:
        return None
    code = found.programme.office.code
    return found if viewer.roles_at(code) - {Role.PARTNER, Role.INSTRUCTOR} else None


def eligibility_page(case: Case, on: date) -> EligibilityPage:
    """Everything the page of one case's eligibility shows."""
    overrides = CaseOverride.objects.filter(case=case).select_related("asked_by", "decided_by")
    checks = EligibilityCheck.objects.filter(case=case).select_related("by")[:_SHOWN_CHECKS]
    is_judged = case.state in _BEFORE_DECREE
    return EligibilityPage(
        standing=standing(case, on),
        overrides=tuple(overrides),
        checks=tuple(CheckLine(row, _open(row.answers)) for row in checks),
        gate=tuple(gate_problems(case.activity, [case])) if is_judged else (),
    )


def waiting_cases(viewer: Viewer) -> QuerySet[Case]:
    """The cases that stand before their determination, for the list."""
    return cases_seen(viewer).filter(state__in=_BEFORE_DECREE)


def _open(answers: Iterable[dict[str, object]]) -> int:
    return sum(not _is_settled(row) for row in answers)


def _is_settled(row: dict[str, object]) -> bool:
    decision = row.get("decision")
    word = decision["verdict"] if isinstance(decision, dict) else row["verdict"]
    return bool(row.get("excepted")) or word == Verdict.MET
