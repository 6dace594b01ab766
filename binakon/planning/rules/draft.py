"""What may be wrong with a draft version: the same that may be wrong with a plan file that states it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from binakon.core.problems import Problem
from binakon.planning.rules.plan import plan_problems
from binakon.planning.rules.plan_file import ActivityEntry, KnownFacts, PlanFile, VersionEntry


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme year of a draft, as a fact without a row."""

    office: str
    year: int
    name: str


def draft_problems(programme: Programme, version: VersionEntry, known: KnownFacts) -> list[Problem]:
    """Everything in the draft that contradicts itself or what is known."""
    activities = tuple(
        replace(activity, funded_by=version.stage) for activity in version.activities
    )
    plan = PlanFile(
        office=programme.office,
        year=programme.year,
        name=programme.name,
        versions=(replace(version, number=version.number, status="draft"),),
        activities=activities,
    )
    return plan_problems(plan, replace(known, stored_versions=()))


def field_problems(
    problems: list[Problem], lines: Mapping[str, int]
) -> tuple[dict[str, list[str]], list[Problem]]:
    """Problems by the field of a form whose fields were numbered by `lines`, and those that belong to none."""
    fields = {number: name for name, number in lines.items()}
    by_field: dict[str, list[str]] = {}
    others = []
    for problem in problems:
        name = fields.get(problem.line or 0, "").partition(".")[0]
        if name:
            by_field.setdefault(name, []).append(problem.sentence)
        else:
            others.append(problem)
    return by_field, others


def with_activity(version: VersionEntry, entry: ActivityEntry, replaced: str = "") -> VersionEntry:
    """The version with this activity in the place of the one with code `replaced`, or at its end."""
    found = [entry if held.code == replaced else held for held in version.activities]
    if not replaced or all(held.code != replaced for held in version.activities):
        found.append(entry)
    return replace(version, activities=tuple(found))
