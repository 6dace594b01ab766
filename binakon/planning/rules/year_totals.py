"""What a year promised and reached per indicator, from its frozen figures; unknown stays unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# How the source of a figure begins that Binakon itself froze.
OWN_SOURCE = "Binakon, dibekukan"


@dataclass(frozen=True, slots=True)
class Total:
    """One indicator of a closed year: the promise of the version in force, what was reached, how that was counted.

    `note` says all that explains both; `counted_by` is the decision of the office behind what was reached.
    """

    indicator: str
    target: int | None
    realised: int | None
    note: str = ""
    definition: str = ""
    counted_by: str = ""

    @property
    def counted_as(self) -> str:
        """How what was reached is counted: the decision of the office, else the definition."""
        return self.counted_by or self.definition


@dataclass(frozen=True, slots=True)
class FrozenValue:
    """What the totals need of one frozen figure."""

    services: int | None
    version: str = ""
    note: str = ""
    definition: str = ""


def totals(figures: Mapping[tuple[str, str], FrozenValue]) -> list[Total]:
    """One total for each indicator that a version promised people for, by (measure, part).

    What was reached is the measure of the indicator's own name; where records of people do not know it, the result that
    the office published. Indicators are never added to each other.
    """
    return [_total(part, figures) for part in _indicators(figures)]


def _indicators(figures: Mapping[tuple[str, str], FrozenValue]) -> Iterable[str]:
    return [part for measure, part in figures if measure == "planned_places" and part]


def _total(indicator: str, figures: Mapping[tuple[str, str], FrozenValue]) -> Total:
    promised = figures[("planned_places", indicator)]
    counted = figures.get((indicator, ""))
    if counted is None or counted.services is None:
        published = figures.get(("published", indicator))
        counted = published if published and published.services is not None else counted
    told = [words for words in (promised.version, counted.note if counted else "") if words]
    return Total(
        indicator,
        promised.services,
        counted.services if counted else None,
        "; ".join(told),
        counted.definition if counted else "",
        counted.note if counted else "",
    )
