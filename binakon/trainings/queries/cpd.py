"""PKB of a class: what was told, until when, and the estimated credits of each participant."""

from dataclasses import dataclass
from datetime import date, timedelta

from binakon.core.calendar import today
from binakon.enrolment.models import Training
from binakon.enrolment.states import TrainingState
from binakon.people.rules import Viewer, can_enrol
from binakon.trainings.models import CpdFiling, Session
from binakon.trainings.queries.completion import completion_page
from binakon.trainings.rules.cpd import (
    Estimate,
    estimate,
    is_verified,
    report_due,
    submission_due,
)
from binakon.trainings.rules.manner import manner_of
from binakon.trainings.states import CompletionState, Manner, SessionKind

# Of a class that was over before this, nobody is reminded any more.
_REMEMBERED = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class CpdPage:
    """The page of PKB of one class."""

    training: Training
    filing: CpdFiling | None
    submission_due: date
    report_due: date
    is_submission_late: bool
    is_report_late: bool
    verified: bool | None
    manner: Manner | None
    people: tuple[tuple[str, int | None, Estimate | None], ...]
    may_edit: bool


def filing_of(training: Training) -> CpdFiling | None:
    """What was told of a training, None while nothing was."""
    return CpdFiling.objects.filter(training=training).first()


def manner_of_training(training: Training) -> Manner | None:
    """How a class is held, by its sessions that are no breaks."""
    rows = Session.objects.filter(training=training).exclude(kind=SessionKind.BREAK)
    return manner_of(rows.values_list("link", flat=True))


def running_classes() -> list[Training]:
    """Classes whose participants are determined and that are not long over: those with PKB deadlines."""
    rows = Training.objects.filter(
        state=TrainingState.DETERMINED, ends_on__gte=today() - _REMEMBERED
    )
    return list(rows.select_related("activity__programme__office", "cpd_filing"))


def cpd_page(viewer: Viewer, training: Training) -> CpdPage:
    """Everything the page of PKB shows."""
    filing, day = filing_of(training), today()
    submitted = filing.submitted_on if filing else None
    reported = filing.reported_on if filing else None
    verified = is_verified(
        is_registered=filing.is_registered if filing else None,
        submitted_on=submitted,
        reported_on=reported,
        starts_on=training.starts_on,
        ends_on=training.ends_on,
        today=day,
    )
    manner = manner_of_training(training)
    first, second = submission_due(training.starts_on), report_due(training.ends_on)
    people = tuple(
        (
            str(person.registration),
            person.figures.jp,
            estimate(person.figures.jp, manner, verified=verified)
            if person.state == CompletionState.COMPLETED
            else None,
        )
        for person in completion_page(training).people
    )
    return CpdPage(
        training=training,
        filing=filing,
        submission_due=first,
        report_due=second,
        is_submission_late=(submitted or day) > first,
        is_report_late=(reported or day) > second,
        verified=verified,
        manner=manner,
        people=people,
        may_edit=can_enrol(viewer, training.office_code),
    )
