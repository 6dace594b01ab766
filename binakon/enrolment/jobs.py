"""What enrolment finishes by itself: drafts nobody sent, offers nobody answered, hours that ended, seats that became free."""

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.enrolment.actions import announcing, drafts, overdue, reviews


@every(seconds=3600)
def purge_drafts() -> int:
    """Delete drafts that nobody sent in for a week."""
    return drafts.purge_drafts(by=job_actor("purge_drafts"))


@every(seconds=60)
def lapse_offers() -> int:
    """End offers whose deadline has passed, and offer their seats to whoever waits."""
    return overdue.lapse_due_offers(by=job_actor("lapse_offers"))


@every(seconds=30)
def close_trainings() -> int:
    """Close the registration of classes whose time has come."""
    return overdue.close_due_trainings(by=job_actor("close_trainings"))


@every(seconds=120)
def sync_seats() -> int:
    """Offer seats that became free to whoever waits."""
    return overdue.sync_waited_for(by=job_actor("sync_seats"))


@every(seconds=600)
def end_objection_windows() -> int:
    """Stop the clocks of windows for objections that are over."""
    return announcing.end_windows(by=job_actor("end_objection_windows"))


@every(seconds=300)
def mark_late_corrections() -> int:
    """Write down whose deadline for a correction has passed; nobody is rejected by a clock."""
    return reviews.mark_late(by=job_actor("mark_late_corrections"))
