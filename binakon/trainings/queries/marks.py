"""The typed marks of a training's participants."""

from decimal import Decimal

from binakon.enrolment.models import Training
from binakon.trainings.models import Mark


def marks_of(training: Training) -> dict[tuple[int, str], Decimal]:
    """Every typed mark, by registration and component."""
    rows = Mark.objects.filter(registration__training=training)
    return {(row.registration_id, row.component): row.value for row in rows}
