"""What is late is asked for again, once a week at most."""

from binakon.coordination.actions.chasing import chase_late
from binakon.coordination.queries import agreement_answers
from binakon.core.actor import job_actor
from binakon.core.jobs import every

# Core looks for `jobs` and `queries.answers`; the answers about agreements have a module of their own.
__all__ = ["agreement_answers", "chase_late_agreements"]


@every(seconds=3600)
def chase_late_agreements() -> int:
    """Offices that owe something late get a letter, unless they got one within a week."""
    return chase_late(by=job_actor("chase_late_agreements"))
