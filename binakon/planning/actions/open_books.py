"""Writing only into a year that is not closed, decided by the database: a closing at the same moment waits or wins."""

from django.db.models import F

from binakon.core.problems import Problem, refuse
from binakon.planning.models import ProgrammeYear
from binakon.planning.rules.closing import closed_sentence
from binakon.planning.states import YearState


class OpenBooks:
    """The books of a programme year, as whoever writes into them needs them: open until the transaction ends."""

    @staticmethod
    def hold(programme_id: int) -> None:
        """Let nobody close this year until the transaction ends; `Blocked` when it is closed.

        Call it first in the transaction of a verb that changes the plan, its places or its money: the closing moves the
        same row before it counts, so what is written here is counted, or refused.
        """
        rows = ProgrammeYear.objects.filter(pk=programme_id).exclude(state=YearState.CLOSED)
        if rows.update(name=F("name")) == 1:
            return
        year = ProgrammeYear.objects.values_list("year", flat=True).get(pk=programme_id)
        refuse([Problem("year_closed", closed_sentence(year))])
