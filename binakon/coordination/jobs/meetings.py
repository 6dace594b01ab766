"""What coordination finishes by itself: reminders of invitations."""

from binakon.coordination.actions import reminders
from binakon.core.actor import job_actor
from binakon.core.jobs import every


@every(seconds=600)
def remind_offices() -> int:
    """Remind the offices that did not answer yet, and all who come on the day before the meeting."""
    by = job_actor("remind_offices")
    return reminders.remind_unanswered(by=by) + reminders.remind_of_tomorrow(by=by)
