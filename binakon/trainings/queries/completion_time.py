"""Whether it is time to decide on a class: it is over, nothing contradicts itself, no test still takes answers."""

from datetime import datetime, time

from django.utils import timezone

from binakon.core.problems import Problem
from binakon.enrolment.models import Training
from binakon.trainings.models import Exam, Scan, Session
from binakon.trainings.rules.completion_words import early_problems
from binakon.trainings.states import ExamState, ScanOutcome


def hindrances_of(training: Training, moment: datetime) -> tuple[Problem, ...]:
    """Why nobody of the class is decided at this moment; none once it is over and its scans agree."""
    ends = _ends_at(training)
    open_conflicts = Scan.objects.filter(
        session__training=training, outcome=ScanOutcome.CONFLICT, settled_at=None
    )
    return tuple(
        early_problems(ends=ends, is_over=moment >= ends, conflicts=open_conflicts.count())
    )


def running_test_of(training: Training, moment: datetime) -> datetime | None:
    """Until when a test of the class still takes answers; None when none does."""
    rows = Exam.objects.filter(training=training, state=ExamState.OPEN, closes_at__gt=moment)
    return rows.order_by("-closes_at").values_list("closes_at", flat=True).first()


def _ends_at(training: Training) -> datetime:
    """The end of the last session that counts JP, and never before the last day begins."""
    rows = Session.objects.filter(training=training, jp__gt=0).order_by("-on", "-ends_at")
    on, hour = rows.values_list("on", "ends_at").first() or (training.ends_on, time.min)
    on, hour = max((on, hour), (training.ends_on, time.min))
    return datetime.combine(on, hour, tzinfo=timezone.get_default_timezone())
