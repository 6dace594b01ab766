"""What tests finish by themselves: goes whose time is over, tests whose hours are over."""

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.trainings.actions import exams, sittings


@every(seconds=30)
def lapse_sittings() -> int:
    """End the goes at a test whose time is over, with what was saved."""
    return sittings.lapse_due(by=job_actor("lapse_sittings"))


@every(seconds=60)
def close_exams() -> int:
    """Close the tests whose hours are over."""
    return exams.close_due(by=job_actor("close_exams"))
