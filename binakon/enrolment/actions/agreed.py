"""What was agreed with the offices, followed by classes: quotas that changed, and how many people are named.

The deeds here belong to verbs of others; `jobs` imports this module, so that every process knows the keeper.
"""

from datetime import datetime

from binakon.coordination.actions.progress import recount, report_progress
from binakon.coordination.queries.later import QuotaKeeper, keep_quotas
from binakon.core.actor import Actor
from binakon.enrolment.actions.quotas import follow_quotas
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import Source

__all__ = ["recount", "tell_named"]
NAMED = frozenset({Source.NOMINATION, Source.DESK})


def tell_named(registration: Registration, *, by: Actor, at: datetime | None = None) -> None:
    """Somebody's registration came or ended: where an office named them, what it promised is counted anew.

    Whoever registers alone costs nothing. Call it inside the action, with the training held.
    """
    office = registration.office_id
    if office is None or registration.source not in NAMED:
        return
    report_progress(registration.training.activity_id, office, by=by, at=at)


def _class_of(activity_id: int) -> Training | None:
    found = Training.objects.filter(activity=activity_id)
    return found.select_related("activity__programme__office").first()


def _hold(activity_id: int, by: Actor) -> None:
    training = _class_of(activity_id)
    if training is not None:
        hold(training, by=by)


def _settle(activity_id: int, by: Actor, at: datetime) -> None:
    """The pool of the class becomes what the new quotas leave; refused where it would fall below what is taken."""
    training = _class_of(activity_id)
    if training is None:
        return
    follow_quotas(training, by=by, at=at)


keep_quotas(QuotaKeeper(hold=_hold, settle=_settle))
