"""What enrolment finishes by itself: drafts, offers, hours that ended, quotas and seats that became free, old workbooks."""

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.enrolment.actions import (
    agreed,
    announcing,
    drafts,
    nominee_uploads,
    opening,
    overdue,
    repeats,
    reviews,
)


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
    """Close registrations whose time, and that of the regencies, is over by the database's clock."""
    return opening.close_ended(by=job_actor("close_trainings"))


@every(seconds=60)
def call_off_orphans() -> int:
    """Call off classes that were only prepared when their activity was called off."""
    return opening.call_off_orphans(by=job_actor("call_off_orphans"))


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


@every(seconds=3600)
def return_quotas() -> int:
    """Give back what regencies did not use of their quotas, on the day that was announced."""
    return opening.return_due_quotas(by=job_actor("return_quotas"))


@every(seconds=3600)
def purge_nominee_uploads() -> int:
    """Throw away workbooks of nominees that waited a week for a decision."""
    return nominee_uploads.purge_uploads(by=job_actor("purge_nominee_uploads"))


@every(seconds=60)
def tell_repeated() -> int:
    """Tell whoever registered first that their NIK was typed again."""
    return repeats.tell_repeated(by=job_actor("tell_repeated"))


@every(seconds=600)
def recount_promises() -> int:
    """Put right what was agreed about nominations wherever its counter differs from the people named."""
    return agreed.recount(by=job_actor("recount_promises"))
