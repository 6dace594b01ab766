"""A workbook on its way in and a version on its way out: what is read, what is wrong, what would change."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from binakon.core.problems import Problem, blocking
from binakon.people.rules import Viewer
from binakon.planning.models import Goal, PlanUpload, PlanVersion
from binakon.planning.queries import draft_facts, version_with_parts, whole_entry
from binakon.planning.queries.version_pages import (
    indicator_labels,
    region_names,
    sub_activity_names,
)
from binakon.planning.rules.compare import Comparison, compare_versions
from binakon.planning.rules.compare_words import sentences
from binakon.planning.rules.draft import draft_problems
from binakon.planning.rules.plan_file import GoalEntry, PlanFile, VersionEntry
from binakon.planning.rules.versions import VersionFact
from binakon.planning.states import VersionState


@dataclass(frozen=True, slots=True)
class Names:
    """What a workbook may call by name."""

    sub_activities: dict[str, str]
    regions: dict[str, str]
    indicators: dict[str, str]


def names_for(office_code: str) -> Names:
    """The names that an office's workbook may use."""
    return Names(sub_activity_names(), region_names(office_code), indicator_labels())


def upload_for(viewer: Viewer, version_pk: int, pk: int) -> PlanUpload | None:
    """One waiting workbook of a version, if the viewer holds a role at its office."""
    upload = (
        PlanUpload.objects.filter(pk=pk, version=version_pk)
        .select_related("version__programme__office")
        .first()
    )
    office = upload.version.programme.office.code if upload else ""
    return upload if upload and viewer.roles_at(office) else None


def plan_of(version: PlanVersion) -> PlanFile:
    """A version as the plan that a workbook states."""
    version = version_with_parts(version.pk)
    programme = version.programme
    goals = Goal.objects.filter(programme=programme).order_by("rank", "id")
    return PlanFile(
        office=programme.office.code,
        office_name=programme.office.office_name,
        year=programme.year,
        name=programme.name,
        source=programme.source,
        purpose=programme.purpose,
        spokesperson=programme.spokesperson,
        versions=(whole_entry(version),),
        goals=tuple(GoalEntry(row.label, row.people, row.year, row.meaning) for row in goals),
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook would do to a draft: every problem by cell, what was read with tolerance, every change."""

    upload: PlanUpload
    version: VersionFact
    entry: VersionEntry | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    comparison: Comparison | None
    changes: tuple[str, ...]
    is_stale: bool

    @property
    def may_accept(self) -> bool:
        """Whether it can be taken as it is."""
        is_sound = self.entry is not None and not blocking(self.problems)
        return is_sound and bool(self.changes) and not self.is_stale


def preview_of(
    upload: PlanUpload,
    fact: VersionFact,
    plan: PlanFile | None,
    read_problems: list[Problem],
    notes: list[str],
) -> Preview:
    """Judge what was read of a workbook against the draft that it was uploaded for."""
    version = version_with_parts(upload.version_id)
    given = plan.versions[0] if plan is not None and plan.versions else None
    is_stale = version.revision != upload.revision or version.state != VersionState.DRAFT
    if plan is None or given is None:
        return Preview(upload, fact, None, tuple(read_problems), tuple(notes), None, (), is_stale)
    entry = _as_stored(given, version)
    facts, _entry, known = draft_facts(version, entry)
    judged = [*read_problems, *_elsewhere(plan, version)]
    judged += draft_problems(facts, entry, known)
    problems = tuple(dict.fromkeys(sorted(judged, key=lambda problem: problem.line or 0)))
    regions = region_names(facts.office)
    comparison = compare_versions(whole_entry(version), entry, regions)
    more = [*notes, *_stage_note(given, version)]
    return Preview(
        upload,
        fact,
        entry,
        problems,
        tuple(more),
        comparison,
        _changes(comparison, entry, version),
        is_stale,
    )


def _changes(comparison: Comparison, entry: VersionEntry, version: PlanVersion) -> tuple[str, ...]:
    found = sentences(comparison)
    if entry.note != version.note:
        found.append(_("Catatan diubah"))
    if entry.dated != version.dated:
        found.append(_("Tanggal rencana diubah"))
    return tuple(found)


def _as_stored(given: VersionEntry, version: PlanVersion) -> VersionEntry:
    """What the workbook states, as the draft that it was uploaded for; its paper's number comes with ratification."""
    return replace(
        given,
        stage=version.stage,
        number=version.number,
        status="draft",
        document=version.document,
    )


def _elsewhere(plan: PlanFile, version: PlanVersion) -> list[Problem]:
    """A workbook of another office or year is not taken for this one."""
    programme = version.programme
    if (plan.office, plan.year) == (programme.office.code, programme.year):
        return []
    if not plan.office or not plan.year:
        return []
    sentence = _(
        "Berkas ini untuk kantor %(office)s tahun %(year)d, sedangkan konsep ini untuk kantor %(own)s tahun %(own_year)d. Unggah di konsep yang sesuai."
    )
    words = {
        "office": plan.office,
        "year": plan.year,
        "own": programme.office.code,
        "own_year": programme.year,
    }
    return [Problem("elsewhere", sentence % words, line=plan.lines.get("office", plan.line))]


def _stage_note(given: VersionEntry, version: PlanVersion) -> list[str]:
    if not given.stage or given.stage == version.stage:
        return []
    sentence = _("Berkas menyebut tahap %(stage)s; isinya dibaca untuk konsep %(version)s ini.")
    return [sentence % {"stage": given.stage, "version": version}]
