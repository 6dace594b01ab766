"""What the public sees of a training; nothing about any person."""

from django.utils import timezone

from binakon.enrolment.models import Training
from binakon.enrolment.rules.terms import stated_free

_FACTS = ("pk", "state", "seats", "taken", "revision", "opens_at", "closes_at")


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
    for pk, state, seats, taken, revision, opens, closes in rows.values_list(*_FACTS):
        room = f"{stated_free(seats, taken)}-{taken >= seats}"
        hours = f"{opens <= moment}-{closes <= moment}"
        versions.append(f"{pk}-{state}-{seats}-{room}-{revision}-{hours}")
    return ",".join(versions)
