"""What planning finishes by itself: workbooks that nobody decided on, and what scenarios ask."""

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.planning import actions
from binakon.planning.actions import duties

A_HOUR = 3600


@every(seconds=A_HOUR)
def purge_uploads() -> int:
    """Throw away workbooks that waited a week for a decision."""
    return actions.purge_uploads(by=job_actor("purge_uploads"))


@every(seconds=2)
def answer_scenarios() -> int:
    """Compute what planners asked; also what a killed worker had begun."""
    return actions.answer_scenarios(by=job_actor("answer_scenarios"))


@every(seconds=6 * A_HOUR)
def watch_duties() -> int:
    """Let the clocks of quarter reports and of the last day to pay run, by each office's own rule."""
    return duties.watch_duties(by=job_actor("watch_duties"))
