"""What binds a programme: people determined, money bound and paid, each on the sub-activity where it was bound."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from binakon.core import clock
from binakon.core.models import AuditEvent
from binakon.planning.models import Activity, Commitment, PlanVersion, Realisation, Target
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.rules.plan_tree import line_of
from binakon.planning.rules.ratify import Bound


@dataclass(slots=True)
class BoundSums:
    """Rupiah per sub-activity code ("" where none is known) and people per indicator's id."""

    committed: dict[str, int] = field(default_factory=dict)
    realised: dict[str, int] = field(default_factory=dict)
    people: dict[int | None, int] = field(default_factory=dict)


def line_code(activity: Activity, version_id: int) -> str:
    """The budget line that pays for a living activity under one version; "" where it names none."""
    own, key = _own_line(activity)
    return line_of(own, key, promised_lines(version_id))


def promised_lines(version_id: int) -> list[tuple[str, str]]:
    """Indicator and sub-activity code of each target of a version, for `line_of`."""
    rows = Target.objects.filter(version=version_id)
    return [
        (key, code or "") for key, code in rows.values_list("indicator__key", "sub_activity__code")
    ]


def _own_line(activity: Activity) -> tuple[str, str]:
    code = activity.sub_activity.code if activity.sub_activity else ""
    return code, activity.indicator.key if activity.indicator else ""


def unplaced_money(
    version: PlanVersion, stated: Iterable[ActivityEntry]
) -> dict[str, list[Commitment]]:
    """Rupiah bound before any version named its line, by the line that this one names for its activity.

    What the version does not state of an activity is asked of the living one.
    """
    own_words = {entry.code: (entry.sub_activity, entry.indicator) for entry in stated}
    promised = promised_lines(version.pk)
    found: dict[str, list[Commitment]] = {}
    rows = commitments_of(version.programme_id)
    for row in rows.filter(unit=Commitment.Unit.RUPIAH, sub_activity=None):
        own, key = own_words.get(row.activity.code) or _own_line(row.activity)
        code = line_of(own, key, promised)
        if code:
            found.setdefault(code, []).append(row)
    return found


def realisations_of(programme_id: int) -> list[Realisation]:
    """The payments of a programme, quarter by quarter."""
    rows = Realisation.objects.filter(programme=programme_id).select_related("sub_activity")
    return list(rows.order_by("quarter", "sub_activity__code", "dated", "id"))


def commitments_of(programme_id: int) -> QuerySet[Commitment]:
    """What is bound in a programme."""
    return Commitment.objects.filter(activity__programme=programme_id).select_related(
        "activity__indicator", "activity__sub_activity", "sub_activity"
    )


def money_bound(programme_id: int, as_of: date) -> list[Bound]:
    """The rupiah bound by the end of a day, by the date of the ledger's first line."""
    rows = commitments_of(programme_id).filter(unit=Commitment.Unit.RUPIAH)
    born = AuditEvent.objects.filter(
        subject_type=Commitment._meta.label_lower, action="start", at__lte=clock.end_of(as_of)
    ).values_list("subject_id", flat=True)
    known = set(born) if rows.exists() else set()
    return [_commitment(row) for row in rows if row.pk in known]


def bound_of(programme_id: int) -> list[Bound]:
    """Everything that no revision of this programme may fall below."""
    return [
        *(_commitment(row) for row in commitments_of(programme_id)),
        *(
            Bound(row.document, sub_activity=row.sub_activity.code, paid=row.amount)
            for row in realisations_of(programme_id)
        ),
    ]


def _commitment(row: Commitment) -> Bound:
    is_people = row.unit == Commitment.Unit.PEOPLE
    activity = row.activity
    return Bound(
        row.label,
        indicator=activity.indicator.key if activity.indicator else "",
        sub_activity=row.sub_activity.code if row.sub_activity else "",
        activity=activity.code,
        people=row.amount if is_people else 0,
        rupiah=0 if is_people else row.amount,
    )


def bound_sums(programme_id: int) -> BoundSums:
    """The same added up, as the counters of the version in force hold it."""
    sums = BoundSums()
    for row in commitments_of(programme_id):
        activity = row.activity
        if row.unit == Commitment.Unit.PEOPLE:
            sums.people[activity.indicator_id] = (
                sums.people.get(activity.indicator_id, 0) + row.amount
            )
            continue
        code = row.sub_activity.code if row.sub_activity else ""
        sums.committed[code] = sums.committed.get(code, 0) + row.amount
    for paid in realisations_of(programme_id):
        code = paid.sub_activity.code
        sums.realised[code] = sums.realised.get(code, 0) + paid.amount
    return sums
