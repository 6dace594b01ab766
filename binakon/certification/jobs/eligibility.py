"""The clock of eligibility: what changed in records or rules sends a case back before its decree."""

from binakon.certification.actions.eligibility import recheck_eligible
from binakon.core.actor import job_actor
from binakon.core.jobs import every


@every(seconds=60 * 60)
def recheck_cases() -> int:
    """Look at every eligible case again by the facts and rules of today; how many went back to *proposed*."""
    return recheck_eligible(by=job_actor("recheck_cases"))
