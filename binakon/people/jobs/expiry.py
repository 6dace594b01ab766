"""The clocks that remind a desk of SKK about to end."""

from binakon.core.actor import job_actor
from binakon.core.jobs import every
from binakon.people.actions import expiry


@every(seconds=6 * 60 * 60)
def watch_renewals() -> int:
    """Start, set anew and stop the clocks of coming months."""
    return expiry.watch_renewals(by=job_actor("watch_renewals"))
