"""The seats of a year's activities that are shared out among offices."""

from binakon.core.problems import Problem
from binakon.planning.models import PlanVersion, RegionalQuota
from binakon.planning.rules.plan_file import VersionEntry
from binakon.planning.rules.shared_seats import QuotaShare, shared_problems


def shared_out(programme_id: int) -> dict[str, list[QuotaShare]]:
    """The quotas of a programme by the codes of its activities, as they stand now.

    Whoever decides by them holds the books of the year first (`OpenBooks`): every verb that sets a quota does too.
    """
    found: dict[str, list[QuotaShare]] = {}
    rows = RegionalQuota.objects.filter(activity__programme=programme_id, places__gt=0)
    for code, office, places in rows.order_by("activity", "office__code").values_list(
        "activity__code", "office__name", "places"
    ):
        found.setdefault(code, []).append(QuotaShare(office, places))
    return found


def unratifiable(version: PlanVersion, entry: VersionEntry) -> list[Problem]:
    """What already stands in the way of a version that says `entry`, while nobody has decided on it."""
    if version.is_frozen:
        return []
    return shared_problems(entry.activities, shared_out(version.programme_id))
