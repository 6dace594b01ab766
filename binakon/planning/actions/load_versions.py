"""The versions of a plan file: written as drafts, then moved through their workflow."""

from collections.abc import Callable
from datetime import UTC, datetime, time

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.planning.actions.versions import ratify_version, return_version, submit_version
from binakon.planning.models import Indicator, PlanVersion, ProgrammeYear, SubActivity, Target
from binakon.planning.queries import entry_of
from binakon.planning.queries import stored as stored_plan
from binakon.planning.rules.plan_file import PlanFile, TargetEntry, VersionEntry
from binakon.planning.rules.versions import version_order
from binakon.planning.states import VersionState


def follow_versions(
    plan: PlanFile, programme: ProgrammeYear, changes: list[str], *, by: Actor
) -> None:
    """Let the versions follow the file, oldest first, each through its workflow; every refusal at once."""
    held = stored_plan(plan.office, plan.year).versions
    ordered = sorted(
        plan.versions, key=lambda entry: version_order(entry.stage, entry.number, entry.dated)
    )
    problems: list[Problem] = []
    for entry in ordered:
        version = held.get((entry.stage, entry.number))
        if version is not None and version.is_frozen:
            continue
        is_new = version is None
        if version is None:
            version = _new_version(programme, entry, by)
        elif not _is_equal(entry_of(version), entry):
            _rewrite(version, entry, by)
            changes.append(f"~ {version}")
        try:
            moved = _follow_state(version, entry, by)
        except Blocked as refused:
            problems += [
                Problem(p.code, p.sentence, p.blocks, entry.line) for p in refused.problems
            ]
            continue
        if is_new:
            changes.append(f"+ {version}")
        elif moved:
            changes.append(f"~ {version}: {version.get_state_display()}")
    if problems:
        raise Blocked(problems)


def _is_equal(stored: VersionEntry, given: VersionEntry) -> bool:
    def content(entry: VersionEntry) -> tuple[object, ...]:
        targets = tuple(
            (t.indicator, t.sub_activity, t.people, t.value, t.unit) for t in entry.targets
        )
        return (entry.dated, entry.ceiling, entry.note, entry.is_total_about, targets)

    return content(stored) == content(given)


def _new_version(programme: ProgrammeYear, entry: VersionEntry, by: Actor) -> PlanVersion:
    version = PlanVersion.objects.create(
        programme=programme,
        stage=entry.stage,
        number=entry.number,
        dated=entry.dated,
        ceiling=entry.ceiling,
        note=entry.note,
        is_total_about=entry.is_total_about,
    )
    _write_targets(version, entry.targets)
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
    version.save(update_fields=["dated", "ceiling", "note", "is_total_about", "revision"])
    version.targets.all().delete()
    _write_targets(version, entry.targets)
    ledger.record(
        version,
        "planversion:follow",
        by=by,
        sentence=f"Versi {version} mengikuti berkas",
        before={"targets": before},
        after={"targets": [f"{target.indicator}: {target.people}" for target in entry.targets]},
        office_code=version.programme.office.code,
    )


def _write_targets(version: PlanVersion, targets: tuple[TargetEntry, ...]) -> None:
    for target in targets:
        indicator, _is_new = Indicator.objects.get_or_create(
            key=target.indicator,
            defaults={"label": target.indicator, "unit": target.unit or "Orang"},
        )
        Target.objects.create(
            version=version,
            indicator=indicator,
            sub_activity=_sub_activity(target.sub_activity),
            people=target.people,
            value=target.value,
            unit=target.unit,
        )


def _sub_activity(code: str) -> SubActivity | None:
    return SubActivity.objects.filter(code=code).order_by("-id").first() if code else None


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
            version, by=by, revision=version.revision, at=_on(entry), tell=False
        ),
        "ratify": lambda: ratify_version(version, by=by, at=_on(entry)),
        "return": lambda: return_version(
            version, by=by, reason="Berkas rencana menyatakannya sebagai konsep"
        ),
    }
    for step in steps:
        walk[step]()
    return bool(steps)


def _on(entry: VersionEntry) -> datetime:
    return datetime.combine(entry.dated, time(4), tzinfo=UTC)
