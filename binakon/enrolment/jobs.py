"""What enrolment finishes by itself: registrations that ended, quotas that return, workbooks that nobody decided on."""

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.enrolment.actions import nominee_uploads, opening

A_MINUTE = 60
A_HOUR = 3600


@every(seconds=A_MINUTE)
def close_trainings() -> int:
    """Close registrations whose time is over by the database's clock."""
    return opening.close_ended(by=job_actor("close_trainings"))


@every(seconds=A_HOUR)
def return_quotas() -> int:
    """Give back what regencies did not use of their quotas, on the day that was announced."""
    return opening.return_due_quotas(by=job_actor("return_quotas"))


@every(seconds=A_HOUR)
def purge_nominee_uploads() -> int:
    """Throw away workbooks of nominees that waited a week for a decision."""
    return nominee_uploads.purge_uploads(by=job_actor("purge_nominee_uploads"))
