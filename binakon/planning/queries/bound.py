"""What binds a programme: people determined, money bound and paid, each with the sub-activity that carries it."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from binakon.core import clock
from binakon.core.models import AuditEvent
from binakon.planning.models import Activity, Commitment, Realisation, Target
from binakon.planning.rules.ratify import Bound


@dataclass(slots=True)
class BoundSums:
    """Rupiah per sub-activity code ("" where none is known) and people per indicator's id."""

    committed: dict[str, int] = field(default_factory=dict)
    realised: dict[str, int] = field(default_factory=dict)
    people: dict[int | None, int] = field(default_factory=dict)


def sub_activity_code(activity: Activity) -> str:
    """The sub-activity that pays for a living activity: its own, else its indicator's in the version in force."""
    if activity.sub_activity_id is not None and activity.sub_activity is not None:
        return activity.sub_activity.code
    return _codes_by_indicator(activity.programme_id).get(activity.indicator_id, "")


def _codes_by_indicator(programme_id: int) -> dict[int | None, str]:
    """Indicators whose targets of all budgets stand under one sub-activity alone."""
    targets = Target.objects.filter(version__programme=programme_id).exclude(sub_activity=None)
    found: dict[int | None, set[str]] = {}
    for indicator, code in targets.values_list("indicator", "sub_activity__code"):
        found.setdefault(indicator, set()).add(code)
    return {indicator: codes.pop() for indicator, codes in found.items() if len(codes) == 1}


def realisations_of(programme_id: int) -> list[Realisation]:
    """The payments of a programme, quarter by quarter."""
    rows = Realisation.objects.filter(programme=programme_id).select_related("sub_activity")
    return list(rows.order_by("quarter", "sub_activity__code", "dated", "id"))


def commitments_of(programme_id: int) -> QuerySet[Commitment]:
    """What is bound in a programme."""
    return Commitment.objects.filter(activity__programme=programme_id).select_related(
        "activity__indicator", "activity__sub_activity"
    )


def money_bound(programme_id: int, as_of: date) -> list[Bound]:
    """The rupiah bound by the end of a day, by the date of the ledger's first line."""
    codes = _codes_by_indicator(programme_id)
    rows = commitments_of(programme_id).filter(unit=Commitment.Unit.RUPIAH)
    born = AuditEvent.objects.filter(
        subject_type=Commitment._meta.label_lower, action="start", at__lte=clock.end_of(as_of)
    ).values_list("subject_id", flat=True)
    known = set(born) if rows.exists() else set()
    return [_commitment(row, codes) for row in rows if row.pk in known]


def bound_of(programme_id: int) -> list[Bound]:
    """Everything that no revision of this programme may fall below."""
    codes = _codes_by_indicator(programme_id)
    return [
        *(_commitment(row, codes) for row in commitments_of(programme_id)),
        *(
            Bound(row.document, sub_activity=row.sub_activity.code, paid=row.amount)
            for row in realisations_of(programme_id)
        ),
    ]


def _commitment(row: Commitment, codes: dict[int | None, str]) -> Bound:
    is_people = row.unit == Commitment.Unit.PEOPLE
    activity = row.activity
    own = activity.sub_activity.code if activity.sub_activity else ""
    return Bound(
        row.label,
        indicator=activity.indicator.key if activity.indicator else "",
        sub_activity=own or codes.get(activity.indicator_id, ""),
        activity=activity.code,
        people=row.amount if is_people else 0,
        rupiah=0 if is_people else row.amount,
    )


def bound_sums(programme_id: int) -> BoundSums:
    """The same added up, as the counters of the version in force hold it."""
    sums = BoundSums()
    codes = _codes_by_indicator(programme_id)
    for row in commitments_of(programme_id):
        activity = row.activity
        if row.unit == Commitment.Unit.PEOPLE:
            sums.people[activity.indicator_id] = (
                sums.people.get(activity.indicator_id, 0) + row.amount
            )
            continue
        own = activity.sub_activity.code if activity.sub_activity else ""
        code = own or codes.get(activity.indicator_id, "")
        sums.committed[code] = sums.committed.get(code, 0) + row.amount
    for paid in realisations_of(programme_id):
        code = paid.sub_activity.code
        sums.realised[code] = sums.realised.get(code, 0) + paid.amount
    return sums
