"""What a version says, read whole: its targets, ceilings and activities as entries without rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from binakon.core.calendar import Precision, Window
from binakon.planning.models import (
    CONTENT_COLUMNS,
    Activity,
    Ceiling,
    PlanVersion,
    VersionActivity,
)
from binakon.planning.rules.plan_file import ActivityEntry, CeilingEntry
from binakon.planning.rules.versions import version_order


def ceilings_of(version_id: int) -> tuple[CeilingEntry, ...]:
    """The ceilings of one version in the order of their codes."""
    rows = Ceiling.objects.filter(version=version_id).values_list("sub_activity__code", "amount")
    return tuple(
        CeilingEntry(sub_activity=code, ceiling=amount)
        for code, amount in rows.order_by("sub_activity__code")
    )


def contents_of(version_id: int | None) -> tuple[ActivityEntry, ...]:
    """The activities of one version in the order in which they were written; none of no version."""
    rows = VersionActivity.objects.filter(version=version_id).order_by("id")
    return tuple(_entry(values) for values in rows.values_list(*CONTENT_COLUMNS))


def content_rows(version_id: int) -> list[VersionActivity]:
    """The same as rows, for pages that edit them."""
    return list(VersionActivity.objects.filter(version=version_id).order_by("id"))


def entry_of_row(row: VersionActivity) -> ActivityEntry:
    """One row as an entry."""
    return _entry(tuple(getattr(row, name) for name in CONTENT_COLUMNS))


def _entry(values: tuple[Any, ...]) -> ActivityEntry:
    (
        code,
        kind,
        title,
        occupation,
        levels,
        window_form,
        precision,
        starts_on,
        ends_on,
        window_text,
        is_approximate,
        seats,
        partners,
        is_all_regions,
        region_codes,
        cost,
        indicator,
        sub_activity,
    ) = values
    return ActivityEntry(
        code=code,
        kind=kind,
        title=title,
        window=Window(Precision(precision), starts_on, ends_on, window_form),
        occupation=occupation,
        levels=tuple(levels),
        window_text=window_text,
        is_approximate=is_approximate,
        seats=seats,
        partners=tuple(partners),
        regions=tuple(region_codes),
        is_all_regions=is_all_regions,
        cost=cost,
        indicator=indicator,
        sub_activity=sub_activity,
    )


def columns_of(entry: ActivityEntry) -> dict[str, Any]:
    """An entry as the columns of `VersionActivity`."""
    return {
        "code": entry.code,
        "kind": entry.kind,
        "title": entry.title,
        "occupation": entry.occupation,
        "levels": list(entry.levels),
        "window_form": entry.window.text,
        "precision": entry.window.precision.value,
        "starts_on": entry.window.start,
        "ends_on": entry.window.end,
        "window_text": entry.window_text,
        "is_approximate": entry.is_approximate,
        "seats": entry.seats,
        "partners": list(entry.partners),
        "is_all_regions": entry.is_all_regions,
        "region_codes": list(entry.regions),
        "cost": entry.cost,
        "indicator": entry.indicator,
        "sub_activity": entry.sub_activity,
    }


def activities_paid_by(version: PlanVersion) -> tuple[ActivityEntry, ...]:
    """The living activities that this version or a budget before it pays for, as it would state them."""
    siblings = PlanVersion.objects.filter(programme=version.programme_id)
    paid = Activity.objects.filter(funded_by__in=_payers(version, siblings))
    rows = paid.select_related("indicator", "sub_activity").prefetch_related("partners")
    return tuple(living_entry(row) for row in rows.order_by("id"))


def _payers(version: PlanVersion, siblings: Iterable[PlanVersion]) -> list[int]:
    return [
        other.pk
        for other in siblings
        if other.pk == version.pk or (other.is_budget and _order(other) <= _order(version))
    ]


def _order(version: PlanVersion) -> tuple[date, int, int]:
    return version_order(version.stage, version.number, version.dated)


def standing_entries(programme_id: int) -> dict[str, ActivityEntry]:
    """The living activities of a programme by their codes, as they stand now, on the days they were moved to."""
    rows = Activity.objects.filter(programme=programme_id).order_by("id")
    rows = rows.select_related("indicator", "sub_activity").prefetch_related("partners")
    return {row.code: living_entry(row) for row in rows}


def living_entry(row: Activity) -> ActivityEntry:
    """A living activity as a version would state it."""
    return ActivityEntry(
        code=row.code,
        kind=row.kind,
        title=row.title,
        window=row.window,
        occupation=row.occupation,
        levels=tuple(row.levels),
        window_text=row.window_text,
        is_approximate=row.is_approximate,
        seats=row.seats,
        partners=tuple(partner.name for partner in row.partners.all()),
        regions=tuple(row.region_codes),
        is_all_regions=row.is_all_regions,
        cost=row.cost,
        indicator=row.indicator.key if row.indicator else "",
        sub_activity=row.sub_activity.code if row.sub_activity else "",
    )


def entry_of_columns(columns: Mapping[str, Any]) -> ActivityEntry:
    """Columns, also with days as text, as an entry."""
    values = dict(columns)
    for name in ("starts_on", "ends_on"):
        if isinstance(values[name], str):
            values[name] = date.fromisoformat(values[name])
    return _entry(tuple(values[name] for name in CONTENT_COLUMNS))
