"""Which programme year "now" means, where no address names one."""

from collections.abc import Mapping
from datetime import date

from binakon.planning.states import YearState


def working_year(states: Mapping[int, str], day: date) -> int | None:
    """The year of the day where it is planned, else the nearest that is not closed, else the nearest; None without any.

    A year that is opened ahead changes nothing before it begins. Of two as near the earlier counts.
    """
    return min(
        states,
        key=lambda year: (
            year != day.year,
            states[year] == YearState.CLOSED,
            abs(year - day.year),
            year,
        ),
        default=None,
    )
