"""What a closed year reported, for the pages that the public reads: frozen, beside what is counted now."""

from dataclasses import dataclass
from datetime import date

from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope
from binakon.planning.queries import year_of
from binakon.planning.queries.frozen_year import all_frozen_since
from binakon.planning.rules.frozen_year import FrozenSince
from binakon.planning.states import YearState

# What a year reports to the public: its promise, then its people in the order of their way.
MEASURES = ("determined", "trained", "certificate", "facilitated", "competent", "recorded")
_PROMISED = ("planned_places", "activities_done")


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """One figure; `since` is what was reported of it, None while the year runs or where nothing was frozen."""

    figure: Figure
    since: FrozenSince | None

    @property
    def value(self) -> int | None:
        """What the page shows: what was reported, else what is counted."""
        return self.since.services if self.since else self.figure.value

    @property
    def is_moved(self) -> bool:
        """Whether it is counted otherwise since the year was closed."""
        return self.since is not None and self.since.is_moved


@dataclass(frozen=True, slots=True)
class Reported:
    """A closed year: as of when its figures were frozen, and which of them are counted otherwise now."""

    year: int
    as_of: date
    moved: tuple[ReportedFigure, ...]


def reported_figures(scope: Scope) -> tuple[ReportedFigure, ...]:
    """The measures of people of a year, each with what was reported where the year is closed."""
    return _beside(scope, MEASURES)


def reported(scope: Scope, known: tuple[ReportedFigure, ...] = ()) -> Reported | None:
    """What a closed year reported; None while it runs. `known` are measures that the page has counted already."""
    programme = year_of(scope).programme
    if programme is None or programme.state != YearState.CLOSED:
        return None
    rows = (*_beside(scope, _PROMISED), *(known or reported_figures(scope)))
    days = [row.since.as_of for row in rows if row.since]
    if not days:
        return None
    return Reported(scope.year, days[0], tuple(row for row in rows if row.is_moved))


def _beside(scope: Scope, keys: tuple[str, ...]) -> tuple[ReportedFigure, ...]:
    found = [figure(key, scope) for key in keys]
    programme = year_of(scope).programme
    is_closed = programme is not None and programme.state == YearState.CLOSED
    frozen = all_frozen_since(scope.office, scope.year, found) if is_closed else {}
    return tuple(ReportedFigure(each, frozen.get(each.measure.key)) for each in found)
