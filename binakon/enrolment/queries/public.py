"""What the public sees of a training; nothing about any person."""

from django.utils import timezone

from binakon.enrolment.models import Training


def page_version(path: str) -> str:
    """How new the facts about trainings are on a public page of activities.

    State, seats taken, edits, and whether the hours of registration have begun or ended. A page of one activity changes with its own training only; the catalogue with any.
    """
    slug = path.removeprefix("/kegiatan/").split("/")[0]
    rows = Training.objects.order_by("pk")
    if slug:
        rows = rows.filter(activity__slug=slug)
    moment = timezone.now()
    facts = rows.values_list("pk", "state", "seats", "taken", "revision", "opens_at", "closes_at")
    return ",".join(
        f"{pk}-{state}-{seats}-{taken}-{revision}-{opens <= moment}-{closes <= moment}"
        for pk, state, seats, taken, revision, opens, closes in facts
    )
