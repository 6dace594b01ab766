"""The plan on one page: versions with what they promise, activities with what pays for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.core.history import latest_of
from binakon.core.measures import Scope
from binakon.core.models import AuditEvent
from binakon.people.models import Official
from binakon.people.queries import officials_of
from binakon.people.rules import Viewer, can_approve, can_plan, can_see_people
from binakon.planning.models import Activity, ProgrammeYear
from binakon.planning.queries import version_with_parts, whole_entry, year_of
from binakon.planning.queries.money import MoneyLine, money_lines
from binakon.planning.queries.version_pages import region_names
from binakon.planning.rules.compare import compare_versions
from binakon.planning.rules.compare_words import sentences
from binakon.planning.rules.plan_tree import whole
from binakon.planning.rules.versions import VersionFact
from binakon.planning.states import FROZEN_STATES
from binakon.reports.queries.events import EventCard, card_of


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One activity as the plan sees it."""

    activity: Activity
    card: EventCard


@dataclass(frozen=True, slots=True)
class Funding:
    """Activities that stand in one relation to the money: paid by a version, waiting, proposed or without any."""

    title: str
    tone: str
    lines: tuple[PlanLine, ...]
    seats: int | None
    cost: int | None


@dataclass(frozen=True, slots=True)
class Pending:
    """A version that is not decided yet, and what it would change."""

    version: VersionFact
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The programme, its versions newest first, what pays for what, what waits and what has no money."""

    scope: Scope
    programme: ProgrammeYear
    versions: tuple[VersionFact, ...]
    in_force: VersionFact | None
    pending: tuple[Pending, ...]
    lines: tuple[PlanLine, ...]
    fundings: tuple[Funding, ...]
    money: tuple[MoneyLine, ...]
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
    lines = tuple(PlanLine(found, card_of(found, scope.as_of)) for found in reader.activities)
    versions = tuple(reversed(reader.versions_on(scope.as_of)))
    in_force = reader.in_force_on(scope.as_of)
    return PlanPage(
        scope=scope,
        programme=reader.programme,
        versions=versions,
        in_force=in_force,
        pending=tuple(_pending(versions, in_force, scope)),
        may_plan=can_plan(viewer, scope.office),
        may_approve=can_approve(viewer, scope.office),
        officials=tuple(officials_of(scope.office)),
        history=tuple(
            latest_of(scope.office, HISTORY_LINES, with_people=can_see_people(viewer, scope.office))
        ),
        lines=lines,
        fundings=tuple(_fundings(lines)),
        money=money_lines(scope),
    )


def _pending(
    versions: Iterable[VersionFact], in_force: VersionFact | None, scope: Scope
) -> Iterator[Pending]:
    regions = region_names(scope.office)
    before = whole_entry(version_with_parts(in_force.pk)) if in_force else None
    for version in versions:
        if version.state in FROZEN_STATES:
            continue
        after = whole_entry(version_with_parts(version.pk))
        changes = sentences(compare_versions(before, after, regions)) if before else []
        yield Pending(version, tuple(changes))


def _fundings(lines: Iterable[PlanLine]) -> Iterator[Funding]:
    groups: dict[tuple[str, str], list[PlanLine]] = {}
    for line in lines:
        groups.setdefault(_funding_of(line.activity), []).append(line)
    for (title, tone), found in groups.items():
        yield Funding(
            title,
            tone,
            tuple(found),
            whole(line.activity.seats for line in found),
            whole(line.activity.cost for line in found),
        )


def _funding_of(activity: Activity) -> tuple[str, str]:
    """What pays for an activity, and the tone of it: "" paid, wait, bad without money."""
    payer = activity.funded_by
    if payer is None:
        return _("Belum dianggarkan"), "bad"
    if not payer.is_budget:
        return _("Diusulkan; belum menjadi anggaran"), "wait"
    if not activity.is_funded:
        return _("Menunggu pengesahan %(version)s") % {"version": payer.label}, "wait"
    if activity.waits_for_perubahan:
        return _("Dibiayai %(version)s, berjalan setelah perubahan") % {
            "version": payer.label
        }, "wait"
    return _("Dibiayai %(version)s") % {"version": payer.label}, ""
