"""What planning finishes by itself: workbooks that nobody decided on, and what scenarios ask."""

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.planning import actions
from binakon.planning.actions import duties
from binakon.planning.actions.scenario_answers import Computer

A_HOUR = 3600
# So many seconds a turn waits for an answer; a longer computation is collected in a later turn.
PATIENCE = 1.0
_computer = Computer()


@every(seconds=A_HOUR)
def purge_uploads() -> int:
    """Throw away workbooks that waited a week for a decision."""
    return actions.purge_uploads(by=job_actor("purge_uploads"))


@every(seconds=2)
def answer_scenarios() -> int:
    """Compute what planners asked, one at a time beside the other work; also what a killed worker had begun."""
    return _computer.turn(by=job_actor("answer_scenarios"), patience=PATIENCE)


@every(seconds=6 * A_HOUR)
def watch_duties() -> int:
    """Let the clocks of quarter reports and of the last day to pay run, by each office's own rule."""
    return duties.watch_duties(by=job_actor("watch_duties"))
