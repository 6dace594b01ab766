"""What the pages of one version show: its tree, what is wrong in it, what it changes, who touched it."""

from dataclasses import dataclass, field, replace
from typing import Any

from binakon.core.models import AuditEvent
from binakon.core.problems import Problem
from binakon.people.queries import regencies_of
from binakon.people.rules import Viewer, can_approve, can_plan
from binakon.planning.models import Indicator, Occupation, PlanVersion, SubActivity
from binakon.planning.queries import (
    draft_facts,
    fact_of,
    version_in_force,
    version_with_parts,
    whole_entry,
)
from binakon.planning.queries.bound import BoundSums, bound_sums
from binakon.planning.queries.next_year import copy_checks
from binakon.planning.queries.opened import ratify_effects
from binakon.planning.queries.shared_seats import unratifiable
from binakon.planning.rules.compare import Comparison, compare_versions
from binakon.planning.rules.compare_words import sentences
from binakon.planning.rules.draft import draft_problems
from binakon.planning.rules.next_year import ToCheck
from binakon.planning.rules.plan_file import VersionEntry
from binakon.planning.rules.plan_tree import Branch, plan_tree
from binakon.planning.rules.ratify_effects import Effects
from binakon.planning.rules.versions import VersionFact
from binakon.planning.states import VersionState

HISTORY_LINES = 15


@dataclass(frozen=True, slots=True)
class BranchMoney:
    """A branch of the tree with what is committed and paid for it; None is unknown."""

    branch: Branch
    committed: int | None
    realised: int | None

    @property
    def remaining(self) -> int | None:
        """The ceiling less what was paid, where both are known."""
        if self.branch.ceiling is None or self.realised is None:
            return None
        return self.branch.ceiling - self.realised


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version on its own page; `in_the_way` is what its ratification would be refused for already.

    `effects` are what it would do to classes, quotas and agreements.
    """

    version: PlanVersion
    fact: VersionFact
    entry: VersionEntry
    branches: tuple[BranchMoney, ...]
    problems: tuple[Problem, ...]
    in_force: PlanVersion | None
    changes: tuple[str, ...]
    history: tuple[AuditEvent, ...]
    returned: AuditEvent | None
    others: tuple[PlanVersion, ...]
    regions: dict[str, str]
    may_plan: bool
    may_approve: bool
    copy_checks: tuple[ToCheck, ...] = ()
    in_the_way: tuple[Problem, ...] = ()
    effects: Effects = field(default_factory=Effects)

    @property
    def is_draft(self) -> bool:
        """Whether it may still be edited."""
        return self.version.state == VersionState.DRAFT

    @property
    def may_edit(self) -> bool:
        """Whether this viewer may edit it now."""
        return self.is_draft and self.may_plan


def version_page(viewer: Viewer, pk: int) -> VersionPage | None:
    """The page of one version for a viewer with a role at its office; None otherwise."""
    version = PlanVersion.objects.filter(pk=pk).select_related("programme__office").first()
    if version is None or not viewer.roles_at(version.programme.office.code):
        return None
    office = version.programme.office.code
    version = version_with_parts(pk)
    entry = whole_entry(version)
    in_force = version_in_force(version.programme_id)
    regions = region_names(office)
    is_draft = version.state == VersionState.DRAFT
    events = _history(version)
    effects = ratify_effects(version, entry)
    return VersionPage(
        version=version,
        fact=fact_of(version),
        entry=entry,
        branches=_branches(entry, version),
        problems=tuple(draft_problems(*draft_facts(version, entry))) if is_draft else (),
        in_force=in_force,
        changes=_changes(version, entry, in_force, regions),
        history=events,
        returned=next((event for event in events if event.action == "return"), None),
        others=tuple(
            PlanVersion.objects.filter(programme=version.programme_id)
            .exclude(pk=pk)
            .order_by("dated", "id")
        ),
        regions=regions,
        may_plan=can_plan(viewer, office),
        may_approve=can_approve(viewer, office),
        copy_checks=copy_checks(version),
        in_the_way=(*unratifiable(version, entry), *effects.problems),
        effects=effects,
    )


def _branches(entry: VersionEntry, version: PlanVersion) -> tuple[BranchMoney, ...]:
    sums = bound_sums(version.programme_id)
    # Money that was bound or paid on a line which this version no longer has is shown all the same.
    tree = plan_tree(entry, sub_activity_names(), {*sums.committed, *sums.realised})
    return tuple(_money(branch, sums) for branch in tree)


def _money(branch: Branch, sums: BoundSums) -> BranchMoney:
    return BranchMoney(branch, sums.committed.get(branch.code), sums.realised.get(branch.code))


def _changes(
    version: PlanVersion,
    entry: VersionEntry,
    in_force: PlanVersion | None,
    regions: dict[str, str],
) -> tuple[str, ...]:
    """What it would change against the version in force, while it is not decided."""
    if in_force is None or in_force.pk == version.pk or version.is_frozen:
        return ()
    before = whole_entry(version_with_parts(in_force.pk))
    return tuple(sentences(compare_versions(before, entry, regions)))


def _history(version: PlanVersion) -> tuple[AuditEvent, ...]:
    events = AuditEvent.objects.filter(
        subject_type=PlanVersion._meta.label_lower, subject_id=version.pk
    )
    return tuple(events.order_by("-id")[:HISTORY_LINES])


def sub_activity_names() -> dict[str, str]:
    """The name of every known sub-activity by its code, the newest list last."""
    rows = SubActivity.objects.order_by("id").values_list("code", "name")
    return dict(rows)


def region_names(office_code: str) -> dict[str, str]:
    """The kabupaten and kota of the office's province by code."""
    return dict(regencies_of(office_code).values_list("code", "name"))


def indicator_labels() -> dict[str, str]:
    """Every indicator by its key."""
    return dict(Indicator.objects.order_by("id").values_list("key", "label"))


def occupation_fields() -> list[str]:
    """The fields of occupations that a form suggests."""
    return sorted(set(Occupation.objects.values_list("field_name", flat=True)))


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two versions side by side."""

    before: VersionFact
    after: VersionFact
    version: PlanVersion
    other: PlanVersion
    comparison: Comparison
    sentences: tuple[str, ...]
    names: dict[str, str]
    regions: dict[str, str]


def compare_page(viewer: Viewer, before: int, after: int) -> ComparePage | None:
    """Two versions of one programme for a viewer with a role at its office; None otherwise."""
    rows = {row.pk: row for row in PlanVersion.objects.filter(pk__in=[before, after])}
    if before == after or len(rows) != 2:
        return None
    first, second = version_with_parts(before), version_with_parts(after)
    office = first.programme.office.code
    if first.programme_id != second.programme_id or not viewer.roles_at(office):
        return None
    regions = region_names(office)
    found = compare_versions(whole_entry(first), whole_entry(second), regions)
    return ComparePage(
        before=fact_of(first),
        after=fact_of(second),
        version=second,
        other=first,
        comparison=found,
        sentences=tuple(sentences(found)),
        names=sub_activity_names(),
        regions=regions,
    )


def last_editor(version: PlanVersion) -> AuditEvent | None:
    """Who last changed a version, and when."""
    events = AuditEvent.objects.filter(
        subject_type=PlanVersion._meta.label_lower, subject_id=version.pk
    )
    return events.order_by("-id").first()


def entry_facts(version: PlanVersion) -> tuple[Any, VersionEntry, Any]:
    """What the rules need to judge the draft as it is stored now."""
    return draft_facts(version, whole_entry(version_with_parts(version.pk)))


def with_uploaded(version: PlanVersion, entry: VersionEntry) -> VersionEntry:
    """An uploaded version under the stage and number of the draft that it would replace."""
    return replace(entry, stage=version.stage, number=version.number, status="draft")
