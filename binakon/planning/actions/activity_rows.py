"""Activities as rows: what a plan file or a ratified version says, written in a few statements."""

from collections.abc import Sequence
from typing import Any

from binakon.people.models import Office
from binakon.people.queries import organisations_named, regencies_of
from binakon.people.rules import kind_of_office
from binakon.planning.models import (
    Activity,
    ActivityPartner,
    Indicator,
    Occupation,
    ProgrammeYear,
    SubActivity,
)
from binakon.planning.rules.plan_file import ActivityEntry

BATCH = 500
WINDOW_FIELDS = (
    "window_form",
    "precision",
    "starts_on",
    "ends_on",
    "window_text",
    "is_approximate",
)


class ActivityRows:
    """Turns entries into rows of one programme, looking every name up once."""

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
        "sub_activity_id",
        "realised",
    )

    def __init__(self, programme: ProgrammeYear, entries: Sequence[ActivityEntry]) -> None:
        self.programme = programme
        self.office_code = programme.office.code
        self.indicators = {row.key: row for row in Indicator.objects.all()}
        # Oldest first, so that the newest row of a code is what remains.
        self.sub_activities = {row.code: row.pk for row in SubActivity.objects.order_by("id")}
        names = sorted({name for entry in entries for name in entry.partners})
        self.organisations = organisations_named(names)
        self.offices = {office.code: office for office in Office.objects.exclude(parent=None)}
        self.all_regions = [office.pk for office in regencies_of(self.office_code)]
        self.occupations: dict[str, list[int]] = {}
        for row in Occupation.objects.all():
            for name in {row.name.casefold(), row.field_name.casefold()}:
                self.occupations.setdefault(name, []).append(row.pk)

    def values(self, entry: ActivityEntry) -> dict[str, Any]:
        """The columns that an entry decides."""
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
            "cost": entry.cost,
            "indicator_id": indicator.pk if indicator else None,
            "sub_activity_id": self.sub_activities.get(entry.sub_activity),
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

    def store(
        self,
        born: list[tuple[Activity, ActivityEntry]],
        moved: list[tuple[Activity, ActivityEntry]],
    ) -> None:
        """Insert what is new, update what moved, and link both anew."""
        Activity.objects.bulk_create([row for row, _entry in born], batch_size=BATCH)
        if moved:
            changed = [row for row, _entry in moved]
            Activity.objects.bulk_update(changed, list(self.FIELDS), batch_size=100)
            ActivityPartner.objects.filter(activity__in=changed).delete()
            for through in (Activity.occupations.through, Activity.regions.through):
                through._default_manager.filter(activity__in=changed).delete()
        self.link([*born, *moved])
