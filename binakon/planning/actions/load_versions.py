"""The versions of a plan file: written as drafts, then moved through their workflow."""

from collections.abc import Callable
from datetime import UTC, datetime, time

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.planning.actions.contents import VersionContents
from binakon.planning.actions.versions import ratify_version, return_version, submit_version
from binakon.planning.models import PlanVersion, ProgrammeYear
from binakon.planning.queries import entry_of
from binakon.planning.queries import stored as stored_plan
from binakon.planning.queries.contents import activities_paid_by
from binakon.planning.rules.plan_file import PlanFile, VersionEntry
from binakon.planning.rules.stored import as_stated
from binakon.planning.rules.versions import version_order
from binakon.planning.states import VersionState


def write_versions(
    plan: PlanFile, programme: ProgrammeYear, changes: list[str], *, by: Actor
) -> None:
    """Let the drafts among the versions follow the file; what was ratified is left as it is."""
    held = stored_plan(plan.office, plan.year).versions
    for entry in _oldest_first(plan):
        version = held.get((entry.stage, entry.number))
        if version is None:
            changes.append(f"+ {_new_version(programme, entry, by)}")
        elif not version.is_frozen and not _is_equal(entry_of(version), entry):
            _rewrite(version, entry, by)
            changes.append(f"~ {version}")


def walk_versions(
    plan: PlanFile, programme: ProgrammeYear, changes: list[str], *, by: Actor
) -> None:
    """Move the versions to the state that the file gives them, oldest first; every refusal at once.

    Each first states the activities that it and the budgets before it pay for.
    """
    held = stored_plan(plan.office, plan.year).versions
    problems: list[Problem] = []
    for entry in _oldest_first(plan):
        version = held[entry.stage, entry.number]
        if version.is_frozen:
            continue
        VersionContents(version).state(activities_paid_by(version))
        try:
            moved = _follow_state(version, entry, by)
        except Blocked as refused:
            problems += [
                Problem(p.code, p.sentence, p.blocks, entry.line) for p in refused.problems
            ]
            continue
        if moved and f"+ {version}" not in changes:
            changes.append(f"~ {version}: {version.get_state_display()}")
    if problems:
        raise Blocked(problems)


def _oldest_first(plan: PlanFile) -> list[VersionEntry]:
    return sorted(
        plan.versions, key=lambda entry: version_order(entry.stage, entry.number, entry.dated)
    )


def _is_equal(stored: VersionEntry, given: VersionEntry) -> bool:
    def content(entry: VersionEntry) -> tuple[object, ...]:
        targets = tuple(
            (t.indicator, t.sub_activity, t.people, t.value, t.unit) for t in entry.targets
        )
        ceilings = {part.sub_activity: part.ceiling for part in entry.ceilings}
        head = (entry.dated, entry.ceiling, entry.note, entry.is_total_about, entry.document)
        return (*head, targets, ceilings)

    return content(stored) == content(as_stated(stored, given))


def _new_version(programme: ProgrammeYear, entry: VersionEntry, by: Actor) -> PlanVersion:
    version = PlanVersion.objects.create(
        programme=programme,
        stage=entry.stage,
        number=entry.number,
        dated=entry.dated,
        ceiling=entry.ceiling,
        note=entry.note,
        is_total_about=entry.is_total_about,
        document=entry.document,
    )
    VersionContents(version).promise(entry.targets)
    VersionContents(version).give(entry.ceilings)
    ledger.start(
        version,
        by=by,
        at=_on(entry),
        office_code=programme.office.code,
        sentence=f"Versi {version} disusun",
    )
    return version


def _rewrite(version: PlanVersion, entry: VersionEntry, by: Actor) -> None:
    before = [str(target) for target in version.targets.all()]
    version.dated, version.ceiling, version.note = entry.dated, entry.ceiling, entry.note
    version.is_total_about, version.revision = entry.is_total_about, version.revision + 1
    version.document = entry.document or version.document
    columns = ["dated", "ceiling", "note", "is_total_about", "document", "revision"]
    version.save(update_fields=columns)
    VersionContents(version).promise(entry.targets)
    if entry.ceilings:
        VersionContents(version).give(entry.ceilings)
    ledger.record(
        version,
        "planversion:follow",
        by=by,
        sentence=f"Versi {version} mengikuti berkas",
        before={"targets": before},
        after={"targets": [f"{target.indicator}: {target.people}" for target in entry.targets]},
        office_code=version.programme.office.code,
    )


_STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    ("draft", "draft"): (),
    ("draft", "submitted"): ("submit",),
    ("draft", "ratified"): ("submit", "ratify"),
    ("submitted", "submitted"): (),
    ("submitted", "ratified"): ("ratify",),
    ("submitted", "draft"): ("return",),
}


def _follow_state(version: PlanVersion, entry: VersionEntry, by: Actor) -> bool:
    steps = _STEPS[(VersionState(version.state).value, entry.status)]
    walk: dict[str, Callable[[], None]] = {
        "submit": lambda: submit_version(
            version, by=by, revision=version.revision, at=_on(entry), from_file=True
        ),
        "ratify": lambda: ratify_version(version, by=by, at=_on(entry), with_activities=False),
        "return": lambda: return_version(
            version, by=by, reason="Berkas rencana menyatakannya sebagai konsep"
        ),
    }
    for step in steps:
        walk[step]()
    return bool(steps)


def _on(entry: VersionEntry) -> datetime:
    return datetime.combine(entry.dated, time(4), tzinfo=UTC)
