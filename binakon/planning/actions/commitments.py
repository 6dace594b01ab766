"""Binding people and money to the version in force, decided by the database."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.planning.actions.contents import VersionContents
from binakon.planning.actions.holding import VersionInForce
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import Activity, Commitment, PlanVersion, Target
from binakon.planning.queries.bound import line_code, unplaced_money
from binakon.planning.rules.plan_file import VersionEntry


@transaction.atomic
def commit(
    activity: Activity, *, unit: Commitment.Unit, amount: int, label: str, by: Actor, link: str = ""
) -> Commitment:
    """Bind people or rupiah of one activity, or refuse with what is left.

    1. Lock the version in force by a conditional UPDATE: a ratification at the same moment waits or wins.
    2. Ask it for the budget line of the activity as it stands now; rupiah stays bound on that line.
    3. Raise the counters of its targets under their CHECK.
    4. Write the fact and its line of history.
    """
    OpenBooks.hold(activity.programme_id)
    held = VersionInForce(activity.programme_id)
    held.lock()
    activity.refresh_from_db(fields=["indicator", "sub_activity"])
    rupiah = amount if unit == Commitment.Unit.RUPIAH else 0
    code = line_code(activity, held.version.pk) if rupiah else ""
    version = held.hold(code, committed=rupiah)
    if unit == Commitment.Unit.PEOPLE:
        _take_people(version, activity, amount)
    row = Commitment.objects.create(
        activity=activity,
        unit=unit,
        kind=Commitment.Kind.COMMITTED,
        sub_activity=VersionContents.sub_activity(code),
        amount=amount,
        label=label,
        link=link,
    )
    where = f"{activity}, subkegiatan {code}" if code else f"{activity}"
    ledger.start(
        row,
        by=by,
        sentence=f"Terikat pada {where}: {row}",
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

    Whoever deletes the row gives its amount back, on the line where it was bound, and nobody else can.
    """
    held = VersionInForce(row.activity.programme_id)
    held.lock()
    is_people = row.unit == Commitment.Unit.PEOPLE
    # A ratification may have named its line since the row was read.
    line = Commitment.objects.filter(pk=row.pk).values_list("sub_activity__code", flat=True).first()
    if Commitment.objects.filter(pk=row.pk).delete()[0] != 1:
        raise StaleState(_("Ikatan ini sudah dilepas orang lain. Muat ulang halaman."))
    version = held.hold(line or "", committed=0 if is_people else -row.amount)
    if is_people:
        _give_people_back(version, row.activity, row.amount)
    ledger.record(
        row,
        "commitment:release",
        by=by,
        sentence=f"Dilepas dari {row.activity}: {row}. {reason}",
        before={"amount": row.amount, "kind": row.kind, "label": row.label, **_line_words(line)},
        note=reason,
        office_code=row.activity.programme.office.code,
    )


def name_lines(
    version: PlanVersion, entry: VersionEntry, *, by: Actor, at: datetime | None = None
) -> None:
    """Place rupiah bound before any version named its line on the line that this version names for its activity.

    Call it inside the ratification, before what is bound is judged. Money that has a line is never moved.
    """
    for code, rows in unplaced_money(version, entry.activities).items():
        line = VersionContents.sub_activity(code)
        for row in rows if line is not None else ():
            Commitment.objects.filter(pk=row.pk, sub_activity=None).update(sub_activity=line)
            ledger.record(
                row,
                "commitment:name_line",
                by=by,
                at=at,
                sentence=f"{row} ditempatkan pada subkegiatan {code} oleh {version}",
                after={"sub_activity": code},
                office_code=version.programme.office.code,
            )


def _line_words(line: str | None) -> dict[str, str]:
    return {"sub_activity": line} if line else {}


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
