"""Which version counts on a day, and what a revision may not do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from binakon.planning.rules.plan_file import TargetEntry
from binakon.planning.states import BUDGET_STAGES, FROZEN_STATES, STAGE_RANK, Stage, VersionState


@dataclass(frozen=True, slots=True)
class VersionFact:
    """A version as a fact without a row."""

    pk: int
    stage: str
    number: int
    state: str
    dated: date
    ceiling: int | None
    note: str
    is_total_about: bool
    targets: tuple[TargetEntry, ...]
    revision: int = 0
    document: str = ""

    @property
    def people(self) -> int:
        """The people of all its targets together."""
        return sum(target.people or 0 for target in self.targets)

    def people_of(self, indicator: str) -> int | None:
        """The people promised for one indicator; None when it promises none."""
        found = [target.people for target in self.targets if target.indicator == indicator]
        return sum(people or 0 for people in found) if found else None

    @property
    def is_budget(self) -> bool:
        """Whether it can be a target; a proposal cannot."""
        return self.stage in BUDGET_STAGES

    @property
    def state_label(self) -> str:
        """Its state in words."""
        return str(VersionState(self.state).label)

    @property
    def state_tone(self) -> str:
        """The tone of its state's badge."""
        return {"ratified": "good", "submitted": "wait"}.get(self.state, "")

    @property
    def label(self) -> str:
        """How the version is called in a sentence: "murni", "pergeseran 2"."""
        name = str(Stage(self.stage).label)
        return name if self.number == 1 else f"{name} {self.number}"


def version_order(stage: str, number: int, dated: date) -> tuple[date, int, int]:
    """What makes one version newer than another."""
    return (dated, STAGE_RANK[stage], number)


def state_on(versions: Iterable[VersionFact]) -> list[VersionFact]:
    """Versions known on a day, oldest first, in the state they had that day.

    Of the budgets ever ratified only the newest is in force; the earlier ones are superseded by it.
    """
    ordered = sorted(
        versions, key=lambda version: version_order(version.stage, version.number, version.dated)
    )
    newest = current(ordered)
    return [
        replace(
            version,
            state=(VersionState.RATIFIED if version is newest else VersionState.SUPERSEDED).value,
        )
        if version.stage in BUDGET_STAGES and version.state in FROZEN_STATES
        else version
        for version in ordered
    ]


def current(versions: Iterable[VersionFact]) -> VersionFact | None:
    """The newest ratified budget of those given; a usulan never counts."""
    ratified = [v for v in versions if v.stage in BUDGET_STAGES and v.state in FROZEN_STATES]
    return max(ratified, key=lambda v: version_order(v.stage, v.number, v.dated), default=None)
