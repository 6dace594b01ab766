"""Setting how many places of an activity belong to which office."""

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.people.models import Office
from binakon.planning.models import Activity, RegionalQuota


@transaction.atomic
def set_quota(
    activity: Activity, *, office: Office, places: int, reason: str, by: Actor
) -> RegionalQuota:
    """Give an office its places in an activity, with the reason; never fewer than are taken, never more than there are.

    The activity's row is touched first so that two offices cannot share out the same last seat.
    """
    Activity.objects.filter(pk=activity.pk).update(seats=F("seats"))
    activity.refresh_from_db(fields=["seats"])
    problems = []
    if not reason.strip():
        problems.append(
            Problem("reason", _("Tulis alasan kuota ini, misalnya hasil rapat koordinasi."))
        )
    others = RegionalQuota.objects.filter(activity=activity).exclude(office=office)
    shared = (others.aggregate(total=Sum("places"))["total"] or 0) + places
    if activity.seats is not None and shared > activity.seats:
        problems.append(
            Problem(
                "over_seats",
                _(
                    "Kuota seluruh kantor menjadi %(shared)d, padahal kegiatan ini punya %(seats)d kursi."
                )
                % {"shared": shared, "seats": activity.seats},
            )
        )
    if problems:
        raise Blocked(problems)
    quota = RegionalQuota.objects.filter(activity=activity, office=office).first()
    if quota is None:
        quota = RegionalQuota.objects.create(
            activity=activity, office=office, places=places, reason=reason.strip()
        )
        ledger.start(
            quota,
            by=by,
            sentence=f"Kuota {office} di {activity}: {places}. {reason}",
            office_code=office.code,
        )
        return quota
    before = quota.places
    changed = RegionalQuota.objects.filter(pk=quota.pk, taken__lte=places)
    if changed.update(places=places, reason=reason.strip()) != 1:
        quota.refresh_from_db()
        sentence = _(
            "%(taken)d kursi %(office)s sudah terisi; kuotanya tidak bisa menjadi %(places)d."
        )
        words = {"taken": quota.taken, "office": office.name, "places": places}
        raise Blocked([Problem("below_taken", sentence % words)])
    quota.places, quota.reason = places, reason.strip()
    ledger.record(
        quota,
        "quota:set",
        by=by,
        sentence=f"Kuota {office} di {activity}: {before} → {places}. {reason}",
        before={"places": before},
        after={"places": places},
        note=reason,
        office_code=office.code,
    )
    return quota
