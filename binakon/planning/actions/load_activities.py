"""The activities of a plan file, written in a few statements however many they are."""

from typing import Any

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.people.models import Office
from binakon.people.queries import organisations_named, regencies_of
from binakon.people.rules import kind_of_office
from binakon.planning.models import (
    Activity,
    ActivityPartner,
    Indicator,
    Occupation,
    PlanVersion,
    ProgrammeYear,
)
from binakon.planning.queries import versions_of
from binakon.planning.rules.plan_file import ActivityEntry, PlanFile
from binakon.planning.states import ActivityState

BATCH = 500
WINDOW_FIELDS = (
    "window_form",
    "precision",
    "starts_on",
    "ends_on",
    "window_text",
    "is_approximate",
)


def follow_activities(
    plan: PlanFile, programme: ProgrammeYear, changes: list[str], *, by: Actor
) -> None:
    """Create the activities that are new and let the others follow the file; say what changed."""
    held = {
        row.code: row
        for row in Activity.objects.filter(programme=programme).prefetch_related("partners")
    }
    reader = _Reader(plan, programme)
    born: list[tuple[Activity, ActivityEntry]] = []
    moved: list[tuple[Activity, ActivityEntry]] = []
    for entry in plan.activities:
        values, row = reader.values(entry), held.get(entry.code)
        if row is not None and row.state == ActivityState.RESCHEDULED:
            # The office moved it after the file was written; the file must not move it back.
            values = {name: value for name, value in values.items() if name not in WINDOW_FIELDS}
        if row is None:
            born.append((reader.new(entry, values), entry))
        elif _differs(row, values, entry):
            _record_change(row, values, entry, by, programme)
            for name, value in values.items():
                setattr(row, name, value)
            moved.append((row, entry))
    Activity.objects.bulk_create([row for row, _entry in born], batch_size=BATCH)
    Activity.objects.bulk_update(
        [row for row, _entry in moved], list(reader.FIELDS), batch_size=100
    ) if moved else None
    ActivityPartner.objects.filter(activity__in=[row for row, _entry in moved]).delete()
    for through in (Activity.occupations.through, Activity.regions.through):
        through._default_manager.filter(activity__in=[row for row, _entry in moved]).delete()
    reader.link([*born, *moved])
    lines = [(row, f"Kegiatan {row.title} direncanakan") for row, _entry in born]
    ledger.start_many(lines, by=by, office_code=programme.office.code)
    changes += [f"+ {row.title}" for row, _entry in born] + [
        f"~ {row.title}" for row, _entry in moved
    ]


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


class _Reader:
    """Turns entries into rows, looking every name up once."""

    FIELDS = (
        "kind",
        "title",
        "occupation",
        "levels",
        "window_form",
        "precision",
        "starts_on",
        "ends_on",
        "window_text",
        "is_approximate",
        "seats",
        "is_all_regions",
        "region_codes",
        "funded_by_id",
        "cost",
        "indicator_id",
        "realised",
    )

    def __init__(self, plan: PlanFile, programme: ProgrammeYear) -> None:
        self.programme = programme
        self.office_code = plan.office
        # Oldest first, so that the latest number of a stage is what remains.
        self.funders: dict[str, PlanVersion] = {}
        for version in sorted(versions_of(programme.pk), key=lambda row: row.number):
            self.funders[version.stage] = version
        self.indicators = {row.key: row for row in Indicator.objects.all()}
        names = sorted({name for entry in plan.activities for name in entry.partners})
        self.organisations = organisations_named(names)
        self.offices = {office.code: office for office in Office.objects.exclude(parent=None)}
        self.all_regions = [office.pk for office in regencies_of(plan.office)]
        self.occupations: dict[str, list[int]] = {}
        for row in Occupation.objects.all():
            for name in {row.name.casefold(), row.field_name.casefold()}:
                self.occupations.setdefault(name, []).append(row.pk)

    def values(self, entry: ActivityEntry) -> dict[str, Any]:
        """The columns of an entry that a file decides."""
        funder = self.funders.get(entry.funded_by)
        indicator = self._indicator(entry.indicator)
        return {
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
            "is_all_regions": entry.is_all_regions,
            "region_codes": list(entry.regions),
            "funded_by_id": funder.pk if funder else None,
            "cost": entry.cost,
            "indicator_id": indicator.pk if indicator else None,
            "realised": entry.realised,
        }

    def _indicator(self, key: str) -> Indicator | None:
        if key and key not in self.indicators:
            self.indicators[key] = Indicator.objects.create(key=key, label=key, unit="Orang")
        return self.indicators.get(key)

    def new(self, entry: ActivityEntry, values: dict[str, Any]) -> Activity:
        """An unsaved row."""
        slug = f"{self.office_code.replace('.', '')}-{self.programme.year}-{entry.code}"
        return Activity(programme=self.programme, code=entry.code, slug=slug, **values)

    def link(self, rows: list[tuple[Activity, ActivityEntry]]) -> None:
        """Write partners, occupations and regions of saved rows."""
        partners: list[ActivityPartner] = []
        occupations: list[Any] = []
        regions: list[Any] = []
        for row, entry in rows:
            for position, name in enumerate(entry.partners):
                known = self.organisations.get(name.casefold())
                partners.append(
                    ActivityPartner(activity=row, position=position, name=name, organisation=known)
                )
            known_ids = self.occupations.get(entry.occupation.casefold(), [])
            occupations.extend(
                Activity.occupations.through(activity_id=row.pk, occupation_id=pk)
                for pk in known_ids
            )
            regions.extend(
                Activity.regions.through(activity_id=row.pk, office_id=pk)
                for pk in self._region_ids(entry)
            )
        ActivityPartner.objects.bulk_create(partners, batch_size=BATCH)
        Activity.occupations.through._default_manager.bulk_create(occupations, batch_size=BATCH)
        Activity.regions.through._default_manager.bulk_create(regions, batch_size=BATCH)

    def _region_ids(self, entry: ActivityEntry) -> list[int]:
        if entry.is_all_regions:
            return self.all_regions if kind_of_office(self.office_code) == "province" else []
        return [self.offices[code].pk for code in entry.regions if code in self.offices]
