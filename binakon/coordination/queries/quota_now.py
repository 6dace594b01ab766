"""The quotas of an activity as they stand: what an agreement about them starts from."""

from binakon.coordination.rules.agreements import QuotaNow
from binakon.people.queries import regencies_of
from binakon.planning.models import Activity, RegionalQuota


def quotas_now(activity: Activity) -> dict[str, QuotaNow]:
    """Every kabupaten and kota of the activity's province, and whoever else holds a quota, by code."""
    rows = RegionalQuota.objects.filter(activity=activity).select_related("office")
    held = {row.office.code: row for row in rows}
    names = {o.code: o.name for o in regencies_of(activity.programme.office.code)}
    names |= {code: row.office.name for code, row in held.items()}
    return {
        code: QuotaNow(
            names[code],
            held[code].places if code in held else None,
            held[code].taken if code in held else 0,
        )
        for code in sorted(names)
    }
