"""The plan on one page: versions with what they promise, activities with what pays for them."""

from dataclasses import dataclass

from binakon.core.history import latest_of
from binakon.core.measures import Scope
from binakon.core.models import AuditEvent
from binakon.people.models import Official
from binakon.people.queries import officials_of
from binakon.people.rules import Viewer, can_approve, can_plan
from binakon.planning.models import Activity, ProgrammeYear
from binakon.planning.queries import year_of
from binakon.planning.rules.versions import VersionFact
from binakon.reports.queries.events import EventCard, card_of


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One activity as the plan sees it."""

    activity: Activity
    card: EventCard


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The programme, its versions newest first, its activities, what waits and what has no money."""

    scope: Scope
    programme: ProgrammeYear
    versions: tuple[VersionFact, ...]
    in_force: VersionFact | None
    lines: tuple[PlanLine, ...]
    officials: tuple[Official, ...]
    history: tuple[AuditEvent, ...]
    may_plan: bool
    may_approve: bool


HISTORY_LINES = 12


def plan_page(viewer: Viewer, scope: Scope) -> PlanPage | None:
    """The plan of a year for a viewer with a role at the office; None otherwise or when there is no plan."""
    reader = year_of(scope)
    if reader.programme is None or not viewer.roles_at(scope.office):
        return None
    return PlanPage(
        scope=scope,
        programme=reader.programme,
        versions=tuple(reversed(reader.versions_on(scope.as_of))),
        in_force=reader.in_force_on(scope.as_of),
        may_plan=can_plan(viewer, scope.office),
        may_approve=can_approve(viewer, scope.office),
        officials=tuple(officials_of(scope.office)),
        history=tuple(latest_of(scope.office, HISTORY_LINES)),
        lines=tuple(PlanLine(found, card_of(found, scope.as_of)) for found in reader.activities),
    )
