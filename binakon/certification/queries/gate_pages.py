"""What the page of the gate of money shows: why it is closed, who asked to open it, what was decided."""

from dataclasses import dataclass

from binakon.certification.models import Case, CaseOverride
from binakon.certification.queries.gate import gate_problems, money_facts
from binakon.certification.states import CaseState, OverrideKind, OverrideState
from binakon.core.problems import Problem
from binakon.planning.models import Activity


@dataclass(frozen=True, slots=True)
class GatePage:
    """The gate of one activity; `facts` is what the plan says, `problems` what is left after exceptions."""

    activity: Activity
    facts: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    overrides: tuple[CaseOverride, ...]
    held: int

    @property
    def waiting(self) -> CaseOverride | None:
        """The exception of the whole activity that waits for its second person."""
        rows = (
            row for row in self.overrides if row.state == OverrideState.ASKED and row.activity_id
        )
        return next(rows, None)

    @property
    def decided(self) -> tuple[CaseOverride, ...]:
        """What two people decided, newest first."""
        return tuple(row for row in self.overrides if row.state != OverrideState.ASKED)

    @property
    def asked_for_cases(self) -> tuple[CaseOverride, ...]:
        """Exceptions of single cases that wait; each is answered on the page of its case."""
        rows = (row for row in self.overrides if row.case_id)
        return tuple(row for row in rows if row.state == OverrideState.ASKED)


def gate_page(activity: Activity) -> GatePage:
    """The gate of money of an activity as its page shows it."""
    money = CaseOverride.objects.filter(kind=OverrideKind.MONEY_GATE)
    rows = money.filter(activity=activity) | money.filter(case__activity=activity)
    held = Case.objects.filter(
        activity=activity, state__in=[CaseState.PROPOSED, CaseState.ELIGIBLE]
    )
    return GatePage(
        activity=activity,
        facts=tuple(money_facts(activity)),
        problems=tuple(gate_problems(activity)),
        overrides=tuple(
            rows.select_related("case__worker", "asked_by", "decided_by").order_by("-pk")
        ),
        held=held.count(),
    )
