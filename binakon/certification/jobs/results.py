"""Files of results that nobody decided on."""

from binakon.certification.actions.results import purge_files
from binakon.core.actor import job_actor
from binakon.core.jobs import every


@every(seconds=6 * 60 * 60)
def purge_result_files() -> int:
    """Throw away what waited for a week."""
    return purge_files(by=job_actor("purge_result_files"))
