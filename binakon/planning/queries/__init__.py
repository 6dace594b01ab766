"""Looking the plan up: what is known, which version is in force, the activities of a year."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet, Sum

from binakon.core.problems import Problem
from binakon.people.models import Office
from binakon.people.rules import Viewer
from binakon.planning.models import (
    Activity,
    Ceiling,
    PlanVersion,
    ProgrammeYear,
    RegionalQuota,
    SubActivity,
    Target,
)
from binakon.planning.queries.bound import commitments_of, realisations_of
from binakon.planning.queries.contents import contents_of
from binakon.planning.queries.year import Region, YearReader, class_part, year_of
from binakon.planning.rules import working_year as working_years
from binakon.planning.rules.draft import Programme, draft_problems
from binakon.planning.rules.plan_file import (
    CeilingEntry,
    KnownFacts,
    StoredVersion,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.rules.versions import VersionFact
from binakon.planning.states import STAGE_RANK, VersionState, indicator_label

__all__ = [
    "Region",
    "YearReader",
    "class_part",
    "commitments_of",
    "realisations_of",
    "year_of",
]

REFERENCE_FIELDS = ("indicator", "sub_activity")


def programme(office_code: str, year: int) -> ProgrammeYear | None:
    """One office's programme year; the published plan is public."""
    return (
        ProgrammeYear.objects.filter(office__code=office_code, year=year)
        .select_related("office")
        .first()
    )


def planned_years(office_code: str) -> list[int]:
    """Every year that an office has planned, the newest first."""
    rows = ProgrammeYear.objects.filter(office__code=office_code)
    return list(rows.order_by("-year").values_list("year", flat=True))


def working_year(office_code: str, day: date) -> int | None:
    """The year that a page of this day speaks of when its address names none; None before the first plan."""
    rows = ProgrammeYear.objects.filter(office__code=office_code).values_list("year", "state")
    return working_years.working_year(dict(rows), day)


def versions_of(programme_id: int) -> list[PlanVersion]:
    """Every version of a programme with its targets, oldest first."""
    targets = Target.objects.select_related(*REFERENCE_FIELDS)
    versions = PlanVersion.objects.filter(programme=programme_id).prefetch_related(
        Prefetch("targets", targets),
        Prefetch("ceilings", Ceiling.objects.select_related("sub_activity")),
    )
    return sorted(
        versions, key=lambda version: (version.dated, STAGE_RANK[version.stage], version.number)
    )


def version_with_parts(pk: int) -> PlanVersion:
    """One version with its targets and ceilings read; DoesNotExist when it is gone."""
    targets = Target.objects.select_related(*REFERENCE_FIELDS)
    return (
        PlanVersion.objects.select_related("programme__office")
        .prefetch_related(
            Prefetch("targets", targets),
            Prefetch("ceilings", Ceiling.objects.select_related("sub_activity")),
        )
        .get(pk=pk)
    )


def version_in_force(programme_id: int) -> PlanVersion | None:
    """The budget version in force now."""
    return PlanVersion.objects.filter(programme=programme_id).in_force().first()


def fact_of(version: PlanVersion) -> VersionFact:
    """A version as a fact without a row."""
    return VersionFact(
        pk=version.pk,
        stage=version.stage,
        number=version.number,
        state=version.state,
        dated=version.dated,
        ceiling=version.ceiling,
        note=version.note,
        is_total_about=version.is_total_about,
        targets=tuple(
            TargetEntry(
                indicator=target.indicator.key,
                sub_activity=target.sub_activity.code if target.sub_activity else "",
                people=target.people,
                value=target.value,
                unit=target.unit,
            )
            for target in version.targets.all()
        ),
        revision=version.revision,
        document=version.document,
    )


def sub_activity_named(code: str) -> SubActivity:
    """The newest row of a sub-activity's code; DoesNotExist when nobody knows it."""
    found = SubActivity.objects.filter(code=code).order_by("-id").first()
    if found is None:
        raise SubActivity.DoesNotExist(code)
    return found


def activity(slug: str) -> Activity | None:
    """One activity by its public address."""
    return (
        Activity.objects.filter(slug=slug)
        .select_related("programme__office", "indicator", "funded_by")
        .prefetch_related("partners", "regions")
        .first()
    )


def quotas_of(programme_id: int) -> QuerySet[RegionalQuota]:
    """The quota rows of a programme."""
    return RegionalQuota.objects.filter(activity__programme=programme_id).select_related(
        "office", "activity"
    )


def versions_for(viewer: Viewer, office_code: str) -> QuerySet[PlanVersion]:
    """The versions that a viewer may open at the desk: of the offices where they hold a role."""
    versions = PlanVersion.objects.filter(programme__office__code=office_code).select_related(
        "programme__office"
    )
    return versions if viewer.roles_at(office_code) else versions.none()


@dataclass(frozen=True, slots=True)
class Stored:
    """The rows that a plan file meets."""

    programme: ProgrammeYear | None
    versions: dict[tuple[str, int], PlanVersion]


def stored(office_code: str, year: int) -> Stored:
    """What the database already holds of a programme."""
    row = programme(office_code, year)
    versions = versions_of(row.pk) if row else []
    return Stored(row, {(version.stage, version.number): version for version in versions})


def entry_of(version: PlanVersion) -> VersionEntry:
    """A stored version as a plan file would state it."""
    fact = fact_of(version)
    ratified = version.is_frozen
    return VersionEntry(
        stage=fact.stage,
        number=fact.number,
        status=VersionState.RATIFIED.value if ratified else version.state,
        dated=fact.dated,
        ceiling=fact.ceiling,
        note=fact.note,
        is_total_about=fact.is_total_about,
        document=version.document,
        targets=fact.targets,
        ceilings=tuple(
            CeilingEntry(sub_activity=part.sub_activity.code, ceiling=part.amount)
            for part in version.ceilings.all()
        ),
    )


def whole_entry(version: PlanVersion) -> VersionEntry:
    """A stored version with its activities too, as it is compared, edited and printed."""
    return replace(entry_of(version), activities=contents_of(version.pk))


def judged_draft(version: PlanVersion) -> list[Problem]:
    """Everything that is wrong with a draft as it is stored."""
    return draft_problems(*draft_facts(version, whole_entry(version_with_parts(version.pk))))


def draft_facts(
    version: PlanVersion, entry: VersionEntry
) -> tuple[Programme, VersionEntry, KnownFacts]:
    """What the rules need to judge a draft that says `entry`."""
    row = version.programme
    facts = Programme(row.office.code, row.year, row.name)
    return facts, entry, known_facts(row.office.code, row.year)


def known_facts(office_code: str, year: int) -> KnownFacts:
    """What the installation knows, for the rules that judge a plan file."""
    held = stored(office_code, year)
    regions: dict[str, set[str]] = {}
    listed = Office.objects.loaded().exclude(parent=None)
    for code, parent in listed.values_list("code", "parent__code"):
        regions.setdefault(str(parent), set()).add(code)
    codes = (
        Activity.objects.filter(programme=held.programme).values_list("code", flat=True)
        if held.programme
        else []
    )
    return KnownFacts(
        provinces=frozenset(Office.objects.provinces().values_list("code", flat=True)),
        regions_of={province: frozenset(found) for province, found in regions.items()},
        sub_activities=frozenset(SubActivity.objects.values_list("code", flat=True)),
        stored_versions=tuple(
            StoredVersion(version.stage, version.number, version.state, entry_of(version))
            for version in held.versions.values()
        ),
        stored_activity_codes=frozenset(codes),
        offices=frozenset(Office.objects.values_list("code", flat=True)),
    )


def seats_beyond_targets(programme_id: int) -> list[dict[str, str | int]]:
    """Where the seats of a version's activities add up to more than it promises, in words and figures."""
    seats = (
        Activity.objects.filter(
            programme=programme_id, seats__isnull=False, indicator__isnull=False
        )
        .exclude(funded_by=None)
        .values("funded_by", "indicator")
        .order_by("funded_by", "indicator")
        .annotate(total=Sum("seats"))
    )
    found: list[dict[str, str | int]] = []
    for row in seats:
        targets = Target.objects.filter(
            version=row["funded_by"], indicator=row["indicator"], people__isnull=False
        )
        people = targets.aggregate(total=Sum("people"))["total"] or 0
        if row["total"] > people:
            first = targets.select_related("version", "indicator").first()
            found.append(
                {
                    "version": str(first.version) if first else "",
                    "indicator": indicator_label(first.indicator.key) if first else "",
                    "seats": row["total"],
                    "people": people,
                }
            )
    return found


def version_for(viewer: Viewer, pk: int) -> PlanVersion | None:
    """One version, if the viewer holds a role at its office."""
    version = PlanVersion.objects.filter(pk=pk).select_related("programme__office").first()
    return version if version and viewer.roles_at(version.programme.office.code) else None
