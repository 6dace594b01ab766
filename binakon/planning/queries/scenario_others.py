"""The plan that a scenario stands beside: the version in force, whole."""

from binakon.planning.queries import version_in_force, version_with_parts, whole_entry
from binakon.planning.rules.plan_file import VersionEntry


def plan_in_force(programme_id: int) -> VersionEntry | None:
    """What the version in force says; None before there is one."""
    found = version_in_force(programme_id)
    return whole_entry(version_with_parts(found.pk)) if found else None
