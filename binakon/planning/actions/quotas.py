"""Setting how many places of an activity belong to which office."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.people.models import Office
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import Activity, RegionalQuota


@transaction.atomic
def set_quota(
    activity: Activity,
    *,
    office: Office,
    places: int,
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> RegionalQuota:
    """Give an office its places in an activity, with the reason; never fewer than are taken, never more than there are.

    The activity's row is touched first so that two offices cannot share out the same last seat.
    """
    hold_quotas(activity, by=by)
    refuse(_quota_problems(activity, office, places, reason))
    quota = RegionalQuota.objects.filter(activity=activity, office=office).first()
    if quota is None:
        quota = RegionalQuota.objects.create(
            activity=activity, office=office, places=places, reason=reason.strip()
        )
        sentence = f"Kuota {office} di {activity}: {places}. {reason}"
        ledger.start(quota, by=by, at=at, sentence=sentence, office_code=office.code)
        return quota
    _change(quota, places, reason.strip(), by, at)
    return quota


def hold_quotas(activity: Activity, *, by: Actor) -> None:
    """Hold an activity until the transaction ends, so that nobody shares out its seats meanwhile; read its seats anew."""
    OpenBooks.hold(activity.programme_id)
    Activity.objects.filter(pk=activity.pk).update(seats=F("seats"))
    activity.refresh_from_db(fields=["seats"])


def take_quota_place(activity_id: int, office_id: int, *, by: Actor, many: int = 1) -> bool:
    """Take one place of an office, if one is free; the row that takes it is its history, so no line is written.

    `many` 0 asks with the same statement and takes nothing. Call it inside the transaction of the action that writes that row.
    """
    free = RegionalQuota.objects.filter(
        activity=activity_id, office=office_id, taken__lt=F("places")
    )
    return free.update(taken=F("taken") + many) == 1


def give_quota_place_back(activity_id: int, office_id: int, *, by: Actor) -> None:
    """Give one place of an office back, with the row that held it."""
    RegionalQuota.objects.filter(activity=activity_id, office=office_id, taken__gt=0).update(
        taken=F("taken") - 1
    )


def _quota_problems(
    activity: Activity, office: Office, places: int, reason: str
) -> Iterator[Problem]:
    if not reason.strip():
        yield Problem("reason", _("Tulis alasan kuota ini, misalnya hasil rapat koordinasi."))
    others = RegionalQuota.objects.filter(activity=activity).exclude(office=office)
    shared = (others.aggregate(total=Sum("places"))["total"] or 0) + places
    if activity.seats is not None and shared > activity.seats:
        sentence = _(
            "Kuota seluruh kantor menjadi %(shared)d, padahal kegiatan ini punya %(seats)d kursi."
        )
        yield Problem("over_seats", sentence % {"shared": shared, "seats": activity.seats})


def _change(quota: RegionalQuota, places: int, reason: str, by: Actor, at: datetime | None) -> None:
    before = quota.places
    changed = RegionalQuota.objects.filter(pk=quota.pk, taken__lte=places)
    if changed.update(places=places, reason=reason) != 1:
        quota.refresh_from_db()
        sentence = _(
            "%(taken)d kursi %(office)s sudah terisi; kuotanya tidak bisa menjadi %(places)d."
        )
        words = {"taken": quota.taken, "office": quota.office.name, "places": places}
        raise Blocked([Problem("below_taken", sentence % words)])
    quota.places, quota.reason = places, reason
    ledger.record(
        quota,
        "quota:set",
        by=by,
        at=at,
        sentence=f"Kuota {quota.office} di {quota.activity}: {before} → {places}. {reason}",
        before={"places": before},
        after={"places": places},
        note=reason,
        office_code=quota.office.code,
    )
