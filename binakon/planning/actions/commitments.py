"""Binding people and money to the version in force, decided by the database."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.planning.actions.holding import VersionInForce
from binakon.planning.models import Activity, Commitment, PlanVersion, Target
from binakon.planning.queries.bound import sub_activity_code


@transaction.atomic
def commit(
    activity: Activity, *, unit: Commitment.Unit, amount: int, label: str, by: Actor, link: str = ""
) -> Commitment:
    """Bind people or rupiah of one activity, or refuse with what is left.

    1. Touch the version in force by a conditional UPDATE: a ratification at the same moment waits or wins.
    2. Raise the counters of its targets under their CHECK.
    3. Write the fact and its line of history.
    """
    rupiah = amount if unit == Commitment.Unit.RUPIAH else 0
    held = VersionInForce(activity.programme_id)
    version = held.hold(sub_activity_code(activity), committed=rupiah)
    if unit == Commitment.Unit.PEOPLE:
        _take_people(version, activity, amount)
    row = Commitment.objects.create(
        activity=activity,
        unit=unit,
        kind=Commitment.Kind.COMMITTED,
        amount=amount,
        label=label,
        link=link,
    )
    ledger.start(
        row,
        by=by,
        sentence=f"Terikat pada {activity}: {row}",
        office_code=activity.programme.office.code,
    )
    return row


@transaction.atomic
def realise(row: Commitment, *, by: Actor) -> None:
    """Turn a bound fact into a realised one; the amount stays counted once."""
    if not Commitment.objects.filter(pk=row.pk, kind=Commitment.Kind.COMMITTED).update(
        kind=Commitment.Kind.REALISED
    ):
        raise StaleState(_("Ikatan ini sudah terealisasi atau dilepas. Muat ulang halaman."))
    before, row.kind = row.kind, Commitment.Kind.REALISED
    ledger.record(
        row,
        "commitment:realise",
        by=by,
        sentence=f"Terealisasi: {row}",
        before={"kind": str(before)},
        after={"kind": row.kind.value},
        office_code=row.activity.programme.office.code,
    )


@transaction.atomic
def release(row: Commitment, *, by: Actor, reason: str) -> None:
    """Give a bound amount back, with a reason.

    The row goes first: whoever deletes it gives its amount back, and nobody else can.
    """
    is_people = row.unit == Commitment.Unit.PEOPLE
    if Commitment.objects.filter(pk=row.pk).delete()[0] != 1:
        raise StaleState(_("Ikatan ini sudah dilepas orang lain. Muat ulang halaman."))
    held = VersionInForce(row.activity.programme_id)
    rupiah = 0 if is_people else -row.amount
    version = held.hold(sub_activity_code(row.activity), committed=rupiah)
    if is_people:
        _give_people_back(version, row.activity, row.amount)
    ledger.record(
        row,
        "commitment:release",
        by=by,
        sentence=f"Dilepas dari {row.activity}: {row}. {reason}",
        before={"amount": row.amount, "kind": row.kind, "label": row.label},
        note=reason,
        office_code=row.activity.programme.office.code,
    )


def _take_people(version: PlanVersion, activity: Activity, amount: int) -> None:
    targets = list(
        Target.objects.filter(version=version, indicator=activity.indicator, people__isnull=False)
    )
    if activity.indicator is None or not targets:
        raise Blocked(
            [
                Problem(
                    "no_target",
                    _(
                        "Versi yang berlaku tidak punya target untuk kegiatan ini. Lengkapi rencananya dulu."
                    ),
                )
            ]
        )
    left, open_places = amount, 0
    for target in targets:
        room = (target.people or 0) - target.committed
        open_places += room
        share = min(room, left)
        taken = Target.objects.filter(pk=target.pk, people__gte=F("committed") + share)
        if share and taken.update(committed=F("committed") + share) == 1:
            left -= share
    if left:
        raise Blocked(
            [
                Problem(
                    "over_target",
                    _("Sisa target %(left)d orang, yang diminta %(asked)d orang.")
                    % {"left": open_places, "asked": amount},
                )
            ]
        )


def _give_people_back(version: PlanVersion, activity: Activity, amount: int) -> None:
    left = amount
    for target in Target.objects.filter(version=version, indicator=activity.indicator).order_by(
        "-id"
    ):
        share = min(target.committed, left)
        Target.objects.filter(pk=target.pk).update(committed=F("committed") - share)
        left -= share
