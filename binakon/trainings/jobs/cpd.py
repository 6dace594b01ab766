"""The deadlines of PKB, which run from the day on which a class has its participants."""

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.trainings.actions import cpd


@every(seconds=3600)
def start_cpd_clocks() -> int:
    """Let the two clocks of every determined class run that nothing has stopped."""
    return cpd.start_cpd_clocks(by=job_actor("start_cpd_clocks"))
