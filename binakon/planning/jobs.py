"""What planning finishes by itself: workbooks that nobody decided on, and what scenarios ask."""

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.planning import actions

A_HOUR = 3600


@every(seconds=A_HOUR)
def purge_uploads() -> int:
    """Throw away workbooks that waited a week for a decision."""
    return actions.purge_uploads(by=job_actor("purge_uploads"))


@every(seconds=2)
def answer_scenarios() -> int:
    """Compute what planners asked; also what a killed worker had begun."""
    return actions.answer_scenarios(by=job_actor("answer_scenarios"))
