"""One programme year read as a whole: each part once, in as few queries as it takes."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from binakon.core import clock
from binakon.core.measures import Scope
from binakon.core.models import AuditEvent
from binakon.people.models import Office
from binakon.people.rules import kind_of_office, province_of
from binakon.planning.models import (
    Activity,
    Ceiling,
    Goal,
    HistoryFact,
    PlanVersion,
    ProgrammeYear,
    Realisation,
)
from binakon.planning.queries.bound import money_bound, realisations_of
from binakon.planning.rules.plan_file import TargetEntry
from binakon.planning.rules.ratify import Bound
from binakon.planning.rules.versions import VersionFact, current, state_on
from binakon.planning.rules.working_year import working_year


@dataclass(frozen=True, slots=True)
class GoalFact:
    """The first goal stated for the year."""

    label: str
    people: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Region:
    """A kabupaten or kota as a page names it."""

    code: str
    name: str
    short_name: str


# KKNI levels 7, 8 and 9 are ahli muda, madya and utama (domain: jenjang).
LOWEST_EXPERT_LEVEL = 7

_COLUMNS = (
    "pk",
    "stage",
    "number",
    "state",
    "dated",
    "ceiling",
    "note",
    "is_total_about",
    "revision",
    "document",
)
_TARGET_COLUMNS = ("people", "value", "unit", "indicator__key", "sub_activity__code")


class YearReader:
    """Reads one office's year lazily; every property is one query at most and is kept."""

    def __init__(self, office: str, year: int) -> None:
        self.office = office
        self.year = year
        self._versions_on: dict[date, tuple[VersionFact, ...]] = {}

    @cached_property
    def programme(self) -> ProgrammeYear | None:
        """The programme with its office; None when nothing was loaded for this year."""
        return _programmes(self.office).filter(year=self.year).first()

    @classmethod
    def newest(cls, office: str) -> "YearReader | None":
        """The reader of the newest year that the office has planned, its programme already read."""
        return cls._read(_programmes(office).order_by("-year").first())

    @classmethod
    def working(cls, office: str, day: date) -> "YearReader | None":
        """The reader of the year that "now" means on a day (`rules.working_year`), its programme already read."""
        rows = {row.year: row for row in _programmes(office)}
        year = working_year({key: row.state for key, row in rows.items()}, day)
        return cls._read(rows.get(year or 0))

    @classmethod
    def _read(cls, row: ProgrammeYear | None) -> "YearReader | None":
        if row is None:
            return None
        reader = cls(row.office.code, row.year)
        reader.__dict__["programme"] = row
        return reader

    @property
    def goal(self) -> GoalFact | None:
        """The first goal of the year."""
        row: Any = self.programme
        return GoalFact(**row.first_goal) if row is not None and row.first_goal else None

    @cached_property
    def all_versions(self) -> tuple[VersionFact, ...]:
        """Every version with its targets, in the state it has now."""
        if self.programme is None:
            return ()
        columns = [*_COLUMNS, *(f"targets__{name}" for name in _TARGET_COLUMNS)]
        rows = (
            PlanVersion.objects.filter(programme=self.programme)
            .order_by("pk", "targets__id")
            .values(*columns)
        )
        targets: dict[int, list[TargetEntry]] = {}
        heads: dict[int, dict[str, Any]] = {}
        for row in rows:
            heads[row["pk"]] = {name: row[name] for name in _COLUMNS}
            found = targets.setdefault(row["pk"], [])
            if row["targets__indicator__key"] is not None:
                found.append(
                    TargetEntry(
                        indicator=row["targets__indicator__key"],
                        sub_activity=row["targets__sub_activity__code"] or "",
                        people=row["targets__people"],
                        value=row["targets__value"],
                        unit=row["targets__unit"],
                    )
                )
        return tuple(VersionFact(**head, targets=tuple(targets[pk])) for pk, head in heads.items())

    def versions_on(self, as_of: date) -> tuple[VersionFact, ...]:
        """The versions dated on or before `as_of`, oldest first, each in the state it had that day."""
        if as_of not in self._versions_on:
            known = (version for version in self.all_versions if version.dated <= as_of)
            self._versions_on[as_of] = tuple(state_on(known))
        return self._versions_on[as_of]

    def in_force_on(self, as_of: date) -> VersionFact | None:
        """The budget version that counts at the end of `as_of`."""
        return current(self.versions_on(as_of))

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """The activities in the order of the year."""
        if self.programme is None:
            return ()
        rows = Activity.objects.filter(programme=self.programme).with_perubahan()
        rows = rows.select_related("indicator", "funded_by")
        found = tuple(rows.prefetch_related("partners").in_year_order())
        for activity in found:
            activity.programme = self.programme
        return found

    @cached_property
    def history(self) -> tuple[HistoryFact, ...]:
        """The published figures of earlier years."""
        if self.programme is None:
            return ()
        return tuple(HistoryFact.objects.filter(programme=self.programme))

    @property
    def is_for_experts(self) -> bool:
        """Whether every level of the year is an expert's (KKNI 7 to 9)."""
        levels = {level for activity in self.activities for level in activity.levels}
        return bool(levels) and min(levels) >= LOWEST_EXPERT_LEVEL

    def ceilings_of(self, version_id: int) -> dict[str, int]:
        """Rupiah per sub-activity code that one version gives."""
        return self._ceilings.get(version_id, {})

    @cached_property
    def _ceilings(self) -> dict[int, dict[str, int]]:
        if self.programme is None:
            return {}
        rows = Ceiling.objects.filter(version__programme=self.programme)
        found: dict[int, dict[str, int]] = {}
        for version, code, amount in rows.values_list(
            "version", "sub_activity__code", "amount"
        ).order_by("sub_activity__code"):
            found.setdefault(version, {})[code] = amount
        return found

    @cached_property
    def realisations(self) -> tuple[Realisation, ...]:
        """The treasurer's payments of the year, quarter by quarter."""
        return tuple(realisations_of(self.programme.pk)) if self.programme else ()

    def money_bound_on(self, as_of: date) -> tuple[Bound, ...]:
        """Rupiah that were bound by the end of `as_of`, each with its sub-activity."""
        return tuple(money_bound(self.programme.pk, as_of)) if self.programme else ()

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The loaded kabupaten and kota of the office's province; none for a kabupaten's own plan."""
        if kind_of_office(self.office) != "province":
            return ()
        rows = Office.objects.regencies_of(province_of(self.office)).values_list(
            "code", "name", "short_name"
        )
        return tuple(Region(*row) for row in rows)

    def closed_on(self, as_of: date) -> frozenset[int]:
        """The activities closed by the end of `as_of`, by the date of the ledger's move."""
        own = [activity.pk for activity in self.activities]
        moves = AuditEvent.objects.filter(
            subject_type=Activity._meta.label_lower, action="close", at__lte=clock.end_of(as_of)
        )
        return frozenset(
            int(pk) for pk in moves.values_list("subject_id", flat=True) if pk in set(own)
        )


def _programmes(office: str) -> QuerySet[ProgrammeYear]:
    goals = Goal.objects.filter(programme=OuterRef("pk"), year=OuterRef("year")).order_by(
        "rank", "id"
    )
    fact = goals.values(fact=JSONObject(label="label", people="people", meaning="meaning"))[:1]
    rows = ProgrammeYear.objects.filter(office__code=office).select_related("office")
    return rows.annotate(first_goal=Subquery(fact))


def class_part(activity: Activity) -> str:
    """The part that counts activities of one kind, occupation, time and partners together."""
    partners = "+".join(partner.name for partner in activity.partners.all())
    words = (activity.kind, activity.occupation, activity.window_form, partners)
    return "@".join(word for word in words if word)


def year_of(scope: Scope) -> YearReader:
    """The reader that all figures of one scope share."""
    return scope.once(
        f"year:{scope.office}:{scope.year}", lambda: YearReader(scope.office, scope.year)
    )
