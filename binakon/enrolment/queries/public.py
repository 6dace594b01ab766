"""What the public sees of a training; nothing about any person."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from binakon.enrolment.models import Training
from binakon.enrolment.queries.offered import training_at
from binakon.enrolment.rules.terms import stated_free

_FACTS = ("pk", "state", "seats", "taken", "revision", "opens_at", "closes_at")


def page_version(path: str, plan: int | None = None) -> str:
    """How new the facts about trainings are on a public page of activities.

    State, free seats as the page states them, edits, and whether the hours of registration have begun or ended. A page
    of one activity changes with its own training only; the catalogue with any. `plan` as in `offered.of_the_plan`.
    """
    slug = path.removeprefix("/kegiatan/").split("/")[0]
    moment = timezone.now()
    if not slug:
        rows = Training.objects.order_by("pk").values_list(*_FACTS, named=True)
        return ",".join(_version(row, moment) for row in rows)
    training = training_at(slug, plan)
    return "" if training is None else _version(training, moment)


def _version(row: Any, moment: datetime) -> str:
    room = f"{stated_free(row.seats, row.taken)}-{row.taken >= row.seats}"
    hours = f"{row.opens_at <= moment}-{row.closes_at <= moment}"
    return f"{row.pk}-{row.state}-{row.seats}-{room}-{row.revision}-{hours}"
