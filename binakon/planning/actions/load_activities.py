"""The activities of a plan file, written in a few statements however many they are."""

from typing import Any

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.planning.actions.activity_rows import WINDOW_FIELDS, ActivityRows
from binakon.planning.models import Activity, PlanVersion, ProgrammeYear
from binakon.planning.queries import versions_of
from binakon.planning.rules.plan_file import ActivityEntry, PlanFile
from binakon.planning.states import ActivityState


def follow_activities(
    plan: PlanFile, programme: ProgrammeYear, changes: list[str], *, by: Actor
) -> None:
    """Create the activities that are new and let the others follow the file; say what changed."""
    held = {
        row.code: row
        for row in Activity.objects.filter(programme=programme).prefetch_related("partners")
    }
    rows = ActivityRows(programme, plan.activities)
    funders = _funders(programme)
    born: list[tuple[Activity, ActivityEntry]] = []
    moved: list[tuple[Activity, ActivityEntry]] = []
    for entry in plan.activities:
        funder, row = funders.get(entry.funded_by), held.get(entry.code)
        values = rows.values(entry) | {
            "funded_by_id": funder.pk if funder else None,
            "realised": entry.realised,
        }
        if row is not None and row.state == ActivityState.RESCHEDULED:
            # The office moved it after the file was written; the file must not move it back.
            values = {name: value for name, value in values.items() if name not in WINDOW_FIELDS}
        if row is None:
            born.append((rows.new(entry, values), entry))
        elif _differs(row, values, entry):
            _record_change(row, values, entry, by, programme)
            for name, value in values.items():
                setattr(row, name, value)
            moved.append((row, entry))
    rows.store(born, moved)
    lines = [(row, f"Kegiatan {row.title} direncanakan") for row, _entry in born]
    ledger.start_many(lines, by=by, office_code=programme.office.code)
    changes += [f"+ {row.title}" for row, _entry in born] + [
        f"~ {row.title}" for row, _entry in moved
    ]


def _funders(programme: ProgrammeYear) -> dict[str, PlanVersion]:
    """The latest number of each stage."""
    versions = sorted(versions_of(programme.pk), key=lambda row: row.number)
    return {version.stage: version for version in versions}


def _partners(row: Activity) -> tuple[str, ...]:
    return tuple(partner.name for partner in row.partners.all())


def _differs(row: Activity, values: dict[str, Any], entry: ActivityEntry) -> bool:
    return (
        any(getattr(row, name) != value for name, value in values.items())
        or _partners(row) != entry.partners
    )


def _record_change(
    row: Activity, values: dict[str, Any], entry: ActivityEntry, by: Actor, programme: ProgrammeYear
) -> None:
    before = {
        name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value
    }
    after = {name: values[name] for name in before}
    if _partners(row) != entry.partners:
        before["partners"], after["partners"] = list(_partners(row)), list(entry.partners)
    ledger.record(
        row,
        "activity:follow",
        by=by,
        sentence=f"Kegiatan {entry.title} mengikuti berkas: {', '.join(before)}",
        before={
            name: value if isinstance(value, int | list) else str(value)
            for name, value in before.items()
        },
        after={
            name: value if isinstance(value, int | list) else str(value)
            for name, value in after.items()
        },
        office_code=programme.office.code,
    )
