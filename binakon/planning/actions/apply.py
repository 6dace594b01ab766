"""Letting the living activities follow a version that has just been ratified."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.planning.actions.activities import cancel_activity
from binakon.planning.actions.activity_rows import WINDOW_FIELDS, ActivityRows
from binakon.planning.models import Activity, PlanVersion
from binakon.planning.queries.contents import columns_of
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.rules.ratify_effects import keeps_days
from binakon.planning.states import ActivityState

# Whoever changes one of these pays for the activity from now on.
_PAID_FOR = {"seats", "cost", "sub_activity", "indicator"}
_AHEAD = {ActivityState.PLANNED, ActivityState.RESCHEDULED, ActivityState.POSTPONED}


@dataclass(slots=True)
class _Followed:
    born: list[tuple[Activity, ActivityEntry]] = field(default_factory=list)
    moved: list[tuple[Activity, ActivityEntry]] = field(default_factory=list)
    sentences: list[tuple[Activity, str]] = field(default_factory=list)


def apply_version(
    version: PlanVersion,
    before: Iterable[ActivityEntry],
    after: Iterable[ActivityEntry],
    *,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Carry what the version changed against the one in force before into the living activities.

    1. New activities are planned. 2. Of the others only what this version states differently changes, so
    that a reschedule in between stays. 3. What it no longer holds is cancelled, if it had not begun.
    """
    earlier, now = {entry.code: entry for entry in before}, tuple(after)
    if not now:
        return
    rows = ActivityRows(version.programme, now)
    living = {row.code: row for row in Activity.objects.filter(programme=version.programme_id)}
    followed = _Followed()
    for entry in now:
        row = living.get(entry.code)
        if row is None:
            values = rows.values(entry) | {"funded_by_id": version.pk}
            followed.born.append((rows.new(entry, values), entry))
        else:
            _follow(row, earlier.get(entry.code), entry, rows, version, followed)
    rows.store(followed.born, followed.moved)
    office = version.programme.office.code
    planned = [
        (row, f"Kegiatan {row.title} direncanakan oleh {version}") for row, _ in followed.born
    ]
    ledger.start_many(planned, by=by, at=at, office_code=office)
    for row, sentence in followed.sentences:
        ledger.record(row, "activity:follow", by=by, at=at, sentence=sentence, office_code=office)
    _drop(living, set(earlier) - {entry.code for entry in now}, version, by, at)


def _follow(
    row: Activity,
    before: ActivityEntry | None,
    after: ActivityEntry,
    rows: ActivityRows,
    version: PlanVersion,
    followed: _Followed,
) -> None:
    stated = columns_of(after)
    known = columns_of(before) if before is not None else {}
    changed = {name for name, value in stated.items() if name not in known or known[name] != value}
    if keeps_days(row.window, before, after):
        changed -= set(WINDOW_FIELDS)
    if not changed:
        return
    values = {name: value for name, value in rows.values(after).items() if _column(name) in changed}
    if changed & _PAID_FOR or before is None:
        values["funded_by_id"] = version.pk
    for name, value in values.items():
        setattr(row, name, value)
    followed.moved.append((row, after))
    words = f"Kegiatan {row.title} mengikuti {version}: {', '.join(sorted(changed))}"
    followed.sentences.append((row, words))


def _column(name: str) -> str:
    """The column of a version's activity that decides this column of the living one."""
    return name.removesuffix("_id")


def _drop(
    living: dict[str, Activity],
    codes: Iterable[str],
    version: PlanVersion,
    by: Actor,
    at: datetime | None,
) -> None:
    for code in sorted(codes):
        row: Any = living.get(code)
        if row is not None and row.state in _AHEAD and not row.is_done:
            reason = f"Tidak ada lagi dalam anggaran {version.get_stage_display()}"
            cancel_activity(row, reason=reason, by=by, at=at)
