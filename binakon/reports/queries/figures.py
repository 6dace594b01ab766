"""The figures of one office's year: what `binakon figures --json` prints, from the one counting function."""

from datetime import date
from typing import Any

from binakon.core.measures import Counted, Scope, count
from binakon.people.models import Office
from binakon.planning.queries import year_of
from binakon.planning.rules.versions import VersionFact, current

CHAPTER_MEASURES = (
    "registered",
    "verified",
    "determined",
    "attended",
    "trained",
    "passed_post_test",
    "certificate",
    "facilitated",
    "tested",
    "competent",
    "recorded",
    "offices_invited",
    "offices_attended",
)

Json = dict[str, Any]


def figures_of(office: str, year: int, as_of: date) -> Json | None:
    """Every figure of the year as of the end of a day; None when no plan was loaded for it."""
    scope = Scope(office, year, as_of)
    reader = year_of(scope)
    if reader.programme is None:
        return None
    versions = reader.versions_on(as_of)
    return {
        "year": year,
        "as_of": as_of.isoformat(),
        "office": office,
        "versions": [_version(version) for version in versions],
        "current_target_total": count("planned_places", scope).services
        if current(versions)
        else None,
        "goal": {"people": count("goal", scope).services, "gap": count("gap", scope).services},
        "activities": _activities(scope),
        "measures": {key: _both(count(key, scope)) for key in CHAPTER_MEASURES},
        "published": _published(scope),
        "regions": count("regions", scope).services,
    }


def _version(version: VersionFact) -> Json:
    people: dict[str, int] = {}
    others: Json = {}
    for target in version.targets:
        if target.people is not None:
            people[target.indicator] = people.get(target.indicator, 0) + target.people
        else:
            others[target.indicator] = {"value": target.value, "unit": target.unit}
    return {
        "stage": version.stage,
        "number": version.number,
        "status": version.state,
        "dated": version.dated.isoformat(),
        "targets": people,
        "other_targets": others,
        "total": version.people,
        "ceiling": version.ceiling,
    }


def _activities(scope: Scope) -> Json:
    kinds = sorted({activity.kind for activity in year_of(scope).activities})
    return {
        word: {kind: count(f"activities_{word}", scope.of(kind)).services for kind in kinds}
        for word in ("planned", "named", "done")
    }


def _published(scope: Scope) -> Json:
    keys = {
        activity.indicator.key
        for activity in year_of(scope).activities
        if activity.indicator and activity.realised is not None
    }
    return {key: count("published", scope.of(key)).services for key in sorted(keys)}


def _both(counted: Counted) -> Json:
    return {"services": counted.services, "people": counted.people}


def offices_with_plans() -> list[Office]:
    """The offices that have loaded a plan, in the order of their codes."""
    return list(Office.objects.exclude(programmes=None).distinct())
