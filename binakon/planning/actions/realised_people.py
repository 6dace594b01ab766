"""How many of the people bound in the plan were trained: a part of what is bound, never more of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.planning.actions.holding import VersionInForce
from binakon.planning.models import Activity, Commitment

_TAIL = ": terealisasi"


@transaction.atomic
def realise_people(
    activity: Activity, people: int, *, by: Actor, at: datetime | None = None
) -> None:
    """Say how many of an activity's bound people are realised; how many are bound in all stays what it was.

    1. Lock the version in force, so that no ratification comes between.
    2. Split what is bound into a committed and a realised row, which together keep its amount.
    3. Write one line of history, only when something changed.

    Raises `Blocked` when more are realised than are bound.
    """
    VersionInForce(activity.programme_id).lock()
    rows = Commitment.objects.filter(activity=activity, unit=Commitment.Unit.PEOPLE)
    bound, before = _sum(rows), _sum(rows.filter(kind=Commitment.Kind.REALISED))
    if people > bound:
        sentence = _("%(people)d orang selesai, padahal yang terikat pada rencana %(bound)d orang.")
        raise Blocked([Problem("over_bound", sentence % {"people": people, "bound": bound})])
    if people == before:
        return
    stem = rows.earliest("id")
    label, link = stem.label.removesuffix(_TAIL), stem.link
    # Targets count both kinds alike, so that no counter moves.
    rows.delete()
    shares = (
        (Commitment.Kind.COMMITTED, bound - people, label),
        (Commitment.Kind.REALISED, people, f"{label}{_TAIL}"),
    )
    made = [
        Commitment.objects.create(
            activity=activity,
            unit=Commitment.Unit.PEOPLE,
            kind=kind,
            amount=amount,
            label=name,
            link=link,
        )
        for kind, amount, name in shares
        if amount
    ]
    ledger.record(
        made[-1],
        "commitment:realise",
        by=by,
        at=at,
        sentence=f"{people} dari {bound} orang yang terikat pada {activity} terealisasi",
        before={"realised": before},
        after={"realised": people},
        office_code=activity.programme.office.code,
    )


def _sum(rows: QuerySet[Commitment]) -> int:
    return rows.aggregate(total=Sum("amount"))["total"] or 0
