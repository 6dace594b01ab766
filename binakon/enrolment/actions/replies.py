"""The clocks of the regencies' replies: one for each that a class asks for people, none for a quota of 0."""

from datetime import datetime

from binakon.core import deadlines
from binakon.core.actor import Actor
from binakon.core.models import Deadline
from binakon.enrolment.models import Training
from binakon.enrolment.queries.nominating import asking_offices, office_lines, reply_offices
from binakon.enrolment.rules.opening import reply_kind
from binakon.enrolment.states import TrainingState
from binakon.people.models import Office


def start_reply_clocks(training: Training, *, by: Actor) -> None:
    """Let the clock of each office run that the class asks. Call it inside the action that opens the class."""
    for office in asking_offices(training):
        _start(training, office)


def stop_reply_clocks(training: Training, *, by: Actor, at: datetime | None = None) -> None:
    """Nobody is asked any more. Call it inside the action."""
    for office in reply_offices(training):
        deadlines.stop_clock(training, reply_kind(office.code), at=at)


def follow_reply_clocks(training: Training, *, by: Actor, at: datetime | None = None) -> None:
    """After quotas changed: a quota of 0 asks for nobody, and whoever is asked again and named nobody has a clock again.

    Call it inside the action, with the training held.
    """
    if training.state != TrainingState.OPEN or not training.takes_nominations:
        return
    running = set(
        Deadline.objects.open()
        .filter(subject_type=Training._meta.label_lower, subject_id=training.pk)
        .values_list("kind", flat=True)
    )
    for line in office_lines(training):
        kind = reply_kind(line.office.code)
        if line.quota == 0:
            deadlines.stop_clock(training, kind, at=at)
        elif not line.is_answered and kind not in running:
            _start(training, line.office)


def _start(training: Training, office: Office) -> None:
    deadlines.start_clock(
        training,
        reply_kind(office.code),
        title=f"{office.name}: usulan peserta {training}",
        office_code=training.office_code,
        owner_code=office.code,
        due_at=training.nominations_due_at or training.closes_at,
        path=f"/meja/usulan/{training.activity.slug}/",
    )
