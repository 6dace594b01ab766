"""What the public sees of a training; nothing about any person."""

from django.db.models import F
from django.utils import timezone

from binakon.enrolment.models import ReservedSeats, Training
from binakon.enrolment.rules.terms import stated_free
from binakon.planning.models import RegionalQuota

_FACTS = (
    "pk",
    "state",
    "seats",
    "taken",
    "pool",
    "pool_taken",
    "revision",
    "opens_at",
    "closes_at",
)


def page_version(path: str) -> str:
    """How new the facts about trainings are on a public page of activities.

    State, free seats as the page states them, edits, and whether the hours of registration have begun or ended. A page
    of one activity changes with its own training only; the catalogue with any.
    """
    slug = path.removeprefix("/kegiatan/").split("/")[0]
    rows = Training.objects.order_by("pk")
    if slug:
        rows = rows.filter(activity__slug=slug)
    moment = timezone.now()
    versions = []
    for pk, state, seats, taken, pool, pool_taken, revision, opens, closes in rows.values_list(
        *_FACTS
    ):
        room = f"{stated_free(seats, taken)}-{taken >= seats}"
        shares = _full_shares(pk, slug) if slug and pool < seats else ""
        hours = f"{opens <= moment}-{closes <= moment}"
        versions.append(
            f"{pk}-{state}-{seats}-{room}-{pool_taken >= pool}{shares}-{revision}-{hours}"
        )
    return ",".join(versions)


def _full_shares(training_id: int, slug: str) -> str:
    """Which regencies and groups have no free seat left."""
    full = {"places__gt": 0, "taken__gte": F("places")}
    quotas = RegionalQuota.objects.filter(activity__slug=slug, **full).order_by("pk")
    groups = ReservedSeats.objects.filter(training=training_id, **full).order_by("pk")
    offices = quotas.values_list("office", flat=True)
    return f"-{[*offices]}-{[*groups.values_list('group', flat=True)]}"
